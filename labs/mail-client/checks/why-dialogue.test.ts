import { describe, expect, test } from 'vitest';
import { command, rightDialogue, runOfDialogue } from './testing/dialogue.ts';
import { whyMalformed, whyNoCommand, whyNoCrlf, whyNoMessage } from './why-dialogue.ts';

test.each([
  ['lf-only', /^The line ends with "\\n" alone/],
  ['bare-cr', /^A "\\r" stands without its "\\n"/],
  ['no-line-end', /^The command has no line end/],
])('a line end: %s', (kind, hint) => expect(whyNoCrlf(kind)).toMatch(hint));

describe('no command', () => {
  test.each([
    ['no connection', { sessions: [] }, /^No connection came/],
    ['a failed handshake', { session: { tlsError: 'unknown ca' } }, /^The TLS handshake failed/],
    ['a hang', {}, /^The connection stood and no command came\. Read the greeting/],
    ['an end', { isStuck: false }, /^The connection stood and no command came\. After the greeting/],
  ])('%s', (_, changes, hint) => expect(whyNoCommand(runOfDialogue('plain', [], changes))).toMatch(hint));
});

describe('a malformed command', () => {
  test.each([
    ['MAIL FROM:<a@b>', '503 no', undefined, /^MAIL came out of turn/],
    ['HOLA alice', '500 no', 'unknown-verb', /^SMTP has no such command/],
    ['STARTTLS now', '501 no', 'surplus-argument', /^Something stands behind STARTTLS/],
    ['RSET x', '501 no', 'surplus-argument', /^Something stands behind RSET/],
    ['MAIL', '501 no', 'missing-argument', /^MAIL stands alone/],
    ['MAIL FROM:<a b>', '501 no', 'bad-address', /letter by letter; the server says "501 no"\.$/],
    ['MAIL FROM:<a b>', '', 'bad-address', /letter by letter\.$/],
  ])('%s', (line, reply, kind, hint) => {
    expect(whyMalformed(command(line, reply), kind)).toMatch(hint);
  });
});

describe('no message', () => {
  const upTo = (said: number) => rightDialogue.slice(0, said);
  test.each([
    [
      'a refusal',
      [...upTo(4), command('MAIL FROM:<a@b>\r\n', '550 no\r\n')],
      true,
      /the server refused MAIL\./,
    ],
    ['a refused login', [...upTo(3), command('x\r\n', '535 no\r\n', 'AUTH*')], true, /refused the login\./],
    ['a command without its end', [command('EHLO alice', '')], true, /the last command has no line end/],
    ['the same, ended', [command('EHLO alice', '')], false, /the last command has no line end/],
    ['no reply', [command('EHLO alice\r\n', '')], false, /ended before the reply to its last command/],
    ['a hang after a reply', upTo(5), true, /waits for more than the reply that came/],
    ['an end after a reply', upTo(5), false, /took a right reply for a wrong one/],
  ])('%s', (_, commands, isStuck, hint) => {
    expect(whyNoMessage(runOfDialogue('plain', commands, { isStuck }))).toMatch(hint);
  });
});
