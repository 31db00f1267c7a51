import type { ProgramExit, SmtpScript, StartedProgram, World } from '../../../harness/index.ts';
import type { MailFacts, MailInputs, MailRun } from './mail-facts.ts';
import type { MailServers } from './mail-servers.ts';

export interface RunPlan {
  readonly id: string;
  readonly inputs: MailInputs;
  readonly script?: Partial<SmtpScript>;
  /** The reply that is to stop it. */
  readonly refusal?: string;
  readonly attachment?: MailRun['attachment'];
  /** After so long without a byte from it, it counts as stuck; the default is 5,000, and less once it was stuck. */
  readonly idleMs?: number;
}

/** A name that a world of its own leads to our server; without one there is only this machine. */
const HOST = 'mail.grade.example';
const LOOPBACK = '127.0.0.1';
const PATIENT_MS = 5000;
const IMPATIENT_MS = 2500;
const LOOK_EVERY_MS = 250;

/** Starts the program once, waits for its end, and adds what was seen to the facts. */
export async function playRun(
  world: World,
  servers: MailServers,
  facts: Partial<MailFacts>,
  plan: RunPlan,
): Promise<void> {
  const { id, inputs, script, refusal, attachment } = plan;
  const runs = facts.runs ?? [];
  const idleMs = plan.idleMs ?? (runs.some(({ isStuck }) => isStuck) ? IMPATIENT_MS : PATIENT_MS);
  await servers.setScript(script ?? {});
  const startedAtEpochMs = Date.now();
  const program = await world.start({
    inputs: {
      ...inputs,
      host: world.peerAddress === LOOPBACK ? 'localhost' : HOST,
      port: servers.portOf(inputs.port),
      file: attachment?.name ?? '',
    },
    files: attachment ? [{ path: attachment.name, bytes: attachment.bytes }] : [],
  });
  const exit = await waitForEnd(program, servers, idleMs);
  if (!exit) await program.interrupt(500);
  const run: MailRun = {
    id,
    inputs,
    sessions: await servers.takeSessions(),
    endedAtMs: world.elapsedMs(),
    isStuck: exit === undefined,
    startedAtEpochMs,
    ...(refusal !== undefined && { refusal }),
    ...(attachment && { attachment }),
  };
  Object.assign(facts, { runs: [...runs, run] });
}

/**
 * Waits as long as the dialogue, or what it prints, goes on: a busy machine makes a program slow, not stuck.
 * @returns undefined when it is stuck
 */
async function waitForEnd(
  program: StartedProgram,
  servers: MailServers,
  idleMs: number,
): Promise<ProgramExit | undefined> {
  let seen = 0;
  let waitedMs = 0;
  for (let limitMs = idleMs; waitedMs < limitMs; waitedMs += LOOK_EVERY_MS) {
    const exit = await program.waitForExit(LOOK_EVERY_MS);
    if (exit) return exit;
    const { amount, isOver } = await servers.activity();
    // What it prints, its questions too, is a sign of life as well.
    const signs = amount + program.outputText().length;
    limitMs = isOver ? Math.min(idleMs, IMPATIENT_MS) : idleMs;
    if (signs !== seen) waitedMs = 0;
    seen = signs;
  }
  return undefined;
}
