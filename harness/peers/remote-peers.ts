import { controlSocket, type RemotePeerName } from '../../containers/control/orders.ts';
import type { OriginEntry, OriginScript } from '../../containers/origin/script.ts';
import type { SmtpEntry, SmtpScript } from '../../containers/smtp-server/script.ts';
import type { SmtpServerOptions } from '../../containers/smtp-server/smtp-server.ts';
import type { UdpEchoEntry, UdpEchoScript } from '../../containers/udp-echo/script.ts';
import type { Peer, PeerOptions } from '../wire/peer.ts';
import type { PeerStarter } from './peer-starter.ts';
import { RemotePeer } from './remote-peer.ts';

/** A story asked for a peer whose container does not run yet. It is told again when it does. */
export class PeerNeeded extends Error {
  readonly peer: RemotePeerName;

  constructor(peer: RemotePeerName) {
    super(`the container of the peer ${peer} is not there yet`);
    this.peer = peer;
  }
}

/** Peers in containers of their own, which share this network namespace. Used for one scenario. */
export class RemotePeers implements PeerStarter, AsyncDisposable {
  readonly #running: ReadonlySet<RemotePeerName>;
  readonly #startedAtMs: number;
  readonly #started: RemotePeer<unknown, unknown>[] = [];
  /** Set when a story asked for one that does not run. */
  needed: PeerNeeded | undefined;

  /** @param startedAtMs the scenario's time zero, on the clock of `preciseNowMs` */
  constructor(running: ReadonlySet<RemotePeerName>, startedAtMs: number) {
    this.#running = running;
    this.#startedAtMs = startedAtMs;
  }

  origin(port: number, script: OriginScript, options: PeerOptions): Promise<Peer<OriginScript, OriginEntry>> {
    return this.#start<OriginScript, OriginEntry>('origin', port, script, options);
  }

  udpEcho(
    port: number,
    script: UdpEchoScript,
    options: PeerOptions,
  ): Promise<Peer<UdpEchoScript, UdpEchoEntry>> {
    return this.#start<UdpEchoScript, UdpEchoEntry>('udp-echo', port, script, options);
  }

  smtpServer(
    port: number,
    script: SmtpScript,
    options: SmtpServerOptions,
  ): Promise<Peer<SmtpScript, SmtpEntry>> {
    return this.#start<SmtpScript, SmtpEntry>('smtp-server', port, script, options);
  }

  /**
   * Brings what they have heard so far into the scenario's transcript.
   * @throws when one of them broke down: its slot is then of no more use
   */
  async collect(): Promise<void> {
    await Promise.all(this.#started.map((peer) => peer.collect()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#started.map((peer) => peer.close()));
  }

  async #start<Script, Entry>(
    name: RemotePeerName,
    port: number,
    script: Script,
    options: PeerOptions | SmtpServerOptions,
  ): Promise<Peer<Script, Entry>> {
    if (!this.#running.has(name)) {
      this.needed = new PeerNeeded(name);
      throw this.needed;
    }
    const { recorder, host } = options;
    const peer = new RemotePeer<Script, Entry>(name, controlSocket(name), recorder);
    this.#started.push(peer as RemotePeer<unknown, unknown>);
    await peer.start({
      kind: 'start',
      port,
      script,
      startedAtMs: this.#startedAtMs,
      ...(host !== undefined && { host }),
      ...('authority' in options && { authority: options.authority.toJSON() }),
    });
    return peer;
  }
}
