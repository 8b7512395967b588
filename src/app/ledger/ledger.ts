import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { monthOf } from '../../domain/usage/overage/callReport';
import { dayOf, plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { type Clock } from '../../kernel/clock';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { deleteAsRead, type CommitOutcome, type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { allRows } from '../allRows';
import { rowReader } from '../unreadable';
import { ledgerPartition, licenceKey, SEAL_KEY, shardOf, usageKey, usagePrefix, userKey, type UsageSource } from './ledgerKeys';
import { ledgerRows, ledgerValue, type LedgerLine } from './ledgerLine';

const sealSchema = z.object({
  /** Absent: somebody added to a past month, and it is open still. */
  sealedAt: instantSchema.optional(),
});
const sealRows = rowReader('Ledger', 'seal', sealSchema);

/** Of one transaction, beside the seal. */
const MOST_LINES = 99;
/** How often it begins anew when others write to the same past month, or seal it. */
const ATTEMPTS = 50;

/** Some of one customer's lines of one month, in one partner's ledger. */
export interface LedgerPlace {
  readonly partnerId: string;
  readonly customerId: string;
  readonly month: CalendarDate;
}

/** One customer's usage of one month that is rated and closed together. */
export interface UsagePlace extends LedgerPlace {
  readonly source: UsageSource;
}

/** A past month's shard while it is open: whoever adds to it writes the seal's row as well, so that sealing it and adding to it cannot pass each other. */
interface Guard {
  readonly sealedAt?: Instant | undefined;
  readonly etag: string | undefined;
}

const guardWrite = ({ etag }: Guard, value: z.infer<typeof sealSchema>): Write => {
  const row = { key: SEAL_KEY, value: { type: 'seal', ...value } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** Where a line lies within its shard. */
export const keyOf = ({ lineId, month, item }: LedgerLine): string => {
  const isUsage = lineId.startsWith('meter|') || lineId.startsWith('overage|');
  return isUsage ? usageKey(item.customer.id, month, lineId) : licenceKey(item.customer.id, lineId);
};

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] => Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/**
 * BIL-2, BIL-4: each partner's lines by month. A line is there once however often it is brought, whichever process brings it and whatever was sealed meanwhile: it lies in the first month, from its own on, that was not sealed
 * when it came. A month that runs cannot be sealed, so nothing guards it; a past one is guarded by its seal.
 */
export class Ledger {
  /** @param ledger the `Ledger` table. */
  constructor(
    private readonly ledger: PartitionStore,
    private readonly clock: Clock,
  ) {}

  /** Adds lines of licences, of one partner; those that are there stay as they are. One transaction for what is of one running month and shard. @throws when the store fails; what was added until then stays. */
  async add(lines: readonly LedgerLine[]): Promise<void> {
    for (const own of groupBy(lines, ({ partnerId, month, item }) => ledgerPartition(partnerId, month, shardOf(item.customer.id))).values()) {
      for (const part of chunks(own, MOST_LINES)) await this.addPart(part);
    }
  }

  private async addPart(lines: readonly LedgerLine[]): Promise<void> {
    const [first] = lines;
    if (first === undefined) return;
    let open: readonly LedgerLine[] = [...new Map(lines.map((line) => [keyOf(line), line])).values()];
    await this.throughMonths(first.partnerId, shardOf(first.item.customer.id), first.month, {
      sealed: async (partition) => {
        open = await this.absent(partition, open);
        return open.length === 0 ? 'done' : 'next';
      },
      open: async (partition, guard) => {
        const creates = open.map((line): Write => ({ op: 'create', key: keyOf(line), value: ledgerValue(line) }));
        const outcome = await this.guarded(partition, guard, creates);
        if (outcome.ok) return true;
        if (outcome.conflict.reason === 'exists') open = await this.absent(partition, open);
        return open.length === 0;
      },
    });
  }

  private async absent(partition: string, lines: readonly LedgerLine[]): Promise<readonly LedgerLine[]> {
    const found = await Promise.all(lines.map((line) => this.ledger.read(partition, keyOf(line))));
    return lines.filter((_, index) => found[index] === undefined);
  }

  /**
   * Brings one customer's usage of a month and source, in one partner's ledger, to these lines: what it has beside them goes, unless it was billed, and final lines are never made open ones again.
   * One transaction for a hundred lines. @throws when the store fails.
   */
  async replaceUsage(place: UsagePlace, lines: readonly LedgerLine[]): Promise<void> {
    const prefix = usagePrefix(place.customerId, place.month, place.source);
    const own = ledgerPartition(place.partnerId, place.month, shardOf(place.customerId));
    const used: readonly Write[] = lines.length === 0 ? [] : [{ op: 'put', key: userKey(place.customerId), value: { type: 'user', partnerId: place.partnerId, customerId: place.customerId } }];
    let open = lines;
    await this.throughMonths(place.partnerId, shardOf(place.customerId), place.month, {
      sealed: async (partition) => {
        const present = await allRows(this.ledger, partition, prefix);
        // A row that cannot be read, or that a later release wrote, was billed unless it says that it was open.
        const isOpen = ({ value }: Row): boolean => value['isFinal'] === false;
        const billed = new Set(present.filter((row) => !isOpen(row)).map(({ key }) => key));
        open = open.filter((line) => !billed.has(keyOf(line)));
        const obsolete = present.filter(isOpen).map(deleteAsRead);
        const { ok } = await this.guarded(partition, undefined, [...(partition === own ? used : []), ...obsolete]);
        return ok ? 'next' : 'again';
      },
      open: async (partition, guard) => {
        const writes = usageWrites(await allRows(this.ledger, partition, prefix), open);
        return writes === undefined || writes.length === 0 || (await this.guarded(partition, guard, [...(partition === own ? used : []), ...writes])).ok;
      },
    });
  }

  /** Overwrites a line where it lies; for a repair. @param month in whose partitions it lies. */
  async mend(line: LedgerLine, month: CalendarDate): Promise<void> {
    await this.ledger.commit(ledgerPartition(line.partnerId, month, shardOf(line.item.customer.id)), [{ op: 'put', key: keyOf(line), value: ledgerValue(line) }]);
  }

  /** Takes a row away that stands for no charge, as it was found, unless its month is sealed by then: what was billed stays billed, and what was written meanwhile is another finding; for a repair. @returns false: it stays, for that reason. @throws when the store fails. */
  remove({ partnerId, customerId, month }: LedgerPlace, found: Pick<Row, 'key' | 'etag'>): Promise<boolean> {
    return this.unlessSealed(ledgerPartition(partnerId, month, shardOf(customerId)), month, found.key, found.etag);
  }

  /**
   * Takes a line away whose charge is undone, wherever it lies, but not out of a month that is sealed: what was billed stays billed. Repeating is harmless.
   * @returns whether it lies, or lay, in a sealed month. @throws when the store fails.
   */
  async takeBack(line: LedgerLine): Promise<boolean> {
    const shard = shardOf(line.item.customer.id);
    for (let month = line.month; month <= this.runningMonth(); month = plusMonths(month, 1)) {
      const partition = ledgerPartition(line.partnerId, month, shard);
      if (!(await this.unlessSealed(partition, month, keyOf(line)))) return true;
    }
    return false;
  }

  /** @param as etag of the row that is meant; absent: whatever it is. @returns whether it is not there any more; false: it is, in a sealed month. */
  private async unlessSealed(partition: string, month: CalendarDate, key: string, as?: string): Promise<boolean> {
    for (let attempt = 0; attempt <= ATTEMPTS; attempt += 1) {
      const row = await this.ledger.read(partition, key);
      if (row === undefined || (as !== undefined && row.etag !== as)) return true;
      const guard = month < this.runningMonth() ? await this.readGuard(partition) : undefined;
      if (guard?.sealedAt !== undefined) return false;
      if ((await this.guarded(partition, guard, [deleteAsRead(row)])).ok) return true;
    }
    throw new Error(`${partition} was changed by others in each of ${ATTEMPTS} attempts`);
  }

  /** Whether a line lies in a month that is sealed: it was billed, or is about to be. One operation for each month since its own. */
  async isBilled(line: LedgerLine): Promise<boolean> {
    const shard = shardOf(line.item.customer.id);
    for (let month = line.month; month < this.runningMonth(); month = plusMonths(month, 1)) {
      const partition = ledgerPartition(line.partnerId, month, shard);
      if ((await this.ledger.read(partition, keyOf(line))) !== undefined && (await this.readGuard(partition)).sealedAt !== undefined) return true;
    }
    return false;
  }

  /**
   * From here on nothing is added to this month's shard, and what is added to it comes to the next month that is open. Repeating is harmless.
   * @throws RangeError for a month that runs; when the store fails.
   */
  async seal(partnerId: string, month: CalendarDate, shard: number): Promise<void> {
    if (month >= this.runningMonth()) throw new RangeError(`${month.slice(0, 7)} runs still`);
    const partition = ledgerPartition(partnerId, month, shard);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const guard = await this.readGuard(partition);
      if (guard.sealedAt !== undefined) return;
      if ((await this.ledger.commit(partition, [guardWrite(guard, { sealedAt: this.clock.now() })])).ok) return;
    }
    throw new Error(`${partition} was added to by others in each of ${ATTEMPTS} attempts to seal it`);
  }

  /** First day of the month that runs. */
  runningMonth(): CalendarDate {
    return monthOf(dayOf(this.clock.now()));
  }

  /** Goes on from a line's own month to the first that is open. `open` answers whether that is all, and is asked again where it is not; `sealed`, which is asked of each month before, whether that is all, the next month is to be asked, or the same again. */
  private async throughMonths(
    partnerId: string,
    shard: number,
    from: CalendarDate,
    on: { readonly sealed: (partition: string) => Promise<'done' | 'next' | 'again'>; readonly open: (partition: string, guard: Guard | undefined) => Promise<boolean> },
  ): Promise<void> {
    let month = from;
    for (let attempt = 0; attempt < ATTEMPTS; ) {
      const partition = ledgerPartition(partnerId, month, shard);
      const guard = month < this.runningMonth() ? await this.readGuard(partition) : undefined;
      if (guard?.sealedAt === undefined) {
        if (await on.open(partition, guard)) return;
        attempt += 1;
      } else {
        const answer = await on.sealed(partition);
        if (answer === 'done') return;
        if (answer === 'next') month = plusMonths(month, 1);
        else attempt += 1;
      }
    }
    throw new Error(`${ledgerPartition(partnerId, month, shard)} was changed by others in each of ${ATTEMPTS} attempts`);
  }

  private async readGuard(partition: string): Promise<Guard> {
    const row = await this.ledger.read(partition, SEAL_KEY);
    return row === undefined ? { etag: undefined } : { sealedAt: sealRows.read(row).sealedAt, etag: row.etag };
  }

  /** In as many transactions as it takes, each guarded: the first that is refused ends it. */
  private async guarded(partition: string, guard: Guard | undefined, writes: readonly Write[]): Promise<CommitOutcome> {
    let outcome: CommitOutcome = { ok: true, etags: new Map() };
    let { etag } = guard ?? { etag: undefined };
    for (const part of chunks(writes, MOST_LINES)) {
      outcome = await this.ledger.commit(partition, [...(guard === undefined ? [] : [guardWrite({ etag }, {})]), ...part]);
      if (!outcome.ok) return outcome;
      etag = outcome.etags.get(SEAL_KEY);
    }
    return outcome;
  }
}

/** What makes of the rows that are there the lines that should be; undefined where they are final and the lines are not. */
const usageWrites = (present: readonly Row[], lines: readonly LedgerLine[]): readonly Write[] | undefined => {
  const stored = new Map(present.map((row) => [row.key, ledgerRows.readable([row]).items[0]]));
  const etags = new Map(present.map(({ key, etag }) => [key, etag]));
  // Each as it was found: nobody makes an open line of one that became final meanwhile, or takes it away.
  const writeOf = (key: string, line: LedgerLine): Write => {
    const [value, etag] = [ledgerValue(line), etags.get(key)];
    return etag === undefined ? { op: 'create', key, value } : { op: 'update', key, value, etag };
  };
  const isFinal = lines.every((line) => line.isFinal);
  if (!isFinal && [...stored.values()].some((line) => line?.isFinal === true)) return undefined;
  const wanted = new Map(lines.map((line) => [keyOf(line), line]));
  const plain = (line: LedgerLine | undefined): unknown => line && JSON.parse(JSON.stringify(line));
  return [
    ...[...wanted].filter(([key, line]) => !isDeepStrictEqual(plain(stored.get(key)), plain(line))).map(([key, line]) => writeOf(key, line)),
    ...present.filter(({ key }) => !wanted.has(key)).map(deleteAsRead),
  ];
};
