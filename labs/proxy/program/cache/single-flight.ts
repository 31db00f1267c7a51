/**
 * Lets one request for an object go to the origin while others for the same object wait for what it brings into the
 * cache, instead of asking for it too.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /** The flight under way for this URL, if there is one. */
  current(url: string): Flight | undefined {
    return this.#flights.get(url);
  }

  /** Starts a flight; its `land` must be called, whatever happens. */
  start(url: string): Flight {
    const flight = new Flight(() => {
      if (this.#flights.get(url) === flight) this.#flights.delete(url);
    });
    this.#flights.set(url, flight);
    return flight;
  }
}

export class Flight {
  /** How many requests wait for it: their number decides whether it goes on when its own client has gone. */
  waiting = 0;
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
