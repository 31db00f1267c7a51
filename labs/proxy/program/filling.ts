import type { BodyWriter } from './cache/body-files.ts';
import type { Flight } from './cache/single-flight.ts';
import { isStorable } from './cache/storable.ts';
import type { CacheableResponse } from './cache/stored-response.ts';
import { variantOf } from './cache/vary.ts';
import type { Exchange, OriginAnswer } from './exchange.ts';
import { responseFields } from './forward.ts';

/** The answer as the cache sees it. */
export function cacheable(exchange: Exchange, answer: OriginAnswer): CacheableResponse {
  const { status, reason } = answer.head;
  const { requestTimeMs, responseTimeMs } = answer;
  const fields = responseFields(answer.head, exchange.context.pseudonym, responseTimeMs);
  return { status, reason, fields, requestTimeMs, responseTimeMs };
}

/** A response on its way into the cache. It can be found there once `finish` has been called, and not before. */
export class Filling {
  readonly #exchange: Exchange;
  readonly #response: CacheableResponse;
  readonly #writer: BodyWriter;

  private constructor(exchange: Exchange, response: CacheableResponse, writer: BodyWriter) {
    this.#exchange = exchange;
    this.#response = response;
    this.#writer = writer;
  }

  /** Undefined when the response may not be kept, or the disk does not take it. */
  static async begin(exchange: Exchange, response: CacheableResponse): Promise<Filling | undefined> {
    if (!isStorable(exchange.request, response)) return undefined;
    const writer = await exchange.context.store.beginBody();
    return writer && new Filling(exchange, response, writer);
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#writer.write(bytes);
  }

  /** The body is whole. @param flight that brought it: it may have been overtaken by a change */
  async finish(flight: Flight | undefined): Promise<void> {
    const { context, request, url } = this.#exchange;
    const bodyLength = await this.#writer.finish();
    if (bodyLength === undefined) return;
    const variant = variantOf(request.fields, this.#response.fields);
    const { bodyFile } = this.#writer;
    const stored = { ...this.#response, url, variant, bodyFile, bodyLength };
    await context.store.add(stored, () => flight?.isOutdated ?? false);
  }

  /** The body did not come whole: nothing of it is kept. */
  async discard(): Promise<void> {
    await this.#writer.discard();
  }
}
