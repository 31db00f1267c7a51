import { describe, expect, test } from 'vitest';
import { CheckFailure, type FailureDetails, type Observation } from '../../../harness/index.ts';
import lab from '../lab.ts';
import type { Exchange } from '../scenarios/exchange.ts';
import type { PagesFacts } from '../scenarios/pages.ts';

const PAGE = `<html>\n<body>\n<h1>a page</h1>\n${'<p>some text</p>\n'.repeat(8)}</body>\n</html>\n`;
const LENGTH = `Content-Length: ${PAGE.length}`;
const TYPE = 'Content-Type: text/html';

function exchange(answer: string, more: Partial<Exchange> = {}): Exchange {
  return {
    method: 'GET',
    target: '/HelloWorld.html',
    port: 6789,
    conversation: 'http-client-1',
    bytes: Buffer.from(answer, 'latin1'),
    ended: 'end',
    durationMs: 5,
    askedAtEpochMs: Date.now(),
    ...more,
  };
}

/** What the checks of `pages` say when every page is answered like this: ids of those that fail, with their details. */
function judgePages(answer: string, more: Partial<Exchange> = {}): Map<string, FailureDetails> {
  const page = { exchange: exchange(answer, more), expected: Buffer.from(PAGE) };
  const facts: PagesFacts = {
    isLoopbackOnly: false,
    isForeignAddress: false,
    hello: page,
    other: page,
    inFolder: page,
    utf8: page,
    helloAgain: page,
  };
  const observation: Observation = {
    scenario: 'pages',
    durationMs: 1,
    facts,
    programs: [
      {
        command: 'python3 server.py',
        startedAtMs: 0,
        isUp: true,
        listening: [{ protocol: 'tcp', address: '0.0.0.0', port: 6789 }],
        output: [],
        droppedOutputBytes: 0,
        answers: [],
      },
    ],
    transcript: [],
    packets: [],
  };
  const failed = new Map<string, FailureDetails>();
  for (const check of lab.checks.filter(({ scenario }) => scenario.id === 'pages')) {
    try {
      check.judge(observation);
    } catch (error) {
      if (!(error instanceof CheckFailure)) throw error;
      failed.set(check.id.replace('web-server/', ''), error.details);
    }
  }
  return failed;
}

const whole = (head: string) => `${head}\r\n\r\n${PAGE}`;
const chunked = `${PAGE.length.toString(16)}\r\n${PAGE}\r\n0\r\n\r\n`;

describe('what is legal passes', () => {
  test.each([
    ['plain', whole(`HTTP/1.1 200 OK\r\n${TYPE}\r\n${LENGTH}`), {}],
    ['HTTP/1.0', whole(`HTTP/1.0 200 OK\r\n${TYPE}\r\n${LENGTH}`), {}],
    ['closed by reset', whole(`HTTP/1.1 200 OK\r\n${TYPE}\r\n${LENGTH}`), { ended: 'reset' }],
    ['kept open', whole(`HTTP/1.1 200 OK\r\n${TYPE}\r\n${LENGTH}`), { ended: 'whole' }],
    ['another phrase', whole(`HTTP/1.1 200 Alles bestens\r\n${TYPE}\r\n${LENGTH}`), {}],
    ['an empty phrase', whole(`HTTP/1.1 200 \r\n${TYPE}\r\n${LENGTH}`), {}],
    [
      'other order and case, and more',
      whole(
        `HTTP/1.1 200 OK\r\nserver: x\r\nCONTENT-LENGTH:${PAGE.length}\r\ncontent-type: Text/HTML; charset=utf-8`,
      ),
      {},
    ],
    ['chunks', `HTTP/1.1 200 OK\r\n${TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}`, {}],
  ] as const)('%s', (_, answer, more) => {
    expect([...judgePages(answer, more).keys()]).toEqual([]);
  });
});

