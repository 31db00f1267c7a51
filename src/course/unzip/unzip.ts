import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { openPromise, type ZipFile } from 'yauzl';
import { ByteMeter, FileFault } from './byte-meter.ts';
import { type PlannedEntry, planEntries, type Refuse, refuseAll } from './plan-entries.ts';
import { UnzipError } from './unzip-error.ts';
import type { UnzipLimits } from './unzip-limits.ts';

export interface Unzipped {
  /** Names of what was left out: `node_modules`. */
  readonly leftOut: readonly string[];
  /** What was refused, when that does not refuse the whole file. */
  readonly faults: readonly EntryFault[];
}

export interface EntryFault {
  readonly name: string;
  /** The end of a sentence about it: `leads out of its folder`. */
  readonly fault: string;
}

export interface UnzipOptions {
  readonly limits: UnzipLimits;
  /** Of a class: one bad entry does not refuse the others. */
  readonly isTolerant?: boolean;
}

/**
 * Unpacks a zip file into a folder that it makes. Names, links and kinds are checked before anything is written; bytes
 * are counted as they come out, whatever the headers say. When it throws, the folder is gone.
 * @throws UnzipError with the end of a sentence about the file: `holds ../x, which leads out of its folder`
 */
export async function unzip(
  file: string,
  folder: string,
  { limits, isTolerant = false }: UnzipOptions,
): Promise<Unzipped> {
  const faults: EntryFault[] = [];
  const refuse: Refuse = isTolerant ? (name, fault) => faults.push({ name, fault }) : refuseAll;
  const zip = await openZip(file);
  try {
    const { entries, leftOut } = await planEntries(zip, limits, refuse);
    await mkdir(folder, { recursive: true });
    const meter = new ByteMeter(limits);
    for (const planned of entries) await writeEntry(zip, planned, folder, { meter, refuse });
    return { leftOut, faults };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw asUnzipError(error);
  } finally {
    zip.close();
  }
}

async function openZip(file: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  try {
    return await openPromise(file, options);
  } catch (error) {
    throw asUnzipError(error);
  }
}

interface Writing {
  readonly meter: ByteMeter;
  readonly refuse: Refuse;
}

async function writeEntry(
  zip: ZipFile,
  planned: PlannedEntry,
  folder: string,
  { meter, refuse }: Writing,
): Promise<void> {
  const target = path.join(folder, ...planned.path.split('/'));
  // The names were checked; this holds whatever those checks forgot.
  const inside = path.relative(folder, target);
  if (inside === '' || inside.split(path.sep)[0] === '..' || path.isAbsolute(inside))
    throw new UnzipError(`holds ${planned.path}, which leads out of its folder`);
  if (planned.isFolder) {
    await mkdir(target, { recursive: true });
    return;
  }
  await mkdir(path.dirname(target), { recursive: true });
  try {
    // Raw, and unpacked here: yauzl's own stream throws where nobody can catch it when both sides of it fail.
    const packed = await zip.openReadStreamPromise(planned.entry, { decodeFileData: false });
    await writeCounted(packed, target, planned, meter);
  } catch (error) {
    if (!(error instanceof Error) || 'syscall' in error || error instanceof UnzipError) throw error;
    await rm(target, { force: true });
    refuse(planned.path, error instanceof FileFault ? error.message : `is damaged (${error.message})`);
  }
}

async function writeCounted(
  packed: Readable,
  target: string,
  { entry, isExecutable }: PlannedEntry,
  meter: ByteMeter,
): Promise<void> {
  // Never over what is there, so never through a link either.
  await using handle = await open(target, 'wx', isExecutable ? 0o755 : 0o644);
  let [sum, bytes] = [0, 0];
  const write = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      sum = crc32(chunk, sum);
      meter.count(chunk.length, bytes, entry.compressedSize);
      await handle.write(chunk);
    }
  };
  await (entry.compressionMethod === 0
    ? pipeline(packed, write)
    : pipeline(packed, createInflateRaw(), write));
  if (bytes !== entry.uncompressedSize || sum !== entry.crc32)
    throw new FileFault('is damaged: it is not what was packed');
}

const systemReasons: Readonly<Record<string, string>> = {
  ENAMETOOLONG: 'has a path that is too long',
  EACCES: 'cannot be read: you may not',
  ENOENT: 'is not there',
};

/** The words of yauzl and zlib for what is no zip file, or half of one; a full disk is no fault of the file. */
function asUnzipError(error: unknown): unknown {
  if (error instanceof UnzipError || !(error instanceof Error)) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if ('syscall' in error && !(code in systemReasons)) return error;
  const reason = systemReasons[code];
  return new UnzipError(reason ?? `is damaged, or no zip file (${error.message.split('\n')[0]})`, {
    cause: error,
  });
}
