import { z } from 'zod';

/** Points into what a scenario saw: what a verdict rests on. The same shape as `harness/expect/failure.ts` gives. */
export const evidenceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('conversation'),
    id: z.string().describe('Id of a conversation of the scenario: `origin-1`'),
    event: z.int().nonnegative().optional().describe('Index into its events'),
    offset: z.int().nonnegative().optional().describe('Byte offset into the event'),
  }),
  z.object({
    kind: z.literal('output'),
    program: z.int().nonnegative().describe('Index of the start in the scenario'),
    text: z.string().describe('The words it printed, as they came'),
  }),
  z.object({ kind: z.literal('packet'), number: z.int().positive().describe('Number in the pcap, from 1') }),
  z.object({ kind: z.literal('exit'), program: z.int().nonnegative() }),
]);

export type Evidence = z.infer<typeof evidenceSchema>;

/** Where a requirement comes from: `RFC 9112 section 6.3`, `Handout, requirement 4`. */
export const sourceSchema = z.object({ text: z.string(), url: z.string().optional() });

export const kindSchema = z.enum(['core', 'extension', 'robust']);
export const levelSchema = z.enum(['must', 'should', 'may', 'course']);
export const statusSchema = z.enum(['passed', 'failed', 'blocked', 'inconclusive', 'errored']);

/** How much of a verdict a student sees. `verdict`: how it came out and the hint; `nothing`: not even the check. */
export const visibilitySchema = z.enum(['all', 'verdict', 'nothing']);

export type Kind = z.infer<typeof kindSchema>;
export type Level = z.infer<typeof levelSchema>;
export type Status = z.infer<typeof statusSchema>;
export type Visibility = z.infer<typeof visibilitySchema>;
