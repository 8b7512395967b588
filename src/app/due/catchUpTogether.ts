import { type CommitOutcome, MOST_WRITES_OF_A_CUSTOMER, type Write } from '../../kernel/partitionStore';
import { type Subscription } from '../../domain/subscription/state';
import { subscriptionKey } from '../command/commerceKeys';
import { CHANGED } from '../command/contention';
import { type EventRecord } from '../command/eventRecord';
import { eventWrites, historyWrites } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { customerWrite } from '../customer/customerBook';
import { readCustomerLimits, type CustomerLimits } from '../subscription/customerLimits';
import { type CustomersWork } from './customersWork';
import { type Deadline } from './deadline';
import { findDue, lastSteps, reaches, readDue, recordsOf, stateWrites, stepsWith, type DuePorts, type DueSubscription } from './dueSubscription';

/** The customer's row stands guard over what was decided with all that the customer has. */
const guardWrites = (limits: CustomerLimits | undefined): readonly Write[] => (limits === undefined ? [] : [customerWrite(limits.customer.value, limits.customer.etag)]);

/**
 * Carries out one subscription's due work, with what hangs on it, in one transaction, guarded by the customer's row where what the customer has makes a difference; only a long overdue base with many
 * add-ons takes several. Nothing due any more is a fair answer: no events, but those that wait are out.
 * @throws when it cannot be carried out now, for whatever reason.
 */
const carryOutOne = async (ports: DuePorts, deadline: Deadline): Promise<readonly StoredEvents[]> => {
  const stored: StoredEvents[] = [];
  return ports.contention.insist(deadline.customerId, deadline.subject, async (): Promise<readonly StoredEvents[] | typeof CHANGED> => {
    const due = await readDue(ports, deadline);
    if (due === undefined) {
      await ports.publishing.publishLeftovers(deadline.customerId);
      return stored;
    }
    const limits = due.meetsLimits ? await readCustomerLimits(ports.commerce, deadline.customerId, due.catalogue) : undefined;
    const steps = stepsWith(due, ports.policies, limits?.subscriptions);
    const records = recordsOf(due, steps);
    const writes = [...guardWrites(limits), ...stateWrites(due, steps), ...eventWrites(records)];
    const committed = await ports.commerce.commit(deadline.customerId, writes);
    if (committed.ok) stored.push(storedEvents(records, writes, committed));
    return committed.ok && reaches(steps, deadline.subject) ? stored : CHANGED;
  });
};

/** Left for the outbox: one row, unless there is very much to tell. */
const OUTBOX_ROWS = 3;

interface Transaction {
  readonly decided: readonly DueSubscription[];
  readonly records: readonly EventRecord[];
  readonly writes: readonly Write[];
  /** What comes after it. */
  readonly rest: readonly DueSubscription[];
}

/**
 * As much of `due`, in its order, as fits one transaction, each decided on what those before it leave the customer with. Left out is what cannot share it: what changes a subscription that another one
 * changes, and what cannot be decided here.
 */
const nextTransaction = ({ policies, log }: DuePorts, due: readonly DueSubscription[], limits: CustomerLimits | undefined): Transaction => {
  const decided: DueSubscription[] = [];
  const records: EventRecord[] = [];
  const state: Write[] = [...guardWrites(limits)];
  const ended = (rest: readonly DueSubscription[]): Transaction => ({ decided, records, writes: [...state, ...eventWrites(records)], rest });
  const changed = new Map<string, Subscription>();
  const sheets = new Set<number>();
  let size = state.length;
  for (const [index, each] of due.entries()) {
    const { deadline } = each;
    if (each.meetsLimits && limits === undefined) continue;
    try {
      const steps = stepsWith(each, policies, limits?.subscriptions.map((held) => changed.get(held.id) ?? held));
      if (!reaches(steps, deadline.subject) || steps.some(({ subscription }) => changed.has(subscription.id))) continue;
      const told = recordsOf(each, steps);
      const own = stateWrites(each, steps);
      const onSheets = steps.flatMap(({ subscription: { sheet } }) => (sheet === undefined || sheets.has(sheet) ? [] : [sheet]));
      const grown = own.length + historyWrites(told).length + new Set(onSheets).size;
      if (decided.length > 0 && size + grown > MOST_WRITES_OF_A_CUSTOMER - OUTBOX_ROWS) return ended(due.slice(index));
      decided.push(each);
      records.push(...told);
      state.push(...own);
      size += grown;
      onSheets.forEach((sheet) => sheets.add(sheet));
      for (const { subscription } of lastSteps(steps)) changed.set(subscription.id, subscription);
    } catch (cause) {
      log.warn(`Due work of ${deadline.subject} could not be decided with the customer's other work; it is tried alone`, cause);
    }
  }
  return ended([]);
};

/** Only where one of them needs it. What cannot be read is found again, and set apart, by each that is then tried alone. */
const limitsOf = async ({ commerce, log }: DuePorts, customerId: string, due: readonly DueSubscription[]): Promise<CustomerLimits | undefined> => {
  const [first] = due.filter((each) => each.meetsLimits);
  if (first === undefined) return undefined;
  try {
    return await readCustomerLimits(commerce, customerId, first.catalogue);
  } catch (cause) {
    log.warn(`What customer ${customerId} has could not be read; its due work is tried one by one`, cause);
    return undefined;
  }
};

