/** `extensions.http` of host.json; -1: no limit. */
export interface ThrottleLimits {
  /** How many requests are worked on at the same time; others wait for their turn. */
  readonly maxConcurrentRequests: number;
  /** How many there may be, those that wait among them. */
  readonly maxOutstandingRequests: number;
}

const limit = (number: number): number => (number === -1 ? Number.POSITIVE_INFINITY : number);

/** Lets requests in as the Azure host does: first come, first served, and none beyond what may be outstanding. Source: azure-functions-host, `HttpRequestQueue`. */
export class Throttle {
  readonly #atOnce: number;
  readonly #outstanding: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #isSaid = false;

  /** @param say is told in one sentence that requests are refused: once, and again only when there have been none meanwhile. */
  constructor({ maxConcurrentRequests, maxOutstandingRequests }: ThrottleLimits, private readonly say: (sentence: string) => void) {
    this.#atOnce = limit(maxConcurrentRequests);
    this.#outstanding = limit(maxOutstandingRequests);
  }

  /** Runs the work when its turn comes. @returns undefined, at once, where there are too many: nothing was run. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#running + this.#waiting.length >= this.#outstanding) {
      this.#refuse();
      return undefined;
    }
    // Whoever ends hands its place on, so that nobody who comes meanwhile takes it.
    if (this.#running >= this.#atOnce) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
      return;
    }
    this.#running -= 1;
    if (this.#running === 0) this.#isSaid = false;
  }

  #refuse(): void {
    if (this.#isSaid) return;
    this.#isSaid = true;
    this.say(`There are ${this.#outstanding} requests, as many as maxOutstandingRequests of host.json allows: more are answered 429 without a body and without Retry-After, as on Azure, and no function sees them.`);
  }
}
