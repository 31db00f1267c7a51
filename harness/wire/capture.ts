import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Packet } from './packet.ts';
import { type Frame, parsePacket } from './parse-packet.ts';

const recordBytes = 18;
const helper = fileURLToPath(new URL('./capture.py', import.meta.url));

/**
 * A running capture on one interface of this network namespace (a small AF_PACKET helper in Python: tcpdump gives up
 * its rights with setgroups, which a user namespace with one mapped id refuses).
 */
export class Capture implements AsyncDisposable {
  readonly #child: ChildProcess;
  #buffered: Buffer = Buffer.alloc(0);
  #frames: Frame[] = [];
  #syncs = 0;
  readonly #waiting = new Map<number, () => void>();
  #errors = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => this.#read(chunk));
    if (child.stderr) createInterface(child.stderr).on('line', (line) => (this.#errors = line));
  }

  /** @throws when the helper cannot open a packet socket */
  static async start(interfaceName: string): Promise<Capture> {
    const child = spawn('/usr/bin/python3', ['-I', '-S', helper, interfaceName], { stdio: 'pipe' });
    const capture = new Capture(child);
    const started = new Promise<void>((resolve) => capture.#waiting.set(0, resolve));
    await Promise.race([started, once(child, 'exit'), once(child, 'error')]);
    if (child.exitCode !== null || child.pid === undefined) {
      throw new Error(`The packet capture could not start: ${capture.#errors || 'python3 is missing'}`);
    }
    return capture;
  }

  /** Forgets what was captured so far: a new scenario begins, of which at most 8 MiB or 20,000 packets are kept. */
  async clear(): Promise<void> {
    await this.#sync('clear ');
    this.#frames = [];
  }

  /** All kept frames since the last `clear`, including any that passed just now. */
  async frames(): Promise<readonly Frame[]> {
    await this.#sync();
    return this.#frames;
  }

  async packets(startedAtMs: number): Promise<readonly Packet[]> {
    const frames = await this.frames();
    return frames
      .map((frame, index) => parsePacket(frame, index + 1, startedAtMs))
      .filter((packet) => packet !== undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #sync(order: '' | 'clear ' = ''): Promise<void> {
    const number = ++this.#syncs;
    const done = new Promise<void>((resolve) => this.#waiting.set(number, resolve));
    this.#child.stdin?.write(`${order}${number}\n`);
    return done;
  }

  #read(chunk: Buffer): void {
    this.#buffered = this.#buffered.length === 0 ? chunk : Buffer.concat([this.#buffered, chunk]);
    let at = 0;
    while (this.#buffered.length - at >= recordBytes) {
      const end = at + recordBytes + this.#buffered.readUInt32BE(at + 2);
      if (this.#buffered.length < end) break;
      this.#record(this.#buffered.subarray(at, end));
      at = end;
    }
    this.#buffered = this.#buffered.subarray(at);
  }

  #record(record: Buffer): void {
    const seconds = record.readUInt32BE(10);
    if (record.readUInt8(0) === 2) {
      this.#waiting.get(seconds)?.();
      this.#waiting.delete(seconds);
      return;
    }
    this.#frames.push({
      bytes: Buffer.from(record.subarray(recordBytes)),
      epochMs: seconds * 1000 + record.readUInt32BE(14) / 1e6,
      from: record.readUInt8(1) === 1 ? 'peer' : 'program',
    });
  }
}