/** @returns undefined where the store failed: it may be stored or not, and each is looked at alone. */
const commitTogether = async ({ commerce, log }: DuePorts, customerId: string, { decided, writes }: Transaction): Promise<CommitOutcome | undefined> => {
  try {
    return await commerce.commit(customerId, writes);
  } catch (cause) {
    log.warn(`Due work of ${decided.length} subscriptions of customer ${customerId} could not be stored together; it is tried one by one`, cause);
    return undefined;
  }
};

/** One customer's part of a page, as it is carried out. */
class Together {
  private readonly done: Deadline[] = [];
  private readonly stored: StoredEvents[] = [];
  private readonly failed: { deadline: Deadline; cause: unknown }[] = [];
  /** Whose row was read and says that nothing is due: they were carried out before, perhaps by whoever died before telling of it. */
  private silent: Deadline[] = [];
  private refusals = 0;

  constructor(
    private readonly ports: DuePorts,
    private readonly customerId: string,
    private readonly own: readonly Deadline[],
  ) {}

  async carryOut(): Promise<CustomersWork> {
    let rest = await this.each(this.own, (deadline) => findDue(this.ports, deadline));
    await this.tellOfSilent();
    while (rest.length > 0) rest = await this.storeSome(rest);
    await this.tellOfSilent();
    const settled = new Set([...this.done, ...this.failed.map(({ deadline }) => deadline)]);
    for (const deadline of this.own.filter((each) => !settled.has(each))) {
      await this.try([deadline], async () => {
        this.stored.push(...(await carryOutOne(this.ports, deadline)));
        this.done.push(deadline);
      });
    }
    const { done, stored, failed } = this;
    return { done, stored, failed };
  }

  /**
   * In one turn with the commands of the customer, so that neither makes the other begin anew.
   * @returns what is left to be stored; what the transaction left out is not among it, and nothing is where its turn did not come: that is tried alone.
   */
  private async storeSome(due: readonly DueSubscription[]): Promise<readonly DueSubscription[]> {
    const rest = await this.ports.contention.through(this.customerId, () => this.storeInTurn(due));
    return rest === CHANGED ? [] : rest;
  }

  private async storeInTurn(due: readonly DueSubscription[]): Promise<readonly DueSubscription[]> {
    const transaction = nextTransaction(this.ports, due, await limitsOf(this.ports, this.customerId, due));
    const { decided, records, writes, rest } = transaction;
    const outcome = decided.length === 0 ? undefined : await commitTogether(this.ports, this.customerId, transaction);
    if (outcome?.ok === true) {
      this.remindLists(decided);
      const told = new Set(decided.filter(({ isUnread, deadline }) => isUnread && deadline.known?.told === true).map(({ deadline }) => deadline.subject));
      this.stored.push(storedEvents(records, writes, outcome, told));
      this.done.push(...decided.map(({ deadline }) => deadline));
      return rest;
    }
    const again = outcome === undefined ? [] : await this.readAgain(decided, outcome.conflict.key);
    return again.length === 0 ? rest : this.storeInTurn([...again, ...rest]);
  }

  /** What was not out of date of a subscription is not, either, of what its partner's list says of it. */
  private remindLists(decided: readonly DueSubscription[]): void {
    for (const { isUnread, deadline, stored } of decided) {
      const listed = deadline.known?.listed;
      if (isUnread && listed !== undefined) this.ports.deadlineLists.remind(stored.value.partnerId, listed);
    }
  }

  /**
   * After a refusal: what a deadline knew may have been out of date. The first time the one that is named is read, the next time all that nobody has read yet.
   * @returns what is to be tried together once more: nothing where all of it had been read, and others are changing it.
   */
  private async readAgain(decided: readonly DueSubscription[], refused: string): Promise<readonly DueSubscription[]> {
    this.refusals += 1;
    const unread = decided.filter(({ isUnread }) => isUnread);
    const named = unread.filter(({ deadline }) => subscriptionKey(deadline.subject) === refused);
    const stale = new Set(this.refusals === 1 && named.length > 0 ? named : unread);
    if (stale.size === 0) return [];
    const read = await this.each([...stale].map(({ deadline }) => deadline), (deadline) => readDue(this.ports, deadline));
    return decided.flatMap((each) => (stale.has(each) ? read.filter(({ deadline }) => deadline === each.deadline) : [each]));
  }

  private async each(deadlines: readonly Deadline[], find: (deadline: Deadline) => Promise<DueSubscription | undefined>): Promise<readonly DueSubscription[]> {
    const found: DueSubscription[] = [];
    for (const deadline of deadlines) {
      await this.try([deadline], async () => {
        const due = await find(deadline);
        if (due === undefined) this.silent.push(deadline);
        else found.push(due);
      });
    }
    return found;
  }

  /** One look at what is left to be told of the customer serves all of them. */
  private async tellOfSilent(): Promise<void> {
    const { silent } = this;
    this.silent = [];
    if (silent.length === 0) return;
    await this.try(silent, async () => {
      await this.ports.publishing.publishLeftovers(this.customerId);
      this.done.push(...silent);
    });
  }

  private async try(deadlines: readonly Deadline[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.failed.push(...deadlines.map((deadline) => ({ deadline, cause })));
    }
  }
}

/**
 * Carries out what is due of one customer's subscriptions, together in one transaction (in several where it takes more than a hundred rows), guarded by the customer's row where what the customer has
 * makes a difference. Nothing is read that a deadline knows, until the store says that it is out of date. On its own goes what cannot share a transaction, and whatever others changed in between: one that cannot be carried out
 * holds up no other.
 * @param own deadlines of one customer.
 */
export const catchUpTogether = (ports: DuePorts, customerId: string, own: readonly Deadline[]): Promise<CustomersWork> => new Together(ports, customerId, own).carryOut();
