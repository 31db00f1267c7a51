import { cpus } from 'node:os';

/** How much of this machine's processors nobody used. */
export class IdleCores {
  #before = countTicks();

  /** @returns the share, 0 to 1, since the last call */
  sample(): number {
    const now = countTicks();
    const idle = now.idle - this.#before.idle;
    const all = now.all - this.#before.all;
    this.#before = now;
    return all > 0 ? idle / all : 0;
  }
}

function countTicks(): { readonly idle: number; readonly all: number } {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.idle + times.user + times.nice + times.sys + times.irq;
  }
  return { idle, all };
}
