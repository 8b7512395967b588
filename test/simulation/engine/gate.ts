import { StoreUnavailable, type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../../src/kernel/partitionStore';
import { Killed } from '../../support/faultyStore';
import { type TableName } from './tableName';

export type Operation = 'read' | 'list' | 'listAcross' | 'commit';

/**
 * `dieBefore`: nothing was done, and the host is dead. `dieAfter`: it took effect, and the host is dead. `unavailable`: nothing was done, the app sees StoreUnavailable (429, 503 after the adapter's retries).
 * `lostAnswer`: it took effect, the app sees StoreUnavailable. `conflict`: a commit is refused for its first conditional write (412), which somebody else has just made.
 */
export type FaultKind = 'dieBefore' | 'dieAfter' | 'unavailable' | 'lostAnswer' | 'conflict';

export interface StoreFault {
  readonly does: FaultKind;
  /** `any`: of whatever operation is counted. */
  readonly at: Operation | 'any';
  /** Counted from 1, from when the fault was armed, over all tables of the host that commands write to. */
  readonly nth: number;
}

/** What stands between one host and its tables: it fails as it was told to, and lets nothing through once the host is dead. */
export class Gate {
  private armed: { readonly fault: StoreFault; left: number } | undefined;
  private dead = false;
  /** Faults that came to pass, with what they met. */
  readonly met: { readonly fault: StoreFault; readonly table: TableName; readonly operation: Operation }[] = [];

  get isDead(): boolean {
    return this.dead;
  }

  arm(fault: StoreFault): void {
    this.armed = { fault, left: fault.nth };
  }

  /** @returns whether a fault was armed that has met nothing. */
  disarm(): boolean {
    const unmet = this.armed !== undefined;
    this.armed = undefined;
    return unmet;
  }

  kill(): void {
    this.dead = true;
  }

  async through<T>(table: TableName, operation: Operation, work: () => Promise<T>, conflict?: T): Promise<T> {
    if (this.dead) throw new Killed(`${operation} of a dead host`);
    const does = this.next(table, operation);
    if (does === 'dieBefore') this.die(`before ${operation} of ${table}`);
    if (does === 'unavailable') throw new StoreUnavailable(`${operation} of ${table}: not done`);
    if (does === 'conflict' && conflict !== undefined) return conflict;
    const answer = await work();
    if (does === 'dieAfter') this.die(`after ${operation} of ${table}`);
    if (does === 'lostAnswer') throw new StoreUnavailable(`${operation} of ${table}: answer lost`);
    return answer;
  }

  private die(when: string): never {
    this.dead = true;
    throw new Killed(when);
  }

  private next(table: TableName, operation: Operation): FaultKind | undefined {
    const { armed } = this;
    if (armed === undefined || (armed.fault.at !== 'any' && armed.fault.at !== operation)) return undefined;
    armed.left -= 1;
    if (armed.left > 0) return undefined;
    this.armed = undefined;
    this.met.push({ fault: armed.fault, table, operation });
    return armed.fault.does;
  }
}

const conflictOf = (writes: readonly Write[]): CommitOutcome | undefined => {
  const conditional = writes.find(({ op }) => op === 'create' || op === 'update');
  return conditional && { ok: false, conflict: { key: conditional.key, reason: conditional.op === 'create' ? 'exists' : 'changed' } };
};

/** A table as one host reaches it. */
export const gated = (store: PartitionStore, table: TableName, gate: Gate): PartitionStore => ({
  read: (partition: string, key: string): Promise<Row | undefined> => gate.through(table, 'read', () => store.read(partition, key)),
  list: (partition: string, range: KeyRange): Promise<RowPage> => gate.through(table, 'list', () => store.list(partition, range)),
  listAcross: (range: PartitionRange): Promise<RowPage> => gate.through(table, 'listAcross', () => store.listAcross(range)),
  commit: (partition: string, writes: readonly Write[]): Promise<CommitOutcome> => gate.through(table, 'commit', () => store.commit(partition, writes), conflictOf(writes)),
});
