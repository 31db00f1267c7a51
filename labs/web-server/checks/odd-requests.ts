import { defineCheck, escapeBytes, expectThat, handout, reached, rfc } from '../../../harness/index.ts';
import type { Exchange } from '../scenarios/exchange.ts';
import { oddRequests } from '../scenarios/odd-requests.ts';
import { answerOf } from './answer.ts';
import { expectRecognizable } from './compare-content.ts';

const robust = { kind: 'robust', points: 0, scenario: oddRequests } as const;

const splitRequest = defineCheck({
  ...robust,
  id: 'web-server/split-request',
  title: 'A request that comes in many small segments is understood',
  level: 'must',
  sources: [handout('16'), rfc(9112, '2.2')],
  needs: ['web-server/status-line'],
  explanation: {
    does: 'The request for HelloWorld.html in pieces of 12 bytes: the first, a pause of 0.7 s, the others 10 ms apart.',
    expects: 'The page.',
    why: 'TCP carries a stream of bytes; where one recv() ends is chance. On slow links it happens every day.',
    mistake: 'One recv(1024) taken for the whole request. Read on until the empty line has come.',
  },
  judge: ({ facts: { inPieces } }) =>
    void expectRecognizable(
      inPieces,
      'the page, for a request in pieces',
      'Call recv() in a loop until what has come contains "\\r\\n\\r\\n".',
      inPieces?.exchange && inPiecesByHand(inPieces.exchange),
    ),
});

/** curl sends a request at once: this one pauses in the middle of the path. */
function inPiecesByHand({ target, port }: Exchange): string {
  const [first, rest] = [target.slice(0, 8), target.slice(8)];
  return `(printf 'GET ${first}'; sleep 1; printf '${rest} HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n'; sleep 1) | nc localhost ${port}`;
}

const largeHead = defineCheck({
  ...robust,
  id: 'web-server/large-head',
  title: 'A request head larger than 1024 bytes is understood',
  level: 'should',
  sources: [handout('16'), rfc(9112, '3')],
  needs: ['web-server/status-line'],
  explanation: {
    does: 'The request for HelloWorld.html with 4,000 bytes of header lines.',
    expects: 'The page.',
    why: 'Cookies make such heads. What the server leaves unread turns its close into a reset, which can overtake the answer.',
    mistake: 'One recv(1024).',
  },
  judge: ({ facts }) =>
    void expectRecognizable(
      facts.largeHead,
      'the page, for a large request',
      'Read on until the empty line has come.',
    ),
});

const percentEncoding = defineCheck({
  ...robust,
  id: 'web-server/percent-encoding',
  title: 'Percent-encoded targets are decoded',
  level: 'must',
  sources: [handout('16'), rfc(3986, '2.1')],
  needs: ['web-server/each-its-own-file'],
  explanation: {
    does: 'GET /my%20page%20....html for a file with spaces in its name.',
    expects: 'The page.',
    why: 'Browsers encode spaces and letters outside of ASCII; users do not know.',
    mistake: 'Opening the name as it stands in the request. Python: urllib.parse.unquote.',
  },
  judge: ({ facts }) =>
    void expectRecognizable(
      facts.percentEncoded,
      'the page with spaces in its name',
      'Decode %XX after cutting off the query.',
    ),
});

const queryString = defineCheck({
  ...robust,
  id: 'web-server/query-string',
  title: 'A query is no part of the file name',
  level: 'must',
  sources: [handout('16'), rfc(3986, '3.4')],
  needs: ['web-server/status-line'],
  explanation: {
    does: 'GET /HelloWorld.html?name=value&x=1.',
    expects: 'The page.',
    why: 'Links with parameters are common, also to plain files.',
    mistake: 'Opening "HelloWorld.html?name=value&x=1".',
  },
  judge: ({ facts }) =>
    void expectRecognizable(
      facts.withQuery,
      'the page, for a target with a query',
      'Cut the target at the first "?".',
    ),
});

