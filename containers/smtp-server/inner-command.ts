import { parsePath, type SmtpCommand } from '../../harness/protocols/smtp/index.ts';

/**
 * The command as the server behind shall see it: what a lenient server would take is put right (brackets, a missing domain, a
 * missing name), so that one fault costs its own check and the story goes on. The log keeps what really came.
 */
export function innerCommand({ verb, argument }: SmtpCommand): string {
  if (verb === 'EHLO' || verb === 'HELO') {
    const [name = ''] = argument.trim().split(/\s/);
    return `${verb} ${/^[\w.:[\]-]+$/.test(name) ? name : 'client.example'}\r\n`;
  }
  if (verb === 'MAIL') return pathCommand('MAIL FROM', parsePath(argument, 'FROM').address, argument);
  if (verb === 'RCPT') return pathCommand('RCPT TO', parsePath(argument, 'TO').address, argument);
  return argument === '' ? `${verb}\r\n` : `${verb} ${argument}\r\n`;
}

function pathCommand(command: string, address: string | undefined, argument: string): string {
  if (address === undefined) return `${command.split(' ')[0] ?? ''} ${argument}\r\n`;
  // Only a sender may be empty.
  if (address === '' && command === 'RCPT TO') return `${command}:<nobody@localhost>\r\n`;
  const isWhole = address === '' || address.includes('@');
  return `${command}:<${isWhole ? address : `${address}@localhost`}>\r\n`;
}
