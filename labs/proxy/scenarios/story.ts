import {
  type OriginEntry,
  type OriginScript,
  type Peer,
  type PlacedFile,
  receiveResponse,
  type StartedProgram,
  type StartOptions,
  type World,
} from '../../../harness/index.ts';
import { carries } from '../carries.ts';
import { type Asked, type Fetch, FORMS, type Form, requestBytes, requestLine } from './fetch.ts';
import { type Placed, page, place } from './place.ts';

/** How long an answer may take to begin, and how long it may pause. */
const FIRST_BYTE_TIMEOUT_MS = 5_000;
const QUIET_MS = 2_500;
/** How long it may take to end when it is interrupted: what it has in memory may have to be written. */
const STOP_GRACE_MS = 1_500;
/** How long a program that dies of a closed connection may take to do so. */
const SETTLE_MS = 100;

const LOOPBACK = '127.0.0.1';
/** Ends of file names: a proxy that takes `www.example.com/a.html` for a host, or glues the two, finds none. */
const NO_DOMAINS = ['html', 'htm', 'txt', 'png', 'jpg', 'gz', 'css', 'js', 'bin'];

export interface StoryOptions {
  readonly files?: readonly PlacedFile[];
}

/**
 * A proxy that was started, with an origin on port 80 behind it. It speaks to the proxy in the form that the proxy
 * understands, which it finds out first, and starts it again where one request has broken it, so that this request
 * alone fails its check.
 */
export class Story {
  readonly world: World;
  /** The form that works; the path form when none does. */
  form: Form = 'path';
  /** The origin on port 80. */
  origin: Peer<OriginScript, OriginEntry>;
  #program: StartedProgram;
  readonly #options: StoryOptions;
  /** The last request got no whole answer: the program may hang. */
  #isDoubtful = false;

  private constructor(
    world: World,
    origin: Peer<OriginScript, OriginEntry>,
    program: StartedProgram,
    options: StoryOptions,
  ) {
    this.world = world;
    this.origin = origin;
    this.#program = program;
    this.#options = options;
  }

  /** @returns undefined when the program does not come up: there is nothing to see then */
  static async open(world: World, options: StoryOptions = {}): Promise<Story | undefined> {
    const story = await Story.start(world, options);
    if (story) await story.#findForm();
    return story;
  }

  /** As `open`, without finding out the form. */
  static async start(world: World, options: StoryOptions = {}): Promise<Story | undefined> {
    const origin = await world.origin(80, { objects: [] });
    // Without a world of its own there are no names to script.
    if (world.peerAddress !== LOOPBACK) await world.dns({ unknown: NO_DOMAINS });
    const program = await world.start(startOptions(world, options));
    return program.isUp ? new Story(world, origin, program, options) : undefined;
  }

  get program(): StartedProgram {
    return this.#program;
  }

  /** What the origin on port 80 has from now on. */
  async serve(...placed: readonly Placed[]): Promise<void> {
    await this.origin.setScript({ objects: placed.flatMap(({ objects }) => objects) });
  }

  /** Asks for something, after a fresh start if the program has ended or did not answer the last request. */
  async fetch(asked: Asked, form: Form = this.form): Promise<Fetch> {
    if (this.#isDoubtful || !this.#program.isRunning()) await this.restart();
    const fetch = await this.fetchAsItIs(asked, form);
    if (fetch.bytes.length > 0 || fetch.ended === 'timeout') return fetch;
    // What was done before may have ended it only now. If this request does, it will do so again.
    const exit = await this.#program.waitForExit(SETTLE_MS);
    if (!exit) return fetch;
    await this.restart();
    return await this.fetchAsItIs(asked, form);
  }

  /** Asks whatever state the program is in. */
  async fetchAsItIs(asked: Asked, form: Form = this.form): Promise<Fetch> {
    return await this.exchange(requestBytes(asked, form, this.#program.address), asked, form);
  }

  /** Sends these bytes on a connection of their own, in pieces if so wished, and takes the answer. */
  async exchange(
    bytes: Uint8Array,
    asked: Asked,
    form: Form = this.form,
    pieces?: { readonly size: number; readonly gapMs: number },
  ): Promise<Fetch> {
    const seen = (await this.origin.log()).length;
    await using client = await this.world.connect({ ...this.#program.address, peer: 'browser' });
    if (pieces) await client.sendInPieces(bytes, pieces.size, pieces.gapMs);
    else await client.send(bytes);
    const received = await receiveResponse(client, {
      requestMethod: asked.method ?? 'GET',
      firstByteTimeoutMs: asked.patienceMs ?? FIRST_BYTE_TIMEOUT_MS,
      quietMs: asked.patienceMs ?? QUIET_MS,
    });
    this.#isDoubtful = received.ended === 'timeout' || received.ended === 'error';
    return {
      form,
      asked,
      port: this.#program.address.port,
      requestLine: requestLine(asked, form),
      ...received,
      conversation: client.conversation.id,
      origin: (await this.origin.log()).slice(seen),
      isRunning: this.#program.isRunning(),
    };
  }

  /** Waits a moment, and starts the program again if what was done last has ended it or left it hanging. */
  async settle(ms = SETTLE_MS): Promise<void> {
    await this.#program.waitForExit(ms);
    if (this.#isDoubtful || !this.#program.isRunning()) await this.restart();
  }

  /** Ends the program and starts it again, with the files that it left. */
  async restart(): Promise<void> {
    if (this.#program.isRunning()) await this.#program.interrupt(STOP_GRACE_MS);
    this.#program = await this.world.start({ ...startOptions(this.world, this.#options), keepFolder: true });
    this.#isDoubtful = false;
  }

  /** Tries a page in path form, in absolute form, and a front page. What the tries broke is started again. */
  async #findForm(): Promise<void> {
    const { random } = this.world;
    for (const form of FORMS) {
      const word = random.word(12);
      const probe = place(`www.${random.word(8)}.com`, `/${random.word(6)}.html`, {
        headers: [['Content-Type', 'text/html']],
        body: page(word),
      });
      await this.serve(probe);
      const { bytes } = await this.fetch(probe, form);
      if (carries(bytes, word)) {
        this.form = form;
        break;
      }
    }
    await this.serve();
    await this.settle();
  }
}

function startOptions(world: World, { files }: StoryOptions): StartOptions {
  return { inputs: { host: world.programAddress, port: 8888 }, ...(files && { files }) };
}
