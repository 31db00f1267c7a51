import {
  defineCheck,
  expectThat,
  handout,
  icmpCodeName,
  icmpTypeName,
  inconclusive,
  type Source,
} from '../../../harness/index.ts';
import { errors, type scriptedErrors } from '../scenarios/errors.ts';
import { foreignErrors } from '../scenarios/foreign-errors.ts';
import { type ErrorText, numbersIn, readErrorTexts, shapesOf, wholeText } from './error-text.ts';
import { packetsOf } from './evidence.ts';
import { expectOwnTime } from './own-time.ts';
import { type PingObservation, readPings } from './read-pings.ts';
import { watchWire } from './reproduce.ts';
import { keepsPinging } from './request-checks.ts';
import { rfc792ParameterProblem, rfc792TimeExceeded, rfc792Unreachable, rfc1122Icmp } from './sources.ts';
import { printsRightTimes } from './time-checks.ts';

type Role = keyof typeof scriptedErrors;

/**
 * Words help where a program prints nothing until its end. Otherwise an error is explained when right after it comes a
 * line that comes after no error of another kind, in whatever language, or its type and code as numbers.
 */
const words: Readonly<Record<Role, RegExp>> = {
  'host-unreachable':
    /unreach|inalcan|inaccess|inacess|inating|injoign|unerreich|irraggiung|onbereik|недоступ|不可达|到達/u,
  'admin-prohibited': /prohibit|filter|prohib|interdit|verboten|proibit|запрещ|禁止/u,
  'time-exceeded': /exceed|ttl.{0,20}(?:expir|zero)|excedid|dépass|überschritten|superat|превыш|超时|超過/u,
  'parameter-problem': /param/u,
};

interface ErrorCheck {
  readonly role: Role;
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly source: Source;
  readonly type: number;
  readonly code: number;
}

function defineErrorCheck({ role, id, title, points, source, type, code }: ErrorCheck) {
  const what = `${icmpTypeName(type)} (type ${type}), ${icmpCodeName(type, code)} (code ${code})`;
  return defineCheck({
    id,
    title,
    kind: 'extension',
    level: 'course',
    points,
    isAwaited: true,
    needs: [keepsPinging.id],
    sources: [handout('13'), source, rfc1122Icmp],
    scenario: errors,
    explanation: {
      does: `Answers a request with ${what}, which quotes the request.`,
      expects:
        'Something is printed for it at once that is not printed for errors of another kind; in words of any language, or as type and code.',
      why: 'The error says why no reply will come, a second earlier than the time-out does.',
      mistake: 'Looking for type 0 only, so that every error ends as a time-out.',
    },
    judge: (observation) => judgeExplained(observation, role, what),
  });
}

function judgeExplained(observation: PingObservation, role: Role, what: string): void {
  const texts = readErrorTexts(observation, readPings(observation));
  const own = texts.find(({ ping }) => ping.role === role);
  if (!own) inconclusive('It ended before this error was sent');
  const isLive = texts.some(({ text }) => text !== '');
  const text = isLive ? own.text : wholeText(observation);
  expectThat(words[role].test(text) || (isLive ? isTold(own, texts) : false), () => ({
    expected: `a line that says: ${what}`,
    actual: own.text === '' ? 'nothing was printed when it came' : `“${own.text.trim().slice(0, 120)}”`,
    hint: 'The error was passed over or not named. Look at the type of each message: 3, 11 and 12 are errors, and the request they are about stands behind their eight bytes of header.',
    ...watchWire,
    evidence: [
      ...packetsOf(own.ping),
      ...(own.ping.error ? [{ kind: 'packet' as const, number: own.ping.error.number }] : []),
    ],
  }));
}

/** Type and code as numbers, or a line that no error of another type has. */
function isTold(own: ErrorText, all: readonly ErrorText[]): boolean {
  const numbers = numbersIn(own.text);
  if (numbers.has(own.error.type) && numbers.has(own.error.code)) return true;
  const others = all.filter(({ error }) => error.type !== own.error.type);
  return [...shapesOf(own.text)].some((shape) => others.every(({ text }) => !shapesOf(text).has(shape)));
}

