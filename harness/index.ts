/** The one entry that labs may import. */
export type { DnsEntry, DnsRecord, DnsReply, DnsScript } from '../containers/dns/script.ts';
export {
  type HttpReceived,
  type ReceiveOptions,
  receiveResponse,
} from '../containers/http-client/receive-response.ts';
export type {
  IcmpEntry,
  IcmpMessage,
  IcmpReaction,
  IcmpScript,
} from '../containers/icmp-responder/script.ts';
export { patternBytes } from '../containers/origin/pattern.ts';
export type { OriginEntry, OriginObject, OriginScript } from '../containers/origin/script.ts';
export type {
  SmtpCommandEntry,
  SmtpEntry,
  SmtpMessageEntry,
  SmtpReplyRule,
  SmtpScript,
} from '../containers/smtp-server/script.ts';
export type { Received, TcpClient, TcpClientOptions } from '../containers/tcp-client/tcp-client.ts';
export type { UdpClient, UdpReceived } from '../containers/udp-client/udp-client.ts';
export type { UdpEchoEntry, UdpEchoScript, UdpReply } from '../containers/udp-echo/script.ts';
export { type CheckTexts, checksOf, type Expect, type Judge } from './authoring/checks-of.ts';
export { type LastRun, lastRun } from './authoring/last-run.ts';
export { type MutantRow, mutantsOf } from './authoring/mutants-of.ts';
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
export { lastPrinted } from './expect/last-printed.ts';
export * from './program/clues.ts';
export { crashOf } from './protocols/crash/crash-of.ts';
export { findStackTrace } from './protocols/crash/stack-trace.ts';
export {
  type DnsDeviation,
  type DnsQuery,
  parseDnsQuery,
} from './protocols/dns/parse-dns-query.ts';
export { printedAddresses } from './protocols/dns/printed-addresses.ts';
export { HttpParser, type HttpParserOptions } from './protocols/http/http-parser.ts';
export type {
  HttpDeviation,
  HttpDeviationKind,
  HttpField,
  HttpFraming,
  HttpMessage,
  HttpMessageKind,
} from './protocols/http/message.ts';
export { fieldTokens, fieldValue, fieldValues } from './protocols/http/message.ts';
export { type ParsedHttp, parseHttp, parseRequests, parseResponses } from './protocols/http/parse-http.ts';
export { withoutSecondHead } from './protocols/http/second-head.ts';
export { buildEchoReply, buildEchoRequest, buildIcmpError } from './protocols/icmp/build-icmp.ts';
export { internetChecksum } from './protocols/icmp/checksum.ts';
export { describeIcmp } from './protocols/icmp/describe-icmp.ts';
export { buildIpv4, type Ipv4Packet, parseIpv4 } from './protocols/icmp/ipv4.ts';
export {
  type IcmpDeviation,
  type ParsedIcmp,
  parseIcmp,
  type QuotedDatagram,
  rightChecksum,
} from './protocols/icmp/parse-icmp.ts';
export { IcmpType, icmpCodeName, icmpTypeName, isIcmpErrorType } from './protocols/icmp/types.ts';
export type { Figure } from './protocols/ping/figure.ts';
export {
  isWithin,
  type LongestRtts,
  matchRtts,
  RTT_TOLERANCE,
  type RttMatch,
  type RttMatches,
  type RttScale,
  type RttTolerance,
} from './protocols/ping/match-rtts.ts';
export { type PingOutput, printedText, readOutput } from './protocols/ping/read-output.ts';
export {
  type LossReading,
  type PingStatistics,
  readLoss,
  readStatistics,
  statesCount,
} from './protocols/ping/read-statistics.ts';
export { reportedLosses } from './protocols/ping/reported-losses.ts';
export {
  decodeWords,
  type MailMessage,
  type MimePart,
  mailFieldValues,
  parseMailDate,
  parseMailMessage,
  parsePath,
  parseSmtpCommand,
  readMimeParts,
  readSmtpCredentials,
  removeDotStuffing,
  type SmtpCredentials,
  textOfPart,
} from './protocols/smtp/index.ts';
export { caretAt } from './wire/caret.ts';
export { escapeBytes } from './wire/escape.ts';
export type { Packet } from './wire/packet.ts';
export type { Peer } from './wire/peer.ts';
export type { Conversation, TranscriptEvent } from './wire/transcript.ts';
