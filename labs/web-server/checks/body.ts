import { defineCheck, expectThat, fail, fieldValue, handout, rfc } from '../../../harness/index.ts';
import { compareContent } from '../content.ts';
import { type PageFact, pages } from '../scenarios/pages.ts';
import { type Answer, answerOf } from './answer.ts';
import { expectDocument } from './compare-content.ts';

const ASKED = 'GET /HelloWorld.html for a file that exists';

const bodyBytes = defineCheck({
  id: 'web-server/body-bytes',
  title: 'The body has exactly the bytes of the file',
  kind: 'core',
  level: 'must',
  points: 14,
  sources: [handout('4'), rfc(9110, '6.4')],
  scenario: pages,
  explanation: {
    does: `${ASKED}: a page of ASCII text with LF line ends.`,
    expects:
      'All bytes of the file in their order, with Content-Length, in chunks, or up to the end of the connection. Line ends too many at the very end, a second header and a wrong Content-Length have checks of their own.',
    why: 'It is what the server is for.',
    mistake: 'Sending only the first piece of the file, or its lines without their line ends.',
  },
  judge({ facts }) {
    expectDocument(
      facts.hello,
      'the content of HelloWorld.html',
      'What came is not the file. Read the whole of it, and send all of it (sendall, or send in a loop) after the empty line.',
    );
  },
});

const nothingAfterBody = defineCheck({
  id: 'web-server/nothing-after-body',
  title: 'Nothing follows the last byte of the file',
  kind: 'core',
  level: 'must',
  points: 2,
  sources: [handout('4'), rfc(9112, '6.3')],
  scenario: pages,
  needs: ['web-server/body-bytes'],
  explanation: {
    does: `${ASKED}.`,
    expects: 'The answer ends with the last byte of the file.',
    why: 'Bytes too many become part of the document, or the beginning of the next answer on the same connection.',
    mistake: 'The line connectionSocket.send("\\r\\n".encode()) after the loop that sends the file.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.hello?.exchange, 'the content of HelloWorld.html');
    const comparison = compareContent(answer.content, facts.hello?.expected ?? answer.content);
    expectThat(comparison.kind !== 'surplus-line-end', () => ({
      expected: 'the end of the answer after the last byte of the file',
      actual: `${answer.content.length - (facts.hello?.expected.length ?? 0)} bytes more: a line end`,
      hint: 'A line end is sent after the last byte of the file, and becomes a part of it. Remove the line that sends "\\r\\n" after the loop.',
      evidence: answer.evidence,
      reproduce: `curl -s http://localhost:${answer.exchange.port}/HelloWorld.html | cmp - HelloWorld.html`,
    }));
  },
});

const contentType = defineCheck({
  id: 'web-server/content-type',
  title: 'A header line Content-Type says that a page is HTML',
  kind: 'core',
  level: 'should',
  points: 6,
  sources: [handout('5'), rfc(9110, '8.3')],
  scenario: pages,
  explanation: {
    does: `${ASKED}.`,
    expects: 'Content-Type: text/html, in any case, with or without a charset.',
    why: 'Without it the browser guesses, and may show the source of the page or offer a download.',
    mistake: 'No such line, or one that ends before its value.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.hello?.exchange, 'a header line Content-Type: text/html');
    const value = fieldValue(answer.message, 'content-type');
    expectThat(/^(text\/html|application\/xhtml\+xml)\s*(;|$)/i.test(value ?? ''), () => ({
      expected: 'Content-Type: text/html',
      actual: value === undefined ? 'no Content-Type' : `Content-Type: ${value}`,
      hint:
        value === undefined
          ? 'The header does not say what is sent. Add the line "Content-Type: text/html\\r\\n" before the empty line.'
          : 'The browser takes the page for something else. Say "Content-Type: text/html\\r\\n" for names that end in .html.',
      evidence: answer.evidence,
      reproduce: answer.reproduce,
    }));
  },
});

