import { setUpAzure } from '../../domain/azurePlan/setUp';
import { AZURE_PLAN, NO_AZURE } from '../../domain/azurePlan/state';
import { skuKey, type Catalogue } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type BoughtPlan } from '../../domain/order/buyLines';
import { type Order } from '../../domain/order/state';
import { findLineOffer } from '../../domain/order/priceLine';
import { type Bringing } from '../../domain/usage/overage/enabling';
import { NO_SET_UP, setUpOverage, type OverageSetUp } from '../../domain/usage/overage/setUp';
import { type Policy } from '../../domain/policy/policy';
import { type Outcome } from '../../domain/subscription/outcome';
import { type Subscription } from '../../domain/subscription/state';
import { azureRecords, azureSetUp, azureWrites, readAzure, type StoredAzure } from '../azurePlan/azureBook';
import { type EventRecord } from '../command/eventRecord';
import { listOverage, overageId, overageRecords, overageWrites, standingWith, type StoredStanding } from './overageBook';

/** What a purchase that brings calling minutes needs to know. */
export interface TelcoState {
  readonly azure: StoredAzure;
  readonly isAzureSold: boolean;
  readonly subscriptions: readonly Subscription[];
  /** Of services that somebody has or had. */
  readonly standings: ReadonlyMap<string, StoredStanding>;
}

/** OVG-2: whether any of the lines brings minutes that a purchase sets up. */
export const bringsOverage = (lines: readonly { readonly catalogItemId: string }[], catalogue: Catalogue, { overageSetUp }: Policy): boolean =>
  overageSetUp === 'onPurchase' &&
  lines.some(({ catalogItemId }) => {
    const offer = findLineOffer(catalogItemId, catalogue);
    return offer.ok && offer.value.item.sku.overage !== undefined;
  });

/** AZP-5. */
export const sellsAzure = ({ items }: Catalogue): boolean => items.has(skuKey(AZURE_PLAN.productId, AZURE_PLAN.skuId));

/** @param subscriptions all of the customer's. */
export const readTelcoState = async (commerce: PartitionStore, customerId: string, catalogue: Catalogue, subscriptions: readonly Subscription[]): Promise<TelcoState> => {
  const [azure, overages] = await Promise.all([readAzure(commerce, customerId), listOverage(commerce, customerId)]);
  const standings = await Promise.all(overages.map(async (stored) => [stored.value.service, await standingWith(commerce, customerId, stored, subscriptions)] as const));
  return { azure, isAzureSold: sellsAzure(catalogue), subscriptions, standings: new Map(standings) };
};

/** OVG-2, OVG-3: what comes to a partner beside some subscriptions that are new to it. @param arrived of one partner and customer. @param cameAt as of {@link setUpOverage}. */
export const setUpFor = ({ azure, isAzureSold, standings, subscriptions }: TelcoState, arrived: readonly Bringing[], now: Instant, cameAt = now): OverageSetUp => {
  const [first] = arrived;
  if (first === undefined) return NO_SET_UP;
  const { customerId, partnerId, orderId, offer } = first;
  return setUpOverage(
    arrived,
    {
      azure,
      isAzureSold,
      standingOf: (service) => standings.get(service) ?? { overage: undefined, handover: undefined, subscriptions },
      overageId: (service) => overageId(customerId, service),
      azureSetUp: (resellerOfRecord) => azureSetUp(customerId, partnerId, resellerOfRecord, { market: offer.country, orderId }),
    },
    now,
    cameAt,
  );
};

/** OVG-2, OVG-3. @param telco absent: nothing that is bought brings minutes. @param purchases what one partner buys for the customer. */
export const purchaseSetUp = (telco: TelcoState | undefined, purchases: readonly Outcome[], now: Instant): OverageSetUp => {
  const bought = purchases.filter(({ events }) => events.some(({ type }) => type === 'SubscriptionPurchased')).map(({ subscription }) => subscription);
  return telco === undefined ? NO_SET_UP : setUpFor(telco, bought, now);
};

/**
 * AZP-1: the plans that were bought, each with one standard Azure subscription, at no cost; one that the calling minutes of the same purchase bring is the one that was bought.
 * @param azure what the customer had before, in which none of these plans is.
 */
export const withPlans = (setUp: OverageSetUp, bought: readonly BoughtPlan[], { customerId, partnerId }: Pick<Order, 'customerId' | 'partnerId'>, azure: StoredAzure | undefined, now: Instant): OverageSetUp => {
  const plans = new Map(setUp.plans.map((change) => [change.plan.id, change]));
  for (const { orderId, catalogItemId, resellerOfRecord, friendlyName } of bought) {
    const command = azureSetUp(customerId, partnerId, resellerOfRecord);
    const made = plans.get(command.planId) ?? setUpAzure(command, ['standard'], azure ?? NO_AZURE, now);
    plans.set(command.planId, { ...made, plan: { ...made.plan, orderId, catalogItemId, ...(friendlyName !== undefined && { friendlyName }) } });
  }
  return { ...setUp, plans: [...plans.values()] };
};

export const setUpWrites = ({ plans, overages }: OverageSetUp, telco: TelcoState | undefined): Write[] => [
  ...plans.flatMap((change) => azureWrites(change, telco?.azure.etags.get(change.plan.id))),
  ...overages.flatMap((change) => overageWrites(change, telco?.standings.get(change.overage.service)?.etag)),
];

/** @param azure what the customer had of it before, where that is not part of `telco`. */
export const setUpRecords = ({ plans, overages }: OverageSetUp, telco: TelcoState | undefined, azure: StoredAzure | undefined, at: Instant): EventRecord[] => [
  ...plans.flatMap((change) => azureRecords(change, telco?.azure ?? azure ?? NO_AZURE, at)),
  ...overages.flatMap((change) => overageRecords(change, telco?.standings.get(change.overage.service) ?? { overage: undefined, handover: undefined }, at)),
];

/** Rows of a set-up in its transaction: its own, and two for each event. */
export const setUpRows = (setUp: OverageSetUp, telco: TelcoState | undefined): number => {
  const at = setUp.overages[0]?.overage.since ?? setUp.plans[0]?.plan.createdAt;
  return setUpWrites(setUp, telco).length + (at === undefined ? 0 : 2 * setUpRecords(setUp, telco, undefined, at).length);
};
