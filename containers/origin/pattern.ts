/** A prime, so that no power of two that a program reads by falls on the same place twice. */
const PERIOD = 65_521;

/** Bytes of the pattern from `offset`: every value occurs, and a piece that is lost, doubled or moved shows. */
export function patternBytes(length: number, offset = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    const place = (offset + index) % PERIOD;
    bytes[index] = (place ^ (place >> 8)) & 0xff;
  }
  return bytes;
}
