import { isConditional, StoreUnavailable, type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../../src/kernel/partitionStore';
import { Killed } from '../../support/faultyStore';
import { type Jitter } from '../../support/worldJitter';
import { type TableName } from './tableName';

export type Operation = 'read' | 'list' | 'listAcross' | 'commit';

/**
 * `dieBefore`: nothing was done, and the host is dead. `dieAfter`: it took effect, and the host is dead. `unavailable`: nothing was done, the app sees StoreUnavailable (429, 503 after the adapter's retries).
 * `lostAnswer`: it took effect, the app sees StoreUnavailable. `conflict`: a commit is refused for its first conditional write (412), which somebody else has just made; of commits only.
 * `sentAgain`: it took effect, its answer was lost, and the adapter sent it once more: a commit with a condition meets its own write, and the app sees a conflict with it, which the adapter mostly spares it; of commits only.
 */
export type FaultKind = 'dieBefore' | 'dieAfter' | 'unavailable' | 'lostAnswer' | 'conflict' | 'sentAgain';

/** What they do shows only in a commit that has a condition. */
const OF_CONDITIONS: ReadonlySet<FaultKind> = new Set(['conflict', 'sentAgain']);

export interface StoreFault {
  readonly does: FaultKind;
  readonly at: Operation;
  /** Counted from 1 over operations of this kind, from when the fault was armed, over all tables of the host. */
  readonly nth: number;
  /** So many operations of this kind one after the other; 1 if absent. */
  readonly times?: number;
}

interface Armed {
  readonly fault: StoreFault;
  seen: number;
}

/** What stands between one host and its tables: it fails as it was told to, is slow as it was told to, and lets nothing through once the host is dead. */
export class Gate {
  private armed: readonly Armed[] = [];
  private jitter: Pick<Jitter, 'pass'> | undefined;
  private dead = false;
  /** Faults that came to pass, with what they met. */
  readonly met: { readonly fault: StoreFault; readonly table: TableName; readonly operation: Operation }[] = [];

  get isDead(): boolean {
    return this.dead;
  }

  /** In place of those that were armed before. */
  arm(faults: readonly StoreFault[]): void {
    this.armed = faults.map((fault) => ({ fault, seen: 0 }));
  }

  disarm(): void {
    this.armed = [];
  }

  /** Operations are late from now on, so that those of several hosts meet in another order. @param jitter what each waits for before it begins and before it is answered; undefined: nothing any more. */
  slow(jitter: Pick<Jitter, 'pass'> | undefined): void {
    this.jitter = jitter;
  }

  kill(): void {
    this.dead = true;
  }

  through<T>(table: TableName, operation: Operation, work: () => Promise<T>, conflict?: T): Promise<T> {
    // Mostly nothing stands in between.
    return this.armed.length === 0 && this.jitter === undefined && !this.dead ? work() : this.hampered(table, operation, work, conflict);
  }

  private async hampered<T>(table: TableName, operation: Operation, work: () => Promise<T>, conflict: T | undefined): Promise<T> {
    await this.jitter?.pass();
    if (this.dead) throw new Killed(`${operation} of a dead host`);
    const does = this.next(table, operation, conflict !== undefined);
    if (does === 'dieBefore') this.die(`before ${operation} of ${table}`);
    if (does === 'unavailable') throw new StoreUnavailable(`${operation} of ${table}: not done`);
    if (does === 'conflict' && conflict !== undefined) return conflict;
    const answer = await work();
    if (does === 'dieAfter') this.die(`after ${operation} of ${table}`);
    if (does === 'sentAgain') return work();
    if (does === 'lostAnswer') throw new StoreUnavailable(`${operation} of ${table}: answer lost`);
    await this.jitter?.pass();
    return answer;
  }

  private die(when: string): never {
    this.dead = true;
    throw new Killed(when);
  }

  /** Each fault counts operations by itself. What needs a condition meets the first commit from its place on that has one. */
  private next(table: TableName, operation: Operation, hasCondition: boolean): FaultKind | undefined {
    let does: FaultKind | undefined;
    for (const each of this.armed) {
      const { at, nth, times = 1, does: kind } = each.fault;
      if (at !== operation || (OF_CONDITIONS.has(kind) && !hasCondition)) continue;
      // A batch of usage has no receipt: that it has just been taken only the adapter can know.
      if (kind === 'sentAgain' && table === 'Usage') continue;
      each.seen += 1;
      if (does !== undefined || each.seen < nth || each.seen >= nth + times) continue;
      does = kind;
      this.met.push({ fault: each.fault, table, operation });
    }
    return does;
  }
}

/** Nobody else makes a record of the audit log: where it is there already, it is. */
const conflictOf = (table: TableName, writes: readonly Write[]): CommitOutcome | undefined => {
  const conditional = writes.find((write) => isConditional(write) && !(write.op === 'create' && table === 'Audit'));
  return conditional && { ok: false, conflict: { key: conditional.key, reason: conditional.op === 'create' ? 'exists' : 'changed' } };
};

/** A table as one host reaches it. */
export const gated = (store: PartitionStore, table: TableName, gate: Gate): PartitionStore => ({
  read: (partition: string, key: string): Promise<Row | undefined> => gate.through(table, 'read', () => store.read(partition, key)),
  list: (partition: string, range: KeyRange): Promise<RowPage> => gate.through(table, 'list', () => store.list(partition, range)),
  listAcross: (range: PartitionRange): Promise<RowPage> => gate.through(table, 'listAcross', () => store.listAcross(range)),
  commit: (partition: string, writes: readonly Write[]): Promise<CommitOutcome> => gate.through(table, 'commit', () => store.commit(partition, writes), conflictOf(table, writes)),
});
