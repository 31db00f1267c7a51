import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { GradeError } from '../../../harness/runtime/errors.ts';
import type { Submitter } from '../roster/find-person.ts';
import { entriesOf } from './folder-entries.ts';
import type { HandIn, Layout, LookFor } from './hand-in.ts';

const fileName = 'submission_metadata.yml';

const words = z.union([z.string(), z.number()]).transform(String).nullish();
const metadataSchema = z.record(
  z.string(),
  z.object({
    ':submitters': z.array(z.object({ ':name': words, ':sid': words, ':email': words })).default([]),
    ':created_at': z.union([z.string(), z.date()]).nullish(),
  }),
);
type Metadata = z.infer<typeof metadataSchema>[string];

/**
 * The export of an assignment from Gradescope: `submission_metadata.yml` beside a folder for each submission. Undefined
 * where there is no such file.
 * @throws GradeError when the file is not what Gradescope writes
 */
export async function gradescopeLayout({ root, lab }: LookFor): Promise<Layout | undefined> {
  const text = await readFile(path.join(root, fileName), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const metadata = readMetadata(text);
  const handIns = await Promise.all(
    Object.entries(metadata).map(([folder, facts]) => toHandIn(root, folder, facts, lab)),
  );
  const folders = (await entriesOf(root)).filter((entry) => entry.isDirectory());
  return {
    kind: 'a Gradescope export',
    handIns,
    strangers: folders.map(({ name }) => name).filter((name) => metadata[name] === undefined),
  };
}

function readMetadata(text: string): Readonly<Record<string, Metadata>> {
  try {
    return metadataSchema.parse(parse(text));
  } catch (error) {
    throw new GradeError(
      'gradescope',
      `${fileName} is not as Gradescope writes it; export the submissions again.`,
      {
        cause: error,
      },
    );
  }
}

async function toHandIn(
  root: string,
  folder: string,
  { ':submitters': submitters, ':created_at': createdAt }: Metadata,
  lab: string | undefined,
): Promise<HandIn> {
  const place = path.join(root, path.basename(folder));
  const isThere = await lstat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const submittedAt = instantOf(createdAt);
  return {
    source: folder,
    submitters:
      submitters.length > 0 ? submitters.map((each) => toSubmitter(each, folder)) : [{ label: folder }],
    ...(lab !== undefined && { lab }),
    files: [{ path: place, name: folder }],
    ...(submittedAt !== undefined && { submittedAt, submittedAtFrom: 'gradescope' as const }),
    ...(!isThere && { fault: `${fileName} names ${folder}, and there is no such folder in the export.` }),
  };
}

function toSubmitter(submitter: Metadata[':submitters'][number], folder: string): Submitter {
  const { ':name': name, ':sid': sisId, ':email': email } = submitter;
  return {
    label: name ?? email ?? sisId ?? folder,
    ...(name && { name }),
    ...(sisId && { sisId }),
    ...(email && { email }),
  };
}

/** `2026-10-05 18:44:39.123456000 Z`, as Ruby writes it. */
function instantOf(value: string | Date | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  const text = value instanceof Date ? value.toISOString() : value.trim();
  const [, day, clock, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)[\d.]* ?(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  const time = Date.parse(`${day}T${clock}${zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
