import { defineCheck, expectThat, fieldValue, handout, reached, rfc } from '../../../harness/index.ts';
import { protocol } from '../scenarios/protocol.ts';
import { answerOf } from './answer.ts';
import { expectDocument, expectRecognizable } from './compare-content.ts';

const keepAlive = defineCheck({
  id: 'web-server/keep-alive',
  title: 'A second request is answered on the same connection',
  kind: 'extension',
  level: 'should',
  points: 6,
  sources: [handout('12'), rfc(9112, '9.3')],
  scenario: protocol,
  needs: [
    'web-server/one-head',
    'web-server/body-bytes',
    'web-server/nothing-after-body',
    'web-server/content-length',
    'web-server/several-requests',
  ],
  explanation: {
    does: 'Two requests of HTTP/1.1 without Connection: close on one connection, the second after the answer to the first.',
    expects: 'The page twice, each whole by its Content-Length or its chunks.',
    why: 'Opening a connection costs a round trip or more; a page with twenty pictures pays it once.',
    mistake:
      'close() after each answer, or a body without a length: then only the end of the connection can end it.',
  },
  judge({ facts }) {
    const { first, second } = reached(facts.keepAlive, 'an answer on a connection that stays open');
    const expected = reached(facts.expected, 'a page');
    const hint =
      'The connection does not outlive its first answer. Do not close it after an answer with a Content-Length: read the next request from the same connection.';
    const answer = expectDocument(
      { exchange: first, expected },
      'the page, on a connection that may stay',
      hint,
    );
    expectThat(second !== undefined && second.bytes.length > 0, () => ({
      expected: 'an answer to the second request on the same connection',
      actual:
        second?.ended === 'timeout'
          ? 'no answer to it, and the connection stayed open'
          : first.ended === 'timeout'
            ? 'the first answer has no end that could be told'
            : 'the connection was closed after the first answer',
      hint,
      evidence: answer.evidence,
      reproduce: `curl -v http://localhost:${first.port}${first.target} http://localhost:${first.port}${first.target}`,
    }));
    expectDocument({ exchange: second, expected }, 'the page a second time', hint);
  },
});

const head = defineCheck({
  id: 'web-server/head',
  title: 'HEAD is answered with the header of GET and no body',
  kind: 'extension',
  level: 'must',
  points: 4,
  sources: [handout('13'), rfc(9110, '9.3.2')],
  scenario: protocol,
  needs: ['web-server/status-line', 'web-server/one-head', 'web-server/body-bytes'],
  explanation: {
    does: 'HEAD for a page that exists.',
    expects:
      'Status 200, the empty line, and no byte after it. A Content-Length, if sent, is that of the page.',
    why: 'It is how a client learns size and age of a document without loading it.',
    mistake: 'Treating every method as GET: the body is then taken for the beginning of the next answer.',
  },
  judge({ facts }) {
    const answer = answerOf(facts.head, 'the header of the page');
    const { message, evidence, reproduce, exchange } = answer;
    const more = { hint: 'Build the header as for GET, then leave the body away.', evidence, reproduce };
    expectThat(message.status === 200, () => ({
      expected: 'HTTP/1.1 200 OK',
      actual: `status ${message.status ?? 'none'}`,
      ...more,
    }));
    const surplus = exchange.bytes.length - message.bodyOffset;
    expectThat(surplus === 0, () => ({
      expected: 'no body',
      actual: `${surplus} bytes after the header`,
      ...more,
    }));
    const length = fieldValue(message, 'content-length');
    const lengthOfGet = fieldValue(answerOf(facts.get, 'the page').message, 'content-length');
    expectThat(length === undefined || length === lengthOfGet, () => ({
      expected:
        lengthOfGet === undefined
          ? 'no Content-Length, as for GET'
          : `Content-Length: ${lengthOfGet}, as for GET`,
      actual: `Content-Length: ${length}`,
      ...more,
    }));
  },
});

