import { type Catalogue } from '../../domain/catalogue/state';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
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
import { chargeWrites, readSubscription, subscriptionRecords, subscriptionWrite, type Stored } from '../subscription/subscriptionBook';
import { type Subscription } from '../../domain/subscription/state';
import { setAside, type SettingAsidePorts } from './setAside';
import { withBound } from './withBound';

/** What falls due by the thousand at one instant: a process carries out each part of the index. */
export type ProcessKind = 'renewal' | 'cycle';

/** One part of the deadline index and what to do with the rows that are due there. */
export interface DueWork {
  readonly partition: string;
  readonly kind: ProcessKind;
}

export interface CarriedOut {
  readonly completed: number;
  /** Failed, logged, and due again later: they never hold up the rest. */
  readonly setApart: number;
  /** Another page may be due right now. */
  readonly more: boolean;
  /** Why nothing was looked at; it stays due, and the next sweep begins it again. */
  readonly notDone?: 'SettingsWrong';
}

/** What a page comes to while settings are missing or wrong. */
export const NOT_SET: CarriedOut = { completed: 0, setApart: 0, more: false, notDone: 'SettingsWrong' };

export interface DuePorts extends SettingAsidePorts {
  readonly policies: PolicyBook;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
}

const pageSize = 100;
const customersAtOnce = 8;

type Done = { readonly deadline: Deadline; readonly records: readonly EventRecord[] };

/** The last of each subscription's steps: what it has become. */
const lastSteps = (steps: readonly Outcome[]): readonly Outcome[] => [...new Map(steps.map((step) => [step.subscription.id, step])).values()];

/** What one step leaves open although others followed it: its windows that are still there (SUB-3), and whatever it set off beside the next renewal or charge, which the steps after it have met. */
const leftOpen = (step: Outcome, became: Subscription, now: Instant): EventRecord[] =>
  subscriptionRecords({ ...step, windowsOpened: step.windowsOpened.filter((window) => holdsWindow(became, window)) }, now).map(({ ahead: _ahead, ...record }) => ({
    ...record,
    deadlines: record.deadlines.filter(({ kind }) => kind !== 'renewal' && kind !== 'cycle'),
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

/**
 * Carries out one subscription's due work, with what hangs on it, in one transaction, guarded by the customer's row where what the customer has makes a difference; only a long overdue base with many add-ons takes several. Nothing due any more (a
 * repeat, a stale row) is a fair answer: no records.
 * @throws when it cannot be carried out now, for whatever reason.
 */
const carryOutOne = async (ports: DuePorts, deadline: Deadline): Promise<Done> => {
  const { commerce, clock, policies } = ports;
  const carriedOut: EventRecord[] = [];
  return ports.contention.insist(deadline.customerId, deadline.subject, async (): Promise<Done | typeof CHANGED> => {
    const stored = await readSubscription(commerce, deadline.customerId, deadline.subject);
    if (stored === undefined) return { deadline, records: carriedOut };
    const addOns = await readAddOns(commerce, stored.value);
    const catalogue = await ports.catalogueOf(stored.value.offer.country);
    const now = clock.now();
    const family = addOns.map(({ value }) => value);
    const plain = catchUp(stored.value, catalogue, policies, now, family);
    const limits = meetsLimits(stored.value, plain, catalogue) ? await readCustomerLimits(commerce, deadline.customerId, catalogue) : undefined;
    const steps = limits === undefined ? plain : catchUp(stored.value, catalogue, policies, now, family, seatLimitsAt(limits, stored.value.partnerId, now).holdings);
    if (steps.length === 0) {
      await ports.publishing.publishLeftovers(deadline.customerId);
      return { deadline, records: carriedOut };
    }
    const etags = new Map([stored, ...addOns].map(({ value, etag }) => [value.id, etag]));
    const records = recordsOf(steps, now);
    const committed = await commerce.commit(deadline.customerId, [
      ...(limits === undefined ? [] : [customerWrite(limits.customer.value, limits.customer.etag)]),
      ...lastSteps(steps).map(({ subscription }) => subscriptionWrite(subscription, etags.get(subscription.id))),
      ...steps.flatMap(chargeWrites),
      ...eventWrites(records),
    ]);
    if (committed.ok) carriedOut.push(...records);
    if (committed.ok && steps.some((step) => step.subscription.id === deadline.subject)) return { deadline, records: carriedOut };
    return CHANGED;
  });
};

/**
 * One page of due renewals or cycle charges. Safe to repeat and to run twice at once: each subscription decides anew from its state.
 * @throws when the deadline index itself cannot be read or written; the rows stay and the next sweep takes them up.
 */
export const carryOutDue = async (ports: DuePorts, work: DueWork): Promise<CarriedOut> => {
  const { deadlines, publishing, clock } = ports;
  const due = await deadlines.dueIn(work.partition, work.kind, clock.now(), pageSize);
  const done: Done[] = [];
  let setApart = 0;
  let stuck = 0;

  const byCustomer = [...groupBy(due, (deadline) => deadline.customerId).values()];
  await withBound(customersAtOnce, byCustomer, async (own) => {
    for (const deadline of own) {
      try {
        done.push(await carryOutOne(ports, deadline));
      } catch (cause) {
        if (await setAside(ports, deadline, cause)) setApart += 1;
        else stuck += 1;
      }
    }
  });

  const published = await publishing.afterCommit(
    done.flatMap(({ records }) => records),
    done.map(({ deadline }) => deadline),
  );
  return { completed: done.length, setApart, more: published && stuck < pageSize && due.length === pageSize };
};
