import { execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startUdpEcho } from '../../containers/udp-echo/udp-echo.ts';
import type { UdpEchoScript } from '../../harness/index.ts';
import { Recorder } from '../../harness/wire/recorder.ts';

const here = join(import.meta.dirname, '../../labs/udp-pinger/program');

export async function echo(script: UdpEchoScript, host = '127.0.0.1') {
  return startUdpEcho(0, script, { recorder: new Recorder(), host });
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a program of ours to its end. */
export async function run(file: string, ...args: string[]): Promise<Ended> {
  return runCommand(process.execPath, join(here, file), ...args);
}

/** The same where there is no network but loopback. */
export async function runWithoutRoute(file: string, ...args: string[]): Promise<Ended> {
  const loopback = 'PATH=$PATH:/usr/sbin:/sbin; ip link set lo up && exec "$@"';
  const namespace = ['--user', '--map-root-user', '--net', 'sh', '-c', loopback, 'sh'];
  return runCommand('unshare', ...namespace, process.execPath, join(here, file), ...args);
}

async function runCommand(command: string, ...args: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args);
    return { stdout, stderr, code: 0 };
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as Partial<Ended>;
    return { stdout, stderr, code: typeof code === 'number' ? code : -1 };
  }
}

/** A UDP port of 127.0.0.1 on which nothing listens. */
export async function freePort(): Promise<number> {
  const free = createSocket('udp4').bind(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address();
  free.close();
  return port;
}

/** The documents that `--json` prints, one a line. */
export function documents(output: string): Record<string, unknown>[] {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Starts a program of ours that goes on until it is told to end. */
export function start(file: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(here, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const exited = once(child, 'exit');
  return {
    output: () => text,
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        await once(child.stdout, 'data');
      }
    },
    async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
      child.kill(signal);
      const [code] = await exited;
      return code as number | null;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
