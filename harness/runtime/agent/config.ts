import type { RemotePeerName } from '../../../containers/control/orders.ts';
import type { Job, RuntimeName } from '../runtime.ts';
import type { PlacedEntry } from './place-folder.ts';

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
}

export type ToAgent =
  | { readonly kind: 'config'; readonly config: AgentConfig }
  | { readonly kind: 'place'; readonly folder: string; readonly entries: readonly PlacedEntry[] }
  /** The container of a peer runs now. */
  | { readonly kind: 'peer'; readonly peer: RemotePeerName }
  | { readonly kind: 'job'; readonly job: Job };

export type FromAgent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'placed' }
  /** The job needs a peer whose container does not run; it has to be sent again. */
  | { readonly kind: 'needs'; readonly peer: RemotePeerName }
  | { readonly kind: 'done'; readonly outcome: unknown }
  | { readonly kind: 'failed'; readonly message: string };
