import { caretAt } from '../../../harness/index.ts';

/** Two texts side by side from their first difference on, for `expected` and `actual`, with a caret below it. */
export function compareText(expected: string, came: string): { expected: string; actual: string } {
  const [due, sent] = [Buffer.from(expected), Buffer.from(came)];
  if (sent.length === 0) return { expected: caretAt(due, 0), actual: 'an empty text' };
  const differs = due.findIndex((byte, index) => byte !== sent[index]);
  const offset = differs < 0 ? due.length : differs;
  return {
    expected: `${due.length} bytes; around byte ${offset}:\n${caretAt(due, offset)}`,
    actual: `${sent.length} bytes; around byte ${offset}:\n${caretAt(sent, offset)}`,
  };
}
