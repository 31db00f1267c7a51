import type { LabRun, LabSummary, Results } from '../schema.ts';
import { fixtureLabRun } from './fixture-lab-run.ts';
import { fixtureLabs } from './fixture-labs.ts';
import { fixtureRun } from './fixture-results.ts';

const faults: readonly (readonly string[])[] = [
  [],
  ['relays-body', 'waits', 'ends-head'],
  ['unknown-host', 'lives-on', 'many-clients'],
  ['cache-hit', 'reports-loss', 'stays-in-root'],
  ['answers', 'sends-ten', 'origin-target'],
];

const staffFinding = {
  id: 'ready-made/http-server',
  title: 'Serves HTTP with a library: http.server',
  detail: 'server.py:3: from http.server import BaseHTTPRequestHandler',
  audience: 'staff',
} as const;

/**
 * A class as large as asked, in five labs, with a roster: one of 20 handed in nothing, of the others some labs are
 * missing, some late, some not gradable, some not written by hand, some judged again. The same for the same number.
 */
export function fixtureClass(students: number): Results {
  const labs = fiveLabs();
  const roster = Array.from({ length: students }, (_, index) => ({
    student: `student.${String(index + 1).padStart(4, '0')}`,
    name: `Family ${index + 1}, Given`,
  }));
  const labRuns = roster.flatMap(({ student }, index) =>
    index % 20 === 19 ? [] : labs.flatMap((lab, labIndex) => labRunOf(student, lab, index * 7 + labIndex)),
  );
  return { ...fixtureRun(labRuns), labs, roster };
}

function fiveLabs(): LabSummary[] {
  const labs = fixtureLabs();
  const [server, pinger] = labs;
  if (!server || !pinger) throw new Error('The fixture has three labs');
  return [
    ...labs,
    renamed(server, 'mail-client', 'Mail client'),
    renamed(pinger, 'icmp-pinger', 'ICMP pinger'),
  ];
}

function renamed(lab: LabSummary, id: string, title: string): LabSummary {
  const checks = lab.checks.map((check) => ({ ...check, id: check.id.replace(lab.id, id) }));
  return { ...lab, id, title, checks };
}

function labRunOf(student: string, lab: LabSummary, number: number): LabRun[] {
  if (number % 13 === 12) return [];
  const isLate = number % 17 === 5;
  return [
    fixtureLabRun({
      student,
      lab,
      fails: faults[number % faults.length] ?? [],
      inconclusive: number % 29 === 3 ? ['reports-rtt', 'not-found'] : [],
      ...(number % 41 === 7 && {
        ungradableBecause: 'It is written for Python 2, and this machine has no python2.',
      }),
      changes: {
        durationMs: 2_000 + ((number * 7_919) % 6_000),
        findings: number % 19 === 1 ? [staffFinding] : [],
        ...(isLate && { submission: { source: `${student}.zip`, isLate, lateDays: 1 + (number % 3) } }),
      },
    }),
  ];
}
