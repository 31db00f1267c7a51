// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edits quote source text.
import { mutant } from './mutant.ts';

const HEAD_END = "return `${head}Connection: ${staysOpen ? 'keep-alive' : 'close'}\\r\\n\\r\\n`;";
const STATUS_LINE = "`HTTP/1.1 ${response.status} ${REASONS[response.status] ?? 'Unknown'}\\r\\n";
const FORMATTED = 'const head = formatHead(response, staysOpen, options.clock.now());';

/** Faults in status lines and headers, of pages that exist and of those that do not. */
export const headMutants = [
  mutant(
    'line-break-first',
    'A line break stands before the status line',
    ['status-line', 'missing-page-status-line'],
    ['response.ts', STATUS_LINE, STATUS_LINE.replace('`HTTP', '`\\r\\nHTTP')],
  ),
  mutant(
    'no-blank-line',
    'No empty line between header and body',
    ['blank-line', 'missing-page-status-line'],
    ['response.ts', HEAD_END, HEAD_END.replace('\\r\\n\\r\\n', '\\r\\n')],
  ),
  mutant(
    'lf-only',
    'Header lines end with LF alone',
    ['crlf'],
    ['response.ts', HEAD_END, HEAD_END.replace('`;', "`.replaceAll('\\r\\n', '\\n');")],
  ),
  mutant(
    'head-twice',
    'The header is sent twice',
    ['one-head'],
    ['connection.ts', FORMATTED, FORMATTED.replace(';', '.repeat(2);')],
  ),
  mutant(
    'no-content-type',
    'No Content-Type',
    ['content-type'],
    ['respond.ts', "['Content-Type', document.mediaType],", ''],
  ),
  mutant(
    'all-html',
    'Everything is called text/html',
    ['content-type-by-kind'],
    ['document.ts', 'mediaType: mediaTypeOf(path)', "mediaType: 'text/html'"],
  ),
  mutant(
    'iso-date',
    'Date in ISO form',
    ['date'],
    [
      'http-date.ts',
      'this.#date = formatHttpDate(new Date(second * 1000));',
      'this.#date = new Date().toISOString();',
    ],
  ),
  mutant(
    'missing-page-200',
    'A missing page is answered with status 200',
    ['missing-page-404'],
    ['response.ts', 'status: error.status,', 'status: error.status === 404 ? 200 : error.status,'],
  ),
  mutant(
    'missing-page-without-head',
    'The 404 page comes without a status line',
    ['missing-page-404'],
    [
      'connection.ts',
      FORMATTED,
      "const head = response.status === 404 ? '' : formatHead(response, staysOpen, options.clock.now());",
    ],
  ),
  mutant(
    'missing-page-malformed-line',
    'No space between 404 and its phrase',
    ['missing-page-status-line'],
    [
      'response.ts',
      STATUS_LINE,
      STATUS_LINE.replace('${response.status} $', "${response.status}${response.status === 404 ? '' : ' '}$"),
    ],
  ),
  mutant(
    'missing-page-empty',
    'The 404 answer has no body',
    ['missing-page-body'],
    ['response.ts', 'bytes: Buffer.from(page)', 'bytes: Buffer.alloc(0)'],
  ),
];
