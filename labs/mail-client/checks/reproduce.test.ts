import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { beTheServer } from './reproduce.ts';
import { command, rightDialogue, runOfDialogue } from './testing/dialogue.ts';

const implicit = runOfDialogue('plain', rightDialogue);
const starttls = runOfDialogue('plain', rightDialogue, { session: { usedTls: 'starttls', port: 587 } });
const plain = runOfDialogue('plain', rightDialogue, { session: { usedTls: 'none', port: 25 } });

test.each([
  ['TLS from the first byte', implicit, /^openssl req .*\nopenssl s_server -quiet -crlf -accept 4650 /],
  ['STARTTLS', starttls, /^node containers\/smtp-server\/main\.ts --port 5870 --security starttls/],
  ['no TLS', plain, /\| nc -l 2525 \| cat -vet$/],
  ['no connection', { ...implicit, sessions: [] }, /openssl s_server/],
  [
    'a failed handshake',
    runOfDialogue('plain', [], { session: { usedTls: 'none', tlsError: 'x' } }),
    /s_server/,
  ],
  [
    'an upgrade that failed',
    runOfDialogue('plain', [command('STARTTLS\r\n')], { session: { usedTls: 'none' } }),
    /starttls/,
  ],
])('a server for a program that speaks %s', (_, run, reproduce) => {
  const { reproduce: shown = '' } = beTheServer(run);
  expect(shown).toMatch(reproduce);
  expect(shown).not.toContain('#');
  expect(spawnSync('bash', ['-n', '-c', shown]).stderr.toString()).toBe('');
});

test('the replies that are due are told, and the one that is other', () => {
  const { reproduceNote = '' } = beTheServer(implicit, { except: 'RCPT with 550 no' });
  expect(reproduceNote).toContain('AUTH LOGIN with 334 eA==, 334 eA== and 235 ok');
  expect(reproduceNote).toContain('all else with 250 ok; but RCPT with 550 no. ^M$ is CR LF.');
  expect(reproduceNote).not.toContain('TLS off');
});

test('after a greeting that refuses there is nothing to answer', () => {
  const { reproduceNote = '' } = beTheServer(implicit, { greeting: '554 closed' });
  expect(reproduceNote).toMatch(/and type 554 closed\. \^M\$ is CR LF\.$/);
});

test('a server that upgrades cannot be told what to answer', () => {
  expect(beTheServer(starttls, { except: 'RCPT with 550 no' })).toEqual({});
  expect(beTheServer(starttls, { look: 'Wait before you answer.' })).toEqual(beTheServer(starttls));
});
