import { randomBytes } from 'node:crypto';

/** Codes in memory at once; the oldest makes room. */
const MOST = 10_000;
/** For so long after its end a code is still known, so that whoever brings it is told that it has expired. */
const KNOWN_AFTER_SECONDS = 3600;

interface Kept<T> {
  readonly value: T;
  /** Seconds since 1970, exclusive. */
  readonly until: number;
}

export type FoundCode<T> = { readonly state: 'good' | 'expired'; readonly value: T } | { readonly state: 'unknown' };

/** Secrets that stand for something for some minutes of real time. They are in memory only: a restart forgets them. */
export class ExpiringCodes<T> {
  readonly #kept = new Map<string, Kept<T>>();

  constructor(
    readonly seconds: number,
    private readonly now: () => number,
    private readonly newCode: () => string = () => randomBytes(48).toString('base64url'),
  ) {}

  /** @returns the code for it. */
  add(value: T): string {
    const now = this.now();
    // All live equally long, so the oldest come first.
    for (const [code, { until }] of this.#kept) {
      if (until + KNOWN_AFTER_SECONDS > now && this.#kept.size < MOST) break;
      this.#kept.delete(code);
    }
    let code = this.newCode();
    while (this.#kept.has(code)) code = this.newCode();
    this.#kept.set(code, { value, until: now + this.seconds });
    return code;
  }

  find(code: string): FoundCode<T> {
    const kept = this.#kept.get(code);
    if (kept === undefined) return { state: 'unknown' };
    return { state: this.now() < kept.until ? 'good' : 'expired', value: kept.value };
  }

  /** Another value under the same code, until the same instant; of an unknown code nothing. */
  replace(code: string, value: T): void {
    const kept = this.#kept.get(code);
    if (kept !== undefined) this.#kept.set(code, { ...kept, value });
  }
}
