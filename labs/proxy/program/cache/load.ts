import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredResponse } from './stored-response.ts';

const OUR_FILE = /^[0-9a-f-]{36}\.(?:body|json)(?:\.[0-9a-f-]{36}\.tmp)?$/;

/**
 * The responses that stand whole in a cache folder, the oldest first. Remains of a run that was killed are deleted;
 * files that are not the cache's own are left alone.
 */
export async function loadFolder(folder: string): Promise<StoredResponse[]> {
  const names = (await readdir(folder)).filter((name) => OUR_FILE.test(name));
  const described = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => loadOne(folder, name)),
  );
  const whole = described.filter((each) => each !== undefined);
  const kept = new Set(whole.flatMap(({ bodyFile }) => [bodyFile, bodyFile.replace(/body$/, 'json')]));
  await Promise.all(names.filter((name) => !kept.has(name)).map((name) => rm(join(folder, name))));
  return whole.sort((a, b) => a.responseTimeMs - b.responseTimeMs);
}

async function loadOne(folder: string, name: string): Promise<StoredResponse | undefined> {
  try {
    const stored: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'));
    if (!isStoredResponse(stored) || stored.bodyFile !== name.replace(/json$/, 'body')) return undefined;
    const { size } = await stat(join(folder, stored.bodyFile));
    return size === stored.bodyLength ? stored : undefined;
  } catch {
    // Unreadable, cut short or without its body: as good as not there.
    return undefined;
  }
}

function isStoredResponse(value: unknown): value is StoredResponse {
  if (typeof value !== 'object' || value === null) return false;
  const { url, status, fields, variant, bodyFile, bodyLength } = value as Partial<StoredResponse>;
  return (
    typeof url === 'string' &&
    typeof status === 'number' &&
    Array.isArray(fields) &&
    typeof variant === 'object' &&
    typeof bodyFile === 'string' &&
    typeof bodyLength === 'number'
  );
}
