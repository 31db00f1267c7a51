import { Console } from 'node:console';
import type { OriginScript } from '../origin/script.ts';
import type { SmtpScript } from '../smtp-server/script.ts';
import type { UdpEchoScript } from '../udp-echo/script.ts';
import { controlSocket, type RemotePeerName } from './orders.ts';
import { type StartPeer, serveOrders } from './serve-orders.ts';

/*
 * A peer in a container of its own, which takes orders from a world: `node containers/control/main.ts origin`. Each image
 * holds the files of one peer. It says `ready` when it takes orders, and ends with its standard input.
 */
const starters: Readonly<Record<RemotePeerName, () => Promise<StartPeer>>> = {
  origin: async () => {
    const { startOrigin } = await import('../origin/origin.ts');
    return ({ port, script, ...order }, recorder) =>
      startOrigin(port, script as OriginScript, { recorder, ...hostOf(order) });
  },
  'udp-echo': async () => {
    const { startUdpEcho } = await import('../udp-echo/udp-echo.ts');
    return ({ port, script, ...order }, recorder) =>
      startUdpEcho(port, script as UdpEchoScript, { recorder, ...hostOf(order) });
  },
  'smtp-server': async () => {
    const { startSmtpServer } = await import('../smtp-server/smtp-server.ts');
    const { authorityFrom } = await import('../../harness/wire/certificate-authority.ts');
    return async ({ port, script, authority, ...order }, recorder) => {
      if (authority === undefined) throw new Error('a mail server needs an authority for its certificates');
      const options = { recorder, authority: authorityFrom(authority), ...hostOf(order) };
      return startSmtpServer(port, script as SmtpScript, options);
    };
  },
};

function hostOf({ host }: { readonly host?: string }): { host?: string } {
  return host === undefined ? {} : { host };
}

const name = process.argv[2] as RemotePeerName;
const starter = starters[name];
if (starter === undefined) throw new Error(`usage: main.ts ${Object.keys(starters).join('|')}`);
// A socket of one scenario that fails late must not take the next one with it.
process.on('unhandledRejection', (error) => process.stderr.write(`late: ${String(error)}\n`));
globalThis.console = new Console(process.stderr);
await serveOrders(controlSocket(name), await starter());
process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.write('ready\n');
