import type { OriginObject, Random } from '../../../harness/index.ts';

/** An object on the origin, and where a proxy finds it. */
export interface Placed {
  readonly host: string;
  readonly path: string;
  /** Of the object; empty when it is a pattern. */
  readonly body: Uint8Array;
  readonly objects: readonly OriginObject[];
}

/**
 * Puts an object where it belongs, and also where a proxy looks that doubles the slash, or drops the path and asks the
 * same host for `/`. The check for the path takes the points for that; the other checks see the object all the same.
 * The origin closes after the answer, because many students' programs read until it does.
 */
export function place(host: string, path: string, object: Omit<OriginObject, 'path'>): Placed {
  const closing = { closes: true, ...object };
  return {
    host,
    path,
    body: object.body ?? new Uint8Array(),
    objects: [
      { ...closing, path },
      { ...closing, path: `/${path}` },
      { ...closing, path: '/', host },
    ],
  };
}

/** An object that only its own host has: for what must not be confused between hosts or paths. */
export function placeExactly(host: string, path: string, object: Omit<OriginObject, 'path'>): Placed {
  return {
    host,
    path,
    body: object.body ?? new Uint8Array(),
    objects: [{ closes: true, ...object, host, path }],
  };
}

/** Fields of an object that every cache may keep for ten minutes. */
export function cacheableFields(type = 'text/html'): readonly (readonly [string, string])[] {
  return [
    ['Content-Type', type],
    ['Cache-Control', 'max-age=600'],
    ['Last-Modified', httpDate(Date.now() - 30 * 24 * 3600 * 1000)],
  ];
}

/** Printable text of a given length, in lines. Nothing in it can be damaged by taking it for text. */
export function text(random: Random, length: number): Uint8Array {
  const lines = Array.from({ length: Math.ceil(length / 64) }, () => `${random.word(63)}\n`);
  return Buffer.from(lines.join('').slice(0, length));
}

/** IMF-fixdate of a time in ms since the epoch. */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

/** A small page with a word in it that nothing else has. */
export function page(word: string): Uint8Array {
  return Buffer.from(`<html>\r\n<head><title>${word}</title></head>\r\n<body>${word}</body>\r\n</html>\r\n`);
}
