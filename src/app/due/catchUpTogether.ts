import { type Catalogue } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { type Deadline } from './deadline';
import { type PolicyBook } from '../../domain/policy/policy';
import { catchUp } from '../../domain/subscription/term/catchUp';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { meetsLimits } from '../../domain/subscription/term/meetsLimits';
import { type Outcome } from '../../domain/subscription/outcome';
import { CHANGED } from '../command/contention';
import { holdsWindow } from '../../domain/subscription/window';
import { causedBy, type EventRecord } from '../command/eventRecord';
import { eventWrites } from '../command/publishing';
import { customerWrite } from '../customer/customerBook';
import { readCustomerLimits, type CustomerLimits } from '../subscription/customerLimits';
import { nextTask } from '../../domain/subscription/nextTask';
import { chargeWrites, deadlineKindsOf, isTaskKind, readAddOns, readSubscription, type Stored, subscriptionRecords, subscriptionWrite } from '../subscription/subscriptionBook';
import { type Subscription } from '../../domain/subscription/state';
import { type CustomersWork, type Done } from './customersWork';
import { type SettingAsidePorts } from './setAside';

export interface DuePorts extends SettingAsidePorts {
  readonly policies: PolicyBook;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
}

/** The last of each subscription's steps: what it has become. */
const lastSteps = (steps: readonly Outcome[]): readonly Outcome[] => [...new Map(steps.map((step) => [step.subscription.id, step])).values()];

/** What one step leaves open although others followed it: its windows that are still there (SUB-3), and whatever it set off beside the next renewal or charge, which the steps after it have met. */
const leftOpen = (step: Outcome, before: readonly Subscription[], became: Subscription, now: Instant): EventRecord[] =>
  subscriptionRecords({ ...step, windowsOpened: step.windowsOpened.filter((window) => holdsWindow(became, window)) }, before, now).map(({ ahead: _ahead, ...record }) => ({
    ...record,
    deadlines: record.deadlines.filter(({ kind }) => !isTaskKind(kind)),
  }));

/** One subscription with what hangs on it, and what is due of them as far as they tell it alone. */
interface Found {
  readonly deadline: Deadline;
  readonly stored: Stored<Subscription>;
  readonly addOns: readonly Stored<Subscription>[];
  readonly catalogue: Catalogue;
  readonly now: Instant;
  readonly steps: readonly Outcome[];
  /** Whether what else the customer has may make a difference. */
  readonly meetsLimits: boolean;
}

/** What happened, and the deadlines that are still ahead, of the middle steps as of the last one. */
const recordsOf = ({ deadline, stored: { value: before }, addOns, now }: Found, steps: readonly Outcome[]): EventRecord[] => {
  const last = new Map(lastSteps(steps).map((step) => [step.subscription.id, step]));
  const told = steps.flatMap((step, index) => {
    const end = last.get(step.subscription.id) ?? step;
    // The step before it of the same subscription, else the subscription as it was stored.
    const stood = [...steps.slice(0, index).map(({ subscription }) => subscription).reverse(), before, ...addOns.map(({ value }) => value)];
    return end === step ? subscriptionRecords(step, stood, now) : leftOpen(step, stood, end.subscription, now);
  });
  // By what was due, not by the row that told of it: one of a version before has another kind.
  const task = nextTask(before);
  return causedBy({ command: task === undefined ? deadline.kind : deadlineKindsOf(task, before)[0] }, told);
};

/** @returns undefined where nothing is due any more (a repeat, a stale row). */
const find = async ({ commerce, clock, policies, catalogueOf }: DuePorts, deadline: Deadline): Promise<Found | undefined> => {
  const stored = await readSubscription(commerce, deadline.customerId, deadline.subject);
  if (stored === undefined) return undefined;
  const addOns = await readAddOns(commerce, stored.value);
  const catalogue = await catalogueOf(stored.value.offer.country);
  const now = clock.now();
  const steps = catchUp(stored.value, catalogue, policies, now, addOns.map(({ value }) => value));
  return steps.length === 0 ? undefined : { deadline, stored, addOns, catalogue, now, steps, meetsLimits: meetsLimits(stored.value, steps, catalogue) };
};

/** With what the customer has, where that makes a difference. @param held all of the customer's; undefined: there is no such customer. */
const stepsWith = ({ stored, addOns, catalogue, now, steps, meetsLimits: meets }: Found, policies: PolicyBook, held: readonly Subscription[] | undefined): readonly Outcome[] => {
  if (!meets || held === undefined) return steps;
  const { holdings } = standingOf(held, stored.value.partnerId, now);
  return catchUp(stored.value, catalogue, policies, now, addOns.map(({ value }) => value), holdings);
};

const ownWrites = ({ stored, addOns }: Found, steps: readonly Outcome[], records: readonly EventRecord[]): readonly Write[] => {
  const etags = new Map([stored, ...addOns].map(({ value, etag }) => [value.id, etag]));
  return [...lastSteps(steps).map(({ subscription }) => subscriptionWrite(subscription, etags.get(subscription.id))), ...steps.flatMap(chargeWrites), ...eventWrites(records)];
};

/** The customer's row stands guard over what was decided with all that the customer has. */
const guardWrites = (limits: CustomerLimits | undefined): readonly Write[] => (limits === undefined ? [] : [customerWrite(limits.customer.value, limits.customer.etag)]);

