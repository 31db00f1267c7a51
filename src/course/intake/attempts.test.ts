import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { intake, people, put } from './testing/intake-folder.ts';

describe('several attempts', () => {
  const files = {
    'class/ada/proxy/p.py': '1',
    'class/ada/proxy-2/p.py': '2',
    'class/ada/proxy (10)/p.py': '10',
  };

  it('the latest, by number where nothing says the time', async () => {
    await put(files);
    const { submissions } = await intake('class');
    expect(submissions.map(({ location }) => path.basename(location))).toEqual(['proxy (10)']);
    expect(submissions[0]?.facts).toMatchObject({
      attempt: 3,
      attempts: 3,
      chosenBecause: 'It has the highest number of 3 attempts.',
    });
  });

  it('all of them where the best counts, each under a name of its own', async () => {
    await put(files);
    const { submissions } = await intake('class', { course: 'attempts: best' });
    expect(submissions.map(({ student, person }) => [student, person])).toEqual([
      ['ada, attempt 1', 'ada'],
      ['ada, attempt 2', 'ada'],
      ['ada, attempt 3', 'ada'],
    ]);
  });

  it('the latest that is not refused', async () => {
    const submission = (day: string) => `
  :submitters: [{ ':name': Ada, ':sid': S1, ':email': ada@uni.example }]
  :created_at: 2026-10-${day} 12:00:00.0 Z`;
    await put({
      'g/submission_metadata.yml': `submission_1:${submission('05')}\nsubmission_2:${submission('09')}\n`,
      'g/submission_1/p.py': '1',
      'g/submission_2/p.py': '2',
    });
    const course =
      'timezone: UTC\nlate: { acceptedDays: 2, afterwards: refused }\nlabs: { proxy: { due: 2026-10-05 } }';
    const { submissions } = await intake('g', { lab: 'proxy', people, course });
    expect(submissions.map(({ location }) => path.basename(location))).toEqual(['submission_1']);
    expect(submissions[0]?.facts?.chosenBecause).toBe(
      'It is the latest of 2 attempts that was not handed in too late.',
    );
  });
});

it('late by the course: days that were begun, an extension, refused after the last day', async () => {
  await put({
    'class/ada/proxy/p.py': 'x',
    'class/ben/proxy/p.py': 'x',
    'class/eve/proxy/p.py': 'x',
    'class/zoe/proxy/p.py': 'x',
  });
  const course = `
timezone: Europe/Berlin
late: { acceptedDays: 7, afterwards: refused, graceMinutes: 10 }
labs:
  proxy:
    due: 2026-10-05 12:00
    extensions: { BEN: 2026-10-08 }
    submitted:
      ada: 2026-10-06 12:01
      ben@uni.example: 2026-10-08 23:00
      eve: 2026-10-20
      zoe: 2026-10-05 12:10
`;
  const { submissions } = await intake('class', { course, people });
  const facts = new Map(submissions.map((each) => [each.student, each]));
  expect(facts.get('ada')?.facts).toMatchObject({
    dueAt: '2026-10-05T10:00:00.000Z',
    isLate: true,
    lateDays: 2,
  });
  expect(facts.get('ben')?.facts).toMatchObject({ dueAt: '2026-10-08T21:59:59.000Z', isExtended: true });
  expect(facts.get('ben')?.facts?.isLate).toBeUndefined();
  expect(facts.get('zoe')?.facts?.isLate).toBeUndefined();
  expect(facts.get('eve')?.unusableBecause).toBe(
    'It was handed in 16 days late, and the course takes nothing so late.',
  );
});
