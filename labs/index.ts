import type { Lab } from '../harness/index.ts';

/** A lab by its name; its definition is loaded when it is needed. */
export interface LabEntry {
  readonly id: string;
  /** Relative to the product's top folder. */
  readonly module: string;
  readonly load: () => Promise<Lab>;
}

const ids = ['web-server', 'udp-pinger', 'mail-client', 'proxy', 'icmp-ping', 'dns-client'] as const;

/** In the order in which a course sets them. */
export const labs: readonly LabEntry[] = ids.map((id) => ({
  id,
  module: `labs/${id}/lab.ts`,
  load: async () => ((await import(`./${id}/lab.ts`)) as { readonly default: Lab }).default,
}));
