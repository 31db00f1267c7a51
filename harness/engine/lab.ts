import type { LibraryRules } from '../program/findings/craft.ts';
import type { Observation } from './observation.ts';
import type { World } from './world.ts';

/** `core` makes the 100 points, `extension` is bonus, `robust` is reported without points unless a course says so. */
export type Kind = 'core' | 'extension' | 'robust';

/** How binding the source is: RFC 2119 words, or `course` for what only the handout asks. */
export type Level = 'must' | 'should' | 'may' | 'course';

/** Where a requirement comes from, as it is shown to the student. */
export interface Source {
  /** `RFC 9112 section 6.3` or `Handout, requirement 4`. */
  readonly text: string;
  readonly url?: string;
}

/** The text of `grade explain`. */
export interface Explanation {
  /** What is sent or done, in a sentence. */
  readonly does: string;
  /** What is expected, and which variants are accepted. */
  readonly expects: string;
  /** Why it matters. */
  readonly why: string;
  /** The usual mistake and its cure. */
  readonly mistake: string;
}

/**
 * One world, one start of the program, one story. `run` fills `facts` as it goes: what was filled when time ran out
 * still counts. Facts must be plain data (structured-cloneable).
 */
export interface Scenario<Facts extends object = object> {
  /** Permanent, unique in the lab, without the lab's name: `basics`, `every-third-lost`. */
  readonly id: string;
  /** A sentence for the report: `Ten pings, none lost, each answered after a known delay`. */
  readonly title: string;
  /** Which of the lab's parts it starts. */
  readonly part: string;
  /** How long the story may take once the program runs. The program pays for what runs over. */
  readonly timeoutMs: number;
  run(world: World, facts: Partial<Facts>): Promise<void>;
}

/**
 * One cited requirement, judged from what one scenario saw. `judge` passes by returning, and takes points only by
 * `fail()` of `harness/expect`; anything else that is thrown makes the verdict `errored` and the lab run ungradable.
 */
// biome-ignore lint/suspicious/noExplicitAny: checks of different facts stand in one list; defineCheck keeps each typed.
export interface Check<Facts extends object = any> {
  /** Permanent words: `proxy/relays-body-bytes`. */
  readonly id: string;
  /** The sentence a student reads, a requirement: `The body has exactly the bytes of the file`. */
  readonly title: string;
  readonly kind: Kind;
  readonly level: Level;
  /** Points of a passed check. Core points of a lab sum to 100; extension points are bonus; robust 0. */
  readonly points: number;
  readonly sources: readonly Source[];
  readonly scenario: Scenario<Facts>;
  /** Ids of checks that must have passed before this one means anything; else it is `blocked`. */
  readonly needs?: readonly string[];
  /** A failure of this check rests on a measured time: it is confirmed in a second world before it counts. */
  readonly isTimed?: boolean;
  /**
   * A failure of this check may mean no more than that something had not come when the story was over. Where the program
   * did not end by itself, and so might have gone on, it is confirmed likewise.
   */
  readonly isAwaited?: boolean;
  readonly explanation: Explanation;
  judge(observation: Observation<Facts>): void;
}

/** A program role in a lab: most labs have one, `udp-pinger` has a client and a server. */
export interface Part {
  /** `server`, `client`; unique in the lab. */
  readonly id: string;
  readonly title: string;
  /** How it shows that it is up: it listens, or it sends the first packet. */
  readonly role: 'server' | 'client';
  readonly transport: 'tcp' | 'udp' | 'icmp';
  /** Needs raw sockets (CAP_NET_RAW on its own host). */
  readonly needsRawSockets?: boolean;
  /**
   * The arguments that the handout prescribes, with placeholders: `['{name}', '{host}']`. They are tried before those
   * that the source seems to ask for.
   */
  readonly arguments?: readonly string[];
  /** The well-known port that a client is to talk to. Needed for 53: else a query is a mere look-up of a name. */
  readonly port?: number;
  /**
   * Words that tell this part's source from others', matched against file names and source text, with a weight.
   * Negative weights tell against it.
   */
  readonly clues: readonly Clue[];
}

export interface Clue {
  readonly pattern: RegExp;
  readonly in: 'name' | 'source';
  readonly weight: number;
}

/** A program that proves the checks: edits of a part's reference, or a program of its own. */
interface ProofProgram {
  /** Permanent words, unique among the lab's mutants and variants: `waits-after-answer`. */
  readonly id: string;
  readonly title: string;
  readonly part: string;
  /** Each `find` occurs exactly once in `file`, which is relative to the folder of the part's reference. */
  readonly edits?: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
  /** A folder with a program of its own, relative to the lab's `mutants/` or `variants/`. */
  readonly folder?: string;
}

/** A program with one known fault, which its title names. */
export interface Mutant extends ProofProgram {
  /** Ids of exactly the checks it must fail. Checks blocked by those are not listed. */
  readonly fails: readonly string[];
}

/** A right program that does things in an unusual way. A deduction from it is a fault of the check. */
export interface Variant extends ProofProgram {
  /** Ids of the checks that it fulfils in an unusual way, and so must pass. */
  readonly passes: readonly string[];
  /** Ids of exactly the checks it fails, because it does not attempt what they ask. None of them is core. */
  readonly lacks?: readonly string[];
}

export interface Lab {
  /** `web-server`, `udp-pinger`, `mail-client`, `proxy`, `icmp-ping`, `dns-client`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what the student's program does. */
  readonly summary: string;
  /** Raised whenever verdicts may change. */
  readonly version: number;
  readonly parts: readonly Part[];
  /** In the order of the report; a check comes after what it needs. */
  readonly checks: readonly Check[];
  /** Per part: the entry of the reference, relative to the lab's folder (`program/main.ts`). */
  readonly reference: Readonly<Record<string, string>>;
  readonly mutants: readonly Mutant[];
  /** What students are to write by hand. Something ready made that does it is a finding for the instructor. */
  readonly libraries?: LibraryRules;
  /** Each check is named by one at least. */
  readonly variants: readonly Variant[];
}

/** Types a scenario's facts. */
export function defineScenario<Facts extends object>(scenario: Scenario<Facts>): Scenario<Facts> {
  return scenario;
}

/** Types a check's observation by its scenario. */
export function defineCheck<Facts extends object>(check: Check<Facts>): Check<Facts> {
  return check;
}

export function defineLab(lab: Lab): Lab {
  return lab;
}

/** `RFC 9112 section 6.3`, with its address. */
export function rfc(number: number, section: string): Source {
  return {
    text: `RFC ${number} section ${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
  };
}

/** A numbered requirement of the lab's `handout.md`. */
export function handout(requirement: string): Source {
  return { text: `Handout, requirement ${requirement}` };
}
