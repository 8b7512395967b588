import { isConditional, StoreUnavailable, type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';

/** The process ended here. Whatever catches it was not running any more: let it pass. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export type Operation = 'read' | 'list' | 'listAcross' | 'commit';

export interface Fault {
  readonly at: Operation;
  /** Counted from 1 over all stores of the plan, per operation. */
  readonly nth: number;
  /**
   * `dieBefore`: nothing was done, and every later operation throws Killed too. `dieAfter`: the same, but the operation took effect.
   * `unavailable`: nothing was done, the caller sees StoreUnavailable. `lostAnswer`: it took effect, the caller sees StoreUnavailable.
   * `conflict`: a commit is refused for its first conditional write; one without conditions goes through.
   * `sentAgain`: a commit took effect, its answer was lost, and the adapter sent it once more: one with a condition is refused for its own write.
   */
  readonly does: 'dieBefore' | 'dieAfter' | 'unavailable' | 'lostAnswer' | 'conflict' | 'sentAgain';
}

/** What goes wrong when, shared by the stores of one imagined process. */
export class FaultPlan {
  private readonly counts = new Map<Operation, number>();
  private dead = false;

  constructor(private readonly faults: readonly Fault[]) {}

  /** The fault for the operation that begins now. @throws Killed when the process is dead. */
  next(operation: Operation): Fault['does'] | undefined {
    if (this.dead) throw new Killed(`${operation} of a dead process`);
    const nth = this.seen(operation) + 1;
    this.counts.set(operation, nth);
    return this.faults.find((fault) => fault.at === operation && fault.nth === nth)?.does;
  }

  /** How many operations of this kind have begun: to learn how many places there are to die at. */
  seen(operation: Operation): number {
    return this.counts.get(operation) ?? 0;
  }

  die(when: string): never {
    this.dead = true;
    throw new Killed(when);
  }

  /** A new process on the same data; counting goes on. */
  revive(): void {
    this.dead = false;
  }
}

export class FaultyStore implements PartitionStore {
  constructor(
    private readonly inner: PartitionStore,
    private readonly plan: FaultPlan,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    return this.run('read', () => this.inner.read(partition, key));
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    return this.run('list', () => this.inner.list(partition, range));
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    return this.run('listAcross', () => this.inner.listAcross(range));
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    return this.run('commit', () => this.inner.commit(partition, writes), conflictOf(writes));
  }

  private async run<T>(operation: Operation, work: () => Promise<T>, conflict?: T): Promise<T> {
    const fault = this.plan.next(operation);
    if (fault === 'dieBefore') this.plan.die(`before ${operation}`);
    if (fault === 'unavailable') throw new StoreUnavailable(`${operation}: not done`);
    if (fault === 'conflict' && conflict !== undefined) return conflict;
    const answer = await work();
    if (fault === 'dieAfter') this.plan.die(`after ${operation}`);
    if (fault === 'sentAgain' && operation === 'commit') return work();
    if (fault === 'lostAnswer') throw new StoreUnavailable(`${operation}: answer lost`);
    return answer;
  }
}

const conflictOf = (writes: readonly Write[]): CommitOutcome | undefined => {
  const conditional = writes.find(isConditional);
  return conditional && { ok: false, conflict: { key: conditional.key, reason: conditional.op === 'create' ? 'exists' : 'changed' } };
};
