import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpMessage } from '../../harness/protocols/http/message.ts';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import { firstReadOf, type UntilRead } from '../../harness/wire/until-read.ts';
import { type AnswerPlan, bodyLengthOf, planAnswer } from './answer-head.ts';
import { patternBytes } from './pattern.ts';
import type { OriginObject } from './script.ts';

const PIECE_BYTES = 64 * 1024;

/** Where an answer is told of, and by what it is told that its first segment was read. */
interface Told {
  readonly conversation: ConversationRecorder;
  readonly untilRead?: UntilRead | undefined;
}

/** The program's connection went away while it was answered. */
class Gone extends Error {}

/**
 * Answers one request with an object, as slowly and as badly as the object says.
 *
 * @returns whether the connection can take another request
 */
export async function sendAnswer(
  socket: Socket,
  told: Told,
  object: OriginObject,
  request: HttpMessage,
): Promise<boolean> {
  const { conversation } = told;
  const plan = planAnswer(object, request);
  const sender = new Sender(socket, told, object);
  try {
    await sleep(object.delayMs ?? 0);
    if (object.raw) await sender.send(object.raw);
    else {
      sender.hold(plan.head);
      if (plan.hasBody) await sendBody(sender, object, plan);
      await sender.flush();
    }
  } catch (error) {
    if (error instanceof Gone) return false;
    throw error;
  }
  const isBroken = object.breakAfterBytes !== undefined && plan.hasBody;
  if (isBroken && object.breakBy === 'reset') {
    conversation.event('peer', 'reset', `after ${object.breakAfterBytes} bytes of the body, on purpose`);
    socket.resetAndDestroy();
    return false;
  }
  return !isBroken && !plan.closes && object.raw === undefined;
}

async function sendBody(sender: Sender, object: OriginObject, plan: AnswerPlan): Promise<void> {
  const length = Math.min(bodyLengthOf(object), object.breakAfterBytes ?? Number.POSITIVE_INFINITY);
  for (let sent = 0; sent < length; sent += PIECE_BYTES) {
    const size = Math.min(PIECE_BYTES, length - sent);
    const bytes = object.body?.subarray(sent, sent + size) ?? patternBytes(size, sent);
    await sender.send(plan.isChunked ? chunk(bytes) : bytes, object.bodyLength !== undefined && sent > 0);
  }
  if (plan.isChunked && object.breakAfterBytes === undefined) await sender.send(Buffer.from('0\r\n\r\n'));
}

function chunk(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

/** Writes in segments of the wanted size, and waits for each to be taken. */
class Sender {
  readonly #socket: Socket;
  readonly #conversation: ConversationRecorder;
  readonly #firstRead: () => Promise<boolean>;
  readonly #segmentSize: number;
  readonly #gapMs: number;
  /** Bytes of the segment under way. */
  #filled = 0;
  /** Leaves together with what comes next, as small answers of real servers do. */
  #held: Uint8Array = new Uint8Array();

  constructor(socket: Socket, { conversation, untilRead }: Told, object: OriginObject) {
    this.#socket = socket;
    this.#conversation = conversation;
    this.#segmentSize = object.segmentSize ?? Number.POSITIVE_INFINITY;
    // A large segment is none that anything takes at once.
    this.#firstRead = firstReadOf(socket, this.#segmentSize < PIECE_BYTES ? untilRead : undefined);
    this.#gapMs = object.segmentGapMs ?? 0;
  }

  /** Bytes that are to leave in one segment with the next ones. */
  hold(bytes: Uint8Array): void {
    this.#held = bytes;
  }

  /** Sends what is still held. */
  async flush(): Promise<void> {
    await this.#write(new Uint8Array(), false);
  }

  /** @param isUnrecorded bytes of a long pattern, which the transcript can do without */
  async send(bytes: Uint8Array, isUnrecorded = false): Promise<void> {
    for (let start = 0; start < bytes.length; ) {
      if (this.#filled === this.#segmentSize) {
        this.#filled = 0;
        await this.#firstRead();
        await sleep(this.#gapMs);
      }
      const piece = bytes.subarray(start, start + this.#segmentSize - this.#filled);
      await this.#write(piece, isUnrecorded);
      this.#filled += piece.length;
      start += piece.length;
    }
  }

  async #write(piece: Uint8Array, isUnrecorded: boolean): Promise<void> {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, piece]) : piece;
    this.#held = new Uint8Array();
    if (bytes.length === 0) return;
    if (this.#socket.destroyed) throw new Gone();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.once('close', resolve);
    this.#socket.write(bytes, () => resolve());
    await promise;
    this.#socket.off('close', resolve);
    if (this.#socket.destroyed) throw new Gone();
    if (isUnrecorded) this.#conversation.event('peer', 'note', `${bytes.length} bytes of the pattern`);
    else this.#conversation.data('peer', bytes);
  }
}
