import { customerOf } from '../customer/customerBook';
import { listCustomers } from '../customer/customerList';
import { policyNamed } from '../../domain/policy/policy';
import { failure, success, type Result } from '../../kernel/result';
import { type Instant } from '../../kernel/instant';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { comingOf, type Coming } from '../../domain/options/deadlines';
import { misfitsAtTermEnd, standingMisfits } from '../../domain/options/outOfProportion';
import { type AddOnMisfit } from '../../domain/subscription/limits/addOnMisfit';
import { optionsOf, type Option } from '../../domain/options/options';
import { upgradeOptions, type UpgradeOption } from '../../domain/options/upgradeOptions';
import { nextTask, type NextTask } from '../../domain/subscription/nextTask';
import { type SubscriptionRefusal } from '../../domain/subscription/refusals';
import { type Subscription } from '../../domain/subscription/state';
import { filingProblem } from '../../domain/support/decide';
import { type SupportRefusal } from '../../domain/support/refusals';
import { transferAt } from '../../domain/transfer/expiry';
import { findParked, type Parked } from '../operations/parked';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { transitionContext } from '../transition/transitions';
import { readableTransfers } from '../transfer/transferBook';
import { deadlineKindOf, listSubscriptions, readableSubscriptions } from './subscriptionBook';
import { type Page, type Readable } from '../unreadable';
import { asParked } from '../check/overdueRefusal';
import { isOverlooked, putRightOverlooked } from '../check/putRight';

/** What happens to a subscription if nobody acts, and how far it is: still ahead; due, and queued for the sweep; or parked, after it has failed for 24 hours. */
export interface NextStep extends NextTask {
  readonly state: 'ahead' | 'queued' | 'parked';
  readonly parked?: Parked;
}

export interface Options {
  readonly subscription: Subscription;
  readonly items: readonly Option[];
  readonly upgrades: readonly UpgradeOption[];
  /** CAN-6: why a support request for it would not be taken; undefined if it would. */
  readonly supportRefused: SupportRefusal | SubscriptionRefusal | undefined;
  readonly ifNobodyActs: NextStep | undefined;
  /** ORD-3, ORD-4: of the add-ons it is of, or a base of: what does not fit now, and what will not any more when its term is over. */
  readonly misfits: readonly AddOnMisfit[];
  readonly misfitsAtTermEnd: readonly AddOnMisfit[];
}

const nextStep = async (app: App, subscription: Subscription, now: Instant): Promise<NextStep | undefined> => {
  const next = nextTask(subscription);
  if (next === undefined || now < next.dueAt) return next && { ...next, state: 'ahead' };
  const parked = await findParked(app.directory, { kind: deadlineKindOf(next), customerId: subscription.customerId, subject: subscription.id });
  if (parked !== undefined) return { ...next, state: 'parked', parked };
  if (isOverlooked(next.dueAt, now)) await putRightOverlooked(app, subscription.customerId, now);
  return { ...next, state: 'queued' };
};

/** PRE-3: what can be done to a subscription now, and what cannot. Refused: CustomerNotFound, SubscriptionNotFound. */
export const getOptions = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Options, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const { value } = customer.value;
  const [catalogue, subscriptions] = await Promise.all([app.catalogueOf(value.country), listSubscriptions(app.commerce, customerId)]);
  const subscription = subscriptions.find(({ id, partnerId }) => id === subscriptionId && partnerId === partnerTenantId);
  if (subscription === undefined) return failure({ kind: 'SubscriptionNotFound', subscriptionId });
  const now = app.clock.now();
  const { holdings, targets } = standingOf(subscriptions, partnerTenantId, now);
  const schedule = { catalogue, segment: value.segment, holdings, targets: targets.filter(({ id }) => id !== subscriptionId) };
  const limits = { catalogue, holdings };
  const ifNobodyActs = await nextStep(app, subscription, now);
  const told = <R extends Refusal>(refusal: R) => (ifNobodyActs?.state === 'parked' ? asParked(refusal, subscriptionId) : refusal);
  const supportRefused = filingProblem(subscription, now);
  return success({
    subscription,
    items: optionsOf(subscription, policyNamed(app.policies, subscription.term.policy), { catalogue, schedule, limits }, now).map((item) => (item.possible ? item : { ...item, refusal: told(item.refusal) })),
    upgrades: upgradeOptions(subscription, transitionContext(app, { customer: value, catalogue, source: subscription, subscriptions }, now), now).map((item) => (item.possible ? item : { ...item, refusal: told(item.refusal) })),
    supportRefused: supportRefused && told(supportRefused),
    ifNobodyActs,
    misfits: standingMisfits(subscription, limits),
    misfitsAtTermEnd: misfitsAtTermEnd(subscription, limits),
  });
};

