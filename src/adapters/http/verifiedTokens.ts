import { createHash } from 'node:crypto';
import { type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';

/** Tokens in memory at once; the one used longest ago makes room. */
const KEPT = 10_000;

/** As long as signing keys are kept: a key that its issuer has withdrawn is good for no longer here. */
const MOST_MILLIS = 10 * 60_000;

interface Verified {
  readonly claims: JWTPayload;
  /** Milliseconds of real time: inclusive, exclusive. */
  readonly from: number;
  readonly until: number;
}

/** What tokens said whose signature and claims were found good, by their hash, until they expire: checking a signature costs more than all else of a small read. The tokens themselves are not kept. */
export class VerifiedTokens {
  readonly #known = new LRUCache<string, Verified>({ max: KEPT });

  /** @param clockToleranceSeconds how long past its end a token is still taken. */
  constructor(private readonly clockToleranceSeconds: number) {}

  /** What the token says, if it was found good before and still is at `now`, in milliseconds of real time. */
  recall(token: string, now: number): JWTPayload | undefined {
    const key = hashOf(token);
    const known = this.#known.get(key);
    if (known === undefined) return undefined;
    if (now >= known.from && now < known.until) return known.claims;
    this.#known.delete(key);
    return undefined;
  }

  /** Keeps what a token says that was found good at `now`; one without an end is not kept. */
  remember(token: string, claims: JWTPayload, now: number): void {
    if (claims.exp === undefined) return;
    const until = Math.min((claims.exp + this.clockToleranceSeconds) * 1000, now + MOST_MILLIS);
    this.#known.set(hashOf(token), { claims, from: now, until });
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64');
