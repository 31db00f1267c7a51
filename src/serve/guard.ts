import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { isFromStranger } from './is-from-stranger.ts';

/** With any port: somebody may reach it through a tunnel of their own. */
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

const headers: Readonly<Record<string, string>> = {
  // A page of the report has its own policy in it; this one adds what a page cannot say of itself.
  'Content-Security-Policy': "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/**
 * Answers only those who ask for this machine by name, so that a page from elsewhere cannot read the report under a name
 * of its own that leads here (DNS rebinding); no other user of the machine; and only reading.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-7.2 | RFC 9110 section 7.2}, Host
 */
export const guard: MiddlewareHandler<{ Bindings: HttpBindings }> = async (context, next) => {
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  if (!localHost.test(context.req.header('host') ?? '')) {
    return context.text('This server answers to localhost and 127.0.0.1 alone.\n', 403);
  }
  if (isFromStranger(context.env.incoming.socket)) {
    return context.text('This report belongs to another user of this machine.\n', 403);
  }
  if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
    return context.text('This server is for reading alone.\n', 405, { Allow: 'GET, HEAD' });
  }
  await next();
};
