import type { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

/** What an authority is made of: plain data, to be handed to another process. The key is worth nothing outside the run. */
export interface AuthorityData {
  readonly certificatePem: string;
  /** PKCS #8. */
  readonly keyPem: string;
}

/** A certificate and its private key (PKCS #8), both PEM, as `tls.createSecureContext` takes them. */
export interface IssuedCertificate {
  readonly certPem: string;
  readonly keyPem: string;
}

/** The certificate authority of a slot: every host name of its worlds gets a certificate from it. */
export interface CertificateAuthority {
  /** What programs must trust. */
  readonly certificatePem: string;
  /** A certificate for these DNS names and IP addresses; the first is the subject. Kept: the same names cost nothing twice. */
  issue(hostNames: readonly string[]): Promise<IssuedCertificate>;
  /** One for the same names that no one has signed but itself: nobody may trust it. */
  issueSelfSigned(hostNames: readonly string[]): Promise<IssuedCertificate>;
  toJSON(): AuthorityData;
}

const DAY_MS = 86_400_000;
const VALID_DAYS = 30;
const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING_ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };

/** A new authority with a key of its own. Most of its 150 ms goes into loading the library. */
export async function createAuthority(): Promise<CertificateAuthority> {
  const x509 = await loadX509();
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: 'CN=grade run authority, O=grade',
    ...validity(),
    signingAlgorithm: SIGNING_ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return authorityFrom({ certificatePem: certificate.toString('pem'), keyPem: await exportKey(keys) });
}

/**
 * A new authority, made when it is first asked for: to load what makes it takes as long as to open a world. Where that
 * failed, the next one who asks has it tried again.
 */
export function lazyAuthority(
  make: () => Promise<CertificateAuthority> = createAuthority,
): () => Promise<CertificateAuthority> {
  let made: Promise<CertificateAuthority> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** The same authority in another process. Cheap: the library is loaded when the first certificate is asked for. */
export function authorityFrom(data: AuthorityData): CertificateAuthority {
  const issued = new Map<string, Promise<IssuedCertificate>>();
  const keep = (key: string, make: () => Promise<IssuedCertificate>): Promise<IssuedCertificate> => {
    const known = issued.get(key) ?? make();
    issued.set(key, known);
    return known;
  };
  return {
    certificatePem: data.certificatePem,
    issue: (names) => keep(`signed ${names.join(' ')}`, () => issueFrom(data, names)),
    issueSelfSigned: (names) => keep(`self ${names.join(' ')}`, () => issueFrom(undefined, names)),
    toJSON: () => ({ certificatePem: data.certificatePem, keyPem: data.keyPem }),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2 for the extensions that strict verifiers ask for */
async function issueFrom(
  issuer: AuthorityData | undefined,
  hostNames: readonly string[],
): Promise<IssuedCertificate> {
  const x509 = await loadX509();
  const keys = await generateKeys();
  const parent = issuer && new x509.X509Certificate(issuer.certificatePem);
  const subject = `CN=${(hostNames[0] ?? 'localhost').replace(/[^A-Za-z0-9.:-]/g, '-').slice(0, 64)}`;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerialNumber(),
    subject,
    issuer: parent?.subject ?? subject,
    ...validity(),
    signingAlgorithm: SIGNING_ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: issuer ? await importKey(issuer.keyPem) : keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hostNames.map((name) => ({ type: isIP(name) ? 'ip' : 'dns', value: name })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(parent?.publicKey ?? keys.publicKey),
    ],
  });
  return { certPem: certificate.toString('pem'), keyPem: await exportKey(keys) };
}

/** Loaded only where a certificate is made: it costs more than the rest of a world's start. */
async function loadX509() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
}

async function importKey(keyPem: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(keyPem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return crypto.subtle.importKey('pkcs8', der, KEY_ALGORITHM, false, ['sign']);
}

/** From yesterday, because clocks differ. */
function validity(): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + VALID_DAYS * DAY_MS) };
}

/** Positive and random, 16 bytes. */
function newSerialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
