import type { Flight } from './cache/single-flight.ts';
import type { CacheableResponse } from './cache/stored-response.ts';
import type { Exchange, OriginAnswer } from './exchange.ts';
import { cacheable, Filling } from './filling.ts';
import { fieldOf } from './http/fields.ts';

/**
 * Passes the origin's answer on to the client as it comes, and into the cache if it may be kept. What does not come
 * whole is not kept, and the client's connection is broken off so that it notices.
 *
 * @param flight others who wait for the same object
 */
export async function relay(exchange: Exchange, answer: OriginAnswer, flight?: Flight): Promise<void> {
  const response = cacheable(exchange, answer);
  const filling = await Filling.begin(exchange, response);
  if (!filling) flight?.land();
  try {
    await beginAnswer(exchange, answer, response);
    await relayBody(exchange, answer, filling, flight);
    await filling?.finish(flight);
    await exchange.answer.end();
  } catch (error) {
    await filling?.discard();
    throw error;
  }
}

/** The answer to a HEAD keeps the Content-Length of the body that it does not have. */
async function beginAnswer(
  exchange: Exchange,
  { framing, head }: OriginAnswer,
  response: CacheableResponse,
): Promise<void> {
  const told = fieldOf(head.fields, 'content-length');
  const fields =
    framing.kind === 'none' && told !== undefined
      ? [...response.fields, ['Content-Length', told] as const]
      : response.fields;
  const length = framing.kind === 'length' ? framing.length : framing.kind === 'none' ? 'none' : undefined;
  await exchange.answer.begin(head.status, head.reason, fields, length);
}

/** A client that goes away ends the transfer, unless others wait for what it brings into the cache. */
async function relayBody(
  exchange: Exchange,
  { origin, framing }: OriginAnswer,
  filling: Filling | undefined,
  flight: Flight | undefined,
): Promise<void> {
  const goesOn = () => filling !== undefined && flight !== undefined && flight.waiting > 0;
  const stopWatching = exchange.answer.onGone(() => {
    if (!goesOn()) origin.close();
  });
  try {
    for await (const bytes of origin.readBody(framing)) {
      await filling?.write(bytes);
      await exchange.answer.write(bytes).catch((error) => {
        if (!goesOn()) throw error;
      });
    }
  } finally {
    stopWatching();
  }
}

/** Takes the origin's answer into the cache alone; no client waits for it. */
export async function keepOnly(exchange: Exchange, answer: OriginAnswer, flight: Flight): Promise<void> {
  const filling = await Filling.begin(exchange, cacheable(exchange, answer));
  if (!filling) return;
  try {
    for await (const bytes of answer.origin.readBody(answer.framing)) await filling.write(bytes);
    await filling.finish(flight);
  } catch (error) {
    await filling.discard();
    throw error;
  }
}
