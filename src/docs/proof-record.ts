import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { appFolder } from '../../harness/runtime/product-paths.ts';

const ids = z.array(z.string());

/** What one program was seen to lose: ids of checks. The rest of its part passed or was inconclusive. */
const measurement = z.strictObject({ failed: ids, blocked: ids });
const proofRecord = z.strictObject({
  /** By the id of the mutant, of the variant, or of the part. */
  mutants: z.record(z.string(), measurement),
  variants: z.record(z.string(), measurement),
  references: z.record(z.string(), measurement),
});

export type Measurement = Readonly<z.infer<typeof measurement>>;
export type ProofRecord = z.infer<typeof proofRecord>;
export type ProofGroup = keyof ProofRecord;

/** Where the proof of a lab keeps what it measured. */
export function proofRecordPath(lab: string): string {
  return path.join(appFolder, 'labs', lab, 'measured.json');
}

/** What was measured of a lab; nothing when it never was. */
export async function readProofRecord(lab: string): Promise<ProofRecord> {
  try {
    return proofRecord.parse(JSON.parse(await readFile(proofRecordPath(lab), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { mutants: {}, variants: {}, references: {} };
  }
}

/** Sorted, so that a new measurement changes only the lines it is about. */
export async function writeProofRecord(lab: string, record: ProofRecord): Promise<void> {
  const sorted = Object.fromEntries(
    Object.entries(record).map(([group, programs]) => [group, sortedByKey(programs)]),
  );
  await writeFile(proofRecordPath(lab), `${JSON.stringify(sorted, undefined, 2)}\n`);
}

function sortedByKey(programs: Readonly<Record<string, Measurement>>): Record<string, Measurement> {
  const entries = Object.entries(programs).map(
    ([id, { failed, blocked }]) => [id, { failed: failed.toSorted(), blocked: blocked.toSorted() }] as const,
  );
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
