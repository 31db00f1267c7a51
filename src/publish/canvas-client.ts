import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { CanvasError, readCanvasError } from './canvas-error.ts';

export interface CanvasAccess {
  /** `https://canvas.example.edu` */
  readonly url: string;
  readonly token: string;
  /** How to wait, for tests. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** Told before each wait, for people. */
  readonly notify?: (text: string) => void;
}

const attempts = 6;
const timeoutMs = 30_000;
const longestWaitMs = 60_000;
/** Canvas begins with some hundreds; one request costs about one. */
const fewLeft = 50;

/**
 * Canvas's REST API: one request at a time, as parallel ones cost more, and again after a limit or a fault of the server or
 * of the network. All requests here may be sent twice.
 * @see https://developerdocs.instructure.com/services/canvas/basics/file.throttling
 */
export class CanvasClient {
  readonly #access: CanvasAccess;
  readonly #sleep: (ms: number) => Promise<unknown>;

  constructor(access: CanvasAccess) {
    this.#access = access;
    this.#sleep = access.sleep ?? pause;
  }

  /** @param path below `/api/v1/` */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return read(await this.#request(this.#address(path)), schema);
  }

  /**
   * All pages of a list.
   * @see https://developerdocs.instructure.com/services/canvas/basics/file.pagination
   */
  async list<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
    const items: T[] = [];
    let address: URL | undefined = this.#address(path);
    while (address !== undefined) {
      const response = await this.#request(address);
      items.push(...(await read(response, schema.array())));
      address = this.#nextPage(response);
    }
    return items;
  }

  async put<T>(path: string, form: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T> {
    const body = new URLSearchParams(form);
    return read(await this.#request(this.#address(path), { method: 'PUT', body }), schema);
  }

  #address(path: string): URL {
    return new URL(`/api/v1/${path}`, this.#access.url);
  }

  /** The token goes to nobody else, whatever an answer says. */
  #nextPage(response: Response): URL | undefined {
    const links = response.headers.get('link') ?? '';
    const [, next] = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(links) ?? [];
    if (next === undefined) return undefined;
    const address = new URL(next, this.#access.url);
    if (address.origin === new URL(this.#access.url).origin) return address;
    throw new CanvasError(
      `The next page of Canvas is elsewhere, at ${address.origin}, where the token does not go. Look at --url.`,
    );
  }

  async #request(address: URL, init: RequestInit = {}): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#try(address, init);
      if (outcome instanceof Response && outcome.ok) return this.#spare(outcome);
      const error = await readCanvasError(outcome, address);
      if (!error.isPassing || attempt === attempts) throw error;
      const waitMs = waitAfter(outcome, attempt);
      this.#access.notify?.(`${error.message} Trying again in ${Math.ceil(waitMs / 1000)} s.`);
      await this.#sleep(waitMs);
    }
  }

  async #try(address: URL, init: RequestInit): Promise<Response | Error> {
    const headers = {
      Authorization: `Bearer ${this.#access.token}`,
      // Ids of large installations do not fit into the numbers of JavaScript.
      Accept: 'application/json+canvas-string-ids',
    };
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await fetch(address, { ...init, headers, signal, redirect: 'error' });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Goes slower before Canvas refuses. */
  async #spare(response: Response): Promise<Response> {
    const left = response.headers.get('x-rate-limit-remaining');
    if (left !== null && Number(left) < fewLeft) await this.#sleep(1000);
    return response;
  }
}

/** As the answer says, else twice as long each time. */
function waitAfter(outcome: Response | Error, attempt: number): number {
  const said =
    outcome instanceof Response ? Number(outcome.headers.get('retry-after') ?? Number.NaN) : Number.NaN;
  const waitMs = said >= 0 ? said * 1000 : 1000 * 2 ** (attempt - 1);
  return Math.min(waitMs, longestWaitMs);
}

async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const { success, data } = schema.safeParse(await response.json().catch(() => undefined));
  if (success) return data;
  throw new CanvasError(
    `What answers at ${response.url} is not the API of a Canvas that we know. Look at --url, which is like https://canvas.example.edu.`,
  );
}
