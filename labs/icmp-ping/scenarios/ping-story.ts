import type { IcmpReaction, Peer, ProgramExit, StartedProgram, World } from '../../../harness/index.ts';

/** What every story of this lab notes. */
export interface PingFacts {
  /** What was done to each request, in order of arrival; the last goes on for all that follow. */
  readonly roles: readonly string[];
  /** When we sent SIGINT, on the scenario's clock; absent when the program ended by itself. */
  readonly interruptedAtMs?: number;
  /** How it ended then. */
  readonly exit?: ProgramExit;
}

/** A reaction and the name under which the checks find it. */
export interface PlannedReaction extends IcmpReaction {
  readonly role: string;
}

export interface PingStory {
  readonly plan: readonly PlannedReaction[];
  /** A program that goes on for longer is interrupted after so many requests, when it has sent one more. */
  readonly requests: number;
  /** How long after the last of them; the default leaves time to print its answer. */
  readonly settleMs?: number;
  /** Interrupts one that has printed nothing, too; else it is given the time to come to its end and tell. */
  readonly interruptsSilent?: boolean;
  /** SIGKILL so long after SIGINT. */
  readonly graceMs?: number;
  /** Requests with a wrong checksum get no reply, as from a real host. */
  readonly isStrict?: boolean;
}

/** An endless program, or one with a long list of targets, is interrupted at the latest then: no fault of it. */
const longestMs = 10_500;

/** How long a program may wait for replies that do not come, after its last request. */
const longestWaitMs = 3_000;

/** The latest reply that belongs to its second, after its request. */
const longestReplyMs = 750;

/** An address set aside for documentation: for programs that ask for one. @see RFC 5737 */
export const askedHost = '203.0.113.80';

/** Starts the program, answers its requests as planned, and ends it where it does not end by itself. */
export async function playPingStory(
  world: World,
  facts: Partial<Writable<PingFacts>>,
  story: PingStory,
): Promise<void> {
  facts.roles = story.plan.map(({ role }) => role);
  const reactions = story.plan.map(({ messages }) => ({ messages }));
  const responder = await world.icmpResponder({ reactions, answersWrongChecksums: !story.isStrict });
  const program = await world.start({ inputs: { host: askedHost, count: 4 } });
  if (!program.isUp) return;
  await waitForRequests(world, responder, program, story);
  if (!program.isRunning()) {
    // A program that took something else for its last reply is gone before the true one; the wire shall show that.
    await world.sleep(longestReplyMs);
    return;
  }
  facts.interruptedAtMs = world.elapsedMs();
  facts.exit = await program.interrupt(story.graceMs);
}

async function waitForRequests(
  world: World,
  responder: Peer<unknown, { readonly atMs: number; readonly message: Uint8Array }>,
  program: StartedProgram,
  { requests, settleMs = 1100, interruptsSilent = false }: PingStory,
): Promise<void> {
  const endMs = world.elapsedMs() + longestMs;
  let printedAtFirst: number | undefined;
  while (world.elapsedMs() < endMs) {
    if ((await program.waitForExit(50)) !== undefined) return;
    const echoRequests = (await responder.log()).filter(({ message }) => message[0] === 8);
    if (echoRequests.length > 0) printedAtFirst ??= program.outputText().length;
    const isSilent = program.outputText().length <= (printedAtFirst ?? 0);
    const last = echoRequests[requests - 1];
    // One that sends no more may be waiting for what was lost, and about to end by itself.
    const graceMs = echoRequests.length > requests ? settleMs : settleMs + longestWaitMs;
    const isSettled = last && world.elapsedMs() - last.atMs >= graceMs;
    if (isSettled && (interruptsSilent || !isSilent)) return;
  }
}

/** Facts are filled while the story goes on. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
