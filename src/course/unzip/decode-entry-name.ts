import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { getFileNameLowLevel } from 'yauzl';

const isUtf8Flag = 0x800;
const unicodePathField = 0x7075;

type RawName = Pick<Entry, 'generalPurposeBitFlag' | 'fileNameRaw' | 'extraFields'>;

/**
 * The name of an entry, whatever wrote the zip file: UTF-8 where the flag says so, the Info-ZIP Unicode field where it
 * fits, UTF-8 without the flag (macOS, many web sites) where the bytes are that, else code page 437.
 * @see APPNOTE.TXT 6.3.10, appendix D and section 4.6.9 https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function decodeEntryName({ generalPurposeBitFlag, fileNameRaw, extraFields }: RawName): string {
  if ((generalPurposeBitFlag & isUtf8Flag) !== 0) return new TextDecoder().decode(fileNameRaw);
  const field = extraFields.find(({ id }) => id === unicodePathField)?.data;
  if (field !== undefined && field.length > 5 && field.readUInt32LE(1) === crc32(fileNameRaw)) {
    return new TextDecoder().decode(field.subarray(5));
  }
  return decodeUtf8(fileNameRaw) ?? getFileNameLowLevel(0, fileNameRaw, [], true);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
