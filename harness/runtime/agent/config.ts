import type { AuthorityData } from '../../wire/certificate-authority.ts';
import type { RuntimeName } from '../runtime.ts';

/** What an agent is told when it starts. Plain data, the first message on its channel. */
export interface AgentConfig {
  readonly runtime: RuntimeName;
  /** Top folder of the product, as the agent sees it. */
  readonly appFolder: string;
  readonly runFolder: string;
  /** Where the agent copies programs to; emptied by nobody but the end of the slot. */
  readonly workFolder: string;
  /** Folders with interpreters outside /usr, to be put first in PATH and shown to programs, read-only. */
  readonly toolFolders: readonly string[];
  /** What a tool needs in its environment, by its logical name: where a Python 2 from elsewhere has its libraries. */
  readonly toolEnvironment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A folder with the native modules that programs may require (`raw-socket`). */
  readonly modulesFolder: string;
  readonly authority: AuthorityData;
}

export type ToAgent =
  | { readonly kind: 'config'; readonly config: AgentConfig }
  | { readonly kind: 'job'; readonly job: import('../runtime.ts').Job };

export type FromAgent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly outcome: unknown }
  | { readonly kind: 'failed'; readonly message: string };
