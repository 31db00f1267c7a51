import type { LabRun, LabSummary, Verdict } from '../schema.ts';
import { fixtureNeeds } from './fixture-labs.ts';

export interface FixtureLabRunOptions {
  readonly student: string;
  readonly lab: LabSummary;
  /** Last words of the ids of checks that fail; what needs them is blocked. */
  readonly fails?: readonly string[];
  readonly inconclusive?: readonly string[];
  readonly ungradableBecause?: string;
  /** Replaces fields of every failed verdict. */
  readonly failure?: Partial<Verdict>;
  readonly changes?: Partial<LabRun>;
}

/** A lab run with consistent verdicts and score. */
export function fixtureLabRun(options: FixtureLabRunOptions): LabRun {
  const { student, lab, ungradableBecause, changes } = options;
  const verdicts: Verdict[] = [];
  for (const check of lab.checks) verdicts.push(judge(check, verdicts, options));
  const sum = (kind: string, key: 'points' | 'possible') =>
    verdicts.reduce((total, each) => total + (each.kind === kind ? each[key] : 0), 0);
  return {
    student,
    lab: lab.id,
    labTitle: lab.title,
    labVersion: lab.version,
    submissionHash: 'sha256-5f1c',
    gradable: ungradableBecause === undefined,
    ...(ungradableBecause !== undefined && { ungradableBecause }),
    score: {
      points: sum('core', 'points'),
      possible: sum('core', 'possible'),
      bonus: sum('extension', 'points'),
      bonusPossible: sum('extension', 'possible'),
    },
    ...program,
    missingParts: [],
    verdicts,
    scenarios: scenarios(student, lab),
    findings: [
      {
        id: 'rtt-unit',
        title: 'Milliseconds are labelled seconds',
        detail: 'It printed “RTT 12.1 s” for 12.1 ms.',
      },
    ],
    durationMs: 2_840,
    ...changes,
  };
}

const chosen = {
  language: 'Python 3',
  command: 'python3 server.py 8888',
  why: 'server.py is the only file that calls listen(), and it reads one argument, which it takes for a port',
};

const program = {
  program: chosen,
  programs: [{ part: 'main', ...chosen, entry: 'server.py', notes: ['The port 8888 stands in the source.'] }],
};

function judge(
  { id, title, level, kind, part, scenario, points, sources }: LabSummary['checks'][number],
  before: readonly Verdict[],
  { lab, fails = [], inconclusive = [], failure }: FixtureLabRunOptions,
): Verdict {
  const base = { check: id, title, level, kind, part, scenario, possible: points, sources, evidence: [] };
  const short = id.slice(lab.id.length + 1);
  const needed = before.find(({ check }) => check === fixtureNeeds.get(id));
  if (needed && needed.status !== 'passed') {
    return { ...base, status: 'blocked', points: 0, blockedBy: needed.check };
  }
  if (inconclusive.includes(short)) {
    return {
      ...base,
      status: 'inconclusive',
      points: 0,
      reason: 'The machine was too busy to measure a time.',
    };
  }
  if (!fails.includes(short)) return { ...base, status: 'passed', points };
  const hint = `“${title}” does not hold. ${failureDetails.hint}`;
  return { ...base, status: 'failed', points: 0, ...failureDetails, hint, ...failure };
}

const failureDetails: Partial<Verdict> = {
  expected: '200 OK, a body of 431 bytes:\n<html>\\r\\n<body>caf\\xc3\\xa9</body>\\r\\n',
  actual: '200 OK, a body of 430 bytes:\n<html>\\r\\n<body>caf\\xe9</body>\\r\\n',
  hint: 'The page was decoded and encoded again with another character set. Read the file with open(name, "rb") and relay the bytes as they came, without decode().',
  reproduce: 'curl -s --proxy http://localhost:8888 http://www.example.com/caf%C3%A9.html | xxd | head',
  reproduceNote: 'The name was made up: take any site that speaks http.',
  evidence: [{ kind: 'conversation', id: 'http-client-1', event: 3, offset: 65 }],
  attempts: 2,
  isTimed: true,
};

function scenarios(student: string, lab: LabSummary): LabRun['scenarios'] {
  const stories = {
    basics: 'A page, an image and a missing file, one after another',
    'odd-requests': 'Requests that no browser sends',
  };
  return Object.entries(stories).map(([id, title]) => ({
    id,
    title,
    part: 'main',
    durationMs: 1_310.5,
    transcript: `${student}/${lab.id}/${id}.json`,
    programs: [
      {
        command: chosen.command,
        startedAtMs: 4,
        isUp: true,
        listening: [{ protocol: 'tcp', address: '0.0.0.0', port: 8888 }],
        answers: [],
        exit: { atMs: 1_300, signal: 'SIGKILL', isOurDoing: true },
      },
    ],
  }));
}
