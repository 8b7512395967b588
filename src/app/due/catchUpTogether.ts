import { type Catalogue } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type Deadline } from './deadline';
import { type PolicyBook } from '../../domain/policy/policy';
import { catchUp } from '../../domain/subscription/term/catchUp';
import { meetsLimits } from '../../domain/subscription/term/meetsLimits';
import { type Outcome } from '../../domain/subscription/outcome';
import { CHANGED } from '../command/contention';
import { holdsWindow } from '../../domain/subscription/window';
import { type EventRecord } from '../command/eventRecord';
import { eventWrites } from '../command/publishing';
import { customerWrite } from '../customer/customerBook';
import { readCustomerLimits, seatLimitsAt } from '../subscription/customerLimits';
import { chargeWrites, isTaskKind, readSubscription, subscriptionRecords, subscriptionWrite, type Stored } from '../subscription/subscriptionBook';
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
const leftOpen = (step: Outcome, became: Subscription, now: Instant): EventRecord[] =>
  subscriptionRecords({ ...step, windowsOpened: step.windowsOpened.filter((window) => holdsWindow(became, window)) }, now).map(({ ahead: _ahead, ...record }) => ({
    ...record,
    deadlines: record.deadlines.filter(({ kind }) => !isTaskKind(kind)),
  }));

/** What happened, and the deadlines that are still ahead, of the middle steps as of the last one. */
const recordsOf = (steps: readonly Outcome[], now: Instant): EventRecord[] => {
  const last = new Map(lastSteps(steps).map((step) => [step.subscription.id, step]));
  return steps.flatMap((step) => {
    const end = last.get(step.subscription.id) ?? step;
    return end === step ? subscriptionRecords(step, now) : leftOpen(step, end.subscription, now);
  });
};

/** @throws when one is missing: a base names only what was bought with it. */
const readAddOns = (commerce: PartitionStore, { customerId, addOnIds = [] }: Subscription): Promise<readonly Stored<Subscription>[]> =>
  Promise.all(
    addOnIds.map(async (id) => {
      const addOn = await readSubscription(commerce, customerId, id);
      if (addOn === undefined) throw new Error(`There is no add-on ${id}`);
      return addOn;
    }),
  );

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

const ownWrites = ({ stored, addOns }: Found, steps: readonly Outcome[], records: readonly EventRecord[]): readonly Write[] => {
  const etags = new Map([stored, ...addOns].map(({ value, etag }) => [value.id, etag]));
  return [...lastSteps(steps).map(({ subscription }) => subscriptionWrite(subscription, etags.get(subscription.id))), ...steps.flatMap(chargeWrites), ...eventWrites(records)];
};

const reaches = (steps: readonly Outcome[], subject: string): boolean => steps.some(({ subscription }) => subscription.id === subject);

/**
 * Carries out one subscription's due work, with what hangs on it, in one transaction, guarded by the customer's row where what the customer has makes a difference; only a long overdue base with many
 * add-ons takes several. Nothing due any more is a fair answer: no records.
 * @throws when it cannot be carried out now, for whatever reason.
 */
const carryOutOne = async (ports: DuePorts, deadline: Deadline): Promise<Done> => {
  const { commerce, policies } = ports;
  const carriedOut: EventRecord[] = [];
  return ports.contention.insist(deadline.customerId, deadline.subject, async (): Promise<Done | typeof CHANGED> => {
    const found = await find(ports, deadline);
    if (found === undefined) {
      await ports.publishing.publishLeftovers(deadline.customerId);
      return { deadline, records: carriedOut };
    }
    const { stored, addOns, catalogue, now } = found;
    const limits = found.meetsLimits ? await readCustomerLimits(commerce, deadline.customerId, catalogue) : undefined;
    const family = addOns.map(({ value }) => value);
    const steps = limits === undefined ? found.steps : catchUp(stored.value, catalogue, policies, now, family, seatLimitsAt(limits, stored.value.partnerId, now).holdings);
    const records = recordsOf(steps, now);
    const guard = limits === undefined ? [] : [customerWrite(limits.customer.value, limits.customer.etag)];
    const committed = await commerce.commit(deadline.customerId, [...guard, ...ownWrites(found, steps, records)]);
    if (committed.ok) carriedOut.push(...records);
    return committed.ok && reaches(steps, deadline.subject) ? { deadline, records: carriedOut } : CHANGED;
  });
};

/** Of one transaction. */
const MOST_WRITES = 100;

interface Decided extends Done {
  readonly writes: readonly Write[];
}

/** What can share a transaction, in as many as it takes. What is decided with all that the customer has is left out, and what changes a subscription that another one changes. */
const transactionsOf = (found: readonly Found[]): readonly (readonly Decided[])[] => {
  const transactions: Decided[][] = [];
  const changed = new Set<string>();
  let room = 0;
  for (const each of found) {
    const { deadline, steps, now } = each;
    if (each.meetsLimits || !reaches(steps, deadline.subject) || steps.some(({ subscription }) => changed.has(subscription.id))) continue;
    for (const { subscription } of steps) changed.add(subscription.id);
    const records = recordsOf(steps, now);
    const writes = ownWrites(each, steps, records);
    if (transactions.length === 0 || writes.length > room) {
      transactions.push([]);
      room = MOST_WRITES;
    }
    transactions.at(-1)?.push({ deadline, records, writes });
    room -= writes.length;
  }
  return transactions;
};

const commitTogether = async ({ commerce, log }: DuePorts, customerId: string, together: readonly Decided[]): Promise<boolean> => {
  try {
    return (await commerce.commit(customerId, together.flatMap(({ writes }) => writes))).ok;
  } catch (cause) {
    log.warn(`Due work of ${together.length} subscriptions of customer ${customerId} could not be stored together; it is tried one by one`, cause);
    return false;
  }
};

/**
 * Carries out what is due of one customer's subscriptions, together in one transaction (in several where it takes more than a hundred rows). On its own goes what is decided with all that the customer
 * has, what changes something that another one changes, and whatever others changed in between: one that cannot be carried out holds up no other.
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
    for (const together of transactionsOf(found)) {
      if (await commitTogether(ports, customerId, together)) done.push(...together);
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
