import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so long, or until the session is ended from our side. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
