import { invalidatedUrls } from './cache/invalidate.ts';
import { askOrigin, type Exchange } from './exchange.ts';
import { relay } from './relay.ts';

/** Passes a request on whose answer is never kept (POST, PUT, DELETE ...), and forgets what it made outdated. */
export async function passThrough(exchange: Exchange): Promise<void> {
  const { context, request, url } = exchange;
  exchange.source = 'pass';
  const answer = await askOrigin(exchange, request.fields);
  try {
    const { status, fields } = answer.head;
    for (const outdated of invalidatedUrls(request.method, url, status, fields))
      await context.store.removeUrl(outdated);
    await relay(exchange, answer);
  } finally {
    answer.origin.close();
  }
}