export interface ComingDeadline extends Coming {
  readonly customerId: string;
  /** Of a subscription, or of a transfer. */
  readonly subjectId: string;
  readonly name: string;
}

/** What is ahead, as far as it can be read, of one customer's subscriptions and transfers of the partner, until `until`, exclusive. */
const comingOfCustomer = async (app: App, partnerTenantId: string, customerId: string, until: Instant): Promise<Readable<ComingDeadline>> => {
  const now = app.clock.now();
  const [subscriptions, transfers] = await Promise.all([readableSubscriptions(app.commerce, customerId), readableTransfers(app.commerce, customerId)]);
  const ofSubscriptions = subscriptions.items
    .filter(({ partnerId }) => partnerId === partnerTenantId)
    .flatMap((subscription) => comingOf(subscription, now).map((coming) => ({ ...coming, customerId, subjectId: subscription.id, name: subscription.friendlyName })));
  const ofTransfers = transfers.items
    .filter((transfer) => [transfer.sourcePartnerId, transfer.targetPartnerId].includes(partnerTenantId) && transferAt(transfer, now).status === 'Pending')
    .map(({ id, expiresAt }) => ({ at: expiresAt, kind: 'transferExpiry' as const, customerId, subjectId: id, name: 'Transfer' }));
  return { items: [...ofSubscriptions, ...ofTransfers].filter(({ at }) => at < until), unreadable: [...subscriptions.unreadable, ...transfers.unreadable] };
};

const byTime = (a: ComingDeadline, b: ComingDeadline): number => (a.at < b.at ? -1 : Number(a.at > b.at));

const pageOf = (found: readonly Readable<ComingDeadline>[]): Page<ComingDeadline> => {
  const unreadable = found.flatMap((each) => each.unreadable);
  return { items: found.flatMap(({ items }) => items).sort(byTime), ...(unreadable.length > 0 && { unreadable }) };
};

export interface DeadlineQuery {
  readonly until: Instant;
  /** One customer; all of the partner's if absent. */
  readonly customerId?: string | undefined;
  /** How many customers a page looks at. */
  readonly limit: number;
  readonly continuation?: string | undefined;
}

/** A partner's coming deadlines, page by page over its customers, each page in order of time. Refused: CustomerNotFound. */
export const listDeadlines = async (app: App, partnerTenantId: string, { until, customerId, limit, continuation }: DeadlineQuery): Promise<Result<Page<ComingDeadline>, Refusal>> => {
  if (customerId !== undefined) {
    const customer = await customerOf(app.commerce, customerId, partnerTenantId);
    return customer.ok ? success(pageOf([await comingOfCustomer(app, partnerTenantId, customerId, until)])) : customer;
  }
  const customers = await listCustomers(app.directory, partnerTenantId, undefined, limit, continuation);
  const found: Readable<ComingDeadline>[] = [{ items: [], unreadable: customers.unreadable ?? [] }];
  for (const customer of customers.items) found.push(await comingOfCustomer(app, partnerTenantId, customer.customerId, until));
  return success({ ...pageOf(found), ...(customers.continuation !== undefined && { continuation: customers.continuation }) });
};
