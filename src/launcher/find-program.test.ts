import { expect, test } from 'vitest';
import { findProgram } from './find-program.ts';

test('the words behind the name are the arguments of the program', () => {
  const { program, args } = findProgram(['udp-pinger', 'server', '--loss', '0.4']);
  expect([program.title, args]).toEqual(['UDP ping server', ['--loss', '0.4']]);
  expect(findProgram(['proxy', 'server'])).toMatchObject({ program: { name: 'proxy' }, args: ['server'] });
});

test.each([
  ['proxi', 'proxy'],
  ['web', 'web-server'],
  ['mail', 'mail-client'],
  ['heartbeat-server', 'udp-pinger heartbeat-server'],
  ['hartbeat-server', 'udp-pinger heartbeat-server'],
  ['udp-pingr server', 'udp-pinger server'],
  ['icmp', 'icmp-ping'],
])('%s: did you mean %s?', (words, name) => {
  expect(() => findProgram(words.split(' '))).toThrow(`did you mean ${name}? There are: web-server, `);
});

test('nothing near: the names alone', () => {
  expect(() => findProgram(['xyzzy'])).toThrow(
    /^There is no program xyzzy; there are: web-server, .*icmp-ping\.$/,
  );
});

test.each([
  ['udp-pinger', 'Say which program of udp-pinger to run;'],
  ['udp-pinger --count 3', 'Say which program of udp-pinger to run;'],
  ['udp-pinger sever', 'udp-pinger has no program sever;'],
])('%s wants a part', (words, fault) => {
  expect(() => findProgram(words.split(' '))).toThrow(fault);
});
