/** The one entry that labs may import. */
export type { DnsScript } from '../containers/dns/script.ts';
export type {
  IcmpEntry,
  IcmpMessage,
  IcmpReaction,
  IcmpScript,
} from '../containers/icmp-responder/script.ts';
export type { OriginEntry, OriginObject, OriginScript } from '../containers/origin/script.ts';
export type {
  SmtpEntry,
  SmtpMessageEntry,
  SmtpReplyRule,
  SmtpScript,
} from '../containers/smtp-server/script.ts';
export type { Received, TcpClient, TcpClientOptions } from '../containers/tcp-client/tcp-client.ts';
export type { UdpClient, UdpReceived } from '../containers/udp-client/udp-client.ts';
export type { UdpEchoEntry, UdpEchoScript, UdpReply } from '../containers/udp-echo/script.ts';
export * from './engine/lab.ts';
export type {
  ListeningSocket,
  Observation,
  OutputChunk,
  ProgramExit,
  ProgramRecord,
} from './engine/observation.ts';
export { Random } from './engine/random.ts';
export type { PlacedFile, StartedProgram, StartInputs, StartOptions, World } from './engine/world.ts';
export * from './expect/failure.ts';
export type { Packet } from './wire/packet.ts';
export type { Peer } from './wire/peer.ts';
export type { Conversation, TranscriptEvent } from './wire/transcript.ts';
