import {
  type Check,
  defineCheck,
  escapeBytes,
  fail,
  handout,
  type OriginEntry,
  rfc,
} from '../../../harness/index.ts';
import type { Fetch } from '../scenarios/fetch.ts';
import { type Attempt, type HostileFacts, hostile, SMUGGLED } from '../scenarios/hostile.ts';
import { evidenceOf } from './answer.ts';
import { expectSurvived, seen, sentField, type Trouble } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { commandOf } from './reproduce.ts';

const common = { kind: 'robust', points: 0, scenario: hostile, needs: FORWARDS } as const;

/** Fails at the first attempt of which something dangerous reached the origin. */
function expectHarmless(
  attempts: readonly Attempt[],
  harmIn: (entry: OriginEntry) => string | undefined,
): void {
  for (const { what, fetch, origin } of attempts) {
    for (const entry of origin) {
      const harm = harmIn(entry);
      if (harm === undefined) continue;
      fail({
        expected: `a request with ${what} is refused with 400, or put right before it is sent on`,
        actual: harm,
        hint: 'A request of two meanings went through to the origin. When its length is said twice, or by Content-Length and chunks at once, answer 400 and close the connection.',
        evidence: evidenceOf(fetch),
      });
    }
  }
}

function ambiguity(entry: OriginEntry): string | undefined {
  if (entry.target.includes(SMUGGLED))
    return `the hidden request ${entry.method} ${entry.target} reached the origin`;
  const length = sentField(entry, 'content-length');
  const coding = sentField(entry, 'transfer-encoding');
  if (length !== undefined && coding !== undefined) return 'both fields were passed on';
  return length !== undefined && new Set(length.split(/\s*,\s*/)).size > 1
    ? `Content-Length: ${length} was passed on`
    : undefined;
}

function malformation({ head }: OriginEntry): string | undefined {
  const text = Buffer.from(head).toString('latin1');
  const found = /\r\n[^\s:]+[ \t]+:[^\r]*|\r\n[ \t]+\S[^\r]*|\r(?!\n)[^\r]*/.exec(text);
  return found ? `${escapeBytes(Buffer.from(found[0], 'latin1'), 40)} was passed on` : undefined;
}

function survival(
  id: string,
  title: string,
  fact: 'afterEmpty' | 'afterGarbage' | 'afterLeaver',
  trouble: string,
  cure: string,
  commands: (after: Fetch) => Pick<Trouble, 'steps' | 'note'>,
): Check {
  return defineCheck<HostileFacts>({
    ...common,
    id: `proxy/${id}`,
    title,
    level: 'course',
    sources: [handout('23')],
    explanation: explain(
      `Asks for a page after ${trouble}.`,
      'The page comes.',
      'Scanners do this to every open port, all day.',
      cure,
    ),
    judge(observation) {
      const after = seen(observation, observation.facts[fact], 'an answer to the next request');
      expectSurvived(observation, after, observation.facts.word ?? '', {
        what: trouble,
        ...commands(after),
      });
    },
  });
}

export const hostileChecks: readonly Check[] = [
  defineCheck<HostileFacts>({
    ...common,
    id: 'proxy/refuses-ambiguous-length',
    title: 'A request whose end is ambiguous is not passed on',
    level: 'must',
    sources: [handout('23'), rfc(9112, '6.3'), rfc(9112, '11.2')],
    explanation: explain(
      'Sends a request with Content-Length and Transfer-Encoding, and one with two different lengths; each hides a second request.',
      'An error, a closed connection, or one unambiguous request at the origin; never the hidden one.',
      'Where proxy and origin disagree about the end, the rest of one request becomes the next: somebody else’s.',
      'Refuse with 400 what has both fields, or several lengths that differ.',
    ),
    judge(observation) {
      expectHarmless(seen(observation, observation.facts.ambiguous, 'the ambiguous requests'), ambiguity);
    },
  }),
  defineCheck<HostileFacts>({
    ...common,
    id: 'proxy/refuses-malformed-fields',
    title: 'Malformed header fields are not passed on',
    level: 'must',
    sources: [handout('23'), rfc(9112, '5.1'), rfc(9112, '5.2'), rfc(9112, '2.2')],
    explanation: explain(
      'Sends a space before the colon, a folded field, and a CR without LF.',
      'An error, a closed connection, or the field put right; never the malformed bytes at the origin.',
      'Each is read differently by different servers, and so hides fields from one of them.',
      'Refuse with 400 whatever is not "Name: value" and CRLF.',
    ),
    judge(observation) {
      expectHarmless(
        seen(observation, observation.facts.malformedFields, 'the malformed requests'),
        malformation,
      );
    },
  }),
  survival(
    'survives-empty-connection',
    'A connection on which nothing is sent does not stop the proxy',
    'afterEmpty',
    'an empty connection',
    'recv() returns nothing when the other side has closed: check for it before you split the request.',
    () => ({ steps: ['nc -z localhost PORT'] }),
  ),
  survival(
    'survives-garbage',
    'Bytes that are no text do not stop the proxy',
    'afterGarbage',
    'random bytes',
    'decode() raises an error on bytes that are no UTF-8: decode as Latin-1, or catch it.',
    () => ({ steps: ["(head -c 300 /dev/urandom; printf '\\r\\n\\r\\n') | nc -w 5 localhost PORT"] }),
  ),
  survival(
    'survives-leaver',
    'A client that goes away in the middle of an answer does not stop the proxy',
    'afterLeaver',
    'a client that went away',
    'Sending to a closed connection raises an error (or SIGPIPE in C): catch it.',
    (after) => ({
      steps: [commandOf(after).replace('curl -v', 'curl -s -m 0.1 -o copy')],
      note: 'Let the first one be a large page.',
    }),
  ),
];