const reaches = (steps: readonly Outcome[], subject: string): boolean => steps.some(({ subscription }) => subscription.id === subject);

/**
 * Carries out one subscription's due work, with what hangs on it, in one transaction, guarded by the customer's row where what the customer has makes a difference; only a long overdue base with many
 * add-ons takes several. Nothing due any more is a fair answer: no records.
 * @throws when it cannot be carried out now, for whatever reason.
 */
const carryOutOne = async (ports: DuePorts, deadline: Deadline): Promise<Done> => {
  const carriedOut: EventRecord[] = [];
  return ports.contention.insist(deadline.customerId, deadline.subject, async (): Promise<Done | typeof CHANGED> => {
    const found = await find(ports, deadline);
    if (found === undefined) {
      await ports.publishing.publishLeftovers(deadline.customerId);
      return { deadline, records: carriedOut };
    }
    const limits = found.meetsLimits ? await readCustomerLimits(ports.commerce, deadline.customerId, found.catalogue) : undefined;
    const steps = stepsWith(found, ports.policies, limits?.subscriptions);
    const records = recordsOf(found, steps);
    const committed = await ports.commerce.commit(deadline.customerId, [...guardWrites(limits), ...ownWrites(found, steps, records)]);
    if (committed.ok) carriedOut.push(...records);
    return committed.ok && reaches(steps, deadline.subject) ? { deadline, records: carriedOut } : CHANGED;
  });
};

/** Of one transaction. */
const MOST_WRITES = 100;

interface Transaction {
  readonly decided: readonly Done[];
  readonly writes: readonly Write[];
  /** What comes after it. */
  readonly rest: readonly Found[];
}

/**
 * As much of `found`, in its order, as fits one transaction, each decided on what those before it leave the customer with. Left out is what cannot share it: what changes a subscription that another one
 * changes, and what cannot be decided here.
 */
const nextTransaction = ({ policies, log }: DuePorts, found: readonly Found[], limits: CustomerLimits | undefined): Transaction => {
  const decided: Done[] = [];
  const writes: Write[] = [...guardWrites(limits)];
  const changed = new Map<string, Subscription>();
  for (const [index, each] of found.entries()) {
    const { deadline } = each;
    if (each.meetsLimits && limits === undefined) continue;
    try {
      const steps = stepsWith(each, policies, limits?.subscriptions.map((held) => changed.get(held.id) ?? held));
      if (!reaches(steps, deadline.subject) || steps.some(({ subscription }) => changed.has(subscription.id))) continue;
      const records = recordsOf(each, steps);
      const own = ownWrites(each, steps, records);
      if (decided.length > 0 && writes.length + own.length > MOST_WRITES) return { decided, writes, rest: found.slice(index) };
      decided.push({ deadline, records });
      writes.push(...own);
      for (const { subscription } of lastSteps(steps)) changed.set(subscription.id, subscription);
    } catch (cause) {
      log.warn(`Due work of ${deadline.subject} could not be decided with the customer's other work; it is tried alone`, cause);
    }
  }
  return { decided, writes, rest: [] };
};

/** Only where one of them needs it. What cannot be read is found again, and set apart, by each that is then tried alone. */
const limitsOf = async ({ commerce, log }: DuePorts, customerId: string, found: readonly Found[]): Promise<CustomerLimits | undefined> => {
  const [first] = found.filter((each) => each.meetsLimits);
  if (first === undefined) return undefined;
  try {
    return await readCustomerLimits(commerce, customerId, first.catalogue);
  } catch (cause) {
    log.warn(`What customer ${customerId} has could not be read; its due work is tried one by one`, cause);
    return undefined;
  }
};

const commitTogether = async ({ commerce, log }: DuePorts, customerId: string, { decided, writes }: Transaction): Promise<boolean> => {
  try {
    return (await commerce.commit(customerId, writes)).ok;
  } catch (cause) {
    log.warn(`Due work of ${decided.length} subscriptions of customer ${customerId} could not be stored together; it is tried one by one`, cause);
    return false;
  }
};

/**
 * Carries out what is due of one customer's subscriptions, together in one transaction (in several where it takes more than a hundred rows), guarded by the customer's row where what the customer has
 * makes a difference. On its own goes what cannot share a transaction, and whatever others changed in between: one that cannot be carried out holds up no other.
 * @param own deadlines of one customer.
 */
export const catchUpTogether = async (ports: DuePorts, customerId: string, own: readonly Deadline[]): Promise<CustomersWork> => {
  const done: Done[] = [];
  const failed: { deadline: Deadline; cause: unknown }[] = [];
  if (own.length > 1) {
    const found: Found[] = [];
    for (const deadline of own) {
      try {
        const due = await find(ports, deadline);
        if (due !== undefined) found.push(due);
      } catch (cause) {
        failed.push({ deadline, cause });
      }
    }
    for (let rest: readonly Found[] = found; rest.length > 0; ) {
      const transaction = nextTransaction(ports, rest, await limitsOf(ports, customerId, rest));
      if (transaction.decided.length > 0 && (await commitTogether(ports, customerId, transaction))) done.push(...transaction.decided);
      rest = transaction.rest;
    }
  }
  const settled = new Set([...done, ...failed].map(({ deadline }) => deadline));
  for (const deadline of own.filter((each) => !settled.has(each))) {
    try {
      done.push(await carryOutOne(ports, deadline));
    } catch (cause) {
      failed.push({ deadline, cause });
    }
  }
  return { done, failed };
};