const staysInRoot = defineCheck({
  ...robust,
  id: 'web-server/stays-in-root',
  title: 'No target leads out of the folder that is served',
  level: 'must',
  sources: [handout('17'), rfc(9110, '17.3'), rfc(3986, '7.3')],
  explanation: {
    does: 'GET for /etc/hosts through "..", encoded "..", an encoded slash, a double slash and as an absolute path.',
    expects: 'Any answer but that file.',
    why: 'Whoever can reach the server could read every file that its user can, keys and passwords among them.',
    mistake: 'open(target[1:]) or open(target) without a look at where it leads.',
  },
  judge({ facts }) {
    for (const exchange of reached(facts.escapes, 'answers to targets that lead out of the root')) {
      const content = Buffer.from(exchange.bytes).toString('latin1');
      const leak = /^(127\.\d+\.\d+\.\d+|::1)[ \t]+\S*localhost.*$/m.exec(content);
      expectThat(!leak, () => ({
        expected: `404 (or another refusal) to GET ${exchange.target}`,
        actual: `the content of /etc/hosts: ${escapeBytes(Buffer.from(leak?.[0] ?? '', 'latin1'), 60)}`,
        hint: 'A path with ".." leads out of the folder that is served. Resolve it (os.path.realpath), and refuse it when it does not begin with the root folder and a slash.',
        evidence: [{ kind: 'conversation', id: exchange.conversation }],
        reproduce: `curl -v --path-as-is 'http://localhost:${exchange.port}${exchange.target}'`,
      }));
    }
  },
});

const malformed = defineCheck({
  ...robust,
  id: 'web-server/malformed-request-400',
  title: 'A malformed request line is answered with 400',
  level: 'should',
  sources: [handout('18'), rfc(9112, '3')],
  explanation: {
    does: 'The request line "GET" without target and version.',
    expects: 'A status from 400 to 499, or 501 or 505.',
    why: 'Whoever writes a client sees what is wrong, and the server does not stumble.',
    mistake: 'split()[1] without a look at how many words there are.',
  },
  judge({ facts }) {
    const byHand = `printf 'GET\\r\\n\\r\\n' | nc localhost ${facts.malformed?.port}`;
    const answer = answerOf(facts.malformed, 'HTTP/1.1 400 Bad Request', byHand);
    const status = answer.message.status ?? 0;
    expectThat((status >= 400 && status < 500) || status === 501 || status === 505, () => ({
      expected: 'HTTP/1.1 400 Bad Request',
      actual: `status ${status || 'none'}`,
      hint: 'A line that is no request was taken for one. Count the words of the request line before you use them, and answer 400 when they are not three.',
      evidence: answer.evidence,
      reproduce: byHand,
    }));
  },
});

const methodRefused = defineCheck({
  ...robust,
  id: 'web-server/method-not-allowed-405',
  title: 'DELETE is answered with 405 or 501',
  level: 'must',
  sources: [handout('18'), rfc(9110, '15.5.6')],
  explanation: {
    does: 'DELETE /HelloWorld.html.',
    expects: '405, 501 or 403.',
    why: 'A client that deletes and gets 200 with a page believes that the page is gone.',
    mistake: 'Not looking at the first word of the request line.',
  },
  judge: ({ facts }) => expectRefusal(facts.deleted, [405, 501, 403], 'HTTP/1.1 405 Method Not Allowed'),
});

const unknownMethod = defineCheck({
  ...robust,
  id: 'web-server/unknown-method-501',
  title: 'A method that the server does not know is answered with 501',
  level: 'should',
  sources: [handout('18'), rfc(9110, '15.6.2')],
  explanation: {
    does: 'BREW /HelloWorld.html.',
    expects: '501, 405 or 400.',
    why: 'The client learns that it need not try again.',
    mistake: 'Treating every method as GET.',
  },
  judge: ({ facts }) => expectRefusal(facts.unknownMethod, [501, 405, 400], 'HTTP/1.1 501 Not Implemented'),
});

function expectRefusal(exchange: Parameters<typeof answerOf>[0], accepted: number[], expected: string): void {
  const answer = answerOf(exchange, expected);
  const { status } = answer.message;
  expectThat(status !== undefined && accepted.includes(status), () => ({
    expected,
    actual: `status ${status ?? 'none'}`,
    hint: 'The method was not looked at. Look at the first word of the request line, and answer only GET (and HEAD) with a file.',
    evidence: answer.evidence,
    reproduce: answer.reproduce,
  }));
}

export const oddRequestsChecks = [
  splitRequest,
  largeHead,
  percentEncoding,
  queryString,
  staysInRoot,
  malformed,
  methodRefused,
  unknownMethod,
];
