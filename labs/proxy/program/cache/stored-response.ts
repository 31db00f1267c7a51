import type { Fields } from '../http/fields.ts';

/** What the rules of caching need to know of a response, stored or just arrived. */
export interface CacheableResponse {
  readonly status: number;
  readonly reason: string;
  /** Without hop-by-hop fields. */
  readonly fields: Fields;
  /** When the request for it left, ms since the epoch. */
  readonly requestTimeMs: number;
  /** When its head came, ms since the epoch. */
  readonly responseTimeMs: number;
}

/** A whole response in the cache. */
export interface StoredResponse extends CacheableResponse {
  /** The URL, `http://www.example.com/a.html?x=1`. */
  readonly url: string;
  /** The values, in the request that brought it, of the fields that its Vary names. */
  readonly variant: Variant;
  /** File in the cache folder that holds the body; never changed once it stands there. */
  readonly bodyFile: string;
  readonly bodyLength: number;
}

/** Field name in lower case -> normalised value, null when the request did not have it. */
export type Variant = Readonly<Record<string, string | null>>;
