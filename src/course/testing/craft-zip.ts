import { crc32, deflateRawSync } from 'node:zlib';

/** One entry, with whatever a header can lie about. */
export interface CraftedEntry {
  /** As bytes, in whatever encoding. */
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Of Unix: type and rights, `0o120777` for a link. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: 0 | 8 | 14;
  /** What the directory claims, where it is not so. */
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
  readonly extra?: Uint8Array;
}

/** A zip file byte by byte, as no ordinary program would write it. @see APPNOTE.TXT 6.3.10 section 4.3 */
export function craftZip(entries: readonly CraftedEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = headersOf(entry, offset);
    locals.push(local);
    directory.push(central);
    offset += local.length;
  }
  const centralBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(centralBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, centralBytes, end]);
}

function headersOf(
  entry: CraftedEntry,
  offset: number,
): { readonly local: Buffer; readonly central: Buffer } {
  const { content = '', mode = 0o100644, flags = 0, method = 8, extra = Buffer.alloc(0) } = entry;
  const [name, plain] = [Buffer.from(entry.name), Buffer.from(content)];
  const packed = method === 0 ? plain : deflateRawSync(plain);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(entry.claimedCrc ?? crc32(plain), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.claimedSize ?? plain.length, 18);
  common.writeUInt16LE(name.length, 22);
  common.writeUInt16LE(extra.length, 24);
  const [localSign, centralSign, tail] = [
    Buffer.from('PK\x03\x04'),
    Buffer.from('PK\x01\x02'),
    Buffer.alloc(14),
  ];
  tail.writeUInt32LE(mode * 0x10000, 6);
  tail.writeUInt32LE(offset, 10);
  const madeByUnix = Buffer.from([20, 3]);
  return {
    local: Buffer.concat([localSign, common, name, extra, packed]),
    central: Buffer.concat([centralSign, madeByUnix, common, tail, name, extra]),
  };
}
