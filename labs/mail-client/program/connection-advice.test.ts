import { expect, it } from 'vitest';
import { connectionFailure } from './connection-advice.ts';

const withCode = (code: string) => Object.assign(new Error(`raw ${code}`), { code });

it.each([
  [
    'connect',
    'ENOTFOUND',
    'Connecting to mail.example port 465 failed: there is no such host (ENOTFOUND). Check --host',
  ],
  ['connect', 'EAI_AGAIN', 'no name server answered (EAI_AGAIN). Check the network'],
  ['connect', 'ECONNREFUSED', 'nothing listens there (ECONNREFUSED). Check --port'],
  ['connect', 'ETIMEDOUT', 'there was no answer (ETIMEDOUT). Check --host and --port'],
  [
    'secureConnect',
    'ETIMEDOUT',
    'TLS with mail.example port 465 failed: there was no answer (ETIMEDOUT). If this port',
  ],
  ['secureConnect', 'CERT_HAS_EXPIRED', 'the certificate has expired (CERT_HAS_EXPIRED). Tell who runs'],
  ['secureConnect', 'ENEW', 'failed: raw ENEW'],
] as const)('on %s, %s: what was attempted, what it means, what to do', (step, code, said) => {
  const failure = connectionFailure(withCode(code), { step, host: 'mail.example', port: 465 });
  expect(failure.message).toContain(said);
  expect(failure.exitStatus).toBe(3);
});

it('tells the first of several reasons', () => {
  const error = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]);
  expect(connectionFailure(error, { step: 'connect', host: '::1', port: 25 }).message).toMatch(
    /^Connecting to ::1 port 25 failed: nothing listens there/,
  );
});
