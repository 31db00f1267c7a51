import { HeartbeatLog, type HeartbeatNews, type HeartbeatSummary } from './heartbeat-log.ts';
import type { Heartbeat } from './heartbeat-message.ts';
import type { Say } from './printer.ts';

/** So many missing heartbeats are named one by one; of more than that, the first and the last. */
const NAMED = 20;

/** Watches over all clients, and says what becomes of each. */
export class HeartbeatWatch {
  readonly #clients = new Map<string, HeartbeatLog>();
  readonly #say: Say;
  #stopped = 0;

  constructor(say: Say) {
    this.#say = say;
  }

  /** @param now seconds, on our clock */
  receive(client: string, heartbeat: Heartbeat, now: number): void {
    const log = this.#clients.get(client) ?? new HeartbeatLog(heartbeat.sequence, now);
    this.#clients.set(client, log);
    const news = log.record(heartbeat, now);
    this.#reportMissing(client, heartbeat.sequence - news.missing, heartbeat.sequence);
    this.#reportArrival(client, heartbeat.sequence, news);
  }

  /** Says which clients have been silent for `timeout` seconds, and forgets them. */
  reportStopped(now: number, timeout: number): void {
    for (const [client, log] of this.#clients) {
      if (!log.isSilent(now, timeout)) continue;
      this.#clients.delete(client);
      this.#stopped += 1;
      const summary = log.summary();
      this.#say(
        { event: 'stopped', client, silentForS: timeout, ...summary },
        `${client}: has stopped, nothing came for ${timeout} s; ${describeSummary(summary)}`,
      );
    }
  }

  /** Says the figures of those that have not stopped, and how many did. */
  reportAll(): void {
    for (const [client, log] of this.#clients) {
      const summary = log.summary();
      this.#say({ event: 'summary', client, ...summary }, `${client}: ${describeSummary(summary)}`);
    }
    const [alive, stopped] = [this.#clients.size, this.#stopped];
    this.#say({ event: 'end', alive, stopped }, `${alive} alive at the end, ${stopped} stopped before`);
  }

  #reportMissing(client: string, first: number, end: number): void {
    if (end - first > NAMED) {
      this.#say(
        { event: 'missing', client, first, last: end - 1 },
        `${client}: heartbeats ${first} to ${end - 1} are missing`,
      );
      return;
    }
    for (let sequence = first; sequence < end; sequence++) this.#reportOneMissing(client, sequence);
  }

  #reportOneMissing(client: string, sequence: number): void {
    const happening = { event: 'missing', client, first: sequence, last: sequence };
    this.#say(happening, `${client}: heartbeat ${sequence} is missing`);
  }

  #reportArrival(client: string, sequence: number, { delay, isDuplicate, wasMissing }: HeartbeatNews): void {
    const delayMs = delay * 1000;
    const remark = isDuplicate ? ' (came once more)' : wasMissing ? ' (was missing, came late)' : '';
    this.#say(
      { event: 'heartbeat', client, sequence, delayMs, isDuplicate, wasMissing },
      `${client}: heartbeat ${sequence}, one-way delay ${delayMs.toFixed(3)} ms${remark}`,
    );
  }
}

function describeSummary({ received, lost, lossPercent, delayMs }: HeartbeatSummary): string {
  const [min, avg, max] = [delayMs.min, delayMs.avg, delayMs.max].map((each) => each.toFixed(3));
  return (
    `${received} received, ${lost} lost (${lossPercent.toFixed(1)} %); ` +
    `one-way delay minimum ${min} ms, average ${avg} ms, maximum ${max} ms`
  );
}
