import { z } from 'zod';
import { programStartSchema } from './schema/lab-run.ts';
import { transcriptSchemaName } from './to-transcript-file.ts';

/**
 * Raw bytes. `latin1` where most of them are printable (each character is one byte, so the file can be read and
 * searched), `base64` otherwise. `length` counts all of them; what is beyond the cap is not kept.
 */
const storedBytesSchema = z.object({
  length: z.int().nonnegative(),
  latin1: z.string().optional(),
  base64: z.string().optional(),
});

const side = z.enum(['program', 'peer']);

const storedEventSchema = z.object({
  atMs: z.number(),
  from: side,
  kind: z.enum(['open', 'data', 'datagram', 'end', 'reset', 'close', 'lost', 'timeout', 'error', 'note']),
  bytes: storedBytesSchema.optional(),
  text: z.string().optional(),
});

const storedConversationSchema = z.object({
  id: z.string(),
  peer: z.string(),
  protocol: z.enum(['tcp', 'tls', 'udp', 'icmp']),
  openedBy: side,
  dialled: z.string(),
  events: z.array(storedEventSchema),
  droppedEvents: z.int().nonnegative(),
});

const storedProgramSchema = programStartSchema.extend({
  output: z.array(
    z.object({ atMs: z.number(), stream: z.enum(['stdout', 'stderr']), bytes: storedBytesSchema }),
  ),
  droppedOutputBytes: z.int().nonnegative(),
});

const storedPacketSchema = z.object({
  number: z.int().positive(),
  atMs: z.number(),
  from: side,
  source: z.string(),
  destination: z.string(),
  summary: z.string().describe('`TCP 49152 > 80 SYN`, `UDP 5000 > 12000, 34 bytes`'),
});

/** All that a report shows of one scenario: what was said, and what the program printed. */
const transcriptFileSchema = z.object({
  schema: z.literal(transcriptSchemaName),
  scenario: z.string(),
  conversations: z.array(storedConversationSchema),
  droppedConversations: z.int().nonnegative(),
  programs: z.array(storedProgramSchema),
  packets: z.array(storedPacketSchema),
  droppedPackets: z.int().nonnegative(),
});

export type StoredBytes = z.infer<typeof storedBytesSchema>;
export type StoredEvent = z.infer<typeof storedEventSchema>;
export type StoredConversation = z.infer<typeof storedConversationSchema>;
export type StoredProgram = z.infer<typeof storedProgramSchema>;
export type StoredPacket = z.infer<typeof storedPacketSchema>;
export type TranscriptFile = z.infer<typeof transcriptFileSchema>;

/** Reads a stored scenario. Throws a SyntaxError or a ZodError that names each field that is wrong. */
export function parseTranscriptFile(json: string): TranscriptFile {
  return transcriptFileSchema.parse(JSON.parse(json));
}
