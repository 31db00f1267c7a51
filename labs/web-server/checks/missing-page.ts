import {
  caretAt,
  defineCheck,
  expectThat,
  fail,
  fieldValue,
  handout,
  parseHttp,
  rfc,
} from '../../../harness/index.ts';
import { type MissingPageFacts, missingPage } from '../scenarios/missing-page.ts';
import { answerOf, evidenceAt, findDeviation, firstLine } from './answer.ts';
import { expectRecognizable } from './compare-content.ts';

const ASKED = 'GET for a page that does not exist, as the first request after the start';

const saysNotFound = defineCheck({
  id: 'web-server/missing-page-404',
  title: 'A page that does not exist is answered with status 404',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('9'), rfc(9110, '15.5.5')],
  scenario: missingPage,
  explanation: {
    does: `${ASKED}.`,
    expects:
      'A status line with the code 404, with any reason phrase; its exact form has a check of its own. 410 is accepted too.',
    why: 'Only the code tells programs (search engines, caches, scripts) that there is nothing; the page in words is for people.',
    mistake: 'Answering 200 with a page that says "not found", or closing the connection.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.missing, 'HTTP/1.1 404 Not Found');
    const { status } = answer.message;
    expectThat(status === 404 || status === 410, () => ({
      expected: 'HTTP/1.1 404 Not Found',
      actual: firstLine(answer),
      hint: 'A missing file is not told by the status line. When the file cannot be opened, begin the answer with "HTTP/1.1 404 Not Found\\r\\n".',
      evidence: answer.evidence,
      reproduce: answer.reproduce,
    }));
  },
});

const statusLine = defineCheck({
  id: 'web-server/missing-page-status-line',
  title: 'The 404 answer begins with a well-formed status line and an ended header',
  kind: 'core',
  level: 'must',
  points: 2,
  sources: [handout('9'), rfc(9112, '4')],
  scenario: missingPage,
  needs: ['web-server/missing-page-404'],
  explanation: {
    does: `${ASKED}.`,
    expects:
      'HTTP/1.0 or HTTP/1.1, one space, the code, one space, a phrase; then header lines, if any, and an empty line.',
    why: 'The branch for errors is written last and tried least: in one of four programs it is malformed.',
    mistake:
      'No empty line after a 404 without header lines ("HTTP/1.1 404 Not Found\\r\\n" needs "\\r\\n" once more).',
  },
  judge({ facts }) {
    const answer = answerOf(facts.missing, 'HTTP/1.1 404 Not Found');
    const deviation = findDeviation(
      answer,
      'malformed-status-line',
      'leading-blank-line',
      'no-blank-line',
      'head-ends-at-eof',
    );
    if (!deviation) return;
    fail({
      expected: 'HTTP/1.1 404 Not Found\\r\\n, header lines, \\r\\n, the page',
      actual: `${deviation.text}:\n${caretAt(answer.exchange.bytes, deviation.offset)}`,
      hint: 'The 404 answer is not built like the others: status line, header lines, an empty line, page. Build it with the same function.',
      evidence: evidenceAt(answer, deviation.offset),
      reproduce: answer.reproduce,
    });
  },
});

const body = defineCheck({
  id: 'web-server/missing-page-body',
  title: 'The 404 answer has a page that a browser shows',
  kind: 'core',
  level: 'should',
  points: 4,
  sources: [handout('9'), rfc(9110, '15.5')],
  scenario: missingPage,
  explanation: {
    does: `${ASKED}.`,
    expects:
      'A body with at least one visible character, in any language; if there is a Content-Type, a text.',
    why: 'A browser shows a blank page otherwise, and the user does not know what happened.',
    mistake: 'Closing after the status line.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.missing, 'a page that says that there is nothing');
    const type = fieldValue(answer.message, 'content-type');
    const visible = Buffer.from(answer.content)
      .toString()
      .replace(/<[^<>]*>|\s+/g, '');
    expectThat(visible !== '' && (type === undefined || /^(text\/|application\/xhtml)/i.test(type)), () => ({
      expected: 'a short page, for example <html><body>404 Not Found</body></html>',
      actual: visible === '' ? 'an empty body' : `a body of type ${type}, which a browser does not show`,
      hint: 'The browser shows an empty window. Send a short HTML page after the empty line of the 404 answer.',
      evidence: answer.evidence,
      reproduce: answer.reproduce,
    }));
  },
});

const alive = defineCheck({
  id: 'web-server/alive-after-404',
  title: 'The server goes on after a 404',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('8'), handout('9')],
  scenario: missingPage,
  needs: ['web-server/several-requests'],
  explanation: {
    does: `${ASKED}, then GET /HelloWorld.html.`,
    expects:
      'The page, from the same run of the program. Of a program that does not find this page at all, the answer that it gives when it is asked for it first.',
    why: 'Anybody who mistypes a name would end the server for all.',
    mistake: 'An exception of open() that nobody catches, or sys.exit() in the except branch.',
  },
  judge({ facts }) {
    if (isAnsweredAsEver(facts)) return;
    const answer = expectRecognizable(
      facts.after,
      'the content of HelloWorld.html after a 404',
      'The error branch leaves something behind that spoils the next answer.',
    );
    expectThat(answer.exchange.restartedBecause === undefined, () => ({
      expected: 'an answer to the request after the 404',
      actual:
        answer.exchange.restartedBecause === 'hung'
          ? 'the program had stopped answering'
          : 'the program had ended after the 404',
      hint: 'A request for a missing file ends the server. Catch the exception of open(), answer 404, close the connection of that client (not the listening socket), and go back to accept().',
      evidence: answer.evidence,
      isTimed: answer.exchange.restartedBecause === 'hung',
      reproduce: `curl -v http://localhost:${answer.exchange.port}/missing.html; ${answer.reproduce}`,
    }));
  },
});

/** The page does not come, nor does it where nothing was asked for before: that has its own checks. */
function isAnsweredAsEver({ after, afresh }: Partial<MissingPageFacts>): boolean {
  if (after === undefined || afresh === undefined || after.exchange.restartedBecause !== undefined)
    return false;
  const [status, first] = [after.exchange, afresh].map(
    ({ bytes, method }) => parseHttp('response', bytes, { requestMethod: method }).message.status,
  );
  return status !== undefined && status >= 300 && status === first;
}

export const missingPageChecks = [saysNotFound, statusLine, body, alive];
