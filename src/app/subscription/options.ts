import { customerOf, readCustomer } from '../customer/customerBook';
import { listCustomers } from '../customer/customerList';
import { policyNamed } from '../../policy/policy';
import { success, type Result } from '../../kernel/result';
import { type Instant } from '../../kernel/instant';
import { standingOf } from '../../order/customerStanding';
import { comingOf, type Coming } from '../../options/deadlines';
import { ifNobodyActs, optionsOf, type Option } from '../../options/options';
import { type NextTask } from '../../subscription/nextTask';
import { type Subscription } from '../../subscription/state';
import { transferAt } from '../../transfer/request';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { listTransfers } from '../transfer/transferBook';
import { subscriptionOf } from './patchSubscription';
import { listSubscriptions, type Page } from './subscriptionBook';

export interface Options {
  readonly subscription: Subscription;
  readonly items: readonly Option[];
  readonly ifNobodyActs: NextTask | undefined;
}

/** PRE-3: what can be done to a subscription now, and what cannot. Refused: SubscriptionNotFound. */
export const getOptions = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Options, Refusal>> => {
  const stored = await subscriptionOf(app, partnerTenantId, customerId, subscriptionId);
  if (!stored.ok) return stored;
  const { value: subscription } = stored.value;
  const [customer, catalogue, subscriptions] = await Promise.all([readCustomer(app.commerce, customerId), app.catalogueOf(subscription.offer.country), listSubscriptions(app.commerce, customerId)]);
  const now = app.clock.now();
  const { holdings, targets } = standingOf(subscriptions, partnerTenantId, now);
  const schedule = { catalogue, segment: customer?.value.segment ?? ('commercial' as const), holdings, targets: targets.filter(({ id }) => id !== subscriptionId) };
  return success({ subscription, items: optionsOf(subscription, policyNamed(app.policies, subscription.term.policy), { catalogue, schedule }, now), ifNobodyActs: ifNobodyActs(subscription) });
};

export interface ComingDeadline extends Coming {
  readonly customerId: string;
  /** Of a subscription, or of a transfer. */
  readonly subjectId: string;
  readonly name: string;
}

/** What is ahead of one customer's subscriptions and transfers of the partner, until `until`, exclusive. */
const comingOfCustomer = async (app: App, partnerTenantId: string, customerId: string, until: Instant): Promise<readonly ComingDeadline[]> => {
  const now = app.clock.now();
  const [subscriptions, transfers] = await Promise.all([listSubscriptions(app.commerce, customerId), listTransfers(app.commerce, customerId)]);
  const ofSubscriptions = subscriptions
    .filter(({ partnerId }) => partnerId === partnerTenantId)
    .flatMap((subscription) => comingOf(subscription, now).map((coming) => ({ ...coming, customerId, subjectId: subscription.id, name: subscription.friendlyName })));
  const ofTransfers = transfers
    .filter((transfer) => [transfer.sourcePartnerId, transfer.targetPartnerId].includes(partnerTenantId) && transferAt(transfer, now).status === 'Pending')
    .map(({ id, expiresAt }) => ({ at: expiresAt, kind: 'transferExpiry' as const, customerId, subjectId: id, name: 'Transfer' }));
  return [...ofSubscriptions, ...ofTransfers].filter(({ at }) => at < until);
};

const byTime = (a: ComingDeadline, b: ComingDeadline): number => (a.at < b.at ? -1 : Number(a.at > b.at));

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
    return customer.ok ? success({ items: [...(await comingOfCustomer(app, partnerTenantId, customerId, until))].sort(byTime) }) : customer;
  }
  const customers = await listCustomers(app.directory, partnerTenantId, undefined, limit, continuation);
  const items: ComingDeadline[] = [];
  for (const customer of customers.items) items.push(...(await comingOfCustomer(app, partnerTenantId, customer.customerId, until)));
  return success({ items: items.sort(byTime), ...(customers.continuation !== undefined && { continuation: customers.continuation }) });
};
