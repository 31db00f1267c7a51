import { defineCheck, expectThat, handout, rfc } from '../../../harness/index.ts';
import { hardship } from '../scenarios/hardship.ts';
import type { PageFact } from '../scenarios/pages.ts';
import { expectRecognizable } from './compare-content.ts';

const robust = {
  kind: 'robust',
  points: 0,
  scenario: hardship,
  needs: ['web-server/several-requests', 'web-server/status-line'],
} as const;

/** Fails unless the page came, and from a program that had not ended meanwhile. */
function expectSurvival(
  page: PageFact | undefined,
  hardshipText: string,
  hint: string,
  reproduce: string,
): void {
  const answer = expectRecognizable(page, `the page, ${hardshipText}`, hint);
  const { restartedBecause, conversation, port } = answer.exchange;
  expectThat(restartedBecause === undefined, () => ({
    expected: `the page from the same run of the program, ${hardshipText}`,
    actual: restartedBecause === 'hung' ? 'the program had stopped answering' : 'the program had ended',
    hint,
    evidence: [{ kind: 'conversation', id: conversation }],
    isTimed: restartedBecause === 'hung',
    reproduce: reproduce.replaceAll('PORT', String(port)),
  }));
}

const CATCH = 'Catch every exception of one connection, close that connection, and go back to accept().';

const garbage = defineCheck({
  ...robust,
  id: 'web-server/survives-garbage',
  title: 'Bytes that are no request do not stop the server',
  level: 'must',
  sources: [handout('19'), rfc(9112, '2.2')],
  explanation: {
    does: '200 random bytes and two line ends, then an ordinary request.',
    expects: 'The page; what is answered to the garbage does not matter.',
    why: 'Scanners send such things to every address of the Internet.',
    mistake: 'decode() of what came: the first byte that is no UTF-8 ends the program.',
  },
  judge: ({ facts }) =>
    expectSurvival(
      facts.afterGarbage,
      'after garbage',
      CATCH,
      'head -c 200 /dev/urandom | nc localhost PORT',
    ),
});

const emptyConnection = defineCheck({
  ...robust,
  id: 'web-server/survives-empty-connection',
  title: 'A connection without a request does not stop the server',
  level: 'must',
  sources: [handout('19')],
  explanation: {
    does: 'Connects and closes without a byte, then an ordinary request.',
    expects: 'The page.',
    why: 'Browsers open connections that they do not use after all. This ends 12 of 30 programs of students.',
    mistake: 'message.split()[1] on an empty message: IndexError.',
  },
  judge: ({ facts }) =>
    expectSurvival(
      facts.afterEmptyConnection,
      'after an empty connection',
      'A connection without a request ended the server, or holds it up. When the client has closed, recv() gives b"": close the connection and go back to accept().',
      'nc -z localhost PORT',
    ),
});

const vanishedClient = defineCheck({
  ...robust,
  id: 'web-server/survives-vanished-client',
  title: 'A client that goes away in mid-answer does not stop the server',
  level: 'must',
  sources: [handout('19')],
  explanation: {
    does: 'Asks for 4 MB, resets the connection after the first bytes, then an ordinary request.',
    expects: 'The page.',
    why: 'Users press Stop.',
    mistake: 'An uncaught BrokenPipeError or ConnectionResetError of send(); in C the signal SIGPIPE.',
  },
  judge: ({ facts }) =>
    expectSurvival(
      facts.afterVanishedClient,
      'after a client that went away',
      CATCH,
      'timeout 0.1 curl http://localhost:PORT/large',
    ),
});

const idleConnections = defineCheck({
  ...robust,
  id: 'web-server/survives-idle-connections',
  title: 'A hundred idle connections do not stop the server',
  level: 'should',
  sources: [handout('19')],
  explanation: {
    does: 'Opens a hundred connections that say nothing, then an ordinary request beside them.',
    expects: 'The page within 5 seconds.',
    why: 'A visitor leaves several of them open, a class leaves a hundred.',
    mistake: 'One client at a time, or a fixed number of threads that are all waiting.',
  },
  judge: ({ facts }) =>
    expectSurvival(
      facts.besideIdleConnections,
      'beside a hundred idle connections',
      'Serve each connection in a thread or task of its own, with a time-out for those that say nothing.',
      'for i in $(seq 100); do nc localhost PORT & done; curl http://localhost:PORT/HelloWorld.html',
    ),
});

export const hardshipChecks = [garbage, emptyConnection, vanishedClient, idleConnections];
