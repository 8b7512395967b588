import { type ChargeLine, chargeLineSchema } from '../../domain/billing/chargeLine';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { aheadOfSubscription } from '../deadlineList/ahead';
import { type DeadlineKind } from '../due/deadline';
import { broughtBy } from '../../domain/usage/overage/enabling';
import { nextTask, type NextTask } from '../../domain/subscription/nextTask';
import { type Outcome, type SubscriptionEvent } from '../../domain/subscription/outcome';
import { kindOf } from '../../domain/subscription/kinds/table';
import { type Subscription, subscriptionSchema } from '../../domain/subscription/state';
import { changedOfSubscription } from '../../domain/subscription/toldFields';
import { allRows } from '../allRows';
import { changePrefix, chargeKey, chargePrefix, formerWindowEventPrefix, subscriptionKey, subscriptionPrefix, windowEventPrefix } from '../command/commerceKeys';
import { type EventRecord, recordId, withChanged } from '../command/eventRecord';
import { type RememberedRows } from '../command/rememberedRows';
import { listFacts, type ToldFact } from '../command/toldFacts';
import { rowValue } from '../schema/rowForms';
import { readablePage, rowReader, type Page, type Readable } from '../unreadable';
import { arrivalData } from '../overage/arrival';
import { windowDeadlines } from './windowDeadlines';

export interface Stored<T> {
  readonly value: T;
  readonly etag: string;
}

export const subscriptionRows = rowReader('Commerce', 'subscription', subscriptionSchema);
export const chargeRows = rowReader('Commerce', 'charge', chargeLineSchema);

/** @throws RowUnreadable. */
export const readSubscription = async (commerce: PartitionStore, customerId: string, subscriptionId: string): Promise<Stored<Subscription> | undefined> => {
  const row = await commerce.read(customerId, subscriptionKey(subscriptionId));
  return row && subscriptionRows.readStored(row);
};

/** As this process saw it last, for a command that commits against its etag; undefined where it is not remembered, or cannot be read. */
export const recallSubscription = (remembered: RememberedRows, customerId: string, subscriptionId: string): Stored<Subscription> | undefined => {
  const row = remembered.recall(customerId, subscriptionKey(subscriptionId));
  const [value] = row === undefined ? [] : subscriptionRows.readable([row]).items;
  return row && value && { value, etag: row.etag };
};

const readAll = (commerce: PartitionStore, customerId: string, ids: readonly string[]): Promise<readonly Stored<Subscription>[]> =>
  Promise.all(
    ids.map(async (id) => {
      const named = await readSubscription(commerce, customerId, id);
      if (named === undefined) throw new Error(`There is no subscription ${id}`);
      return named;
    }),
  );

/** ORD-5: the add-ons that a traditional base names, ended ones too; nothing of any other. @throws RowUnreadable, and when one is missing: a base names only what was bought with it. */
export const readAddOns = (commerce: PartitionStore, { customerId, addOnIds = [] }: Subscription): Promise<readonly Stored<Subscription>[]> => readAll(commerce, customerId, addOnIds);

/** ORD-5: the same, or the base of an add-on. @throws as {@link readAddOns}. */
export const readFamily = (commerce: PartitionStore, subscription: Subscription): Promise<readonly Stored<Subscription>[]> =>
  subscription.parentId === undefined ? readAddOns(commerce, subscription) : readAll(commerce, subscription.customerId, [subscription.parentId]);

/** All of a customer's subscriptions, every partner's, in order of their ids; for rules, which need every one. @throws RowUnreadable where one cannot be read. */
export const listStoredSubscriptions = async (commerce: PartitionStore, customerId: string): Promise<readonly Stored<Subscription>[]> =>
  (await allRows(commerce, customerId, subscriptionPrefix)).map((row) => subscriptionRows.readStored(row));

export const listSubscriptions = async (commerce: PartitionStore, customerId: string): Promise<readonly Subscription[]> =>
  (await listStoredSubscriptions(commerce, customerId)).map(({ value }) => value);

/** The same for a list, which shows what it can. */
export const readableSubscriptions = async (commerce: PartitionStore, customerId: string): Promise<Readable<Subscription>> => subscriptionRows.readable(await allRows(commerce, customerId, subscriptionPrefix));

/** Oldest first. */
export const listCharges = async (
  commerce: PartitionStore,
  customerId: string,
  subscriptionId: string,
  limit: number,
  continuation?: string,
): Promise<Page<ChargeLine>> =>
  readablePage(await commerce.list(customerId, { prefix: chargePrefix(subscriptionId), limit, ...(continuation !== undefined && { continuation }) }), chargeRows);

/** What happened to it and what was said of its windows, fact by fact, the oldest first. @param type only facts of that type. */
export const listEvents = (commerce: PartitionStore, customerId: string, subscriptionId: string, limit: number, continuation?: string, type?: string): Promise<Page<ToldFact>> =>
  listFacts(commerce, customerId, [{ prefix: changePrefix(subscriptionId) }, { prefix: windowEventPrefix(subscriptionId) }, { prefix: formerWindowEventPrefix(subscriptionId), unsorted: true }], limit, continuation, type);