describe('one fault costs its own check', () => {
  const head = `HTTP/1.1 200 OK\r\n${TYPE}\r\n${LENGTH}`;
  test.each([
    ['LF alone', whole(head).replaceAll('\r\n', '\n'), {}, ['crlf']],
    ['no blank line', `${head}\r\n${PAGE}`, {}, ['blank-line']],
    ['two heads', `${head}\r\n\r\n${whole(head)}`, {}, ['one-head']],
    ['a line end after the body', `${whole(head)}\r\n`, {}, ['nothing-after-body']],
    ['a blank line first', `\r\n${whole(head)}`, {}, ['status-line']],
    ['no type', whole(`HTTP/1.1 200 OK\r\n${LENGTH}`), {}, ['content-type']],
    ['another type', whole(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n${LENGTH}`), {}, ['content-type']],
    [
      'a cut body',
      `HTTP/1.1 200 OK\r\n${TYPE}\r\nContent-Length: 80\r\n\r\n${PAGE.slice(0, 80)}`,
      {},
      ['body-bytes'],
    ],
  ] as const)('%s', (_, answer, more, failed) => {
    expect([...judgePages(answer, more).keys()]).toEqual(failed);
  });

  test('an end that cannot be told', () => {
    const answer = whole(`HTTP/1.1 200 OK\r\n${TYPE}`);
    expect([...judgePages(answer, { ended: 'timeout' }).keys()]).toEqual([
      'content-length',
      'ends-answer',
      'length-in-bytes',
    ]);
  });

  test('a status line that can be read earns half', () => {
    expect(judgePages(whole(`HTTP/1.1  200 OK\r\n${TYPE}\r\n${LENGTH}`)).get('status-line')?.credit).toBe(
      0.5,
    );
  });
});

test('silence is told with its reason, in every check and without an error of ours', () => {
  const failed = judgePages('', { ended: 'timeout' });
  expect(failed.size).toBe(13);
  for (const details of failed.values()) expect(details.actual).toContain('no byte in answer');
  expect(
    judgePages('', { ended: 'error', connectError: 'ECONNREFUSED' }).get('body-bytes')?.actual,
  ).toContain('ECONNREFUSED');
});

test('a CR without its LF is not taken for an LF alone', () => {
  const lone = judgePages(whole(`HTTP/1.1 200 OK\r\n${TYPE}\r\nX-A: b\rc\r\n${LENGTH}`)).get('crlf');
  expect(lone?.hint).toContain('"\\r" stands in the header without its "\\n"');
});

test('a program that ends after a later request is not told that the first one was the last', () => {
  const page = {
    exchange: exchange(whole(`HTTP/1.1 200 OK\r\n${TYPE}\r\n${LENGTH}`)),
    expected: Buffer.from(PAGE),
  };
  const again = { ...page, exchange: { ...page.exchange, restartedBecause: 'ended' as const } };
  const judge = (facts: object) => {
    const check = lab.checks.find(({ id }) => id === 'web-server/several-requests');
    const none = { programs: [], transcript: [], packets: [], scenario: 'pages', durationMs: 1 };
    return () => check?.judge({ ...none, facts });
  };
  expect(judge({ hello: page, other: again })).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({ hint: expect.stringContaining('The first request is also') }),
    }),
  );
  expect(judge({ hello: page, other: page, inFolder: again })).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({
        actual: 'the program had ended after request 2 (/HelloWorld.html)',
        hint: expect.stringContaining('Request 2, for /HelloWorld.html, ended the program'),
      }),
    }),
  );
});

test('a failure says what to do and how to see it', () => {
  const details = judgePages(whole(`HTTP/1.1 200 OK\n${TYPE}\r\n${LENGTH}`)).get('crlf');
  expect(details?.actual).toContain('HTTP/1.1 200 OK\\nContent-Type');
  expect(details?.hint).toContain('\\r\\n');
  expect(details?.reproduce).toContain("curl -v --path-as-is 'http://localhost:6789/HelloWorld.html'");
  expect(details?.evidence).toEqual([{ kind: 'conversation', id: 'http-client-1', offset: 15 }]);
});

test.each(['parallel-clients', 'beside-silent-client', 'beside-slow-reader', 'large-file'])(
  '%s measures a time, and is looked at twice',
  (id) => {
    expect(lab.checks.find((each) => each.id === `web-server/${id}`)?.isTimed).toBe(true);
  },
);

test('that the program hung before is looked at twice, that it had ended is not', () => {
  const right = whole(`HTTP/1.1 200 OK\r\n${TYPE}\r\n${LENGTH}`);
  for (const restartedBecause of ['hung', 'ended'] as const) {
    const details = judgePages(right, { restartedBecause }).get('several-requests');
    expect(details?.isTimed).toBe(restartedBecause === 'hung');
  }
});
