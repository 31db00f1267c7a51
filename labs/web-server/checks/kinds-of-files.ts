import {
  defineCheck,
  expectThat,
  fail,
  fieldValue,
  handout,
  parseHttp,
  reached,
  rfc,
} from '../../../harness/index.ts';
import { kindsOfFiles } from '../scenarios/kinds-of-files.ts';
import type { PageFact } from '../scenarios/pages.ts';
import { answerOf } from './answer.ts';
import { expectDocument } from './compare-content.ts';
import { whyWrongType } from './likely-causes.ts';

const BINARY_HINT =
  'Open files in binary mode ("rb") and send the bytes as they are, without decode() and encode().';

const binaryBytes = defineCheck({
  id: 'web-server/binary-bytes',
  title: 'An image arrives byte for byte',
  kind: 'extension',
  level: 'must',
  points: 6,
  sources: [handout('11'), rfc(9110, '6.4')],
  scenario: kindsOfFiles,
  needs: ['web-server/body-bytes', 'web-server/each-its-own-file'],
  explanation: {
    does: 'GET for a PNG file that holds every byte value.',
    expects: 'The bytes of the file.',
    why: 'Text mode stops at the first byte that is no text, or changes line ends and destroys the image.',
    mistake: 'open(name) without "rb", and encode() of what was read.',
  },
  judge: ({ facts }) => void expectDocument(facts.image, 'the bytes of the image', BINARY_HINT),
});

function typeOf(page: PageFact | undefined): string | undefined {
  return page && fieldValue(parseHttp('response', page.exchange.bytes).message, 'content-type');
}

/** Fails unless the file came with this media type. @param all files of several kinds, this one among them */
function expectType(
  page: PageFact | undefined,
  pattern: RegExp,
  expected: string,
  all: readonly (PageFact | undefined)[],
): void {
  const answer = answerOf(page?.exchange, `Content-Type: ${expected}`);
  const value = fieldValue(answer.message, 'content-type');
  expectThat(pattern.test(value ?? ''), () => ({
    expected: `Content-Type: ${expected} for ${answer.exchange.target}`,
    actual: value === undefined ? 'no Content-Type' : `Content-Type: ${value}`,
    hint: whyWrongType(answer.exchange.target, value, all.map(typeOf)),
    evidence: answer.evidence,
    reproduce: answer.reproduce,
  }));
}

const typeByKind = defineCheck({
  id: 'web-server/content-type-by-kind',
  title: 'Content-Type fits the kind of the file',
  kind: 'extension',
  level: 'should',
  points: 3,
  sources: [handout('11'), rfc(9110, '8.3')],
  scenario: kindsOfFiles,
  needs: ['web-server/content-type', 'web-server/each-its-own-file'],
  explanation: {
    does: 'GET for a .txt, a .css and a .png file.',
    expects: 'text/plain, text/css and image/png, with or without a charset.',
    why: 'Browsers refuse a style sheet that says it is HTML, and show an image as letters.',
    mistake: 'The same Content-Type for everything.',
  },
  judge({ facts }) {
    const all = [facts.text, facts.style, facts.image];
    expectType(facts.text, /^text\/plain\b/i, 'text/plain', all);
    expectType(facts.style, /^text\/css\b/i, 'text/css', all);
    expectType(facts.image, /^image\/png\b/i, 'image/png', all);
  },
});

const textUnchanged = defineCheck({
  id: 'web-server/text-unchanged',
  title: 'A text file keeps its own line ends',
  kind: 'robust',
  level: 'must',
  points: 0,
  sources: [handout('11'), rfc(9110, '6.4')],
  scenario: kindsOfFiles,
  needs: ['web-server/body-bytes', 'web-server/each-its-own-file'],
  explanation: {
    does: 'GET for a text file with CRLF line ends whose last line has no end.',
    expects: 'The bytes of the file.',
    why: 'A server serves files, it does not edit them; checksums and signatures break otherwise.',
    mistake: 'Text mode: Python turns CRLF into LF while reading.',
  },
  judge: ({ facts }) => void expectDocument(facts.crlfText, 'the text as it is on disk', BINARY_HINT),
});

const largeFile = defineCheck({
  id: 'web-server/large-file',
  title: 'A file of ten megabytes arrives whole',
  kind: 'robust',
  level: 'must',
  points: 0,
  isTimed: true,
  sources: [handout('11'), rfc(9110, '6.4')],
  scenario: kindsOfFiles,
  needs: ['web-server/body-bytes', 'web-server/each-its-own-file'],
  explanation: {
    does: 'GET for a text file of 10,000,017 bytes, of which nothing is taken for half a second.',
    expects: 'All bytes within 10 seconds, a twentieth of them within 3, with no pause longer than 2.',
    why: 'What fits into one buffer shows nothing: send() takes a part of a large one and says how much.',
    mistake: 'send() instead of sendall(), one read() of a fixed size, or one send() for each character.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.large?.exchange, 'the large file');
    const { comparison, expectedBytes, receivedBytes } = reached(facts.large, 'the large file');
    if (comparison.kind !== 'different') return;
    const seconds = (answer.exchange.durationMs / 1000).toFixed(1);
    fail({
      expected: `all ${expectedBytes} bytes within 10 s`,
      actual: `${receivedBytes} bytes in ${seconds} s, right up to byte ${comparison.offset}`,
      hint: 'A large file does not come through whole: send() may take only a part of what it is given. Use sendall() with large pieces, or send in a loop until nothing is left.',
      evidence: answer.evidence,
      isTimed: answer.exchange.ended === 'timeout',
      reproduce: `${answer.reproduce} -o copy && cmp copy FILE`,
    });
  },
});

export const kindsOfFilesChecks = [binaryBytes, typeByKind, textUnchanged, largeFile];
