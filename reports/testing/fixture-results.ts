import { countVerdicts, type LabRun, type Results, resultsSchemaName } from '../schema.ts';
import { fixtureLabRun } from './fixture-lab-run.ts';
import { fixtureLabs } from './fixture-labs.ts';

/** All that has been tried against reports: tags, a script's end, terminal commands, bidi overrides, NUL, formulas. */
export const hostileText =
  '</script><script>alert(1)</script><img src=x onerror=alert(1)> "\'& \x1b[31mred\x1b]0;title\x07 \u202Egnp.exe\u202C \0 =1+1 \u200Bzero \uD800';

const students = [
  'ada.lovelace',
  'alan.turing',
  'barbara.liskov',
  'dennis.ritchie',
  'donald.knuth',
  'edsger.dijkstra',
  'frances.allen',
  'grace.hopper',
  'john.backus',
  'ken.thompson',
  'leslie.lamport',
  'radia.perlman',
  'tony.hoare',
  'vint.cerf',
];

const faults: readonly (readonly string[])[] = [
  [],
  ['relays-body', 'waits', 'ends-head'],
  ['unknown-host', 'lives-on'],
  ['cache-hit', 'reports-loss', 'stays-in-root'],
  ['broken-origin', 'late-reply'],
  ['relays-status', 'unknown-host', 'line-ends', 'reports-rtt', 'many-clients'],
  ['answers', 'sends-ten', 'origin-target', 'relays-body'],
];

/** A server that costs points by its absence, a heartbeat that does not. */
export const fixtureMissingParts: LabRun['missingParts'] = [
  { part: 'server', title: 'Server: answers pings', points: 25, bonus: 0, isCounted: true },
  { part: 'heartbeat', title: 'Heartbeat', points: 0, bonus: 9, isCounted: true },
];
const partialScore = { points: 70, possible: 125, bonus: 0, bonusPossible: 19 };

/** A class of fourteen in three labs: full marks, faults with and without consequences, one program for Python 2. */
export function fixtureResults(): Results {
  const labs = fixtureLabs();
  const labRuns = students.flatMap((student, index) =>
    labs.flatMap((lab, labIndex): LabRun[] => {
      if ((index + labIndex) % 11 === 10) return [];
      const fails = faults[(index + labIndex) % faults.length] ?? [];
      const isPartial = index === 2 && lab.id === 'udp-pinger';
      const isForPython2 = index === 3 && lab.id === 'proxy';
      return [
        fixtureLabRun({
          student,
          lab,
          fails,
          inconclusive: index === 4 ? ['reports-rtt'] : [],
          ...(isPartial && { changes: { missingParts: fixtureMissingParts, score: partialScore } }),
          // One mending for all that fails.
          ...(index === 5 && { failure: { hint: 'Call recv() in a loop until the empty line has come.' } }),
          ...(isForPython2 && {
            ungradableBecause:
              'It is written for Python 2 (print without parentheses), and this machine has no python2.',
          }),
        }),
      ];
    }),
  );
  return fixtureRun(labRuns);
}

/** One lab run in which every text that a submission can influence is hostile. */
export function hostileResults(student = hostileText): Results {
  const [, , lab] = fixtureLabs();
  if (!lab) throw new Error('The fixture has three labs');
  const text = hostileText;
  const words = { expected: text, actual: text, hint: text, reproduce: text, reproduceNote: text };
  const summary = { language: text, command: text, why: text };
  const labRun = fixtureLabRun({
    student,
    lab,
    fails: ['relays-body', 'unknown-host'],
    failure: { ...words, evidence: [{ kind: 'output', program: 0, text }] },
    changes: {
      program: summary,
      programs: [
        {
          part: text,
          ...summary,
          entry: text,
          notes: [text],
          missingTool: text,
          build: { command: text, output: text.repeat(50_000), status: 'failed', durationMs: 1 },
        },
      ],
      findings: [{ id: text, title: text, detail: text }],
      ungradableBecause: text,
    },
  });
  return fixtureRun([labRun]);
}

export function fixtureRun(labRuns: readonly LabRun[]): Results {
  return {
    schema: resultsSchemaName,
    run: {
      id: '2026-11-22-b7k2',
      seed: '73f0c1',
      startedAt: '2026-11-22T18:54:36Z',
      durationMs: 41_300,
      runtime: 'namespace',
      versions: { grade: '0.1.0', node: '24.18.0', python3: '3.11.2', kernel: '6.18.5' },
      command: 'grade all examples/class --jobs 8 --seed 73f0c1',
      jobs: 8,
      counts: countVerdicts(labRuns),
      notes: [],
    },
    labs: fixtureLabs(),
    labRuns: [...labRuns],
  };
}
