import { staysActive } from '../../domain/azurePlan/entitlement';
import { setUpAzure, type AzurePlanChange } from '../../domain/azurePlan/setUp';
import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { assignOverage, clearOverage, lapseOverage } from '../../domain/usage/overage/assign';
import { mayManage, servicesOf } from '../../domain/usage/overage/enabling';
import { nothingChanged, type OverageChange } from '../../domain/usage/overage/outcome';
import { type AzureSubscription, holdsLegacy } from '../../domain/azurePlan/state';
import { type Overage } from '../../domain/usage/overage/state';
import { type Seller } from '../../domain/parties/partner/resellers';
import { resellerRefusal } from '../../domain/subscription/changeReseller';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerOf, customerWrite } from '../customer/customerBook';
import { azureRecords, azureSetUp, azureWrites, readAzure, type StoredAzure } from '../azurePlan/azureBook';
import { sellerOf } from '../order/cartSeller';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions, type Stored } from '../subscription/subscriptionBook';
import { knownService, listOverage, overageChanges, overageId, sameOverageWrites, standingWith, type StoredStanding } from './overageBook';
import { sellsAzure } from './purchaseSetUp';

/** What a partner sets a service's overage to. */
export interface AskedOverage {
  readonly service: string;
  readonly overageEnabled: boolean;
  /** The default one, made if there is none, where absent. */
  readonly azureSubscriptionId?: string | undefined;
  /** PartnerID of the indirect reseller, two-tier only. */
  readonly resellerOfRecord?: string | undefined;
}

/** A service's overage as a command leaves it, with the plan that it made on the way. */
export interface ManagedOverage {
  readonly service: string;
  readonly change?: OverageChange;
  readonly plan?: AzurePlanChange;
}

interface Loaded {
  /** Its row, read first, guards the subscriptions that bring the service, whose coming and going a review writes it with, and a plan made on the way: the relationship cannot end at the same instant (CUS-1). */
  readonly customer: Stored<Customer>;
  readonly service: string;
  readonly standing: StoredStanding;
  readonly azure: StoredAzure;
  readonly catalogue: Catalogue;
}

interface LoadedForChange extends Loaded {
  readonly seller: Seller;
}

const load = async (app: App, partnerTenantId: string, customerId: string, asked: string): Promise<Result<Loaded, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const [overages, subscriptions, azure, catalogue] = await Promise.all([
    listOverage(app.commerce, customerId),
    listSubscriptions(app.commerce, customerId),
    readAzure(app.commerce, customerId),
    app.catalogueOf(customer.value.value.country),
  ]);
  const service = knownService(asked, overages, subscriptions);
  const stored = overages.find(({ value }) => value.service === service);
  return success({ customer: customer.value, service, standing: await standingWith(app.commerce, customerId, stored, subscriptions), azure, catalogue });
};

const loadForChange = async (app: App, { partner }: WriteCall, customerId: string, { service, resellerOfRecord }: AskedOverage): Promise<Result<LoadedForChange, Refusal>> => {
  const [loaded, seller] = await Promise.all([load(app, partner.tenantId, customerId, service), sellerOf(app, partner, [{ resellerOfRecord, additionalResellers: [] }])]);
  return loaded.ok ? success({ ...loaded.value, seller }) : loaded;
};

/** The reseller in whose name it is to be charged: one that a purchase could name, too (ORD-2). */
const wrongReseller = (resellerOfRecord: string | undefined, seller: Seller): Refusal | undefined => {
  const refusal = resellerRefusal({ resellerOfRecord, additionalResellers: [] }, seller);
  return refusal?.kind === 'PartnerOfRecordFixed' ? { kind: 'RecordResellerInvalid', partnerId: resellerOfRecord ?? '' } : refusal;
};

type Taker = { readonly subscription: Pick<AzureSubscription, 'id' | 'resellerOfRecord'>; readonly plan?: AzurePlanChange };

/** The Azure subscription asked for: the partner's own and active. */
const namedTaker = (id: string, partnerId: string, { azure, standing }: Loaded): Result<Taker, Refusal> => {
  const found = azure.subscriptions.find((each) => each.id === id && each.partnerId === partnerId);
  if (found !== undefined) return staysActive(found) ? success({ subscription: found }) : failure({ kind: 'AzureSubscriptionNotActive', azureSubscriptionId: id, status: found.status === 'active' ? 'cancelled' : found.status });
  const isOther = standing.subscriptions.some((each) => each.id === id && each.partnerId === partnerId);
  return failure(isOther ? { kind: 'NotAzureSubscription', subscriptionId: id } : { kind: 'AzureSubscriptionNotFound', azureSubscriptionId: id });
};

/** The one made for overage, with what of the plan is missing (OVG-2). */
const defaultTaker = (customerId: string, partnerId: string, resellerOfRecord: string | undefined, { azure, catalogue, customer }: Loaded, now: Instant): Result<Taker, Refusal> => {
  if (holdsLegacy(azure)) return failure({ kind: 'LegacyAzureHeld', customerId });
  if (!sellsAzure(catalogue)) return failure({ kind: 'AzureSubscriptionNotFound', azureSubscriptionId: '' });
  const plan = setUpAzure(azureSetUp(customerId, partnerId, resellerOfRecord, { market: customer.value.country }), ['standard', 'overage'], azure, now);
  const subscription = [...plan.created, ...azure.subscriptions].find((each) => each.planId === plan.plan.id && each.purpose === 'overage' && staysActive(each));
  return subscription === undefined ? failure({ kind: 'AzureSubscriptionNotFound', azureSubscriptionId: '' }) : success({ subscription, plan });
};

