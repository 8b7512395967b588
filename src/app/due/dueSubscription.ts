import { type Catalogue } from '../../domain/catalogue/state';
import { type PolicyBook } from '../../domain/policy/policy';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { nextTask } from '../../domain/subscription/nextTask';
import { type Outcome } from '../../domain/subscription/outcome';
import { type Subscription } from '../../domain/subscription/state';
import { catchUp } from '../../domain/subscription/term/catchUp';
import { meetsLimits } from '../../domain/subscription/term/meetsLimits';
import { holdsWindow } from '../../domain/subscription/window';
import { type Instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { subscriptionKey } from '../command/commerceKeys';
import { causedBy, type EventRecord } from '../command/eventRecord';
import { chargeWrites, deadlineKindsOf, isTaskKind, readAddOns, readSubscription, type Stored, subscriptionRecords, subscriptionRows, subscriptionWrite } from '../subscription/subscriptionBook';
import { type DeadlineLists } from '../deadlineList/deadlineLists';
import { type Deadline } from './deadline';
import { type SettingAsidePorts } from './setAside';
import { type Holdable } from '../operations/sweepControl';

export interface DuePorts extends SettingAsidePorts, Holdable {
  readonly policies: PolicyBook;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
  readonly deadlineLists: DeadlineLists;
}

/** One subscription with what hangs on it, and what is due of them as far as they tell it alone. */
export interface DueSubscription {
  readonly deadline: Deadline;
  readonly stored: Stored<Subscription>;
  readonly addOns: readonly Stored<Subscription>[];
  readonly catalogue: Catalogue;
  readonly now: Instant;
  readonly steps: readonly Outcome[];
  /** Whether what else the customer has may make a difference. */
  readonly meetsLimits: boolean;
  /** Whether it is what the deadline knew: nobody has read it. */
  readonly isUnread: boolean;
}

/** The last of each subscription's steps: what it has become. */
export const lastSteps = (steps: readonly Outcome[]): readonly Outcome[] => [...new Map(steps.map((step) => [step.subscription.id, step])).values()];

export const reaches = (steps: readonly Outcome[], subject: string): boolean => steps.some(({ subscription }) => subscription.id === subject);

const dueOf = async ({ commerce, clock, policies, catalogueOf }: DuePorts, deadline: Deadline, stored: Stored<Subscription>, isUnread: boolean): Promise<DueSubscription | undefined> => {
  const addOns = await readAddOns(commerce, stored.value);
  const catalogue = await catalogueOf(stored.value.offer.country);
  const now = clock.now();
  const steps = catchUp(stored.value, catalogue, policies, now, addOns.map(({ value }) => value));
  return steps.length === 0 ? undefined : { deadline, stored, addOns, catalogue, now, steps, meetsLimits: meetsLimits(stored.value, steps, catalogue), isUnread };
};

/** What is due of a subscription as it is now. @returns undefined where nothing is any more (a repeat, a stale row). @throws RowUnreadable, and what the rules throw. */
export const readDue = async (ports: DuePorts, deadline: Deadline): Promise<DueSubscription | undefined> => {
  const stored = await readSubscription(ports.commerce, deadline.customerId, deadline.subject);
  return stored && dueOf(ports, deadline, stored, false);
};

/** The subscription as the deadline knows it; undefined where that cannot be read, or tells of no such subscription. */
const knownSubscription = ({ customerId, subject, known }: Deadline): Stored<Subscription> | undefined => {
  if (known === undefined) return undefined;
  const [value] = subscriptionRows.readable([{ partition: customerId, key: subscriptionKey(subject), value: known.state, etag: known.etag }]).items;
  return value?.id === subject && value.customerId === customerId ? { value, etag: known.etag } : undefined;
};

/**
 * The same with nothing read where the deadline knows its subject: whoever stores what is decided finds out whether that was out of date. That nothing is due, or that it cannot be decided, is believed of a row that was read and of
 * no other.
 */
export const findDue = async (ports: DuePorts, deadline: Deadline): Promise<DueSubscription | undefined> => {
  const known = knownSubscription(deadline);
  if (known !== undefined) {
    try {
      const due = await dueOf(ports, deadline, known, true);
      if (due !== undefined) return due;
    } catch (cause) {
      ports.log.warn(`Due work of ${deadline.subject} could not be decided on what its deadline knows; it is read`, cause);
    }
  }
  return readDue(ports, deadline);
};

/** With what the customer has, where that makes a difference. @param held all of the customer's; undefined: there is no such customer. */
export const stepsWith = ({ stored, addOns, catalogue, now, steps, meetsLimits: meets }: DueSubscription, policies: PolicyBook, held: readonly Subscription[] | undefined): readonly Outcome[] => {
  if (!meets || held === undefined) return steps;
  const { holdings } = standingOf(held, stored.value.partnerId, now);
  return catchUp(stored.value, catalogue, policies, now, addOns.map(({ value }) => value), holdings);
};

/** What one step leaves open although others followed it: its windows that are still there (SUB-3), and whatever it set off beside the next renewal or charge, which the steps after it have met. */
const leftOpen = (step: Outcome, before: readonly Subscription[], became: Subscription, now: Instant): EventRecord[] =>
  subscriptionRecords({ ...step, windowsOpened: step.windowsOpened.filter((window) => holdsWindow(became, window)) }, before, now).map(({ ahead: _ahead, ...record }) => ({
    ...record,
    deadlines: record.deadlines.filter(({ kind }) => !isTaskKind(kind)),
  }));

/** What happened, and the deadlines that are still ahead, of the middle steps as of the last one. */
export const recordsOf = ({ deadline, stored: { value: before }, addOns, now }: DueSubscription, steps: readonly Outcome[]): EventRecord[] => {
  const last = new Map(lastSteps(steps).map((step) => [step.subscription.id, step]));
  const told = steps.flatMap((step, index) => {
    const end = last.get(step.subscription.id) ?? step;
    // The step before it of the same subscription, else the subscription as it was stored.
    const stood = [...steps.slice(0, index).map(({ subscription }) => subscription).reverse(), before, ...addOns.map(({ value }) => value)];
    return end === step ? subscriptionRecords(step, stood, now) : leftOpen(step, stood, end.subscription, now);
  });
  // By what was due, not by the row that told of it: one of a version before has another kind.
  const task = nextTask(before);
  return causedBy({ command: task === undefined ? deadline.kind : deadlineKindsOf(task, before)[0] }, told).map((record) => ({ ...record, together: true }));
};

/** What the steps change and charge, against what they were decided on; their events come beside. */
export const stateWrites = ({ stored, addOns }: DueSubscription, steps: readonly Outcome[]): readonly Write[] => {
  const etags = new Map([stored, ...addOns].map(({ value, etag }) => [value.id, etag]));
  return [...lastSteps(steps).map(({ subscription }) => subscriptionWrite(subscription, etags.get(subscription.id))), ...steps.flatMap(chargeWrites)];
};
