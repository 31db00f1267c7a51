import { isIP } from 'node:net';
import { caretAt, checksOf, type Judge, lastRun } from '../../../harness/index.ts';
import * as lookups from '../scenarios/lookups.ts';
import texts from './texts.json' with { type: 'json' };

type LookupJudge = Judge<lookups.LookupFacts>;

/** Judges the first query for an IPv4 address: its name, or all of it but the name. */
function queryIsRight(about: 'name' | 'message'): LookupJudge {
  return ({ facts: { host = '', name = '', queries = [] }, packets }, expect) => {
    const sent = packets.filter(({ from, udp }) => from === 'program' && udp?.destinationPort === 53);
    const asked = sent.map(({ destination }) => destination);
    expect(asked.includes(host), `a query to ${host}`, `queries to ${asked.join(', ')}`);
    // Behind a wrong name the type cannot be read.
    const first = queries.find(({ query }) => ['A', '0'].includes(query.type));
    if (!first) return expect(false, 'QTYPE 1 (A)', `QTYPE ${queries[0]?.query.type}`);
    const [wrong] = first.query.deviations.filter(({ kind }) => (kind === 'name') === (about === 'name'));
    if (wrong) expect(false, `a right ${about}`, `${wrong.text}\n${caretAt(first.bytes, wrong.offset)}`);
    const labels = first.query.labels.join('.').toLowerCase();
    expect(about === 'message' || labels === name, name, labels);
  };
}

const idIsDrawn: LookupJudge = ({ facts: { queries = [] } }, expect) => {
  const ids = queries.filter(({ query }) => query.type === 'A').map(({ query }) => query.id);
  expect(new Set(ids).size > 1, 'ids that differ', `the ids ${ids.join(', ')}`);
};

/** All of the name's addresses of this version of IP, and none that is not the name's. Half the points for a part. */
function prints(version: 4 | 6): LookupJudge {
  return (seen, expect) => {
    const { addresses } = lastRun(seen);
    const known = seen.facts.addresses ?? [];
    const due = known.filter((each) => isIP(each) === version);
    const share = due.filter((each) => addresses.includes(each)).length / due.length;
    const isOdd = addresses.some((each) => !known.includes(each));
    expect(share === 1 && !isOdd, due.join(', '), addresses.join(', ') || 'none', isOdd ? 0 : share / 2);
  };
}

const saysSoAndEnds: LookupJudge = (seen, expect) => {
  const { text, addresses, hasEnded, hasStackTrace } = lastRun(seen);
  expect(hasEnded, 'that it ends within 20 s', 'it still ran');
  expect(text !== '' && !hasStackTrace && addresses.length === 0, 'words of its own', text || 'nothing');
};

const { core, extension } = checksOf('dns-client', texts);

export const checks = [
  core('asks-its-server', 14, lookups.answered, queryIsRight('message')),
  core('encodes-the-name', 10, lookups.answered, queryIsRight('name'), 'asks-its-server'),
  core('unpredictable-id', 8, lookups.answered, idIsDrawn, 'encodes-the-name'),
  core('prints-every-address', 18, lookups.answered, prints(4), 'encodes-the-name'),
  core('names-of-any-form', 10, lookups.writtenOut, prints(4), 'prints-every-address'),
  core('follows-alias', 10, lookups.alias, prints(4), 'prints-every-address'),
  core('reports-unknown-name', 10, lookups.unknownName, saysSoAndEnds, 'encodes-the-name'),
  core('reply-with-another-id', 10, lookups.forged, prints(4), 'prints-every-address'),
  core('gives-up', 10, lookups.silence, saysSoAndEnds, 'asks-its-server'),
  extension('ipv6-addresses', 6, lookups.answered, prints(6), 'prints-every-address'),
  extension('truncated-over-tcp', 6, lookups.truncated, prints(4), 'prints-every-address'),
];
