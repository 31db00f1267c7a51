import { startOrigin } from '../../containers/origin/origin.ts';
import type { OriginEntry, OriginScript } from '../../containers/origin/script.ts';
import type { SmtpEntry, SmtpScript } from '../../containers/smtp-server/script.ts';
import { type SmtpServerOptions, startSmtpServer } from '../../containers/smtp-server/smtp-server.ts';
import type { UdpEchoEntry, UdpEchoScript } from '../../containers/udp-echo/script.ts';
import { startUdpEcho } from '../../containers/udp-echo/udp-echo.ts';
import type { Peer, PeerOptions } from '../wire/peer.ts';

/** Starts the peers that may run elsewhere. */
export interface PeerStarter {
  origin(port: number, script: OriginScript, options: PeerOptions): Promise<Peer<OriginScript, OriginEntry>>;
  smtpServer(
    port: number,
    script: SmtpScript,
    options: SmtpServerOptions,
  ): Promise<Peer<SmtpScript, SmtpEntry>>;
  udpEcho(
    port: number,
    script: UdpEchoScript,
    options: PeerOptions,
  ): Promise<Peer<UdpEchoScript, UdpEchoEntry>>;
}

/** Peers in this process. */
export const peersHere: PeerStarter = {
  origin: startOrigin,
  smtpServer: startSmtpServer,
  udpEcho: startUdpEcho,
};
