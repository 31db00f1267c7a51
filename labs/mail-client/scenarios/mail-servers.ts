import type { Peer, SmtpEntry, SmtpScript, World } from '../../../harness/index.ts';

/** Ports that mail programs dial, whether we tell them to or not. */
const PORTS = [25, 465, 587, 1025, 2525, 8025];

const MOST_OWN_PORTS = 4;
const DNS_PORT = 53;

/** How long port 465 waits for the first byte of TLS: a client that speaks plain text there waits for the greeting instead. */
const SNIFF_MS = 3000;
/** The same, for a program that has spoken plain text there before. */
const SHORT_SNIFF_MS = 300;
/** The same on a port that only this program knows: either is as likely. */
const OWN_SNIFF_MS = 700;

/** A mail server behind every port. */
export interface MailServers {
  /** Where the server of this port really listens: somewhere else where the runtime may not open it. */
  portOf(port: number): number;
  /** Behaves like this for connections from now on; the port decides about TLS and the offer of AUTH. */
  setScript(script: Partial<SmtpScript>): Promise<void>;
  /** How much has happened, a number that grows, and whether all that was opened has ended. */
  activity(): Promise<{ readonly amount: number; readonly isOver: boolean }>;
  /** Sessions of all ports since the last call, oldest first, once they have ended or a moment has passed. */
  takeSessions(): Promise<readonly SmtpEntry[]>;
}

/** Opens them all, and those on ports that stand in the program's source. They close with the world. */
export async function openMailServers(world: World): Promise<MailServers> {
  const ports = [...new Set([...PORTS, ...world.expectedPorts.slice(0, MOST_OWN_PORTS)])];
  const servers = await Promise.all(
    ports
      .filter((port) => port !== DNS_PORT)
      .map(async (port) => ({ port, peer: await openMailServer(world, port) })),
  );
  const peers = servers.map(({ peer }) => peer);
  let sniffMs = SNIFF_MS;
  const taken = new Map<Peer<SmtpScript, SmtpEntry>, number>();
  return {
    portOf: (port) => servers.find((server) => server.port === port)?.peer.port ?? port,
    async setScript(script) {
      await Promise.all(
        servers.map(({ port, peer }) => peer.setScript(scriptOf(port, { sniffMs, ...script }))),
      );
    },
    async activity() {
      const logs = await Promise.all(
        peers.map(async (peer) => (await peer.log()).slice(taken.get(peer) ?? 0)),
      );
      const sessions = logs.flat();
      const ended = sessions.filter((session) => session.ended !== 'open').length;
      const said = sessions.reduce((sum, each) => sum + 1 + each.commands.length + each.messages.length, 0);
      return { amount: said + ended, isOver: ended > 0 && ended === sessions.length };
    },
    async takeSessions() {
      const sessions = await settledSessions(world, async () => {
        const logs = await Promise.all(
          peers.map(async (peer) => (await peer.log()).slice(taken.get(peer) ?? 0)),
        );
        return logs.flat();
      });
      for (const peer of peers) taken.set(peer, (await peer.log()).length);
      if (sessions.some(isPlainOn465)) sniffMs = SHORT_SNIFF_MS;
      return sessions.toSorted((a, b) => a.openedAtMs - b.openedAtMs);
    },
  };
}

/** Without a world of its own a user may not open 25, 465 and 587: then a free port stands in. */
async function openMailServer(world: World, port: number): Promise<Peer<SmtpScript, SmtpEntry>> {
  try {
    return await world.smtpServer(port, scriptOf(port, {}));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EACCES' && code !== 'EADDRINUSE') throw error;
    return world.smtpServer(0, scriptOf(port, {}));
  }
}

/**
 * 465 speaks TLS from the first byte, the other ports of mail offer STARTTLS, and any other port does what the program
 * does. AUTH is offered under TLS, and on 2525 as test services do.
 */
function scriptOf(port: number, { sniffMs = SNIFF_MS, ...script }: Partial<SmtpScript>): SmtpScript {
  const isOwn = !PORTS.includes(port);
  return {
    security: port === 465 || isOwn ? 'auto' : 'starttls',
    sniffMs: isOwn ? Math.min(sniffMs, OWN_SNIFF_MS) : sniffMs,
    advertisesAuth: port === 2525 ? 'always' : 'over-tls',
    ...script,
  };
}

function isPlainOn465({ port, usedTls, commands }: SmtpEntry): boolean {
  return (
    port === 465 && usedTls === 'none' && commands.some(({ verb }) => verb === 'HELO' || verb === 'EHLO')
  );
}

/** The last bytes of a program that has just ended may still be on their way. */
async function settledSessions(
  world: World,
  read: () => Promise<readonly SmtpEntry[]>,
): Promise<readonly SmtpEntry[]> {
  for (let tries = 0; tries < 25; tries++) {
    const sessions = await read();
    if (sessions.every(({ ended }) => ended !== 'open')) return sessions;
    await world.sleep(20);
  }
  return read();
}
