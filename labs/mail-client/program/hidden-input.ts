import { openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { ExitStatus, MailFailure } from './failure.ts';

/**
 * Asks on the terminal itself, where standard input is the text and not a person.
 * @param interrupt what Ctrl-C does
 * @throws MailFailure with status 2 when there is no terminal
 */
export async function askOnTerminal(question: string, interrupt: () => void): Promise<string> {
  const terminal = openTerminal();
  const input = new ReadStream(terminal);
  try {
    return await readHidden(input, () => writeSync(terminal, question), interrupt);
  } finally {
    writeSync(terminal, '\n');
    input.destroy();
  }
}

function openTerminal(): number {
  try {
    return openSync('/dev/tty', 'r+');
  } catch {
    throw new MailFailure(
      'There is a user name, but no password, and no terminal to ask for it. Set MAIL_PASSWORD',
      ExitStatus.usage,
    );
  }
}

/**
 * Key by key, without echo: Enter ends it, Backspace takes one back, Ctrl-C interrupts.
 * @param ask asks; what is typed as soon as the question stands there is not shown either
 */
export function readHidden(input: ReadStream, ask: () => void, interrupt: () => void): Promise<string> {
  return new Promise((resolve) => {
    let secret = '';
    input.setRawMode(true);
    input.setEncoding('utf8');
    const finish = (): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      resolve(secret);
    };
    const onData = (keys: string): void => {
      for (const key of keys) {
        if (key === '\x7f' || key === '\b') secret = secret.slice(0, -1);
        else if (!'\r\n\x03\x04'.includes(key)) secret += key;
        else {
          finish();
          if (key === '\x03') interrupt();
          return;
        }
      }
    };
    input.on('data', onData);
    input.resume();
    ask();
  });
}