/** @param etag of the row the outcome was decided on; absent for a new subscription. */
export const subscriptionWrite = (subscription: Subscription, etag?: string): Write => {
  const row = { key: subscriptionKey(subscription.id), value: rowValue('Commerce', 'subscription', subscription) };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** The lines of one change, each a row of its own. */
export const chargeWrites = (outcome: Outcome): Write[] =>
  outcome.charges.map((line, index) => ({
    op: 'create',
    key: chargeKey(line.subscriptionId, outcome.subscription.version, index + 1),
    value: { type: 'charge', ...line },
  }));

/** After these the subscription's next task has another date. */
const movesTheClock: ReadonlySet<string> = new Set(['SubscriptionPurchased', 'SubscriptionImported', 'CycleCharged', 'SubscriptionRenewed', 'SubscriptionExtended', 'TermRestarted', 'SubscriptionExpired', 'SubscriptionDisabled', 'SubscriptionUpgraded', 'TrialConverted', 'LicencesMovedIn', 'SubscriptionReceived']);

/** MIG-2: with these too, where nothing is charged while it is suspended. */
const stopsTheClock: ReadonlySet<string> = new Set(['SubscriptionSuspended', 'SubscriptionResumed']);

/** With these a subscription may bring calling minutes since now, or no longer; a purchase and a transfer settle what follows in their own transaction. */
const comesAndGoes: ReadonlySet<string> = new Set(['SubscriptionImported', 'SubscriptionCancelled', 'SubscriptionExpired', 'LicencesMovedOut', 'LicencesMovedIn', 'TrialConverted', 'SubscriptionMigrated', 'SubscriptionResumed']);

/** Also where what is sold brings other minutes than before, or none: by an upgrade, a conversion, or a new term. */
const touchesOverage = ({ subscription, events }: Outcome, before: Subscription | undefined): boolean => {
  const service = broughtBy(subscription.offer)?.service;
  return (before !== undefined && broughtBy(before.offer)?.service !== service) || (service !== undefined && events.some(({ type }) => comesAndGoes.has(type)));
};

/** When what it brings, or brings no longer, is to be looked at. Each change has one of its own, `e2a5c1b8-…|3` for the third: what came with one is not what came with another, also where both fail and wait for the same minute, or for the operator. */
const overageReview = ({ subscription }: Outcome, at: EventRecord['at']): EventRecord['deadlines'][number] => {
  const data = arrivalData(subscription, at);
  return { at, kind: 'overageReview', subject: `${subscription.id}|${subscription.version}`, ...(data && { data }) };
};

/** The kinds of deadline under which what a subscription's term brings falls due. */
export const TASK_KINDS = ['renewal', 'trialConversion', 'cycle'] as const satisfies readonly DeadlineKind[];

export type TaskKind = (typeof TASK_KINDS)[number];

const taskKinds: ReadonlySet<string> = new Set(TASK_KINDS);

export const isTaskKind = (kind: DeadlineKind): kind is TaskKind => taskKinds.has(kind);

/** Under which a task falls due: stages and every end are the renewal's, but for the end of a trial. After it, what a version before wrote instead and is as good. */
export const deadlineKindsOf = ({ kind }: NextTask, subscription: Subscription): readonly [TaskKind, ...TaskKind[]] => {
  if (kind === 'cycleCharge') return ['cycle'];
  return kind !== 'retention' && kindOf(subscription).isTrial ? ['trialConversion', 'renewal'] : ['renewal'];
};

const soldAs = ({ friendlyName, resellerOfRecord, offer: { title, publisherName } }: Subscription) => ({ friendlyName, ...(resellerOfRecord !== undefined && { resellerOfRecord }), offer: { title, publisherName } });

/** What the change is announced as, with the next thing that must happen to the subscription and when its new windows are spoken of. None when nothing happened. @param held subscriptions as they stood before; what is not among them was made just now. */
export const subscriptionRecords = (outcome: Outcome, held: readonly Subscription[], at: EventRecord['at']): EventRecord[] => {
  const { subscription, events } = outcome;
  if (events.length === 0) return [];
  const moves = (type: SubscriptionEvent['type']): boolean => movesTheClock.has(type) || (kindOf(subscription).isProrated === true && stopsTheClock.has(type));
  const task = events.some(({ type }) => moves(type)) ? nextTask(subscription) : undefined;
  const before = held.find(({ id }) => id === subscription.id);
  return [
    {
      id: recordId(subscription.id, subscription.version),
      customerId: subscription.customerId,
      partnerId: subscription.partnerId,
      subject: { kind: 'subscription', id: subscription.id },
      version: subscription.version,
      at,
      facts: events.map((event) => ({ ...event })),
      ...withChanged(changedOfSubscription(before, subscription)),
      deadlines: [
        ...(task === undefined ? [] : [{ at: task.dueAt, kind: deadlineKindsOf(task, subscription)[0], subject: subscription.id }]),
        ...windowDeadlines(outcome),
        ...(touchesOverage(outcome, before) ? [overageReview(outcome, at)] : []),
      ],
      ahead: aheadOfSubscription(subscription, at),
      ...(outcome.charges.length > 0 && { charged: { sold: soldAs(subscription), lines: [...outcome.charges] } }),
    },
  ];
};
