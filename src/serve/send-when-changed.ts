import type { SSEMessage, SSEStreamingApi } from 'hono/streaming';
import type { FolderNews } from './folder-news.ts';

/** What a proxy in between would take for a dead connection. */
const silenceMs = 15_000;

/**
 * Sends a message now and whenever it has become another one, until the reader goes away.
 * @param read undefined where there is nothing to say; what throws is tried again with the next change
 */
export async function sendWhenChanged(
  stream: SSEStreamingApi,
  news: FolderNews,
  read: () => Promise<SSEMessage | undefined>,
): Promise<void> {
  let last: unknown;
  let isBusy = false;
  let isStale = false;
  const send = async () => {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale) {
      isStale = false;
      const message = await read().catch(() => undefined);
      if (message === undefined || message.data === last) continue;
      last = message.data;
      await stream.writeSSE({ ...message, retry: 1_000 });
    }
    isBusy = false;
  };
  const gone = new Promise<void>((resolve) => stream.onAbort(resolve));
  const deafen = news.listen(() => void send());
  const keepAlive = setInterval(() => void stream.write(':\n\n'), silenceMs);
  await send();
  await gone;
  clearInterval(keepAlive);
  deafen();
}
