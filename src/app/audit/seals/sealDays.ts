import { z } from 'zod';
import { Chains, recordText, type Seal, type SealedRecord, sealHash } from '../../../domain/audit/seal';
import { type CalendarDate, dayOf, plusDays } from '../../../kernel/calendarDate';
import { type Clock } from '../../../kernel/clock';
import { type Instant, plusHours } from '../../../kernel/instant';
import { deleteAsRead, type PartitionStore, type Row } from '../../../kernel/partitionStore';
import { calendarDateSchema, instantSchema } from '../../../kernel/schemas';
import { randomGuid } from '../../command/ids';
import { type Log } from '../../log';
import { RowUnreadable, rowReader, type UnreadableRow } from '../../unreadable';
import { sha256 } from '../sha256';
import { allSeals, firstDayWithin, latestSeal, linksBetween, writeLinks, writeSeal } from './sealBook';
import { recordsPartition, sealingPartition } from './sealKeys';

export interface SealPorts {
  readonly audit: PartitionStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly unreadable: { raise(rows: readonly UnreadableRow[]): Promise<void> };
  /** For tests: milliseconds of real time since any fixed moment; the process's own measure if absent. */
  readonly elapsed?: () => number;
}

/** Records of one seal: what is judged at once, and what is done again where a process dies. */
const MOST_RECORDS = 20_000;
/** Of one row that lists them: some 70 KB. */
const RECORDS_OF_A_ROW = 500;
/** No day is begun with after so long: what is left is the next tick's. */
const LONGEST_MILLIS = 120_000;
const NOTES_AT_ONCE = 100;

const noteRows = rowReader('Audit', 'sealing', z.object({ tenantId: z.string(), day: calendarDateSchema, notBefore: instantSchema, late: z.literal(true).optional() }));

const sealedRecord = ({ key, value }: Row): SealedRecord => ({ id: key, ...(typeof value['customerId'] === 'string' && { customerId: value['customerId'] }), digest: sha256(recordText(value)) });

/** Where a seal begins. */
interface Place {
  readonly day: CalendarDate;
  readonly after?: string | undefined;
}

/** Lists records of a day, and makes the seal of what was listed. */
class Listing {
  readonly run = randomGuid();
  readonly chains: Chains;
  records = 0;
  private waiting: SealedRecord[] = [];

  constructor(
    private readonly audit: PartitionStore,
    private readonly of: Pick<Seal, 'tenantId' | 'day'>,
  ) {
    this.chains = new Chains(of, sha256);
  }

  async add(record: SealedRecord): Promise<void> {
    this.chains.add(record);
    this.records += 1;
    this.waiting.push(record);
    if (this.waiting.length === RECORDS_OF_A_ROW) await this.flush();
  }

  /** @returns whether it is the next seal of the tenant; if not another process made that. */
  async seal(last: Seal | undefined, rest: Pick<Seal, 'after' | 'through' | 'late' | 'reached' | 'sealedAt'>): Promise<boolean> {
    await this.flush();
    const seal = { ...this.of, number: (last?.number ?? 0) + 1, ...rest, previous: last?.hash ?? '', records: this.records, chains: this.chains.count, heads: this.chains.heads, run: this.run };
    return writeSeal(this.audit, { ...seal, hash: sealHash(seal, sha256) });
  }

  private async flush(): Promise<void> {
    await writeLinks(this.audit, { ...this.of, run: this.run }, this.waiting);
    this.waiting = [];
  }
}

/** Seals what there is of a day behind a record, as much as one seal takes. */
const sealPart = async ({ audit, clock }: SealPorts, tenantId: string, last: Seal | undefined, { day, after }: Place, most: number): Promise<void> => {
  const listing = new Listing(audit, { tenantId, day });
  let continuation: string | undefined;
  let through: string | undefined;
  do {
    const page = await audit.list(recordsPartition(tenantId, day), { limit: RECORDS_OF_A_ROW, ...(after !== undefined && { after }), ...(continuation !== undefined && { continuation }) });
    for (const row of page.rows) await listing.add(sealedRecord(row));
    through = page.rows.at(-1)?.key ?? through;
    continuation = page.continuation;
  } while (continuation !== undefined && listing.records < most);
  const isPart = continuation !== undefined && through !== undefined;
  const end = isPart ? { through } : {};
  await listing.seal(last, { ...(after !== undefined && { after }), ...end, reached: { day, ...end }, sealedAt: clock.now() });
};

