import { mutant } from './mutant.ts';

const BAD_LINE = "throw new HttpError(400, 'The request line is not: method, target, version.');";

/** Faults in what is made of a request. */
export const requestMutants = [
  mutant(
    'one-fixed-file',
    'Every target is answered with HelloWorld.html',
    ['each-its-own-file', 'missing-page-404'],
    ['respond.ts', 'documents.open(pathOfTarget(request.target))', "documents.open('HelloWorld.html')"],
  ),
  mutant(
    'last-segment-only',
    'Folders in targets are ignored',
    ['sub-folders'],
    ['file-lookup.ts', "return segments.join('/');", "return segments.at(-1) ?? '';"],
    ['file-lookup.ts', 'return target.slice(1);', "return target.split('/').at(-1) ?? '';"],
  ),
  mutant(
    'first-segment-only',
    'What the first recv() gives is taken for the whole request',
    ['split-request'],
    [
      'request-reader.ts',
      'this.#refuseLongHead();\n    return undefined;',
      'this.#refuseLongHead();\n    return { textEnd: this.#waiting.length, end: this.#waiting.length };',
    ],
  ),
  mutant(
    'small-head-limit',
    'A head may have 1024 bytes',
    ['large-head'],
    ['web-server.ts', 'headBytes: 32 * 1024', 'headBytes: 1024'],
  ),
  mutant(
    'no-decoding',
    'Targets are not decoded',
    ['percent-encoding'],
    ['file-lookup.ts', 'return decodeURIComponent(segment);', 'return segment;'],
  ),
  mutant(
    'query-in-name',
    'The query is taken for a part of the name',
    ['query-string'],
    ['file-lookup.ts', 'inOriginForm.split(/[?#]/, 1)', 'inOriginForm.split(/#/, 1)'],
  ),
  mutant(
    'path-traversal',
    'Targets lead out of the root',
    ['stays-in-root'],
    [
      'file-lookup.ts',
      "if (segments.some(isForbidden)) throw new HttpError(404, 'There is no such document.');",
      '',
    ],
    ['file-lookup.ts', 'if (!real.startsWith(', 'if (false && !real.startsWith('],
  ),
  mutant(
    'malformed-answered-200',
    'A malformed request is answered with status 200',
    ['malformed-request-400'],
    ['request.ts', BAD_LINE, BAD_LINE.replace('400', '200')],
  ),
  mutant(
    'any-method',
    'Every method is taken for GET',
    ['method-not-allowed-405', 'unknown-method-501'],
    [
      'respond.ts',
      "if (request.method !== 'GET' && request.method !== 'HEAD') throw",
      'if (request === undefined) throw',
    ],
  ),
  mutant(
    'dies-of-garbage',
    'Ends when a request line is malformed',
    ['malformed-request-400', 'survives-garbage'],
    ['request.ts', BAD_LINE, 'process.exit(1);'],
  ),
];
