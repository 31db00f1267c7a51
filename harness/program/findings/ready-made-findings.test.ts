import { expect, test } from 'vitest';
import { type PlacedSighting, readyMadeFindings } from './ready-made-findings.ts';

const library: PlacedSighting = {
  crafts: ['smtp'],
  name: 'smtplib',
  kind: 'library',
  isUsed: true,
  file: 'mail.py',
  line: 3,
  text: 'smtplib.SMTP()',
  part: 'client',
};
const onWire: PlacedSighting = {
  crafts: ['smtp'],
  name: 'smtplib',
  kind: 'wire',
  isUsed: true,
  text: 'mail FROM:<a@b.c> (A story)',
  part: 'client',
};
const titles = (...sightings: PlacedSighting[]) =>
  readyMadeFindings(sightings, { ownWork: ['smtp', 'ping'] }).map(({ title }) => title);

test('source and wire make one finding', () => {
  expect(readyMadeFindings([library, onWire], { ownWork: ['smtp'] })).toEqual([
    {
      id: 'ready-made/smtp',
      title: 'Sends mail with a library: smtplib',
      detail:
        'mail.py:3: smtplib.SMTP(); On the wire: mail FROM:<a@b.c> (A story). The lab asks for this to be written by hand.',
      part: 'client',
      audience: 'staff',
    },
  ]);
});

test('what only the wire shows is said to be something ready made', () => {
  expect(titles(onWire)).toEqual(['Sends mail with something ready made: smtplib']);
});

test('a program that is started is another program, also where the wire shows it too', () => {
  const program: PlacedSighting = { ...library, crafts: ['ping'], name: 'ping', kind: 'program' };
  const echo: PlacedSighting = { ...onWire, crafts: ['ping'], name: 'ping' };
  expect(titles(program, echo)).toEqual(['Pings with another program: ping']);
});

test('each part of the lab has a finding of its own', () => {
  expect(titles(library, { ...library, part: 'server' })).toHaveLength(2);
});

test('work that is not asked for in this lab, and what the lab allows, is no finding', () => {
  expect(readyMadeFindings([library, onWire], { ownWork: ['http-server'] })).toEqual([]);
  expect(readyMadeFindings([library, onWire], { ownWork: ['smtp'], allowed: ['smtplib'] })).toEqual([]);
});

test('many places are counted, not listed', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ ...library, line: index + 1 }));
  const [finding] = readyMadeFindings(many, { ownWork: ['smtp'] });
  expect(finding?.detail).toContain('mail.py:6: smtplib.SMTP(); and 3 more. ');
});
