import { skuKey, type Catalogue } from '../../catalogue/state';
import { mayResume } from '../../customer/relationship';
import { type Customer } from '../../customer/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { standingOf } from '../../order/customerStanding';
import { growthProblem } from '../../order/growSeats';
import { dependsOnHoldings } from '../../order/needsStanding';
import { mayTransact } from '../../partner/mayTransact';
import { policyNamed } from '../../policy/policy';
import { type Outcome } from '../../subscription/outcome';
import { type ScheduleContext } from '../../scheduledChange/scheduleChange';
import { applyPatch, chargesAnew, resellersAsked, schedulesAnew, type PatchContext, type PatchSubscription } from '../../subscription/patch';
import { type Subscription } from '../../subscription/state';
import { sellerOf } from '../order/cartSeller';
import { type Answer } from '../command/answer';
import { customerWrite, readCustomer } from '../customer/customerBook';
import { handleCommand } from '../command/handleCommand';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { chargeWrites, listSubscriptions, readSubscription, subscriptionRecords, subscriptionWrite, type Stored } from './subscriptionBook';

/** PAR-3: another partner's subscription answers as one that does not exist. */
export const subscriptionOf = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Stored<Subscription>, Refusal>> => {
  const stored = await readSubscription(app.commerce, customerId, subscriptionId);
  return stored === undefined || stored.value.partnerId !== partnerTenantId ? failure({ kind: 'SubscriptionNotFound', subscriptionId }) : success(stored);
};

/** What limits further seats, when the patch asks for some and the SKU's limits depend on what the customer holds. */
interface Growth {
  readonly catalogue: Catalogue;
  readonly subscriptions: readonly Subscription[];
}

interface Loaded {
  readonly subscription: Stored<Subscription>;
  /** Whose row guards the commit: where it resumes, and where seats are held to what the customer has. */
  readonly customer?: Stored<Customer>;
  readonly growth?: Growth;
  /** What resellers and the next term are judged by, where the patch asks for them. */
  readonly context: PatchContext;
}

const resumes = ({ status }: PatchSubscription, subscription: Subscription): boolean => status === 'active' && subscription.status !== 'active';

/** The catalogue, if more seats are asked for of a SKU whose limits depend on what the customer holds. */
const limitingCatalogue = async (app: App, value: Subscription, { quantity = 0 }: PatchSubscription): Promise<Catalogue | undefined> => {
  if (quantity <= value.quantity) return undefined;
  const { productId, skuId, country } = value.offer;
  const catalogue = await app.catalogueOf(country);
  const sku = catalogue.items.get(skuKey(productId, skuId))?.sku;
  return sku !== undefined && dependsOnHoldings(sku, catalogue) ? catalogue : undefined;
};

const loadGuarded = async (app: App, { value }: Stored<Subscription>, patch: PatchSubscription): Promise<Pick<Loaded, 'customer' | 'growth'>> => {
  const catalogue = await limitingCatalogue(app, value, patch);
  if (catalogue === undefined && !resumes(patch, value)) return {};
  // The guard row first: its etag then tells of every purchase since, and of the end of the relationship.
  const customer = await readCustomer(app.commerce, value.customerId);
  return {
    ...(customer && { customer }),
    ...(catalogue && { growth: { catalogue, subscriptions: await listSubscriptions(app.commerce, value.customerId) } }),
  };
};

/** What the next term is judged by: the catalogue and all that the customer holds. Undefined if the patch plans nothing new. */
const loadSchedule = async (app: App, { value }: Stored<Subscription>, patch: PatchSubscription): Promise<ScheduleContext | undefined> => {
  if (!schedulesAnew(patch, value)) return undefined;
  const [customer, catalogue, subscriptions] = await Promise.all([readCustomer(app.commerce, value.customerId), app.catalogueOf(value.offer.country), listSubscriptions(app.commerce, value.customerId)]);
  const { holdings, targets } = standingOf(subscriptions, value.partnerId, app.clock.now());
  return customer && { catalogue, segment: customer.value.segment, holdings, targets: targets.filter(({ id }) => id !== value.id) };
};

const mayGrow = ({ subscription: { value }, growth }: Loaded, patch: PatchSubscription, now: Instant): Result<unknown, Refusal> => {
  if (growth === undefined || patch.quantity === undefined) return success(undefined);
  const { holdings } = standingOf(growth.subscriptions, value.partnerId, now);
  const problem = growthProblem(value, patch.quantity, growth.catalogue, holdings, now);
  return problem === undefined ? success(undefined) : failure(problem);
};

/** Whether the client changes the version it says it has seen: EtagStale. */
export const isCurrent = (subscription: Subscription, expected: ExpectedVersion | undefined): Result<unknown, Refusal> => {
  const current = expected?.etagOf(subscription);
  return expected === undefined || current === undefined || current === expected.etag ? success(undefined) : failure({ kind: 'EtagStale', given: expected.etag, current });
};

/** All changes of one PATCH in one transaction (SUB-2, SUB-3, SUB-6, REN-1). More seats than the customer may have are refused as a purchase would be (ORD-4, ORD-7). */
export const patchSubscription = (
  app: App,
  call: WriteCall,
  customerId: string,
  subscriptionId: string,
  patch: PatchSubscription,
  expected: ExpectedVersion | undefined,
  encode: Encoding<Outcome>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Loaded, Outcome>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const subscription = await subscriptionOf(app, partner.tenantId, customerId, subscriptionId);
      if (!subscription.ok) return subscription;
      const resellers = resellersAsked(patch, subscription.value.value);
      const [guarded, seller, schedule, catalogue] = await Promise.all([
        loadGuarded(app, subscription.value, patch),
        resellers && sellerOf(app, partner, [resellers]),
        loadSchedule(app, subscription.value, patch),
        chargesAnew(patch, subscription.value.value) ? app.catalogueOf(subscription.value.value.offer.country) : undefined,
      ]);
      return success({ subscription: subscription.value, context: { ...(seller && { seller }), ...(schedule && { schedule }), ...(catalogue && { catalogue }) }, ...guarded });
    },
    decide: (loaded, now) => {
      const { value } = loaded.subscription;
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const current = isCurrent(value, expected);
      if (!current.ok) return current;
      const related = loaded.customer && resumes(patch, value) ? mayResume(loaded.customer.value, partner.tenantId) : allowed;
      if (!related.ok) return related;
      const decided = applyPatch(patch, value, policyNamed(app.policies, value.term.policy), now, loaded.context);
      if (!decided.ok) return decided;
      const grows = mayGrow(loaded, patch, now);
      return grows.ok ? decided : grows;
    },
    changes: (outcome, { subscription, customer }, now) =>
      outcome.events.length === 0
        ? { writes: [], records: [] }
        : {
            writes: [
              ...(customer ? [customerWrite(customer.value, customer.etag)] : []),
              subscriptionWrite(outcome.subscription, subscription.etag),
              ...chargeWrites(outcome),
            ],
            records: subscriptionRecords(outcome, now),
          },
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
