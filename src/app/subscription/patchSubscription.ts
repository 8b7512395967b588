import { skuKey, type Catalogue } from '../../domain/catalogue/state';
import { mayResume } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { touchesAddOns } from '../../domain/subscription/limits/addOnFit';
import { dependsOnHoldings } from '../../domain/subscription/limits/dependsOnHoldings';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { policyNamed } from '../../domain/policy/policy';
import { broughtAfter, type BroughtAhead } from '../../domain/options/brings';
import { type KnownAhead } from '../../domain/subscription/term/foretell';
import { allOf, type Outcome } from '../../domain/subscription/outcome';
import { type ScheduleContext } from '../../domain/subscription/nextTerm/scheduleChange';
import { applyPatch, chargesAnew, resellersAsked, schedulesAnew, type PatchContext, type PatchSubscription } from '../../domain/subscription/patch';
import { type Subscription } from '../../domain/subscription/state';
import { sellerOf } from '../order/cartSeller';
import { customerWrite, readCustomer } from '../customer/customerBook';
import { type Command } from '../command/handleCommand';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { knownAhead } from './knownAhead';
import { readCustomerLimits, seatLimitsAt, type CustomerLimits } from './customerLimits';
import { subscriptionsOf } from './sheets';
import { hasPromisedPromotion, outcomeInView } from './subscriptionInView';
import { chargeWrites, readableSubscriptions, readFamily, readSubscription, subscriptionRecords, subscriptionWrite, type Stored } from './subscriptionBook';

/** PAR-3: another partner's subscription answers as one that does not exist. */
export const subscriptionOf = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Stored<Subscription>, Refusal>> => {
  const stored = await readSubscription(app.commerce, customerId, subscriptionId);
  return stored === undefined || stored.value.partnerId !== partnerTenantId ? failure({ kind: 'SubscriptionNotFound', subscriptionId }) : success(stored);
};

interface Loaded {
  readonly subscription: Stored<Subscription>;
  /** Whose row guards the commit: where it resumes, and where seats are held to what the customer has. */
  readonly customer?: Stored<Customer>;
  /** What limits another number of seats, and what ending it leaves. */
  readonly limits?: CustomerLimits;
  /** MIG-2: what hangs on it, or what it hangs on, where the status is to be another. */
  readonly family: readonly Stored<Subscription>[];
  /** Absent where no plan has a promotion. */
  readonly shownBy?: Catalogue;
  /** What resellers and the next term are judged by, where the patch asks for them. */
  readonly context: PatchContext;
  /** Of a preview alone. */
  readonly known?: KnownAhead;
}

const changesStatus = ({ status }: PatchSubscription, subscription: Subscription): boolean => status !== undefined && status !== subscription.status;

/** The rows of what changed, and that of a base on which an add-on's change was decided, as it was: its etag tells of every change since. */
const subscriptionWrites = (outcome: Outcome, stored: readonly Stored<Subscription>[]): Write[] => {
  const changed = new Map(allOf(outcome).map((each) => [each.subscription.id, each]));
  return stored.flatMap(({ value, etag }) => {
    const each = changed.get(value.id);
    if (each !== undefined) return [subscriptionWrite(each.subscription, etag), ...chargeWrites(each)];
    return value.id === outcome.subscription.parentId ? [subscriptionWrite(value, etag)] : [];
  });
};

const resumes = ({ status }: PatchSubscription, subscription: Subscription): boolean => status === 'active' && subscription.status !== 'active';

/** The catalogue, if the patch adds seats or takes some away, or all, and the customer's other subscriptions make a difference to that or are touched by it. */
const limitingCatalogue = async (app: App, value: Subscription, { quantity = 0, status }: PatchSubscription): Promise<Catalogue | undefined> => {
  const grows = quantity > value.quantity;
  const shrinks = quantity > 0 && quantity < value.quantity;
  if (!grows && !shrinks && (status !== 'deleted' || value.status === 'deleted')) return undefined;
  const { productId, skuId, country } = value.offer;
  const catalogue = await app.catalogueOf(country);
  const key = skuKey(productId, skuId);
  const sku = catalogue.items.get(key)?.sku;
  const matters = grows ? sku !== undefined && dependsOnHoldings(sku, catalogue) : touchesAddOns(key, catalogue) || (shrinks && value.promotionId !== undefined);
  return matters ? catalogue : undefined;
};

/** The guard row's etag tells of every purchase since, and of the end of the relationship. */
const loadGuarded = async (app: App, { value }: Stored<Subscription>, patch: PatchSubscription): Promise<Pick<Loaded, 'customer' | 'limits'>> => {
  const catalogue = await limitingCatalogue(app, value, patch);
  const limits = catalogue && (await readCustomerLimits(app.commerce, value.customerId, catalogue));
  if (limits !== undefined) return { customer: limits.customer, limits };
  const customer = resumes(patch, value) ? await readCustomer(app.commerce, value.customerId) : undefined;
  return customer === undefined ? {} : { customer };
};

