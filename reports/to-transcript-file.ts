import type { ProgramStart } from './schema.ts';
import { storeBytes } from './stored-bytes.ts';
import { summarisePacket } from './summarise-packet.ts';
import type {
  StoredConversation,
  StoredEvent,
  StoredPacket,
  StoredProgram,
  TranscriptFile,
} from './transcript-file.ts';

/** What a stored transcript says it is. Here, as what reads one takes longer to load than what writes it. */
export const transcriptSchemaName = 'grade/scenario/v1';

/** What is kept of one scenario. A program that sends or prints without end must not fill the disk or the report. */
export interface TranscriptCaps {
  readonly bytesPerEvent: number;
  /** Over all events, and again over all that was printed. */
  readonly bytesInAll: number;
  readonly eventsPerConversation: number;
  readonly conversations: number;
  readonly packets: number;
  /** Chunks of output per start of the program. */
  readonly chunks: number;
}

export const defaultCaps: TranscriptCaps = {
  bytesPerEvent: 16_384,
  bytesInAll: 524_288,
  eventsPerConversation: 1_000,
  conversations: 300,
  packets: 2_000,
  chunks: 5_000,
};

type Observed<T, Replaced> = Readonly<Omit<T, keyof Replaced>> & Replaced;
type ObservedEvent = Observed<StoredEvent, { readonly bytes?: Uint8Array }>;
type ObservedConversation = Observed<
  Omit<StoredConversation, 'droppedEvents'>,
  { readonly events: readonly ObservedEvent[] }
>;
type ObservedChunk = {
  readonly atMs: number;
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
};
type ObservedProgram = Observed<
  StoredProgram,
  {
    readonly listening: readonly StoredProgram['listening'][number][];
    readonly answers: readonly StoredProgram['answers'][number][];
    readonly output: readonly ObservedChunk[];
  }
>;
type ObservedPacket = Omit<StoredPacket, 'summary'> & Parameters<typeof summarisePacket>[0];

/** The part of an observation that a report shows: an `Observation` of the harness has this shape. */
export interface ObservedScenario {
  readonly scenario: string;
  readonly transcript: readonly ObservedConversation[];
  readonly programs: readonly ObservedProgram[];
  readonly packets: readonly Readonly<ObservedPacket>[];
}

/** An observation as it is stored, within the caps. What was dropped is counted. */
export function toTranscriptFile(
  observed: ObservedScenario,
  caps: TranscriptCaps = defaultCaps,
): TranscriptFile {
  const said = new Budget(caps);
  const printed = new Budget(caps);
  return {
    schema: transcriptSchemaName,
    scenario: observed.scenario,
    conversations: observed.transcript
      .slice(0, caps.conversations)
      .map((each) => storeConversation(each, said, caps)),
    droppedConversations: Math.max(0, observed.transcript.length - caps.conversations),
    programs: observed.programs.map((each) => storeProgram(each, printed, caps)),
    packets: observed.packets.slice(0, caps.packets).map(storePacket),
    droppedPackets: Math.max(0, observed.packets.length - caps.packets),
  };
}

/** Bytes that may still be kept. */
class Budget {
  readonly #caps: TranscriptCaps;
  #left: number;

  constructor(caps: TranscriptCaps) {
    this.#caps = caps;
    this.#left = caps.bytesInAll;
  }

  store(bytes: Uint8Array) {
    const keptLength = Math.min(bytes.length, this.#caps.bytesPerEvent, this.#left);
    this.#left -= keptLength;
    return storeBytes(bytes, keptLength);
  }
}

function storeConversation(
  conversation: ObservedConversation,
  budget: Budget,
  caps: TranscriptCaps,
): StoredConversation {
  const { events, ...head } = conversation;
  return {
    ...head,
    events: events
      .slice(0, caps.eventsPerConversation)
      .map(({ bytes, ...event }) => ({ ...event, ...(bytes && { bytes: budget.store(bytes) }) })),
    droppedEvents: Math.max(0, events.length - caps.eventsPerConversation),
  };
}

/** One start of the program without its output, as `results.json` has it. */
export function toProgramStart({
  output: _output,
  droppedOutputBytes: _dropped,
  listening,
  answers,
  ...rest
}: ObservedProgram): ProgramStart {
  return { ...rest, listening: [...listening], answers: [...answers] };
}

function storeProgram(program: ObservedProgram, budget: Budget, caps: TranscriptCaps): StoredProgram {
  const { output, droppedOutputBytes } = program;
  const beyond = output.slice(caps.chunks);
  return {
    ...toProgramStart(program),
    output: output.slice(0, caps.chunks).map((chunk) => ({ ...chunk, bytes: budget.store(chunk.bytes) })),
    droppedOutputBytes: droppedOutputBytes + beyond.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}

function storePacket(packet: Readonly<ObservedPacket>): StoredPacket {
  const { number, atMs, from, source, destination } = packet;
  return { number, atMs, from, source, destination, summary: summarisePacket(packet) };
}
