import { caretAt, defineCheck, expectThat, fail, handout, rfc } from '../../../harness/index.ts';
import { pages } from '../scenarios/pages.ts';
import { type Answer, answerOf, evidenceAt, findDeviation, firstLine } from './answer.ts';
import { whyNoCrlf, whyOddStatusLine } from './likely-causes.ts';

const ASKED = 'GET /HelloWorld.html for a file that exists';

/** An answer that has a head at all: the checks of single parts of it mean nothing otherwise. */
function answerWithHead(answer: Answer): Answer {
  const { message, evidence, reproduce } = answer;
  expectThat(message.startLine !== '' || message.fields.length > 0, () => ({
    expected: 'a status line and header lines before the file',
    actual: `no head at all: ${firstLine(answer)}`,
    hint: 'The answer begins with the file itself. Send the status line, the header lines and an empty line before its content.',
    evidence,
    reproduce,
  }));
  return answer;
}

const statusLine = defineCheck({
  id: 'web-server/status-line',
  title: 'The answer for an existing file begins with the status line HTTP/1.1 200 OK',
  kind: 'core',
  level: 'must',
  points: 12,
  sources: [handout('2'), rfc(9112, '4'), rfc(9110, '15.3.1')],
  scenario: pages,
  explanation: {
    does: `${ASKED}, with the file HelloWorld.html placed where the program looks for documents.`,
    expects:
      'HTTP/1.0 or HTTP/1.1, one space, 200, one space, any reason phrase or none; half the points when 200 can be read from a line that is not quite so.',
    why: 'The client looks at these bytes first to know whether it got the document, and browsers give up on what does not begin with HTTP/.',
    mistake: 'A line break or a space before HTTP, or a missing space between version, code and phrase.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.hello?.exchange, 'an answer to GET /HelloWorld.html');
    const { message, evidence, reproduce } = answer;
    const details = { expected: 'HTTP/1.1 200 OK\\r\\n', actual: firstLine(answer), evidence, reproduce };
    expectThat(message.status === 200, () => ({
      ...details,
      hint:
        message.status === undefined
          ? 'Something stands before the status line, or in its place. Send "HTTP/1.1 200 OK\\r\\n" before anything else.'
          : `The file exists, but the answer says ${message.status}. Remove the slash at the beginning of the target before you open the file, and look where the program looks for it.`,
    }));
    const deviation = findDeviation(answer, 'malformed-status-line', 'leading-blank-line');
    if (deviation) {
      fail({
        ...details,
        actual: `${deviation.text}:\n${caretAt(answer.exchange.bytes, deviation.offset)}`,
        hint: whyOddStatusLine(deviation.kind),
        credit: 0.5,
        evidence: evidenceAt(answer, deviation.offset),
      });
    }
  },
});

const blankLine = defineCheck({
  id: 'web-server/blank-line',
  title: 'An empty line ends the header',
  kind: 'core',
  level: 'must',
  points: 7,
  sources: [handout('3'), rfc(9112, '2.1')],
  scenario: pages,
  explanation: {
    does: `${ASKED}.`,
    expects:
      'An empty line (CRLF, or LF alone: line ends have their own check) between the last header line and the body.',
    why: 'The empty line is the only sign by which a client finds the beginning of the body.',
    mistake: 'Ending the last header line with one line break instead of two.',
  },
  judge({ facts }) {
    const answer = answerWithHead(answerOf(facts.hello?.exchange, 'a header that ends with an empty line'));
    const deviation = findDeviation(answer, 'no-blank-line', 'head-ends-at-eof');
    if (!deviation) return;
    fail({
      expected: 'an empty line (\\r\\n\\r\\n) between the header and the body',
      actual: `${deviation.text}:\n${caretAt(answer.exchange.bytes, deviation.offset)}`,
      hint: 'The file follows the header directly, so that the browser takes its first lines for header lines. Send "\\r\\n" once more after the last header line.',
      evidence: evidenceAt(answer, deviation.offset),
      reproduce: answer.reproduce,
    });
  },
});

const crlf = defineCheck({
  id: 'web-server/crlf',
  title: 'Every line of the header ends with CRLF',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('3'), rfc(9112, '2.2')],
  scenario: pages,
  explanation: {
    does: `${ASKED}.`,
    expects: 'CR and LF (\\r\\n) at the end of the status line, of each header line, and as the empty line.',
    why: 'LF alone is what clients may forgive, not what they must: strict ones, and proxies that fear request smuggling, refuse it.',
    mistake:
      'Writing "\\n" where "\\r\\n" is meant, or printing through a text stream that turns one into the other.',
  },
  judge({ facts }) {
    const answer = answerWithHead(answerOf(facts.hello?.exchange, 'header lines that end with CRLF'));
    const deviation = findDeviation(answer, 'lf-only', 'bare-cr');
    if (!deviation) return;
    fail({
      expected: '\\r\\n at the end of each line of the header',
      actual: `${deviation.text}:\n${caretAt(answer.exchange.bytes, deviation.offset)}`,
      hint: whyNoCrlf(deviation.kind),
      evidence: evidenceAt(answer, deviation.offset),
      reproduce: `${answer.reproduce} -o /dev/null --trace-ascii -`,
    });
  },
});

const oneHead = defineCheck({
  id: 'web-server/one-head',
  title: 'The header is sent once',
  kind: 'core',
  level: 'must',
  points: 3,
  sources: [handout('3'), rfc(9112, '2.1')],
  scenario: pages,
  explanation: {
    does: `${ASKED}.`,
    expects: 'One status line and one block of header lines, then the body.',
    why: 'A second header is body to every client: the user sees it at the top of the page.',
    mistake: 'Sending the header in the function that opens the file and again before its content.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.hello?.exchange, 'one header, then the body');
    const deviation = findDeviation(answer, 'second-head');
    if (!deviation) return;
    fail({
      expected: 'the file right after the empty line',
      actual: `a second status line:\n${caretAt(answer.exchange.bytes, deviation.offset)}`,
      hint: 'The header leaves twice, and the second one becomes a part of the page. Look for two places that send it.',
      evidence: evidenceAt(answer, deviation.offset),
      reproduce: answer.reproduce,
    });
  },
});

export const headChecks = [statusLine, blankLine, crlf, oneHead];
