import type { ListeningSocket } from '../../engine/observation.ts';
import type { StartInputs, StartOptions } from '../../engine/world.ts';
import { fillPlaceholders } from '../../program/fill.ts';
import type { Packet } from '../../wire/packet.ts';
import type { PreparedProgram } from '../runtime.ts';
import type { Compiled } from './compiled.ts';
import type { AgentConfig } from './config.ts';
import { ListeningWatch } from './listening-watch.ts';
import { Answering } from './program/answering.ts';
import { argumentsOf, asTyped } from './program/command.ts';
import { floodBytes, OutputLog } from './program/output-log.ts';
import { RunningProgram } from './program/started-program.ts';
import type { HostProcess, ProgramHost, SlotNetwork } from './program-host.ts';
import { stageProgram } from './stage.ts';
import { ownStallMs } from './stall-meter.ts';
import { patientTimer, timer } from './timer.ts';

const defaultStartTimeoutMs = 10_000;
const lookEveryMs = 10;
const dnsPort = 53;

export interface LaunchSetup {
  readonly network: SlotNetwork;
  readonly program: PreparedProgram;
  /** Absolute: the built files, and where they are put to run. */
  readonly builtFolder: string;
  readonly workFolder: string;
  readonly toolEnvironment: AgentConfig['toolEnvironment'];
  readonly compiled?: Compiled;
  /** Of the authority that certifies the peers of the story; absent where they have no certificates. */
  readonly authorityPem?: string;
  readonly elapsedMs: () => number;
  /** What passed on the wire so far. */
  readonly packets: () => Promise<readonly Packet[]>;
  /** The story is over: nobody waits any more for the program to come up. */
  readonly closing: AbortSignal;
}

export interface Launched extends AsyncDisposable {
  readonly program: RunningProgram;
}

