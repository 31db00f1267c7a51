import type { Frame } from './parse-packet.ts';

const linkTypeEthernet = 1;
const magicMicroseconds = 0xa1b2c3d4;
const keptBytesPerFrame = 65_535;

/**
 * A pcap file of the frames, to open in Wireshark. Number n of the file is packet n of the observation.
 * @see https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html
 */
export function encodePcap(frames: readonly Frame[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(magicMicroseconds, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(keptBytesPerFrame, 16);
  head.writeUInt32LE(linkTypeEthernet, 20);
  return Buffer.concat([head, ...frames.flatMap(encodeFrame)]);
}

function encodeFrame({ bytes, epochMs }: Frame): [Buffer, Buffer] {
  const head = Buffer.alloc(16);
  const seconds = Math.floor(epochMs / 1000);
  head.writeUInt32LE(seconds, 0);
  head.writeUInt32LE(Math.floor((epochMs - seconds * 1000) * 1000), 4);
  head.writeUInt32LE(bytes.length, 8);
  head.writeUInt32LE(bytes.length, 12);
  return [head, bytes];
}