const decide = (partnerId: string, customerId: string, asked: AskedOverage, loaded: LoadedForChange, now: Instant): Result<ManagedOverage, Refusal> => {
  const { service, standing } = loaded;
  if (!asked.overageEnabled) {
    const cleared = clearOverage({ service, partnerId }, standing, now);
    return cleared.ok ? success({ service, ...(cleared.value !== undefined && { change: cleared.value }) }) : cleared;
  }
  if (!mayManage(standing.subscriptions, partnerId, service, now)) return failure({ kind: 'OverageNotManageable', service, problem: 'noEnablingSubscription' });
  const { azureSubscriptionId, resellerOfRecord } = asked;
  const wrong = wrongReseller(resellerOfRecord, loaded.seller);
  if (wrong !== undefined) return failure(wrong);
  const taker = azureSubscriptionId === undefined ? defaultTaker(customerId, partnerId, resellerOfRecord, loaded, now) : namedTaker(azureSubscriptionId, partnerId, loaded);
  if (!taker.ok) return taker;
  const reseller = resellerOfRecord ?? taker.value.subscription.resellerOfRecord;
  const to = { azureSubscriptionId: taker.value.subscription.id, ...(reseller !== undefined && { resellerOfRecord: reseller }) };
  const change = assignOverage({ id: overageId(customerId, service), customerId, service, partnerId, to }, standing, now);
  return change.ok ? success({ service, change: change.value, ...(taker.value.plan !== undefined && { plan: taker.value.plan }) }) : change;
};

/** OVG-4: assigns one of the partner's Azure subscriptions to a service, or None. Idempotent. The second step of a hand-over too (OVG-5). */
export const manageOverage = (app: App, call: WriteCall, customerId: string, asked: AskedOverage, encode: Encoding<ManagedOverage>): Promise<Result<Answer, Refusal>> => {
  const { tenantId } = call.partner;
  return handleCommand<LoadedForChange, ManagedOverage>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => loadForChange(app, call, customerId, asked),
    decide: (loaded, now) => decide(tenantId, customerId, asked, loaded, now),
    changes: ({ change, plan }, { customer, standing, azure }, now) => {
      const overage = change === undefined ? { writes: sameOverageWrites(standing), records: [], deadlines: [] } : overageChanges(change, standing, now);
      return {
        writes: [customerWrite(customer.value, customer.etag), ...overage.writes, ...(plan === undefined ? [] : azureWrites(plan, azure.etags.get(plan.plan.id)))],
        records: [...overage.records, ...(plan === undefined ? [] : azureRecords(plan, azure, now))],
        deadlines: overage.deadlines,
      };
    },
    before: ({ standing: { overage } }, { service }) => {
      // Another partner's assignment is not this one's to see (PAR-3).
      return encode.before({ service, ...(overage?.holderId === tenantId && { change: nothingChanged(overage) }) });
    },
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/** OVG-4: the assignments that the partner holds, and what it has set to None; one that its last licences took with them is none. Refused: CustomerNotFound, OverageNotManageable for a partner that sells nothing that enables any service and holds nothing. */
export const overageOf = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<{ readonly assigned: readonly Overage[]; readonly none: readonly Overage[] }, Refusal>> => {
  const loaded = await load(app, partnerTenantId, customerId, '');
  if (!loaded.ok) return loaded;
  const held = (await listOverage(app.commerce, customerId)).map(({ value }) => value).filter(({ holderId }) => holderId === partnerTenantId);
  const { subscriptions } = loaded.value.standing;
  const sells = servicesOf(subscriptions).some((service) => mayManage(subscriptions, partnerTenantId, service, app.clock.now()));
  if (held.length === 0 && !sells) return failure({ kind: 'OverageNotManageable', service: 'PhoneServices', problem: 'noEnablingSubscription' });
  const now = app.clock.now();
  const standing = held.map((overage) => lapseOverage({ overage, handover: undefined, subscriptions }, now)?.overage ?? overage);
  return success({ assigned: standing.filter(({ assigned }) => assigned !== undefined), none: standing.filter(({ assigned }) => assigned === undefined) });
};

/** OVG-4: the Azure subscriptions that the partner could assign. Refused: CustomerNotFound, OverageNotManageable. */
export const assignableOf = async (app: App, partnerTenantId: string, customerId: string, asked: string): Promise<Result<readonly AzureSubscription[], Refusal>> => {
  const loaded = await load(app, partnerTenantId, customerId, asked);
  if (!loaded.ok) return loaded;
  const { service, standing, azure } = loaded.value;
  if (!mayManage(standing.subscriptions, partnerTenantId, service, app.clock.now())) return failure({ kind: 'OverageNotManageable', service, problem: 'noEnablingSubscription' });
  return success(azure.subscriptions.filter((each) => each.partnerId === partnerTenantId && staysActive(each)));
};
