import { describe, expect, it } from 'vitest';
import { findCauses, findStranded } from './causes.ts';
import { fixtureLabRun } from './testing/fixture-lab-run.ts';
import { fixtureLabs } from './testing/fixture-labs.ts';

function proxyRun(options: { readonly fails?: string[]; readonly inconclusive?: string[] }) {
  const lab = fixtureLabs().find(({ id }) => id === 'proxy');
  if (!lab) throw new Error('The fixture has a proxy lab');
  return fixtureLabRun({ student: 'ada', lab, ...options });
}

describe('findCauses', () => {
  it('folds all that waits for a check, however far, under it', () => {
    const causes = findCauses(proxyRun({ fails: ['relays-body'] }).verdicts);
    expect(causes.map(({ verdict }) => verdict.check)).toEqual(['proxy/relays-body']);
    expect(causes[0]?.blocked.map(({ check }) => check)).toEqual([
      'proxy/relays-status',
      'proxy/cache-hit',
      'proxy/cache-equal',
      'proxy/keeps-secrets',
      'proxy/broken-origin',
    ]);
    expect(causes[0]?.stake).toEqual({ points: 75, bonus: 10 });
  });

  it('puts what is worth most first, robustness last', () => {
    const causes = findCauses(
      proxyRun({ fails: ['broken-origin', 'unknown-host', 'keeps-secrets', 'origin-target'] }).verdicts,
    );
    expect(causes.map(({ verdict }) => verdict.check)).toEqual([
      'proxy/origin-target',
      'proxy/unknown-host',
      'proxy/keeps-secrets',
      'proxy/broken-origin',
    ]);
  });

  it('takes what asks for the same mending for one cause', () => {
    const verdicts = proxyRun({ fails: ['cache-hit', 'unknown-host'] }).verdicts.map((each) =>
      each.status === 'failed' ? { ...each, hint: 'Call recv() in a loop.' } : each,
    );
    const [cause, ...others] = findCauses(verdicts);
    expect(others).toEqual([]);
    expect(cause?.verdict.check).toBe('proxy/cache-hit');
    expect(cause?.alike.map(({ check }) => check)).toEqual(['proxy/unknown-host']);
    expect(cause?.stake).toEqual({ points: 45, bonus: 10 });
  });

  it('finds nothing in a clean run', () => {
    expect(findCauses(proxyRun({}).verdicts)).toEqual([]);
  });

  it('leaves what waits for an unjudged check to the unjudged', () => {
    const { verdicts } = proxyRun({ inconclusive: ['cache-hit'] });
    expect(findCauses(verdicts)).toEqual([]);
    expect(findStranded(verdicts).map(({ check }) => check)).toEqual([
      'proxy/cache-equal',
      'proxy/keeps-secrets',
      'proxy/broken-origin',
    ]);
  });

  it('ends where checks wait for each other', () => {
    const verdicts = proxyRun({ fails: ['relays-body'] }).verdicts.map((each) =>
      each.check === 'proxy/cache-hit' ? { ...each, blockedBy: 'proxy/cache-equal' } : each,
    );
    expect(findCauses(verdicts)[0]?.blocked.map(({ check }) => check)).toEqual(['proxy/relays-status']);
  });
});
