import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { SetupError } from './setup-error.ts';

/** A host to ping. */
export interface Target {
  /** As the user wrote it. */
  readonly name: string;
  readonly address: string;
}

/**
 * Finds the address of a host.
 * @param family 4 or 6 to insist on one, 0 for whichever the system prefers
 * @throws SetupError when there is none
 */
export async function findTarget(name: string, family: 0 | 4 | 6): Promise<Target> {
  const version = isIP(name);
  if (family !== 0 && version !== 0 && version !== family)
    throw new SetupError(`${name} is no IPv${family} address`);
  try {
    const { address } = await lookup(name, { family });
    // An IPv4 address in the clothes of an IPv6 one is reached over IPv4.
    return { name, address: address.replace(/^::ffff:(?=\d+\.)/i, '') };
  } catch (error) {
    const kind = family === 0 ? '' : `IPv${family} `;
    throw new SetupError(`unknown host ${name}: ${reasonOf(error, kind)}`);
  }
}

function reasonOf(error: unknown, kind: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'EAI_AGAIN') return 'no name server answers; is this machine connected?';
  return code === 'ENOTFOUND'
    ? `nobody knows an ${kind}address of that name`
    : `it has no ${kind}address (${code})`;
}