export const explainsUnreachable = defineErrorCheck({
  role: 'host-unreachable',
  id: 'icmp-ping/explains-unreachable',
  title: 'It says when a destination is unreachable',
  points: 4,
  source: rfc792Unreachable,
  type: 3,
  code: 1,
});

export const explainsTimeExceeded = defineErrorCheck({
  role: 'time-exceeded',
  id: 'icmp-ping/explains-time-exceeded',
  title: 'It says when the TTL of a request ran out on the way',
  points: 3,
  source: rfc792TimeExceeded,
  type: 11,
  code: 0,
});

export const explainsParameterProblem = defineErrorCheck({
  role: 'parameter-problem',
  id: 'icmp-ping/explains-parameter-problem',
  title: 'It says when a host found a fault in the header of a request',
  points: 2,
  source: rfc792ParameterProblem,
  type: 12,
  code: 0,
});

export const tellsCodesApart = defineCheck({
  id: 'icmp-ping/tells-codes-apart',
  title: 'It tells the codes of Destination Unreachable apart',
  kind: 'extension',
  level: 'course',
  points: 3,
  isAwaited: true,
  needs: [explainsUnreachable.id],
  sources: [handout('13'), rfc792Unreachable],
  scenario: errors,
  explanation: {
    does: 'Answers one request with code 1 (host unreachable) and another with code 13 (administratively prohibited).',
    expects: 'Other words for the other code, or the code as a number.',
    why: 'A firewall, a missing route and a host that is off call for different cures.',
    mistake: 'One message for all codes of type 3.',
  },
  judge(observation) {
    const texts = readErrorTexts(observation, readPings(observation));
    const host = texts.find(({ ping }) => ping.role === 'host-unreachable');
    const admin = texts.find(({ ping }) => ping.role === 'admin-prohibited');
    if (!host || !admin) inconclusive('It ended before both errors were sent');
    const isLive = texts.some(({ text }) => text !== '');
    const isApart = isLive
      ? (hasOwnShape(admin, host) && hasOwnShape(host, admin)) ||
        (numbersIn(admin.text).has(13) && !numbersIn(host.text).has(13))
      : words['admin-prohibited'].test(wholeText(observation));
    expectThat(isApart, () => ({
      expected: 'another text for code 13 than for code 1',
      actual: `“${admin.text.trim().slice(0, 120)}”`,
      hint: 'Both codes are told in the same words. The code is the second byte of the message: keep a list of texts for the codes 0 to 15 of type 3.',
      ...watchWire,
      evidence: packetsOf(host.ping, admin.ping),
    }));
  },
});

function hasOwnShape(one: ErrorText, other: ErrorText): boolean {
  const others = shapesOf(other.text);
  return [...shapesOf(one.text)].some((shape) => !others.has(shape));
}

export const matchesErrorsToRequests = defineCheck({
  id: 'icmp-ping/matches-errors-to-requests',
  title: 'An error about another program’s request is not taken for its own',
  kind: 'extension',
  level: 'must',
  points: 4,
  isAwaited: true,
  needs: [explainsUnreachable.id, printsRightTimes.id],
  sources: [handout('13'), rfc1122Icmp],
  scenario: foreignErrors,
  explanation: {
    does: 'Sends an error that quotes a request with another identifier 30 ms after a request, and the true reply 0.4 s after it.',
    expects: 'The time of the true reply is printed for this request.',
    why: 'Errors about all programs of the host reach every raw socket; the quoted header says whose it is.',
    mistake:
      'Looking at the type of the error only. Identifier and sequence number stand in the quoted request.',
  },
  judge(observation) {
    expectOwnTime(observation, {
      role: 'foreign-error',
      what: "an error about another program's request",
      hint: "An error about another program's request ended the wait. Behind its eight bytes stand the IPv4 header and the first eight bytes of that request: compare the identifier there with your own.",
    });
  },
});
