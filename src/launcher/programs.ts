import type { LaunchableProgram } from './launchable-program.ts';
import { icmpPing } from './programs/icmp-ping.ts';
import { mailClient } from './programs/mail-client.ts';
import { proxy } from './programs/proxy.ts';
import { udpPingers } from './programs/udp-pinger.ts';
import { webServer } from './programs/web-server.ts';

/** The finished programs of all labs, in the order of the menu. */
export const programs: readonly LaunchableProgram[] = [webServer, ...udpPingers, mailClient, proxy, icmpPing];
