/** What the source is written in. `other` is anything that the launcher has no way to start. */
export type Language =
  | 'python3'
  | 'python2'
  | 'javascript'
  | 'typescript'
  | 'java'
  | 'go'
  | 'c'
  | 'c++'
  | 'other';

/**
 * What an argument, a prompt or an environment variable asks for. In arguments and environment values it is written as
 * a placeholder, `{host}`; the runtime puts the scenario's input there.
 */
export type Meaning =
  | 'host'
  | 'port'
  | 'url'
  | 'sender'
  | 'recipient'
  | 'cc'
  | 'subject'
  | 'body'
  | 'user'
  | 'password'
  | 'count'
  | 'timeout'
  | 'interval'
  | 'size'
  | 'continue'
  | 'mode'
  | 'file'
  | 'folder'
  | 'name'
  | 'unknown';

/** Arguments to try, with placeholders. */
export interface LaunchCandidate {
  readonly args: readonly string[];
  /** For the report: `usage text: UDPPingerClient.py HOST PORT`. */
  readonly why: string;
  /** Nothing in the source asks for it: it is what programs of this kind often take. */
  readonly isConvention?: boolean;
}

/** A question the program puts on its standard output before it reads a line. */
export interface PromptHint {
  /** As the source has it; empty where the read has no text of its own. */
  readonly text: string;
  readonly meaning: Meaning;
  /** Read without echo (`getpass`). */
  readonly isSecret: boolean;
  /** Converted to a number by the source. */
  readonly wantsNumber: boolean;
  /** What ends a text of several lines, where the source compares each with it. */
  readonly endWord?: string;
  /** One word alone: `scanf("%s")`, `cin >>`. */
  readonly takesWord?: true;
}

export interface BuildStep {
  readonly command: readonly string[];
  /** Relative to the plan's `root`; `.` is the root itself. */
  readonly cwd: string;
  readonly why: string;
  /** Other ways to the same program, tried in their order where that fails. */
  readonly alternatives?: readonly BuildAlternative[];
}

export interface BuildAlternative {
  readonly command: readonly string[];
  /** Written before, relative to the folder that it is built in; what was handed in stays as it is. */
  readonly files?: readonly { readonly path: string; readonly text: string }[];
}

/** How to build and start one part of a submission. Plain data: it is structured-cloned to the agent. */
export interface ProgramPlan {
  /** Id of the lab's part. */
  readonly part: string;
  readonly language: Language;
  /** The file that starts, relative to `root`. */
  readonly entry: string;
  /** Absolute: the folder to copy into the sandbox. */
  readonly root: string;
  /** Relative to `root`: where the program is started. The folder of the entry unless the source tells otherwise. */
  readonly cwd: string;
  readonly build?: BuildStep;
  /** Without arguments. The first word is a logical interpreter (`python3`, `java`) or a path relative to `cwd`. */
  readonly command: readonly string[];
  /** Best first, never empty, without repeats: the runtime tries them in order until one comes up. */
  readonly candidates: readonly LaunchCandidate[];
  /** Values hold placeholders: `SMTP_USERNAME` -> `{user}`. */
  readonly env: Readonly<Record<string, string>>;
  /** In the order of the source. */
  readonly prompts: readonly PromptHint[];
  /** Fixed standard input, from `grade.yaml`; it then takes the place of answers to prompts. */
  readonly stdin?: string;
  /** Literals of the source that it listens on or dials, the likeliest first. */
  readonly expectedPorts: readonly number[];
  /** Host names and addresses in the source. */
  readonly expectedHosts: readonly string[];
  /** Relative to `cwd`: folders that must exist before the start (`cache`). */
  readonly folders: readonly string[];
  /** Relative to `root`: where documents are placed, `cwd` included (`.`, `public`). */
  readonly documentFolders: readonly string[];
  /** Names of data files that the source opens, relative to `cwd`. */
  readonly readsFilesNamed: readonly string[];
  /** Its own sources, relative to the submission; absent where only `grade.yaml` knows it. */
  readonly sources?: readonly string[];
  /** Why this entry and this command: one sentence. */
  readonly why: string;
  /** Findings for the report: `This is Python 2: print statement in line 12`. */
  readonly notes: readonly string[];
  /** Logical tools, for build and start: `python3`, `javac`, `gcc`, `make`. */
  readonly needs: readonly string[];
  /** Another program of the submission that fits the part, for when this one does not come up. */
  readonly otherwise?: ProgramPlan;
}

/** One plan for each part that was found, or one sentence that says why there is none. */
export type PlanResult =
  | { readonly kind: 'plans'; readonly plans: readonly ProgramPlan[] }
  | { readonly kind: 'nothing'; readonly reason: string };
