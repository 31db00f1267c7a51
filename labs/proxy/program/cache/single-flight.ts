/**
 * Lets one request for an object go to the origin while others for the same object wait for what it brings into the
 * cache, instead of asking for it too.
 */
export class SingleFlight {
  /** By URL, the latest last. There are several when an answer turned out to be for its own client alone. */
  readonly #flights = new Map<string, Set<Flight>>();

  /** The latest flight under way for this URL, if there is one. */
  current(url: string): Flight | undefined {
    const flights = this.#flights.get(url);
    return flights && [...flights].at(-1);
  }

  /** Starts a flight; its `land` must be called, whatever happens. */
  start(url: string): Flight {
    const flights = this.#flights.get(url) ?? new Set();
    const flight = new Flight(() => {
      flights.delete(flight);
      if (flights.size === 0 && this.#flights.get(url) === flights) this.#flights.delete(url);
    });
    this.#flights.set(url, flights.add(flight));
    return flight;
  }

  /** What is under way for this URL was perhaps made before a change there: it must not be kept. */
  outdate(url: string): void {
    for (const flight of this.#flights.get(url) ?? []) flight.isOutdated = true;
  }
}

export class Flight {
  /** How many requests wait for it: their number decides whether it goes on when its own client has gone. */
  waiting = 0;
  /** Whether what it brings may no longer go into the cache. */
  isOutdated = false;
  readonly #landed = Promise.withResolvers<void>();
  readonly #onLand: () => void;

  constructor(onLand: () => void) {
    this.#onLand = onLand;
  }

  /** The answer is in the cache, or it is clear that it will not get there. */
  land(): void {
    this.#onLand();
    this.#landed.resolve();
  }

  async wait(): Promise<void> {
    this.waiting += 1;
    await this.#landed.promise;
    this.waiting -= 1;
  }
}