/** Where a tenant's next seal begins; undefined: all days up to that one are sealed. The first day that is sealed at all is that one. */
const nextPlace = async (audit: PartitionStore, tenantId: string, last: Seal | undefined, upTo: CalendarDate): Promise<Place | undefined> => {
  const reached = last?.reached;
  if (reached?.through !== undefined) return { day: reached.day, after: reached.through };
  const day = await firstDayWithin(audit, tenantId, reached === undefined ? upTo : plusDays(reached.day, 1), upTo);
  return day === undefined ? undefined : { day };
};

/** Seals all days of a tenant that are not, in order, up to one. Two at once make each seal once. */
const sealUpTo = async (ports: SealPorts, tenantId: string, upTo: CalendarDate, most: number): Promise<void> => {
  for (;;) {
    const last = await latestSeal(ports.audit, tenantId);
    const place = await nextPlace(ports.audit, tenantId, last, upTo);
    if (place === undefined || place.day > upTo) return;
    await sealPart(ports, tenantId, last, place, most);
  }
};

/** Seals what came to a day after it was sealed. */
const sealLate = async ({ audit, clock }: SealPorts, tenantId: string, day: CalendarDate, most: number): Promise<void> => {
  for (;;) {
    const last = await latestSeal(audit, tenantId);
    const { seals } = await allSeals(audit, tenantId);
    const sealed = new Set<string>();
    for (const seal of seals.filter((each) => each.day === day)) for (const { id } of await linksBetween(audit, seal)) sealed.add(id);
    const listing = new Listing(audit, { tenantId, day });
    let continuation: string | undefined;
    do {
      const page = await audit.list(recordsPartition(tenantId, day), { limit: RECORDS_OF_A_ROW, ...(continuation !== undefined && { continuation }) });
      for (const row of page.rows) if (!sealed.has(row.key)) await listing.add(sealedRecord(row));
      continuation = page.continuation;
    } while (continuation !== undefined && listing.records < most);
    if (listing.records === 0) return;
    await listing.seal(last, { late: true, ...(last?.reached && { reached: last.reached }), sealedAt: clock.now() });
  }
};

const sealNoted = async (ports: SealPorts, tenantId: string, day: CalendarDate, late: boolean, most: number): Promise<void> => {
  await sealUpTo(ports, tenantId, day, most);
  if (late) await sealLate(ports, tenantId, day, most);
};

/**
 * AUD-1: seals what days are over, of each tenant with records on them, the oldest first, for a bounded time. May be repeated, and run twice at once; where it dies, whatever is not sealed is found again. A day that cannot be sealed is logged, and
 * tried at the next call with all later ones of its tenant: a tenant's first seal says where its log begins, and what lies before that is never sealed.
 * @param most records of a seal. @returns how many days were sealed. @throws when the store fails before anything is begun.
 */
export const sealDueDays = async (ports: SealPorts, most = MOST_RECORDS): Promise<number> => {
  const { audit, clock, log, unreadable, elapsed = () => performance.now() } = ports;
  const now = clock.now();
  const startedAt = elapsed();
  const stuck = new Set<string>();
  let [done, continuation]: [number, string | undefined] = [0, undefined];
  do {
    const page = await audit.listAcross({ fromPartition: sealingPartition(''), toPartition: sealingPartition(dayOf(now)), limit: NOTES_AT_ONCE, ...(continuation !== undefined && { continuation }) });
    const notes = noteRows.readable(page.rows);
    await unreadable.raise(notes.unreadable);
    for (const row of page.rows) {
      const [note] = noteRows.readable([row]).items;
      if (note === undefined || note.notBefore > now || stuck.has(note.tenantId)) continue;
      if (elapsed() - startedAt >= LONGEST_MILLIS) return done;
      try {
        await sealNoted(ports, note.tenantId, note.day, note.late === true, most);
        // One that was noted again while it was sealed stays, and is looked at with the next tick.
        await audit.commit(row.partition, [deleteAsRead(row)]);
        done += 1;
      } catch (error) {
        stuck.add(note.tenantId);
        log.error(`The audit records of ${note.tenantId} of ${note.day} are not sealed yet`, error);
        if (error instanceof RowUnreadable) await unreadable.raise([error.row]);
      }
    }
    continuation = page.continuation;
  } while (continuation !== undefined);
  return done;
};

/** Of notes that are looked at for the next: those of one day are in no order of time. */
const NOTES_LOOKED_AT = 100;

/** When the next day is to be sealed; undefined: none is. What should be and is not is tried again in an hour. */
export const nextSealing = async (audit: PartitionStore, now: Instant): Promise<Instant | undefined> => {
  const page = await audit.listAcross({ fromPartition: sealingPartition(''), toPartition: sealingPartition('~'), limit: NOTES_LOOKED_AT });
  const [next] = noteRows.readable(page.rows).items.map(({ notBefore }) => (notBefore > now ? notBefore : plusHours(now, 1))).toSorted();
  return next;
};
