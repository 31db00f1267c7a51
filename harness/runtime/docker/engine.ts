import { connect } from 'node:net';
import type Dockerode from 'dockerode';
import { getContainerRuntimeClient } from 'testcontainers';
import { EnvironmentError, InfrastructureError } from '../errors.ts';

/** Where the engine listens when DOCKER_HOST does not say otherwise. */
const usualSocket = '/var/run/docker.sock';

/**
 * The Docker engine of this machine, or the one that DOCKER_HOST names.
 * @throws EnvironmentError when none answers: why, and what mends it
 */
export async function connectEngine(): Promise<Dockerode> {
  // No port of ours is ever published. Without this the client looks, in a container, for the address of a bridge that an
  // engine without networks does not have.
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= 'localhost';
  try {
    const client = await getContainerRuntimeClient();
    const { dockerode } = client.container;
    // The client is kept by its library; an engine that has stopped since must be noticed here.
    await dockerode.ping();
    // The library goes on to the usual places when nobody answers there.
    if (!isNamedBy(process.env.DOCKER_HOST, dockerode.modem as Destination))
      throw new Error('nobody answers there');
    return dockerode;
  } catch (error) {
    throw new EnvironmentError('no-engine', await whyNoEngine(error), { cause: error });
  }
}

/** Where a client of the engine sends its requests, as its types leave out. */
interface Destination {
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number | string;
}

/** Whether an engine is the one that DOCKER_HOST names; when it names none, any is. */
export function isNamedBy(dockerHost: string | undefined, { socketPath, host, port }: Destination): boolean {
  const [, scheme, rest = ''] = /^(unix|tcp):\/\/(.*?)\/?$/.exec(dockerHost ?? '') ?? [];
  if (scheme === 'unix') return socketPath === rest;
  return scheme !== 'tcp' || rest === `${host}:${port}`;
}

/** Why docker cannot be used here; undefined when an engine answers. */
export async function whyNoEngineHere(): Promise<string | undefined> {
  return connectEngine().then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
}

async function whyNoEngine(error: unknown): Promise<string> {
  const named = process.env.DOCKER_HOST;
  if (named !== undefined)
    return `No Docker engine answers at DOCKER_HOST=${named} (${messageOf(error)}). Start it there, or unset DOCKER_HOST.`;
  if (process.platform !== 'linux')
    return 'No Docker engine answers. Start Docker Desktop (https://docs.docker.com/get-started/get-docker/), then try again.';
  const problem = await socketProblem(usualSocket);
  if (problem === 'EACCES')
    return `You may not talk to the Docker engine. Run: sudo usermod -aG docker "$USER", then log in again.`;
  if (problem === 'ENOENT')
    return `There is no Docker engine here, or it is not running (${usualSocket} is missing). Run: sudo apt-get install docker.io, or: sudo systemctl start docker`;
  return `The Docker engine does not answer at ${usualSocket} (${problem ?? messageOf(error)}). Run: sudo systemctl restart docker`;
}

/** What connecting to a Unix socket ends with; undefined when somebody listens. */
function socketProblem(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(file);
    socket.on('connect', () => resolve(undefined)).on('error', (error) => resolve(codeOf(error)));
    socket.on('close', () => socket.destroy());
  });
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** HTTP status of an answer of the engine that its client threw; undefined when it was no answer. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode } = error as { readonly statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** What to do when a message of the engine tells of a full disk; undefined when it does not. */
export function fullDisk(message: string): string | undefined {
  if (!message.includes('no space left on device')) return undefined;
  return 'The disk of the Docker engine is full; `docker system df` shows by what, `docker system prune` frees some.';
}

/** What the engine refused or failed to do, as our failure. */
export function engineFailure(attempted: string, error: unknown): InfrastructureError {
  const message = messageOf(error);
  const isSilent = (statusOf(error) ?? 500) >= 500;
  const hint =
    fullDisk(message) ?? (isSilent ? 'Is the Docker engine still running? `grade doctor` looks.' : '');
  return new InfrastructureError(
    'engine-failed',
    `The Docker engine could not ${attempted}: ${message}. ${hint}`.trim(),
    {
      cause: error,
    },
  );
}
