import { type CalendarDate } from '../../../kernel/calendarDate';
import { type Clock } from '../../../kernel/clock';
import { type Instant, plusMinutes } from '../../../kernel/instant';
import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../../kernel/partitionStore';
import { recordsIn, sealedFrom, sealingPartition } from './sealKeys';

/** Between taking note of a record that comes late and having written it. The sealing begins so long after the note; the clocks of two processes differ by less. */
const MINUTES_TO_WRITE = 5;

/**
 * AUD-1: the `Audit` table, for whoever writes records: before the first of a tenant's day it takes note that the day is to be sealed, once a process, so that no record is without. What is written when the day may be sealed already is noted each time, and never
 * written over what is there.
 */
export class SealedLog implements PartitionStore {
  private readonly noted = new Map<CalendarDate, Set<string>>();

  constructor(
    private readonly store: PartitionStore,
    private readonly clock: Clock,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    return this.store.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    return this.store.list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    return this.store.listAcross(range);
  }

  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const of = recordsIn(partition);
    if (of === undefined) return this.store.commit(partition, writes);
    const now = this.clock.now();
    const from = sealedFrom(of.day);
    if (now < plusMinutes(from, -MINUTES_TO_WRITE)) {
      await this.note(of.tenantId, of.day, from);
      return this.store.commit(partition, writes);
    }
    const notBefore = plusMinutes(now, MINUTES_TO_WRITE);
    await this.write(of.tenantId, of.day, notBefore, `${of.tenantId}|${notBefore}`);
    return this.store.commit(partition, writes.map((write): Write => (write.op === 'put' ? { ...write, op: 'create' } : write)));
  }

  private async note(tenantId: string, day: CalendarDate, notBefore: Instant): Promise<void> {
    if (this.noted.get(day)?.has(tenantId) === true) return;
    await this.write(tenantId, day, notBefore, tenantId);
    const ofDay = this.noted.get(day) ?? new Set();
    ofDay.add(tenantId);
    this.noted.set(day, ofDay);
    for (const each of this.noted.keys()) if (sealedFrom(each) < this.clock.now()) this.noted.delete(each);
  }

  private async write(tenantId: string, day: CalendarDate, notBefore: Instant, key: string): Promise<void> {
    await this.store.commit(sealingPartition(day), [{ op: 'put', key, value: { type: 'sealing', tenantId, day, notBefore, ...(key !== tenantId && { late: true }) } }]);
  }
}
