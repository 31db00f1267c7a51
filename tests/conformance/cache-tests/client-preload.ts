/**
 * Loaded before the suite's client: sends its test requests to the proxy in absolute form, as a browser does that is
 * set up with a proxy. The suite's own HTTP_PROXY does nothing since Node.js brings its own `fetch`.
 *
 * What the suite tells its server, and asks it for afterwards, goes there directly.
 */
import { registerHooks } from 'node:module';
import { type Dispatcher, ProxyAgent, fetch as undiciFetch } from 'undici';

const uri = process.env.PROXY_URL;
if (uri === undefined) throw new Error('Loading the client: PROXY_URL must name the proxy.');

/** Stands for undici's own where the suite imports it, to collect interim responses. */
export class Agent extends ProxyAgent {
  constructor() {
    // Without this, undici would ask for a tunnel (CONNECT), in which a proxy sees nothing to cache.
    super({ uri: uri ?? '', proxyTunnel: false });
  }
}

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'undici' && context.parentURL?.includes('/test-engine/')
      ? { url: import.meta.url, shortCircuit: true }
      : nextResolve(specifier, context),
});

const proxy = new Agent();

type Init = Parameters<typeof undiciFetch>[1] & { dispatcher?: Dispatcher };

globalThis.fetch = (async (url: string, init: Init = {}) => {
  const isTest = new URL(url).pathname.startsWith('/test/');
  return await undiciFetch(url, isTest ? { ...init, dispatcher: init.dispatcher ?? proxy } : init);
}) as unknown as typeof fetch;