/** Starts the program on a fresh host and waits until it is up, has ended, or has used its start time. */
export async function launch(setup: LaunchSetup, options: StartOptions): Promise<Launched> {
  const { plan, part, candidate } = setup.program;
  const inputs = inputsFor(setup, options.inputs ?? {});
  await stageProgram(
    setup.builtFolder,
    setup.workFolder,
    plan,
    options.files ?? [],
    options.keepFolder === true,
  );
  await using opened = new AsyncDisposableStack();
  const host = opened.use(await setup.network.createHost({ isClient: part.role === 'client' }));
  const words = argumentsOf(plan, candidate, inputs);
  const process = await host.spawn({
    argv: words,
    folder: setup.workFolder,
    cwd: plan.cwd,
    env: environmentFor(setup, inputs),
    mayUseRawSockets: part.needsRawSockets && options.withoutRawSockets !== true,
    ...(setup.compiled && { compiled: setup.compiled }),
    ...(setup.authorityPem !== undefined && { authorityPem: setup.authorityPem }),
  });
  const input = process.child.stdin;
  if (input === null) throw new Error('the program was started without a standard input');
  const output = new OutputLog(floodBytes[part.role]);
  const answering = new Answering(plan, inputs, input, output, setup.elapsedMs);
  const program = new RunningProgram(asTyped(words), process, setup.elapsedMs, output, answering);
  opened.defer(async () => void (await program.kill()));
  await awaitUp(setup, host, process, program, inputs, options.startTimeoutMs ?? defaultStartTimeoutMs);
  const kept = opened.move();
  return { program, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function environmentFor({ program: { plan }, toolEnvironment }: LaunchSetup, inputs: StartInputs) {
  const own = Object.entries(plan.env).map(([name, value]) => [name, fillPlaceholders(value, inputs)]);
  const ofTools = plan.needs.map((tool) => toolEnvironment[tool] ?? {});
  return Object.assign({}, ...ofTools, Object.fromEntries(own)) as Record<string, string>;
}

/** A server binds its own host's address unless told otherwise; a client talks to the far end. */
function inputsFor({ network, program }: LaunchSetup, given: StartInputs): StartInputs {
  const host = program.part.role === 'server' ? network.programAddress : network.peerAddress;
  return { host, ...given };
}

async function awaitUp(
  setup: LaunchSetup,
  host: ProgramHost,
  process: HostProcess,
  program: RunningProgram,
  inputs: StartInputs,
  timeoutMs: number,
): Promise<void> {
  const isServer = setup.program.part.role === 'server';
  using limit = patientTimer(timeoutMs, () => program.stalledMs() + ownStallMs());
  const watch = new ListeningWatch(host, process);
  for (;;) {
    const wasRunning = program.isRunning();
    const isUp = isServer
      ? await noteListening(setup, host, await watch.look(), program, inputs)
      : await hasSent(setup, program);
    if (isUp) {
      program.isUp = true;
      return;
    }
    if (!wasRunning || limit.isOver || setup.closing.aborted) break;
    await Promise.race([timer(lookEveryMs).promise, program.ended]);
  }
  program.notUpBecause = await whyNotUp(program, isServer, timeoutMs);
}

async function noteListening(
  { network, program: { part, plan } }: LaunchSetup,
  host: ProgramHost,
  listening: readonly ListeningSocket[],
  program: RunningProgram,
  inputs: StartInputs,
): Promise<boolean> {
  const sockets = listening.filter(({ protocol }) => protocol === part.transport);
  const socket = chooseSocket(sockets, [inputs.port ?? 0, ...plan.expectedPorts]);
  if (socket === undefined) return false;
  program.listening = sockets;
  program.address = { host: network.programAddress, port: socket.port };
  if (!network.isClosed) return true;
  program.isLoopbackOnly = socket.address.startsWith('127.') || socket.address === '::1';
  program.isForeignAddress =
    !program.isLoopbackOnly && !['0.0.0.0', '::', network.programAddress].includes(socket.address);
  if (program.isLoopbackOnly || program.isForeignAddress) await host.expose(socket);
  return true;
}

/** Of several sockets the one on a port that was asked for or stands in the source, and the most open one. */
function chooseSocket(
  sockets: readonly ListeningSocket[],
  ports: readonly number[],
): ListeningSocket | undefined {
  const wanted = ports
    .map((port) => sockets.filter((socket) => socket.port === port))
    .find((some) => some[0]);
  const choices = wanted ?? sockets;
  return choices.find(({ address }) => address === '0.0.0.0' || address === '::') ?? choices[0];
}

/**
 * A client is up with the first thing of its kind that it sends; looking up a name is not yet that, unless it is what
 * the program itself is for.
 */
async function hasSent(
  { packets, program: { part, plan } }: LaunchSetup,
  program: RunningProgram,
): Promise<boolean> {
  return (await packets()).some((packet) => {
    if (packet.from !== 'program' || packet.atMs < program.startedAtMs) return false;
    if (part.transport === 'icmp') return packet.protocol === 1;
    if (part.transport === 'tcp') return packet.tcp !== undefined;
    const asksForNames = plan.expectedPorts.includes(dnsPort);
    return packet.udp !== undefined && (asksForNames || packet.udp.destinationPort !== dnsPort);
  });
}

async function whyNotUp(program: RunningProgram, isServer: boolean, timeoutMs: number): Promise<string> {
  const goal = isServer ? 'listened on a port' : 'sent anything';
  const exit = program.record().exit;
  const words = program.output.lastWords();
  const said = words === '' ? '' : `; its last words were: ${words}`;
  if (exit === undefined) {
    return `It had not ${isServer ? goal : 'sent anything'} after ${timeoutMs / 1000} s${said}`;
  }
  if (exit.limit !== undefined)
    return `It was ended for using too much (${exit.limit}) before it ${goal}${said}`;
  const how = exit.signal === undefined ? `exit status ${exit.code}` : `signal ${exit.signal}`;
  return `It ended with ${how} before it ${goal}${said}`;
}
