import { z } from 'zod';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Log } from '../log';
import { rowReader } from '../unreadable';

const MINUTE_MILLIS = 60_000;
const KEY = 'calls';
/** Of what may be counted in a minute, each instance keeps at most this part to itself before it tells the others. */
const UNTOLD_PART = 50;
/** Nor does it tell them of fewer calls than this: else small limits cost a write for each call. */
const LEAST_TOLD = 5;
/** How often a row is tried that other instances write too. */
const ATTEMPTS = 5;
/** Counts that one instance keeps at a time; who comes on top of that is counted with its tenant's crowd. */
const MOST_COUNTS = 10_000;

/** One limit that a call falls under. */
export interface CountedCall {
  /** Whose calls are counted together: `customers|<tenant>|<customer>`. */
  readonly key: string;
  /** Where they are counted once there are too many keys: of the tenant, of which there are only so many. */
  readonly crowd: string;
  /** How many go through in one minute. */
  readonly most: number;
}

export interface CallCountPorts {
  /** The `Throttle` table: a row for each key that was ever near its limit, with its latest minute. */
  readonly store: PartitionStore;
  /** Clients wait in real time, also where the app's own clock is virtual. */
  readonly realTime: () => Date;
  readonly log: Log;
}

/** Of one key, in the running minute. */
interface Count {
  /** Calls that this instance let through. */
  own: number;
  /** Those of them that the others can know. */
  told: number;
  /** What other instances let through, as far as they told. */
  others: number;
  isTelling: boolean;
  /** At so many of its own they are told again. */
  tellAt: number;
}

const rows = rowReader('Throttle', 'calls', z.object({ minute: z.number().int(), calls: z.number().int().nonnegative() }));

const stepOf = (most: number): number => Math.max(LEAST_TOLD, Math.ceil(most / UNTOLD_PART));

/**
 * How many calls went through in the running minute of the real clock, by key. Counted in memory; what several instances let through is brought together in one row for each key, beside the calls and every few of them, so that
 * a call waits for no storage, and one who stays far below the limit costs no write. Alone an instance is exact; each further one can let through up to a fiftieth of the limit (five at least) more, and what comes while a row
 * is written. Where storage fails each instance counts alone, and says so in the log.
 */
export class CallCounts {
  private minute = 0;
  private counts = new Map<string, Count>();
  private failedIn = 0;

  constructor(private readonly ports: CallCountPorts) {}

  /** Counts a call, under all its limits or none. @returns undefined: it goes through; else the whole seconds, 1 to 60, until the minute is over. */
  take(calls: readonly CountedCall[]): number | undefined {
    const now = this.ports.realTime().getTime();
    this.turnTo(Math.floor(now / MINUTE_MILLIS));
    const counted = calls.map((call) => ({ ...call, ...this.countOf(call) }));
    if (counted.some(({ count, most }) => count.own + count.others >= most)) return Math.ceil(((this.minute + 1) * MINUTE_MILLIS - now) / 1000);
    for (const { count, most, at } of counted) {
      count.own += 1;
      if (count.own >= count.tellAt && !count.isTelling) this.tellBeside(at, count, most);
    }
    return undefined;
  }

  private turnTo(minute: number): void {
    if (minute === this.minute) return;
    this.minute = minute;
    this.counts = new Map();
  }

  private countOf({ key, crowd, most }: CountedCall): { readonly at: string; readonly count: Count } {
    const own = this.counts.get(key);
    if (own !== undefined) return { at: key, count: own };
    const at = this.counts.size >= MOST_COUNTS ? crowd : key;
    const count = this.counts.get(at) ?? { own: 0, told: 0, others: 0, isTelling: false, tellAt: stepOf(most) };
    this.counts.set(at, count);
    return { at, count };
  }

  /** Never throws. */
  private tellBeside(key: string, count: Count, most: number): void {
    count.isTelling = true;
    this.tell(key, count, this.minute)
      .catch((error: unknown) => {
        // Once a minute: while storage is away every key would say the same.
        if (this.failedIn !== this.minute) this.ports.log.warn('Calls are counted by each instance alone: what the others let through cannot be read or told', error);
        this.failedIn = this.minute;
      })
      .finally(() => {
        count.isTelling = false;
        count.tellAt = count.own + stepOf(most);
      });
  }

  /** Adds what is not told yet to the row, and learns from it what the others let through. @throws when the store fails. */
  private async tell(key: string, count: Count, minute: number): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await this.read(key);
      // Another instance's clock is in the next minute already.
      if (before !== undefined && before.minute > minute) return;
      const [own, { told }] = [count.own, count];
      const calls = (before?.minute === minute ? before.calls : 0) + own - told;
      const value = { type: 'calls', minute, calls };
      const committed = await this.ports.store.commit(key, [before === undefined ? { op: 'create', key: KEY, value } : { op: 'update', key: KEY, value, etag: before.etag }]);
      if (committed.ok) {
        [count.told, count.others] = [own, calls - own];
        return;
      }
    }
  }

  private async read(key: string): Promise<{ readonly minute: number; readonly calls: number; readonly etag: string } | undefined> {
    const row = await this.ports.store.read(key, KEY);
    if (row === undefined) return undefined;
    // What a row says is worth a minute: one that cannot be read is written anew.
    const [read = { minute: 0, calls: 0 }] = rows.readable([row]).items;
    return { ...read, etag: row.etag };
  }
}
