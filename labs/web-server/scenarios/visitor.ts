import {
  type PlacedFile,
  type ReceiveOptions,
  receiveResponse,
  type StartedProgram,
  type TcpClient,
  type World,
} from '../../../harness/index.ts';
import type { Exchange } from './exchange.ts';
import { addressedTo, type Question } from './requests.ts';

export interface AskOptions extends ReceiveOptions {
  /** Sends the request in pieces of so many bytes; see `sendInPieces` below. */
  readonly pieceBytes?: number;
  /** Takes nothing of the answer for so long, so that the buffers on the way to us are full. */
  readonly readsAfterMs?: number;
}

/** What a server is granted that has kept us waiting in vain before: a right one is never granted less than the default. */
const LATER_FIRST_BYTE_MS = 2_000;
const LATER_QUIET_MS = 1_000;

/**
 * Asks a server one thing after the other. When the server has ended, or has left a question without any answer, it is
 * started again for the next one: a fault in one answer must not hide all that come after it.
 */
export class Visitor {
  readonly #world: World;
  readonly #files: readonly PlacedFile[];
  #program: StartedProgram;
  #isHung = false;
  #restarting: Promise<void> | undefined;
  #patience: Pick<ReceiveOptions, 'firstByteTimeoutMs' | 'quietMs'> = {};

  private constructor(world: World, files: readonly PlacedFile[], program: StartedProgram) {
    this.#world = world;
    this.#files = files;
    this.#program = program;
  }

  /** Starts the program with these documents. */
  static async begin(world: World, files: readonly PlacedFile[]): Promise<Visitor> {
    return new Visitor(world, files, await startServer(world, files));
  }

  get program(): StartedProgram {
    return this.#program;
  }

  get isUp(): boolean {
    return this.#program.isUp;
  }

  /** A connection of its own, as `peer` in the transcript. Starts the program again if it is gone. */
  async connect(peer: string, connectTimeoutMs?: number): Promise<TcpClient> {
    await this.#prepare();
    return this.#dial(peer, connectTimeoutMs);
  }

  /** Asks on a connection of its own. */
  async ask(question: Question, options: AskOptions = {}): Promise<Exchange> {
    const before = await this.#prepare();
    const first = await this.#askOnce(question, options, before);
    if (first.bytes.length > 0 || !(await this.#hasEnded(first))) return first;
    // It may have been dying of the question before when this one came: only a second death is this one's.
    await this.#restart();
    return this.#askOnce(question, options, before ?? 'ended');
  }

  /** Starts the program again, and asks that first. */
  async askAfresh(question: Question): Promise<Exchange> {
    await this.#restart();
    return this.#askOnce(question, {}, undefined);
  }

  /** Asks on a connection that is there, and leaves it open. */
  async askOn(client: TcpClient, question: Question, options: AskOptions = {}): Promise<Exchange> {
    const askedAtEpochMs = Date.now();
    const bytes = addressedTo(this.#program.address.port, question.bytes);
    const { pieceBytes = bytes.length, readsAfterMs } = options;
    if (readsAfterMs !== undefined) client.pause();
    const early = await sendInPieces(client, bytes, pieceBytes);
    if (readsAfterMs !== undefined) {
      await this.#world.sleep(readsAfterMs);
      client.resume();
    }
    const patience = { requestMethod: question.method, ...this.#patience };
    const rest = await receiveResponse(client, { ...patience, ...options });
    const received = early.length === 0 ? rest : { ...rest, bytes: Buffer.concat([early, rest.bytes]) };
    if (received.ended === 'timeout') this.#noteWait(received.bytes.length > 0);
    return {
      ...received,
      method: question.method,
      target: question.target,
      port: this.#program.address.port,
      conversation: client.conversation.id,
      askedAtEpochMs,
      ...(client.connectError !== undefined && { connectError: client.connectError }),
    };
  }

  #noteWait(hasAnswered: boolean): void {
    if (!hasAnswered) this.#isHung = true;
    const later = hasAnswered ? { quietMs: LATER_QUIET_MS } : { firstByteTimeoutMs: LATER_FIRST_BYTE_MS };
    this.#patience = { ...this.#patience, ...later };
  }

  async #askOnce(
    question: Question,
    options: AskOptions,
    restartedBecause: 'ended' | 'hung' | undefined,
  ): Promise<Exchange> {
    if (!this.isUp) return unasked(question, restartedBecause);
    await using client = await this.#dial('http-client');
    const exchange = await this.askOn(client, question, { lingerMs: 500, ...options });
    return restartedBecause ? { ...exchange, restartedBecause } : exchange;
  }

  /** An empty answer of a program that is about to end shows a little earlier than its end. */
  async #hasEnded(exchange: Exchange): Promise<boolean> {
    if (exchange.isUnasked || exchange.ended === 'timeout') return false;
    return !this.#program.isRunning() || (await this.#program.waitForExit(500)) !== undefined;
  }

  /** @returns why the program had to be started again, if it had to */
  async #prepare(): Promise<'ended' | 'hung' | undefined> {
    const reason = !this.#program.isRunning() ? 'ended' : this.#isHung ? 'hung' : undefined;
    if (reason && this.isUp) await this.#restart();
    return reason;
  }

  /** One for all who find it gone at the same moment. */
  #restart(): Promise<void> {
    this.#restarting ??= this.#startAgain().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  async #startAgain(): Promise<void> {
    if (this.#program.isRunning()) await this.#program.kill();
    this.#isHung = false;
    this.#program = await startServer(this.#world, this.#files);
  }

  #dial(peer: string, connectTimeoutMs?: number): Promise<TcpClient> {
    const limit = connectTimeoutMs === undefined ? {} : { connectTimeoutMs };
    return this.#world.connect({ ...this.#program.address, peer, ...limit });
  }
}

const PIECE_GAP_MS = 10;
/** So long a program may take to show that it took the first piece for the whole. */
const FIRST_PIECE_WAIT_MS = 700;
/** The same once it has taken it: what comes later than that comes all the same, with the rest. */
const WAIT_AFTER_READ_MS = 150;

/**
 * Sends the first piece and gives the program the time to answer it too early, then the others.
 * @returns what came too early
 */
async function sendInPieces(client: TcpClient, bytes: Uint8Array, size: number): Promise<Uint8Array> {
  await client.send(bytes.subarray(0, size));
  if (size >= bytes.length) return new Uint8Array();
  const waitMs = (await client.untilRead()) ? WAIT_AFTER_READ_MS : FIRST_PIECE_WAIT_MS;
  const early = await client.receiveUntil((waiting) => waiting.length > 0, waitMs);
  await client.sendInPieces(bytes.subarray(size), size, PIECE_GAP_MS);
  return early.bytes;
}

function startServer(world: World, files: readonly PlacedFile[]): Promise<StartedProgram> {
  return world.start({ files, inputs: { host: '0.0.0.0', port: 6789 } });
}

function unasked({ method, target }: Question, restartedBecause: 'ended' | 'hung' | undefined): Exchange {
  return {
    method,
    target,
    port: 0,
    conversation: '',
    bytes: new Uint8Array(),
    ended: 'error',
    durationMs: 0,
    askedAtEpochMs: Date.now(),
    isUnasked: true,
    ...(restartedBecause && { restartedBecause }),
  };
}
