/**
 * Titles, links and other strings for the terminal (OSC, DCS, SOS, PM, APC). They have no line breaks: one that is never
 * ended takes the rest of its line, not the rest of the output.
 */
const STRING = String.raw`(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u0018\u001a\u001b\u009c\r\n]*(?:\u0007|\u001b\\|\u009c)?`;
/** Colours, movements of the cursor, erasing (CSI). */
const CONTROL = String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*(?<control>[@-~])?`;
/** All others: an escape, and one character that says what for. */
const ESCAPE = String.raw`\u001b[ -/]*(?<command>[0-~])?`;
const SEQUENCE = new RegExp(`${STRING}|${CONTROL}|${ESCAPE}`, 'gu');

/**
 * What a terminal shows, as text: without the control sequences. What puts the cursor elsewhere ends a line, or a word.
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-48/ sections 5.4 and 5.6
 */
export function withoutTerminalSequences(printed: string): string {
  return printed.replace(SEQUENCE, (...found) => {
    const { control = '', command = '' } = found.at(-1) as Record<string, string | undefined>;
    if (/[ABEFHJLMSTdf]/.test(control) || /[DEMc]/.test(command)) return '\n';
    return /[CG`a]/.test(control) ? ' ' : '';
  });
}
