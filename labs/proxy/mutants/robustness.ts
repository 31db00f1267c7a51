import { mutant } from './mutant.ts';

/** Faults that show when something goes wrong, or somebody means ill. */
export const robustnessMutants = [
  mutant(
    'head-in-one-read',
    'Takes what the first read brings for the whole request',
    ['head-in-segments'],
    [
      'http/reader.ts',
      "if (this.#buffered.length > MAX_HEAD_BYTES) throw new SyntaxFault('the head is larger than 64 KiB');",
      "if (this.#buffered.length > 0) throw new SyntaxFault('the head is not whole');",
    ],
  ),
  mutant(
    'leaks-connections',
    'Leaves its connections to origins open',
    ['closes-connections'],
    [
      'origin.ts',
      '  close(): void {\n    this.#socket.destroy();',
      '  close(): void {\n    this.#socket.setTimeout(0);',
    ],
  ),
  mutant(
    'hides-truncation',
    'Ends an answer properly that broke off',
    ['truncation-visible', 'truncated-not-cached'],
    [
      'origin.ts',
      `  readBody(framing: Framing): AsyncIterable<Buffer> {
    return readBody(this.#reader, framing);`,
      `  async *readBody(framing: Framing): AsyncGenerator<Buffer> {
    try {
      yield* readBody(this.#reader, framing);
    } catch {}`,
    ],
    [
      'relay.ts',
      "framing.kind === 'length' ? framing.length : framing",
      "framing.kind === 'close' ? 0 : framing",
    ],
  ),
  mutant(
    'one-mebibyte',
    'Passes the first MiB of a body on and no more',
    ['relays-20-mib'],
    [
      'relay.ts',
      '      await filling?.write(bytes);\n      await exchange',
      '      await filling?.write(bytes);\n      if (exchange.answer.bytes > 2 ** 20) throw new Error();\n      await exchange',
    ],
  ),
  mutant(
    'collects-body',
    'Collects a body before it passes it on',
    ['streams'],
    [
      'origin.ts',
      `  readBody(framing: Framing): AsyncIterable<Buffer> {
    return readBody(this.#reader, framing);`,
      `  async *readBody(framing: Framing): AsyncGenerator<Buffer> {
    const all: Buffer[] = [];
    for await (const bytes of readBody(this.#reader, framing)) all.push(bytes);
    yield* all;`,
    ],
  ),
  mutant(
    'passes-both-lengths',
    'Passes Content-Length on beside Transfer-Encoding',
    ['refuses-ambiguous-length'],
    [
      'http/framing.ts',
      "    if (lengths.length > 0)\n      throw new SyntaxFault('both Content-Length and Transfer-Encoding tell where the body ends');\n",
      '',
    ],
    ['forward.ts', "new Set(['host', 'content-length'])", "new Set(['host'])"],
  ),
  mutant(
    'passes-bare-cr',
    'Passes a CR without LF on',
    ['refuses-malformed-fields'],
    [
      'http/head.ts',
      "lines.some((line) => line.includes('\\r'))",
      "lines.some((line) => line.includes('\\0'))",
    ],
  ),
  mutant(
    'dies-on-empty-connection',
    'Ends when a connection closes without a request',
    ['survives-empty-connection'],
    ['connection.ts', 'if (text === undefined) return false;', 'if (text === undefined) process.exit(1);'],
  ),
  mutant(
    'dies-on-garbage',
    'Ends when a request is no text',
    ['survives-garbage'],
    [
      'http/head.ts',
      'export function parseRequestHead(text: string): RequestHead {\n',
      'export function parseRequestHead(text: string): RequestHead {\n  if (/[\\x80-\\xff]/.test(text)) process.exit(1);\n',
    ],
  ),
  mutant(
    'dies-when-client-leaves',
    'Ends when the client has gone',
    ['survives-leaver'],
    [
      'http/write.ts',
      "if (socket.destroyed) reject(new Truncated('the connection closed while it was written to'));",
      'if (socket.destroyed) process.exit(1);',
    ],
  ),
];
