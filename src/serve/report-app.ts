import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { addScript, linkToLivePage } from './add-script.ts';
import { contentTypeOf } from './content-types.ts';
import type { FolderNews } from './folder-news.ts';
import { guard } from './guard.ts';
import { LastRunReader } from './last-run.ts';
import { livePageUpdate, renderLivePage, renderNotice } from './live-page.ts';
import type { LiveView } from './live-view.ts';
import { openInside } from './open-inside.ts';
import { readLiveView } from './read-live-view.ts';
import { readPage, settledVersionOf } from './report-pages.ts';
import { sendWhenChanged } from './send-when-changed.ts';

/** Names of students and labs never begin so: these addresses are ours. */
const own = '/-';

const ownFiles = {
  'live.js': ['./live-script.js', 'text/javascript; charset=utf-8'],
  'live.css': ['./live.css', 'text/css; charset=utf-8'],
  'reload.js': ['./reload-script.js', 'text/javascript; charset=utf-8'],
} as const;

/** The live page, and the files of a report folder, for reading alone. */
export function createReportApp(folder: string, news: FolderNews): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const lastRuns = new LastRunReader(folder);
  const readOnce = () => readLiveView(folder, lastRuns);
  // A file that was caught half-written is whole a moment later.
  const readView = () => readOnce().catch(() => setTimeout(50).then(readOnce));
  app.use(guard);
  for (const [name, [file, type]] of Object.entries(ownFiles)) {
    const content = readFileSync(new URL(file, import.meta.url), 'utf8');
    app.get(`${own}/${name}`, (context) => context.body(content, 200, { 'Content-Type': type }));
  }
  app.get('/', async (context) => context.html(await livePage(readView)));
  app.get(`${own}/live`, (context) => followLive(context, news, readView));
  app.get(`${own}/page`, (context) => followPage(context, news, folder));
  app.get('*', (context) => reportFile(context, folder));
  app.onError((error, context) =>
    context.html(renderNotice('Cannot be read', `${error.message}. Try again in a moment.`), 500),
  );
  return app;
}

async function livePage(readView: () => Promise<LiveView>): Promise<string> {
  const page = renderLivePage(await readView());
  return addScript(page, { script: `${own}/live.js`, style: `${own}/live.css` }) ?? page;
}

function followLive(context: Context, news: FolderNews, readView: () => Promise<LiveView>): Response {
  return streamSSE(context, (stream) =>
    sendWhenChanged(stream, news, async () => ({ event: 'parts', data: livePageUpdate(await readView()) })),
  );
}

/** Says one word when there is another version than the reader has. */
function followPage(context: Context, news: FolderNews, folder: string): Response {
  const { page = '', version } = context.req.query();
  return streamSSE(context, (stream) =>
    sendWhenChanged(stream, news, async () => {
      const now = await settledVersionOf(folder, page);
      return now === undefined || now === version ? undefined : { data: now };
    }),
  );
}

async function reportFile(context: Context, folder: string): Promise<Response> {
  const pathname = new URL(context.req.url).pathname;
  const contentType = contentTypeOf(pathname);
  if (contentType === undefined) return notThere(context);
  if (pathname.endsWith('.html')) return reportPage(context, folder, pathname);
  const file = await openInside(folder, pathname);
  if (file === undefined) return notThere(context);
  const { size } = await file.stat();
  const body = Readable.toWeb(file.createReadStream()) as ReadableStream;
  // Shown as it is, and no script runs in it whatever it holds.
  context.header('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'");
  context.header('Content-Type', contentType.type);
  context.header('Content-Length', String(size));
  if (contentType.isDownload) context.header('Content-Disposition', 'attachment');
  return context.body(body);
}

async function reportPage(context: Context, folder: string, pathname: string): Promise<Response> {
  const page = await readPage(folder, pathname);
  if (page === undefined) return notThere(context);
  const data = { page: pathname, version: page.version };
  const followed = addScript(linkToLivePage(page.html), { script: `${own}/reload.js`, data });
  if (followed !== undefined) return context.html(followed);
  context.header('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'");
  return context.html(page.html);
}

function notThere(context: Context): Response | Promise<Response> {
  const sentence = 'There is no such file in this report. The live page shows what there is.';
  return context.html(renderNotice('Not here', sentence), 404);
}
