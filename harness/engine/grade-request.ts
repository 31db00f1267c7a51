import type { SlotPool } from '../runtime/slot-pool.ts';
import type { Lab } from './lab.ts';

export interface GradeRequest {
  readonly lab: Lab;
  /** Relative to the product's top folder: `labs/proxy/lab.ts`. */
  readonly labModule: string;
  /** A folder, or one file of a program. */
  readonly location: string;
  /** Unique in the run, safe as a file name. */
  readonly key: string;
  readonly seed: string;
  readonly pool: SlotPool;
  /** Shared with the slots. */
  readonly runFolder: string;
  /** Looks for these parts only; for all of the lab's when absent. */
  readonly parts?: ReadonlySet<string>;
  /** Judges only these checks and what they need; all when absent. */
  readonly only?: ReadonlySet<string>;
}
