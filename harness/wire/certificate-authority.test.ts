import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import {
  authorityFrom,
  type CertificateAuthority,
  createAuthority,
  type IssuedCertificate,
  lazyAuthority,
} from './certificate-authority.ts';

/** Serves one handshake with the certificate and says what a verifying client made of it. */
async function handshake(
  issued: IssuedCertificate,
  authority: CertificateAuthority,
  host: string,
): Promise<string> {
  const server = tls.createServer({ cert: issued.certPem, key: issued.keyPem }).listen(0, '127.0.0.1');
  server.on('tlsClientError', () => undefined);
  await once(server, 'listening');
  const client = tls.connect({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    ca: authority.certificatePem,
    ...(/^\d/.test(host) ? {} : { servername: host }),
    checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(host, certificate),
  });
  const outcome = await once(client, 'secureConnect').then(
    () => 'trusted',
    (error: NodeJS.ErrnoException) => String(error.code),
  );
  client.destroy();
  server.close();
  return outcome;
}

describe('CertificateAuthority', () => {
  it('issues certificates that a verifying client takes, by name and by address', async () => {
    const authority = await createAuthority();
    const issued = await authority.issue(['smtp.gmail.com', '10.0.0.1']);
    expect(await handshake(issued, authority, 'smtp.gmail.com')).toBe('trusted');
    expect(await handshake(issued, authority, '10.0.0.1')).toBe('trusted');
    expect(await handshake(issued, authority, 'mail.example.com')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('issues certificates that nobody trusts', async () => {
    const authority = await createAuthority();
    const issued = await authority.issueSelfSigned(['smtp.gmail.com']);
    expect(await handshake(issued, authority, 'smtp.gmail.com')).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/);
  });

  it('goes on in another process from plain data, and keeps what it issued', async () => {
    const authority = await createAuthority();
    const copy = authorityFrom(structuredClone(authority.toJSON()));
    expect(copy.certificatePem).toBe(authority.certificatePem);
    const issued = await copy.issue(['a.example']);
    expect(await handshake(issued, authority, 'a.example')).toBe('trusted');
    expect(await copy.issue(['a.example'])).toBe(issued);
  });

  it('is valid from yesterday for a month', async () => {
    const authority = await createAuthority();
    const { validFromDate, validToDate } = new X509Certificate(
      (await authority.issue(['a.example'])).certPem,
    );
    expect((Date.now() - validFromDate.getTime()) / 3_600_000).toBeCloseTo(24, 1);
    expect((validToDate.getTime() - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
  });

  it('signs as an authority may, and carries the extensions that strict verifiers ask for', async () => {
    const authority = await createAuthority();
    const ca = new X509Certificate(authority.certificatePem);
    const leaf = new X509Certificate((await authority.issue(['smtp.gmail.com', '10.0.0.1'])).certPem);
    expect(ca.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(leaf.subjectAltName).toBe('DNS:smtp.gmail.com, IP Address:10.0.0.1');
  });
});

it('makes an authority that could not be made when it is asked for again, and then keeps it', async () => {
  let asked = 0;
  const authority = lazyAuthority(async () => {
    asked++;
    if (asked === 1) throw new Error('no entropy');
    return authorityFrom({ certificatePem: '', keyPem: '' });
  });
  await expect(authority()).rejects.toThrow('no entropy');
  expect(await authority()).toBe(await authority());
  expect(asked).toBe(2);
});