const conditionalGet = defineCheck({
  id: 'web-server/conditional-get',
  title: 'A conditional GET is answered 304 when nothing has changed, and with the page when it has',
  kind: 'extension',
  level: 'should',
  points: 4,
  sources: [handout('14'), rfc(9110, '13.1'), rfc(9110, '15.4.5')],
  scenario: protocol,
  needs: ['web-server/status-line', 'web-server/one-head', 'web-server/several-requests'],
  explanation: {
    does: 'GET with If-Modified-Since (and If-None-Match where there is an ETag) as the page itself had them; then GET with a date of 1994.',
    expects: '304 without a body the first time, 200 with the page the second time.',
    why: 'It lets browsers and proxies keep what they have: the course proxy asks like this.',
    mistake: 'Comparing dates as strings, or answering 304 to whatever has a condition.',
  },
  judge({ facts }) {
    const { unchanged, changed, conditions } = reached(facts.conditional, 'answers to conditional requests');
    const fresh = answerOf(unchanged, '304 Not Modified');
    const { evidence } = fresh;
    const reproduce = `curl -v ${conditions.map((each) => `-H '${each}'`).join(' ')} http://localhost:${unchanged.port}${unchanged.target}`;
    expectThat(fresh.message.status === 304, () => ({
      expected: 'HTTP/1.1 304 Not Modified',
      actual: `status ${fresh.message.status ?? 'none'} to ${conditions.join(' and ')}`,
      hint: 'The whole page is sent again though it has not changed. Compare If-Modified-Since with the time of change of the file; when the file is not newer, answer 304.',
      evidence,
      reproduce,
    }));
    const surplus = unchanged.bytes.length - fresh.message.bodyOffset;
    expectThat(surplus === 0, () => ({
      expected: 'no body after the header of a 304',
      actual: `${surplus} bytes`,
      hint: 'A 304 ends with its empty line. Send nothing after it: the client takes the page that it has.',
      evidence,
      reproduce,
    }));
    expectRecognizable(
      { exchange: changed, expected: reached(facts.expected, 'a page') },
      'the page, for If-Modified-Since of 1994',
      'Answer 304 only when the file is not newer than the date in the condition.',
    );
  },
});

const IMF_FIXDATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const TOLERANCE_MS = 5 * 60_000;

const date = defineCheck({
  id: 'web-server/date',
  title: 'A header line Date tells the time of the answer, in the form of the RFC',
  kind: 'extension',
  level: 'must',
  points: 3,
  sources: [handout('15'), rfc(9110, '6.6.1'), rfc(9110, '5.6.7')],
  scenario: protocol,
  explanation: {
    does: 'Looks at the Date of a GET.',
    expects:
      'Date: Sun, 06 Nov 1994 08:49:37 GMT, in this form, with the time of now within 5 minutes and the right day of the week.',
    why: 'Caches compute the age of a document from it.',
    mistake:
      'Local time with the letters GMT behind it, names in the language of the machine, or str(datetime.now()).',
  },
  judge({ facts }) {
    const answer = answerOf(facts.get, 'a header line Date');
    const value = fieldValue(answer.message, 'date');
    const expected = new Date(answer.exchange.askedAtEpochMs).toUTCString();
    const time = value !== undefined && IMF_FIXDATE.test(value) ? Date.parse(value) : Number.NaN;
    const isNow = Math.abs(time - answer.exchange.askedAtEpochMs) <= TOLERANCE_MS;
    expectThat(isNow && new Date(time).toUTCString() === value, () => ({
      expected: `Date: ${expected}`,
      actual: value === undefined ? 'no Date' : `Date: ${value}`,
      hint: 'The form of the date is another, or there is none. Python writes it with email.utils.formatdate(usegmt=True), JavaScript with new Date().toUTCString().',
      evidence: answer.evidence,
      reproduce: answer.reproduce,
    }));
  },
});

export const protocolChecks = [keepAlive, head, conditionalGet, date];
