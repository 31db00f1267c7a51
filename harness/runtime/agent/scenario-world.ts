import type { RemotePeerName } from '../../../containers/control/orders.ts';
import { startDns } from '../../../containers/dns/dns.ts';
import type { DnsEntry, DnsScript } from '../../../containers/dns/script.ts';
import { startIcmpResponder } from '../../../containers/icmp-responder/icmp-responder.ts';
import type { IcmpEntry, IcmpScript } from '../../../containers/icmp-responder/script.ts';
import type { OriginEntry, OriginScript } from '../../../containers/origin/script.ts';
import type { SmtpEntry, SmtpScript } from '../../../containers/smtp-server/script.ts';
import {
  connectTcp,
  type TcpClient,
  type TcpClientOptions,
} from '../../../containers/tcp-client/tcp-client.ts';
import { openUdpClient } from '../../../containers/udp-client/open-udp-client.ts';
import type { UdpClient } from '../../../containers/udp-client/udp-client.ts';
import type { UdpEchoEntry, UdpEchoScript } from '../../../containers/udp-echo/script.ts';
import type { ProgramRecord } from '../../engine/observation.ts';
import type { Random } from '../../engine/random.ts';
import type { StartedProgram, StartOptions, World } from '../../engine/world.ts';
import { type PeerStarter, peersHere } from '../../peers/peer-starter.ts';
import { RemotePeers } from '../../peers/remote-peers.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Peer, PeerOptions } from '../../wire/peer.ts';
import { preciseNowMs, Recorder } from '../../wire/recorder.ts';
import type { UntilRead } from '../../wire/until-read.ts';
import type { PreparedProgram } from '../runtime.ts';
import type { Compiled } from './compiled.ts';
import type { AgentConfig } from './config.ts';
import { type Launched, launch } from './launcher.ts';
import type { SlotNetwork } from './program-host.ts';
import type { SlotSetting } from './setting.ts';
import { ownStallMs } from './stall-meter.ts';
import { timer } from './timer.ts';

export interface ScenarioWorldOptions {
  readonly network: SlotNetwork;
  readonly program: PreparedProgram;
  readonly builtFolder: string;
  readonly workFolder: string;
  readonly toolEnvironment: AgentConfig['toolEnvironment'];
  readonly compiled?: Compiled;
  readonly authority: SlotSetting['authority'];
  readonly random: Random;
  /** Peers that run in containers of their own; absent: all run here. */
  readonly remotePeers?: ReadonlySet<RemotePeerName>;
}

/** The world of one scenario: peers, clients and the program, on one clock and in one transcript. */
export class ScenarioWorld implements World, AsyncDisposable {
  readonly random: Random;
  readonly recorder: Recorder;
  /** What the story does now, for the report when its time runs out. */
  doing = 'setting up';
  readonly #options: ScenarioWorldOptions;
  readonly #startedAtMs = preciseNowMs();
  readonly #stalledBeforeMs = ownStallMs();
  readonly #opened = new AsyncDisposableStack();
  readonly #programs: Launched[] = [];
  readonly #remote: RemotePeers | undefined;
  readonly #peers: PeerStarter;
  readonly #closing = new AbortController();
  #current: Launched | undefined;
  #starting: Promise<Launched> | undefined;
  #dns: Peer<DnsScript, DnsEntry> | undefined;
  /** What programs that are started from then on trust. */
  #authorityPem: string | undefined;

