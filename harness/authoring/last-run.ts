import type { Observation, ProgramExit } from '../engine/observation.ts';
import { findStackTrace } from '../protocols/crash/stack-trace.ts';
import { printedAddresses } from '../protocols/dns/printed-addresses.ts';
import { printedText } from '../protocols/ping/read-output.ts';

/** The last start of the program in a scenario, as far as its output goes. */
export interface LastRun {
  /** What it printed, without the white space around it. */
  readonly text: string;
  /** The addresses in it, in canonical form, but those that stand on its command line. */
  readonly addresses: readonly string[];
  readonly exit?: ProgramExit;
  /** It ended by itself. */
  readonly hasEnded: boolean;
  /** An exception reached its user. */
  readonly hasStackTrace: boolean;
}

export function lastRun({ programs }: Observation): LastRun {
  const { output = [], command = '', exit } = programs.at(-1) ?? {};
  const text = printedText(output).trim();
  const told = new Set(printedAddresses(command));
  return {
    text,
    addresses: printedAddresses(text).filter((each) => !told.has(each)),
    ...(exit && { exit }),
    hasEnded: exit?.isOurDoing === false,
    hasStackTrace: findStackTrace(text) !== undefined,
  };
}
