import type { OriginEntry, OriginScript } from '../../containers/origin/script.ts';
import type { SmtpEntry, SmtpScript } from '../../containers/smtp-server/script.ts';
import type { SmtpServerOptions } from '../../containers/smtp-server/smtp-server.ts';
import type { UdpEchoEntry, UdpEchoScript } from '../../containers/udp-echo/script.ts';
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

/** Peers in this process, each loaded when a story asks for it: the mail server takes longer to load than a world to open. */
export const peersHere: PeerStarter = {
  async origin(...asked) {
    const { startOrigin } = await import('../../containers/origin/origin.ts');
    return startOrigin(...asked);
  },
  async smtpServer(...asked) {
    const { startSmtpServer } = await import('../../containers/smtp-server/smtp-server.ts');
    return startSmtpServer(...asked);
  },
  async udpEcho(...asked) {
    const { startUdpEcho } = await import('../../containers/udp-echo/udp-echo.ts');
    return startUdpEcho(...asked);
  },
};