/** What the next term is judged by: the catalogue and all that the customer holds. Undefined if the patch plans nothing new. */
const loadSchedule = async (app: App, { value }: Stored<Subscription>, patch: PatchSubscription): Promise<ScheduleContext | undefined> => {
  if (!schedulesAnew(patch, value)) return undefined;
  const customer = await readCustomer(app.commerce, value.customerId);
  if (customer === undefined) return undefined;
  const [catalogue, subscriptions] = await Promise.all([app.catalogueOf(value.offer.country), subscriptionsOf(app.commerce, customer.value)]);
  const { holdings, targets } = standingOf(subscriptions, value.partnerId, app.clock.now());
  return { catalogue, segment: customer.value.segment, holdings, targets: targets.filter(({ id }) => id !== value.id) };
};

/** What a patch did, and how its answer shows it. */
interface Patched {
  readonly outcome: Outcome;
  readonly shown: Outcome;
  /** PRE-1: of a preview, what comes then if nobody acts. */
  readonly ahead?: BroughtAhead;
}

/** What tells the time to come of a previewed patch: prices, and all that the customer has. */
const loadAhead = async (app: App, { value }: Stored<Subscription>): Promise<KnownAhead> => knownAhead(app, value, await readableSubscriptions(app.commerce, value.customerId));

/** Whether the client changes the version it says it has seen: EtagStale. */
export const isCurrent = (subscription: Subscription, expected: ExpectedVersion | undefined): Result<unknown, Refusal> => {
  const current = expected?.etagOf(subscription);
  return expected === undefined || current === undefined || current === expected.etag ? success(undefined) : failure({ kind: 'EtagStale', given: expected.etag, current });
};

/** All changes of one PATCH of licences in one transaction (SUB-2, SUB-3, SUB-6, REN-1). More or fewer seats than the customer may have are refused as a purchase would be (ORD-3, ORD-4, ORD-7). */
export const licencesPatch = (
  app: App,
  call: WriteCall,
  subscription: Stored<Subscription>,
  patch: PatchSubscription,
  expected: ExpectedVersion | undefined,
  encode: Encoding<Outcome>,
): Command<Loaded, Patched> => {
  const { partner } = call;
  return {
    customerId: subscription.value.customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const { value } = subscription;
      const resellers = resellersAsked(patch, value);
      const { country } = value.offer;
      const [family, guarded, seller, schedule, catalogue, shownBy, known] = await Promise.all([
        changesStatus(patch, value) ? readFamily(app.commerce, value) : [],
        loadGuarded(app, subscription, patch),
        resellers && sellerOf(app, partner, [resellers]),
        loadSchedule(app, subscription, patch),
        chargesAnew(patch, value) ? app.catalogueOf(country) : undefined,
        hasPromisedPromotion(value) ? app.catalogueOf(country) : undefined,
        call.preview ? loadAhead(app, subscription) : undefined,
      ]);
      return success({ subscription, family, ...(known && { known }), ...(shownBy && { shownBy }), context: { ...(seller && { seller }), ...(schedule && { schedule }), ...(catalogue && { catalogue }) }, ...guarded });
    },
    decide: (loaded, now) => {
      const { value } = loaded.subscription;
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const current = isCurrent(value, expected);
      if (!current.ok) return current;
      const related = loaded.customer && resumes(patch, value) ? mayResume(loaded.customer.value, partner.tenantId) : allowed;
      if (!related.ok) return related;
      const limits = loaded.limits && seatLimitsAt(loaded.limits, value.partnerId, now);
      const decision = applyPatch(patch, value, policyNamed(app.policies, value.term.policy), now, { ...loaded.context, ...(limits && { limits }), family: loaded.family.map((each) => each.value) });
      if (!decision.ok) return decision;
      const shown = outcomeInView(decision.value, loaded.shownBy);
      return success({ outcome: decision.value, shown, ...(loaded.known && { ahead: { asOf: now, brought: broughtAfter(decision.value, loaded.known, now) } }) });
    },
    changes: ({ outcome }, { subscription, customer, family }, now) =>
      outcome.events.length === 0
        ? { writes: [subscriptionWrite(subscription.value, subscription.etag)], records: [] }
        : {
            writes: [
              ...(customer ? [customerWrite(customer.value, customer.etag)] : []),
              ...subscriptionWrites(outcome, [subscription, ...family]),
            ],
            records: allOf(outcome).flatMap((each) => subscriptionRecords(each, [subscription, ...family].map(({ value }) => value), now)),
          },
    before: ({ subscription, shownBy }, { outcome }) => encode.before(outcomeInView({ ...outcome, subscription: subscription.value }, shownBy)),
    answer: ({ shown }) => encode.answer(shown),
    previewAnswer: ({ shown, ahead }) => encode.preview(shown, ahead),
  };
};
