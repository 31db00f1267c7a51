import type { DnsEntry, DnsScript } from '../../containers/dns/script.ts';
import type { IcmpEntry, IcmpScript } from '../../containers/icmp-responder/script.ts';
import type { OriginEntry, OriginScript } from '../../containers/origin/script.ts';
import type { SmtpEntry, SmtpScript } from '../../containers/smtp-server/script.ts';
import type { TcpClient, TcpClientOptions } from '../../containers/tcp-client/tcp-client.ts';
import type { UdpClient } from '../../containers/udp-client/udp-client.ts';
import type { UdpEchoEntry, UdpEchoScript } from '../../containers/udp-echo/script.ts';
import type { Packet } from '../wire/packet.ts';
import type { Peer } from '../wire/peer.ts';
import type { ListeningSocket, ProgramExit } from './observation.ts';
import type { Random } from './random.ts';

/** A file put where the program will look for documents (its working folder and what it serves from). */
export interface PlacedFile {
  /** Relative, with `/`: `notes/a.html`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the program may ask for, by argument or prompt. The launch convention decides which of it is used. */
export interface StartInputs {
  /** For a client: the host to talk to. For a server: the address to bind. */
  readonly host?: string;
  /** For a client: the port to talk to. For a server: the port to listen on. */
  readonly port?: number;
  /** The name that it is to look up. */
  readonly name?: string;
  readonly sender?: string;
  readonly recipients?: readonly string[];
  readonly subject?: string;
  readonly body?: string;
  readonly user?: string;
  readonly password?: string;
  /** Name of a placed file, where a program asks for one (an attachment); empty for none. */
  readonly file?: string;
  /** How often, where a program asks for a count. */
  readonly count?: number;
}

export interface StartOptions {
  readonly inputs?: StartInputs;
  readonly files?: readonly PlacedFile[];
  /** How long it may take to come up; the default is 10 s. */
  readonly startTimeoutMs?: number;
  /** Keep what the last start in this scenario left in its folder (a cache that must survive a restart). */
  readonly keepFolder?: boolean;
  /** Start it without the right to open raw sockets, as for an ordinary user. */
  readonly withoutRawSockets?: boolean;
}

/** The program, running on its own host. Whatever happens to it, these calls do not throw for it. */
export interface StartedProgram {
  /** It listened, or sent something. When false, the rest of the story is pointless: return. */
  readonly isUp: boolean;
  readonly listening: readonly ListeningSocket[];
  /**
   * Where a client of ours reaches it: for a server `10.0.0.2` and its port. A program that listens on loopback only
   * (`isLoopbackOnly`) or on an address that its host does not have (`isForeignAddress`) is reached all the same, by
   * a redirect on its own host: the check for that takes the points, not every other check.
   */
  readonly address: { readonly host: string; readonly port: number };
  readonly isLoopbackOnly: boolean;
  readonly isForeignAddress: boolean;
  isRunning(): boolean;
  /** What it printed so far, stdout and stderr together, as text. */
  outputText(): string;
  /** Resolves when it ended, or with undefined after `timeoutMs`. */
  waitForExit(timeoutMs: number): Promise<ProgramExit | undefined>;
  /** SIGINT as from a terminal, then SIGKILL after `graceMs` (default 2,000). Resolves with how it ended. */
  interrupt(graceMs?: number): Promise<ProgramExit>;
  /** SIGKILL at once. */
  kill(): Promise<ProgramExit>;
}

/** The closed network a scenario plays in. All that it opens is closed with it. */
export interface World {
  /** Seeded by run, lab, and scenario: same seed, same story. */
  readonly random: Random;
  /** `10.0.0.2`, the program's host. */
  readonly programAddress: string;
  /** `10.0.0.1`, the far end of the wire. Every other address is there too. */
  readonly peerAddress: string;
  /** Milliseconds since the scenario began, the clock of transcript and packets. */
  elapsedMs(): number;
  /** Ports that stand in the program's source, the likeliest first; may be empty. */
  readonly expectedPorts: readonly number[];
  sleep(ms: number): Promise<void>;
  start(options?: StartOptions): Promise<StartedProgram>;

  /** Opens a TCP connection to the program (or anything) and speaks raw bytes. */
  connect(options: TcpClientOptions): Promise<TcpClient>;
  /** A UDP socket of ours towards the program. */
  udp(): Promise<UdpClient>;

  /** Peers at the far end. Each listens on every address. */
  origin(port: number, script: OriginScript): Promise<Peer<OriginScript, OriginEntry>>;
  /** To be opened before the program is started, which trusts the authority of this server from its start on. */
  smtpServer(port: number, script: SmtpScript): Promise<Peer<SmtpScript, SmtpEntry>>;
  udpEcho(port: number, script: UdpEchoScript): Promise<Peer<UdpEchoScript, UdpEchoEntry>>;
  icmpResponder(script: IcmpScript): Promise<Peer<IcmpScript, IcmpEntry>>;
  /** Replaces the default DNS, which knows every name but those under `.invalid`. */
  dns(script: DnsScript): Promise<Peer<DnsScript, DnsEntry>>;

  /** What passed on the wire so far (the capture is drained first). */
  packets(): Promise<readonly Packet[]>;
}
