import { defineCheck, expectThat, fail, handout, reached, rfc } from '../../../harness/index.ts';
import { manyClients } from '../scenarios/many-clients.ts';
import type { PageFact } from '../scenarios/pages.ts';
import { reproduceOf } from './answer.ts';
import { expectRecognizable } from './compare-content.ts';
import { whyNothingBeside } from './likely-causes.ts';

/** Fails unless the page came while the other client was there. */
function expectBeside(page: PageFact | undefined, other: string): void {
  const { exchange } = reached(page, `the page, while ${other}`);
  if (exchange.bytes.length === 0) {
    fail({
      expected: `the first byte of the page within 3 s, while ${other}`,
      actual:
        exchange.ended === 'timeout'
          ? 'no byte in 3 s'
          : `no byte: ${exchange.connectError ?? 'the connection was closed'}`,
      hint: whyNothingBeside(exchange),
      evidence: [{ kind: 'conversation', id: exchange.conversation }],
      reproduce: `nc localhost ${exchange.port} & ${reproduceOf(exchange)}`,
    });
  }
  expectRecognizable(
    page,
    `the page, while ${other}`,
    'The connections share something that they should not.',
  );
}

const besideSilent = defineCheck({
  id: 'web-server/beside-silent-client',
  title: 'A client that says nothing does not hold up another',
  kind: 'extension',
  level: 'course',
  points: 8,
  sources: [handout('10')],
  scenario: manyClients,
  needs: ['web-server/status-line'],
  isTimed: true,
  explanation: {
    does: 'Opens a connection and says nothing on it; then asks for a page on another.',
    expects: 'The first byte of the page within 3 seconds, the whole page after it.',
    why: 'Browsers open connections in advance. One of them is enough to stop a server that serves one client at a time.',
    mistake: 'recv() in the same thread as accept().',
  },
  judge: ({ facts }) => expectBeside(facts.besideSilent, 'another client is connected and says nothing'),
});

const besideSlowReader = defineCheck({
  id: 'web-server/beside-slow-reader',
  title: 'A client that does not take its answer does not hold up another',
  kind: 'extension',
  level: 'course',
  points: 4,
  sources: [handout('10')],
  scenario: manyClients,
  needs: ['web-server/status-line'],
  isTimed: true,
  explanation: {
    does: 'Asks for 12 MB on one connection and stops reading; then asks for a page on another.',
    expects: 'The first byte of the page within 3 seconds, the whole page after it.',
    why: 'A telephone in a tunnel is such a client.',
    mistake: 'sendall() in the same thread as accept(): it waits until the client has taken everything.',
  },
  judge: ({ facts }) => expectBeside(facts.besideSlowReader, 'another client does not read its answer'),
});

const parallel = defineCheck({
  id: 'web-server/parallel-clients',
  title: 'Ten clients at the same moment get ten right answers',
  kind: 'extension',
  level: 'course',
  points: 2,
  sources: [handout('10'), rfc(9112, '9')],
  scenario: manyClients,
  needs: ['web-server/each-its-own-file', 'web-server/several-requests'],
  isTimed: true,
  explanation: {
    does: 'Ten connections at once, each asking for a page of its own.',
    expects: 'On each connection the page that was asked for on it, at once or one after the other.',
    why: 'Threads that share variables give one client the page of another.',
    mistake: 'A global variable for the file name or the connection.',
  },
  judge({ facts }) {
    const pages = reached(facts.parallel, 'answers to ten clients');
    expectThat(pages.length === 10, () => ({ expected: '10 answers', actual: `${pages.length} answers` }));
    for (const page of pages) {
      expectRecognizable(
        page,
        `the content of ${page.exchange.target}, asked for together with nine others`,
        'Keep what belongs to a connection in local variables of the function that serves it.',
      );
    }
  },
});

export const manyClientsChecks = [besideSilent, besideSlowReader, parallel];
