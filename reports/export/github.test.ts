import { describe, expect, it } from 'vitest';
import type { LabSummary } from '../schema.ts';
import { fixtureLabRun } from '../testing/fixture-lab-run.ts';
import { fixtureLabs } from '../testing/fixture-labs.ts';
import { fixtureResults, hostileResults } from '../testing/fixture-results.ts';
import { toGithubCommands } from './github.ts';
import { commandProperty, markdownCode, markdownText } from './github-escape.ts';
import { toGithubSummary } from './github-summary.ts';
import {
  cleanRun,
  failedRun,
  resultsOf,
  runShowing,
  secretText,
  ungradableRun,
} from './testing/fixture-exports.ts';

const token = '3b2c6a0e-5f5d-4d8e-9f2e-7f3f7a2b9c11';

/** What GitHub would obey: commands outside of the stretch that the token ends. */
function obeyed(log: string): string[] {
  let isStopped = false;
  return log.split('\n').filter((line) => {
    if (isStopped) {
      if (line.trim() === `::${token}::`) isStopped = false;
      return false;
    }
    if (line.startsWith('::stop-commands::')) isStopped = true;
    return !isStopped && /^\s*(::|##\[)/.test(line);
  });
}

describe('commands', () => {
  it('annotate each failed check, with what to do', () => {
    const commands = obeyed(toGithubCommands(resultsOf(failedRun()), token));
    expect(commands).toHaveLength(2);
    expect(commands[0]).toMatch(
      /^::error title=grace\.hopper%2C Caching proxy%3A The second request is served from the cache::Expected: %0A200 OK/,
    );
  });

  it('are no more than GitHub shows, and say so', () => {
    const log = toGithubCommands(fixtureResults(), token);
    const commands = obeyed(log);
    expect(commands.filter((each) => each.startsWith('::error'))).toHaveLength(10);
    expect(commands.filter((each) => each.startsWith('::notice::'))).toEqual([
      expect.stringMatching(/^::notice::\d+ more failed checks; the report has all\.$/),
    ]);
    expect(commands.filter((each) => each.startsWith('::warning'))).toHaveLength(1);
  });

  it('begin with what cost most, and call a bonus no error', () => {
    const losses = fixtureLabRun({
      student: 'ada',
      lab: fixtureLabs()[0] as LabSummary,
      fails: ['content-length', 'body-bytes', 'many-clients', 'stays-in-root'],
    });
    const commands = obeyed(toGithubCommands(resultsOf(losses), token));
    expect(commands.map((each) => each.slice(0, each.indexOf('::', 2)))).toEqual([
      '::error title=ada%2C Web server%3A The body has exactly the bytes of the file',
      '::error title=ada%2C Web server%3A Content-Length is the number of bytes of the body',
      '::notice title=ada%2C Web server%3A A slow client does not hold up another',
    ]);
  });

  it('are never those of a program', () => {
    const attack =
      '\n::error::forged\n::set-output name=x::1\n##[error]forged\n::stop-commands::x\n%0A::add-mask::a';
    const failed = failedRun(attack);
    const verdicts = failed.verdicts.map((each) => ({
      ...each,
      actual: attack,
      hint: attack,
      title: attack,
    }));
    const commands = obeyed(toGithubCommands(resultsOf({ ...failed, verdicts }), token));
    expect(commands).toHaveLength(2);
    for (const each of commands) expect(each).toMatch(/^::error title=[^:,]*::/);
  });

  it('warn of what was not graded, and call nothing of it failed', () => {
    expect(obeyed(toGithubCommands(resultsOf(ungradableRun()), token))).toEqual([
      '::warning title=dennis.ritchie%2C Caching proxy::Not graded, which is not a zero: This machine has no python2.',
    ]);
  });

  it('escape as GitHub unescapes', () => {
    expect(commandProperty('50%: a, b\r\n')).toBe('50%25%3A a%2C b%0D%0A');
  });
});

describe('summary', () => {
  it('has a table of the class, and each reason', () => {
    const summary = toGithubSummary(fixtureResults());
    expect(summary).toMatch(/^\| ada&#46;lovelace \| 100 \+10 \|/m);
    expect(summary).toMatch(/^\| dennis&#46;ritchie \|.*\| not graded \|.*&#42; \|$/m);
    expect(summary).toContain('no python2');
  });

  it('has what failed where there is one submission', () => {
    const summary = toGithubSummary(resultsOf(failedRun()));
    expect(summary).toContain('**55 of 100 points, 0 of 10 bonus**');
    expect(summary.match(/<details>/g)).toHaveLength(2);
    expect(toGithubSummary(resultsOf(cleanRun()))).toContain('All 8 checks passed');
  });

  it('shows no score where there is none', () => {
    const summary = toGithubSummary(resultsOf(ungradableRun()));
    expect(summary).toContain('Not graded');
    expect(summary).not.toContain('of 100 points');
  });

  it.each(['verdict', 'nothing'] as const)('keeps to what may be shown: %s', (visibility) => {
    const results = resultsOf(runShowing(visibility));
    expect(toGithubSummary(results) + toGithubCommands(results, token)).not.toContain(secretText);
  });

  it('stays below 1,024 KiB whatever there is', () => {
    const actual = 'é`'.repeat(100_000);
    const many = Array.from({ length: 2 }, (_, index) => {
      const labRun = failedRun(`student-${index}`);
      const verdicts = Array.from({ length: 40 }, () =>
        labRun.verdicts.map((each) => ({ ...each, actual, expected: actual })),
      ).flat();
      return { ...labRun, verdicts };
    });
    const summary = toGithubSummary(resultsOf(...many));
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/more lines left out/);
  });

  it('lets no text be markup', () => {
    const { labRuns, ...rest } = hostileResults();
    const summary = toGithubSummary({
      ...rest,
      labRuns: labRuns.map((each) => ({ ...each, gradable: true })),
    });
    const outside = summary.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
    expect(outside.replaceAll(/<\/?(details|summary|code)>/g, '')).not.toContain('<');
    expect(markdownText('|[x](javascript:1)`*_@team')).not.toMatch(/[|[\]()`*_@]/);
    expect(markdownCode('a\n```\n<b>')).toBe('````text\na\n```\n<b>\n````');
  });
});
