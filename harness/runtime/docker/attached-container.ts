import type Dockerode from 'dockerode';
import { GenericContainer, PullPolicy, type StartedTestContainer, Wait } from 'testcontainers';
import type { AgentProcess } from '../agent-process.ts';
import { attachAgent } from './attached-agent.ts';
import { ownLabels } from './ownership.ts';
import { seccompProfile } from './seccomp-profile.ts';

/** What one of our containers may use, and what is different about it. */
export interface ContainerWishes {
  readonly image: string;
  readonly command: readonly string[];
  readonly memoryBytes: number;
  /** Processes and threads. */
  readonly processes: number;
  /** What the classes of testcontainers have no setter for. */
  readonly host: Dockerode.HostConfig;
}

/**
 * A container of a slot: no network, no capability, nothing of the image to write to. This process holds its standard
 * streams, and it ends when they do.
 */
export class AttachedContainer extends GenericContainer {
  readonly #engine: Dockerode;
  #process: AgentProcess | undefined;

  constructor(engine: Dockerode, { image, command, memoryBytes, processes, host }: ContainerWishes) {
    super(image);
    this.#engine = engine;
    this.withPullPolicy(PullPolicy.neverPull())
      // The library's reaper needs an image, a network and the engine's socket. Ours is the end of the standard input.
      .withAutoCleanup(false)
      .withLabels(ownLabels())
      .withNetworkMode('none')
      .withDroppedCapabilities('ALL')
      .withSecurityOpt('no-new-privileges', 'apparmor=unconfined', `seccomp=${seccompProfile}`)
      .withCommand([...command])
      // It publishes no port: what it has to say, it says on its streams.
      .withWaitStrategy(Wait.forListeningPorts());
    Object.assign(this.hostConfig, {
      AutoRemove: true,
      ReadonlyRootfs: true,
      Memory: memoryBytes,
      MemorySwap: memoryBytes,
      PidsLimit: processes,
      // What it says is for us alone, and much.
      LogConfig: { Type: 'none', Config: {} },
      ...host,
    } satisfies Dockerode.HostConfig);
    Object.assign(this.createOpts, {
      Entrypoint: [],
      Healthcheck: { Test: ['NONE'] },
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
    } satisfies Dockerode.ContainerCreateOptions);
  }

  /** Starts it, and gives its first process. */
  async open(): Promise<AttachedProcess> {
    const started = await this.start();
    if (this.#process === undefined) throw new Error('the container was started without being created');
    return { ...this.#process, containerId: started.getId() };
  }

  override async start(): Promise<StartedTestContainer> {
    try {
      return await super.start();
    } catch (error) {
      await this.#process?.kill();
      throw error;
    }
  }

  protected override async containerCreated(id: string): Promise<void> {
    this.#process = await attachAgent(this.#engine, id);
  }
}

export interface AttachedProcess extends AgentProcess {
  readonly containerId: string;
}
