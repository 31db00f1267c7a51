import { mutant } from './mutant.ts';

const WRITTEN = 'const sent = await writeResponse(socket, head, toSend);';
const LENGTH = "['Content-Length', String(length)],";
const PIECE = 'piece.subarray(0, bytesRead);';
const SMALL = 'buffer.subarray(0, bytesRead);';

/** Faults in what follows the header, and in its length. */
export const bodyMutants = [
  mutant(
    'first-bytes-only',
    'Only the first 256 bytes of a file are sent',
    ['body-bytes'],
    ['respond.ts', ': document.size;', ': Math.min(document.size, 256);'],
  ),
  mutant(
    'surplus-line-end',
    'A line end follows the file',
    ['nothing-after-body'],
    [
      'connection.ts',
      WRITTEN,
      `${WRITTEN} if (toSend.status === 200 && toSend.body.kind !== 'none') socket.write('\\r\\n');`,
    ],
  ),
  mutant(
    'length-too-large',
    'Content-Length is one too many',
    ['content-length'],
    ['respond.ts', LENGTH, LENGTH.replace('length)', 'length + 1)')],
  ),
  mutant(
    'counts-characters',
    'Content-Length counts characters',
    ['length-in-bytes'],
    [
      'respond.ts',
      LENGTH,
      "['Content-Length', String(Buffer.isBuffer(document.content) ? document.content.toString().length : length)],",
    ],
  ),
  mutant(
    'endless-answer',
    'No Content-Length, and the connection is never closed',
    ['content-length', 'ends-answer'],
    ['respond.ts', LENGTH, ''],
    ['connection.ts', 'return staysOpen && isWhole(toSend, sent);', 'return true;'],
  ),
  mutant(
    'text-mode',
    'Files are read as text',
    ['binary-bytes'],
    ['documents.ts', SMALL, "Buffer.from(buffer.toString('utf8', 0, bytesRead));"],
    ['response-writer.ts', PIECE, "Buffer.from(piece.toString('utf8', 0, bytesRead));"],
  ),
  mutant(
    'universal-newlines',
    'Line ends of files are changed while reading',
    ['binary-bytes', 'text-unchanged'],
    [
      'documents.ts',
      SMALL,
      "Buffer.from(buffer.toString('latin1', 0, bytesRead).replaceAll('\\r\\n', '\\n'), 'latin1');",
    ],
    [
      'response-writer.ts',
      PIECE,
      "Buffer.from(piece.toString('latin1', 0, bytesRead).replaceAll('\\r\\n', '\\n'), 'latin1');",
    ],
  ),
  mutant(
    'one-send',
    'What does not fit into one send is lost',
    ['large-file'],
    [
      'response-writer.ts',
      'if (bytesRead === 0 || !(await write(socket, bytes))) return sent;',
      'if (bytesRead === 0 || !socket.write(bytes)) return sent;',
    ],
  ),
  mutant(
    'head-with-body',
    'HEAD is answered with the body',
    ['head'],
    ['respond.ts', "body: request.method === 'HEAD' ? { kind: 'none' } : bodyOf", 'body: bodyOf'],
    ['connection.ts', "request?.method === 'HEAD' ?", 'response.status === 304 ?'],
  ),
  mutant(
    'ignores-conditions',
    'Conditions are ignored',
    ['conditional-get'],
    [
      'respond.ts',
      'evaluateConditions(request, document);',
      'evaluateConditions({ ...request, fields: new Map() }, document);',
    ],
  ),
  mutant(
    'always-not-modified',
    'Every condition is answered with 304',
    ['conditional-get'],
    ['conditions.ts', 'file.lastModifiedMs <= modifiedSince', 'modifiedSince > 0'],
  ),
];