  private constructor(options: ScenarioWorldOptions) {
    this.#options = options;
    this.random = options.random;
    this.recorder = new Recorder(this.#startedAtMs);
    const { remotePeers } = options;
    this.#remote = remotePeers && new RemotePeers(remotePeers, this.#startedAtMs);
    this.#peers = this.#remote ?? peersHere;
  }

  static async open(options: ScenarioWorldOptions): Promise<ScenarioWorld> {
    const world = new ScenarioWorld(options);
    await options.network.clearCapture();
    if (options.network.isClosed) world.#dns = await world.#keep(startDns({}, world.#peerOptions()));
    return world;
  }

  get programAddress(): string {
    return this.#options.network.programAddress;
  }

  get peerAddress(): string {
    return this.#options.network.peerAddress;
  }

  get expectedPorts(): readonly number[] {
    return this.#options.program.plan.expectedPorts;
  }

  elapsedMs(): number {
    return this.recorder.elapsedMs();
  }

  /** How long the machine has kept the programs, and us, waiting for a processor. */
  stalledMs(): number {
    const ofPrograms = this.#programs.map(({ program }) => program.stalledMs());
    return ofPrograms.reduce((sum, stalledMs) => sum + stalledMs, ownStallMs() - this.#stalledBeforeMs);
  }

  async sleep(ms: number): Promise<void> {
    this.doing = `waiting ${ms} ms`;
    await timer(ms).promise;
  }

  async start(options: StartOptions = {}): Promise<StartedProgram> {
    this.doing = 'starting the program';
    if (this.#closing.signal.aborted) throw closed();
    // A story may ask for several at once: it has one wire, and so they take turns.
    const before = this.#starting?.catch(() => undefined) ?? Promise.resolve();
    const starting = before.then(() => {
      if (this.#closing.signal.aborted) throw closed();
      return this.#startAfresh(options);
    });
    this.#starting = starting;
    const launched = await starting;
    this.#programs.push(launched);
    this.doing = 'talking to the program';
    return launched.program;
  }

  /** Whether a program runs, or is being started. */
  async #hasProgram(): Promise<boolean> {
    await this.#starting?.catch(() => undefined);
    return this.#current?.program.isRunning() === true;
  }

  /** One host at a time: a restart in the same story gets a fresh one. */
  async #startAfresh(options: StartOptions): Promise<Launched> {
    await this.#current?.[Symbol.asyncDispose]();
    this.#current = undefined;
    this.#current = await launch(
      {
        ...this.#options,
        ...(this.#authorityPem !== undefined && { authorityPem: this.#authorityPem }),
        elapsedMs: () => this.elapsedMs(),
        packets: () => this.packets(),
        closing: this.#closing.signal,
      },
      options,
    );
    return this.#current;
  }

  async connect(options: TcpClientOptions): Promise<TcpClient> {
    this.doing = `talking to ${options.host}:${options.port}`;
    return this.#keep(connectTcp(options, this.recorder, this.#untilRead));
  }

  udp(): Promise<UdpClient> {
    return this.#keep(openUdpClient(this.recorder));
  }

  origin(port: number, script: OriginScript): Promise<Peer<OriginScript, OriginEntry>> {
    return this.#keep(this.#peers.origin(port, script, this.#peerOptions()));
  }

  async smtpServer(port: number, script: SmtpScript): Promise<Peer<SmtpScript, SmtpEntry>> {
    if (this.#authorityPem === undefined && (await this.#hasProgram()))
      throw new Error(
        'The mail server must be opened before the program is started, which would not trust it',
      );
    const authority = await this.#options.authority();
    this.#authorityPem = authority.certificatePem;
    return this.#keep(this.#peers.smtpServer(port, script, { ...this.#peerOptions(), authority }));
  }

  udpEcho(port: number, script: UdpEchoScript): Promise<Peer<UdpEchoScript, UdpEchoEntry>> {
    return this.#keep(this.#peers.udpEcho(port, script, this.#peerOptions()));
  }

  icmpResponder(script: IcmpScript): Promise<Peer<IcmpScript, IcmpEntry>> {
    return this.#keep(startIcmpResponder(script, this.#peerOptions()));
  }

  async dns(script: DnsScript): Promise<Peer<DnsScript, DnsEntry>> {
    if (this.#dns === undefined) throw new Error('This runtime has no names of its own');
    await this.#dns.setScript(script);
    return this.#dns;
  }

  packets(): Promise<readonly Packet[]> {
    return this.#options.network.packets(this.recorder, this.#startedAtMs);
  }

  programRecords(): readonly ProgramRecord[] {
    return this.#programs.map(({ program }) => program.record());
  }

  /**
   * Brings home what peers elsewhere have heard.
   * @throws PeerNeeded when the story asked for one that does not run, or when one broke down
   */
  async collect(): Promise<void> {
    if (this.#remote?.needed) throw this.#remote.needed;
    await this.#remote?.collect();
  }

  /** Ends the program, or its start, and allows no other one: what it prints until then still counts. */
  async endProgram(): Promise<void> {
    this.#closing.abort();
    // A start that fails is the story's to tell.
    await this.#starting?.catch(() => undefined);
    await this.#current?.program.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.endProgram();
    await this.#current?.[Symbol.asyncDispose]();
    await this.#opened.disposeAsync();
    await this.#remote?.[Symbol.asyncDispose]();
  }

  async #keep<T extends AsyncDisposable>(opening: Promise<T>): Promise<T> {
    const opened = await opening;
    if (!this.#opened.disposed) return this.#opened.use(opened);
    await opened[Symbol.asyncDispose]();
    throw closed();
  }

  readonly #untilRead: UntilRead = async (connection) =>
    (await this.#current?.program.untilRead(connection)) ?? false;

  #peerOptions(): PeerOptions {
    const { bindAddress } = this.#options.network;
    return { recorder: this.recorder, host: bindAddress, untilRead: this.#untilRead };
  }
}

/** A story whose time ran out goes on, unheard. */
function closed(): Error {
  return new Error('The world of this story is closed');
}