/** Fails unless the announced length is that of what came. */
function expectLength(page: PageFact | undefined, hint: string): void {
  const answer = answerOf(page?.exchange, 'a header line Content-Length');
  const { message, content } = answer;
  if (message.framing === 'chunked') return;
  const value = fieldValue(message, 'content-length');
  const truths = [content.length, page?.expected.length].map(String);
  expectThat(value !== undefined && truths.includes(value), () => ({
    expected: `Content-Length: ${page?.expected.length}`,
    actual:
      value === undefined
        ? 'no Content-Length'
        : `Content-Length: ${value}, and ${content.length} bytes of body`,
    hint,
    evidence: answer.evidence,
    reproduce: answer.reproduce,
  }));
}

const contentLength = defineCheck({
  id: 'web-server/content-length',
  title: 'A header line Content-Length tells the length of the body',
  kind: 'core',
  level: 'should',
  points: 6,
  sources: [handout('6'), rfc(9110, '8.6'), rfc(9112, '6.3')],
  scenario: pages,
  explanation: {
    does: `${ASKED}: ASCII text, where characters and bytes are the same number.`,
    expects:
      'Content-Length with the number of bytes of the body, or Transfer-Encoding: chunked with right chunks.',
    why: 'With too small a number the page is cut off, with too large a number the browser waits for bytes that never come.',
    mistake: 'A number that counts the header too, or a fixed one.',
  },
  judge({ facts }) {
    expectLength(
      facts.hello,
      'The header does not tell the number of bytes that follow it. Send "Content-Length: N\\r\\n", where N is the number of bytes of the file alone, without the header.',
    );
  },
});

const lengthInBytes = defineCheck({
  id: 'web-server/length-in-bytes',
  title: 'Content-Length counts bytes, not characters',
  kind: 'core',
  level: 'must',
  points: 2,
  sources: [handout('6'), rfc(9110, '8.6')],
  scenario: pages,
  needs: ['web-server/content-length', 'web-server/each-its-own-file'],
  explanation: {
    does: 'GET for a page in UTF-8 with letters that take two and three bytes.',
    expects: 'Content-Length with the number of bytes, or chunks.',
    why: 'A page with umlauts loses its last bytes when characters are counted.',
    mistake: 'len(text) of a decoded string. Open the file in binary ("rb"): then len() counts bytes.',
  },
  judge({ facts }) {
    expectLength(
      facts.utf8,
      'Letters beyond ASCII take more than one byte each. Open the file in binary mode ("rb") and take the length of the bytes.',
    );
  },
});

const endsAnswer = defineCheck({
  id: 'web-server/ends-answer',
  title: 'The client can tell where the answer ends',
  kind: 'core',
  level: 'must',
  points: 4,
  sources: [handout('7'), rfc(9112, '6.3')],
  scenario: pages,
  explanation: {
    does: `${ASKED}, with Connection: close.`,
    expects:
      'The connection is closed (FIN or RST) after the answer, or the answer is whole by its Content-Length or its chunks.',
    why: 'A browser goes on turning its wheel until it knows that nothing more will come.',
    mistake: 'No close() of the connection, or one only in some of the branches.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.hello?.exchange, 'an answer that ends');
    if (answer.exchange.ended === 'timeout') failForEndlessAnswer(answer);
  },
});

function failForEndlessAnswer({ message, exchange, evidence, reproduce }: Answer): never {
  const missing = (message.announcedLength ?? 0) - message.body.length;
  fail({
    expected: 'the end of the connection, or a body as long as Content-Length says',
    actual:
      missing > 0
        ? `${missing} of the announced bytes never came, and the connection stayed open`
        : `the connection stayed open, ${(exchange.durationMs / 1000).toFixed(1)} s after the request`,
    hint:
      missing > 0
        ? 'Content-Length promises more than was sent: count the bytes of the body alone, and close the connection of this client after each answer.'
        : 'The browser goes on waiting. Close the connection of this client after each answer, in every branch.',
    evidence,
    reproduce,
  });
}

export const bodyChecks = [bodyBytes, nothingAfterBody, contentType, contentLength, endsAnswer];
/** Comes after the checks that it needs. */
export const lengthInBytesCheck = lengthInBytes;
