import { crashOf, defineCheck, expectThat, handout, reached, rfc } from '../../../harness/index.ts';
import { pages } from '../scenarios/pages.ts';
import { answerOf, reproduceOf } from './answer.ts';
import { expectRecognizable } from './compare-content.ts';
import { whyNoneAfter } from './likely-causes.ts';

const reachable = defineCheck({
  id: 'web-server/reachable',
  title: 'Other hosts can reach the server',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('1')],
  scenario: pages,
  explanation: {
    does: 'Looks at the address on which the program listens, from another host on the same wire.',
    expects:
      'A listening socket on all addresses (0.0.0.0 or ::) or on an address of its own host, on any port.',
    why: 'A server on 127.0.0.1 serves nobody but its own machine; one on the address of your flat does not start anywhere else.',
    mistake: "bind(('127.0.0.1', port)) or bind(('localhost', port)). Use bind(('', port)).",
  },
  judge({ facts, programs }) {
    const listening = programs[0]?.listening.map(({ address, port }) => `${address} port ${port}`).join(', ');
    const isElsewhere = reached(facts.isLoopbackOnly, 'a program that listens') || facts.isForeignAddress;
    expectThat(!isElsewhere && listening !== '', () => ({
      expected: 'a socket that listens on all addresses (0.0.0.0 or ::)',
      actual: listening ? `it listens on ${listening}` : 'no listening socket',
      hint: facts.isForeignAddress
        ? 'The address in the source belongs to another machine. Bind to "" (all addresses) instead.'
        : 'The server listens on loopback alone, where no other host reaches it. Bind to "" or 0.0.0.0 instead of 127.0.0.1 or localhost.',
      reproduce: 'ss -ltn',
    }));
  },
});

const eachItsOwnFile = defineCheck({
  id: 'web-server/each-its-own-file',
  title: 'The file that is asked for is the one that comes',
  kind: 'core',
  level: 'must',
  points: 5,
  sources: [handout('4'), rfc(9110, '9.3.1')],
  scenario: pages,
  explanation: {
    does: 'GET for a page with a random name, placed beside HelloWorld.html.',
    expects: 'The bytes of that file.',
    why: 'A server that knows one name is a page, not a server.',
    mistake: 'The file name stands in the source instead of being taken from the request line.',
  },
  judge({ facts }) {
    expectRecognizable(
      facts.other,
      'the content of the file that was asked for',
      'Take the name from the second word of the request line, without its slash.',
    );
  },
});

const subFolders = defineCheck({
  id: 'web-server/sub-folders',
  title: 'Files in sub-folders are found',
  kind: 'core',
  level: 'must',
  points: 4,
  sources: [handout('4'), rfc(3986, '3.3')],
  scenario: pages,
  needs: ['web-server/each-its-own-file'],
  explanation: {
    does: 'GET /notes/NAME.html for a file in the folder notes.',
    expects: 'The bytes of that file.',
    why: 'Paths are a hierarchy, and most sites have folders.',
    mistake: 'Removing every slash from the target, or taking only what stands behind the last one.',
  },
  judge({ facts }) {
    expectRecognizable(
      facts.inFolder,
      'the content of the file in the folder notes',
      'Remove only the first slash of the target; the others are part of the path.',
    );
  },
});

const severalRequests = defineCheck({
  id: 'web-server/several-requests',
  title: 'The server answers several requests one after another',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('8')],
  scenario: pages,
  explanation: {
    does: 'Five requests, each on a connection of its own, the next after the answer to the one before.',
    expects: 'An answer to each, from the same run of the program.',
    why: 'A page with one picture is two requests already.',
    mistake:
      'accept() outside of the loop, exit() after the first answer, or closing the listening socket instead of the connection.',
  },
  judge({ facts, programs: [first] }) {
    const asked = [facts.hello, facts.other, facts.inFolder, facts.utf8, facts.helloAgain];
    for (const [index, page] of asked.entries()) {
      const what = `an answer to request ${index + 1} of 5`;
      const answer = answerOf(page?.exchange, what);
      const { restartedBecause } = answer.exchange;
      const before = asked[index - 1]?.exchange ?? answer.exchange;
      expectThat(restartedBecause === undefined, () => ({
        expected: what,
        actual: `the program had ${restartedBecause === 'hung' ? 'stopped answering' : 'ended'} after request ${index} (${before.target})`,
        hint: whyNoneAfter(index, before.target, first && crashOf(first)),
        evidence: answer.evidence,
        isTimed: restartedBecause === 'hung',
        reproduce: `${reproduceOf(before)}; ${answer.reproduce}`,
      }));
    }
  },
});

export const pageChecks = [reachable];
export const furtherPageChecks = [eachItsOwnFile, subFolders, severalRequests];
