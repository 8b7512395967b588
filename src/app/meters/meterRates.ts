import { holderId } from '../../domain/usage/meters/holder';
import { dimensionsFor } from '../../domain/usage/meters/dimensionReport';
import { type MeterMonth, type MeterRates } from '../../domain/usage/meters/meterMonth';
import { type AzureHoldings } from '../../domain/azurePlan/state';
import { metersOf } from '../../domain/catalogue/meters';
import { skuKey, type Catalogue } from '../../domain/catalogue/state';
import { type Customer, type Relationship } from '../../domain/parties/customer/state';
import { type Subscription } from '../../domain/subscription/state';
import { dayOf } from '../../kernel/calendarDate';
import { type PartitionStore } from '../../kernel/partitionStore';
import { readSubscription } from '../subscription/subscriptionBook';
import { type ClosePorts } from '../usage/closing';

/** ORD-10: the subscriptions to metered SaaS that used something in a month. @throws RowUnreadable; when one is gone, whose use would be charged to nobody. */
export const saasOf = async (commerce: PartitionStore, { customerId, used }: MeterMonth): Promise<readonly Subscription[]> => {
  const ids = new Set(used.flatMap(({ subscriptionId }) => subscriptionId ?? []));
  return Promise.all(
    [...ids].map(async (id) => {
      const stored = await readSubscription(commerce, customerId, id);
      if (stored === undefined) throw new Error(`There is no subscription ${id}`);
      return stored.value;
    }),
  );
};

/** The dimensions that one subscription used, and what it is on bills. */
const saasRates = ({ used }: MeterMonth, subscription: Subscription, catalogue: Catalogue): NonNullable<MeterRates['saas']>[string] => {
  const { partnerId, friendlyName, resellerOfRecord, orderId, offer } = subscription;
  const ids = new Set(used.filter(({ subscriptionId }) => subscriptionId === subscription.id).map(({ meterId }) => meterId.toLowerCase()));
  const { productId, skuId, availabilityId, publisherName, title } = offer;
  return {
    partnerId,
    friendlyName,
    ...(resellerOfRecord !== undefined && { resellerOfRecord }),
    orderId,
    productId,
    skuId,
    availabilityId,
    productName: catalogue.items.get(skuKey(productId, skuId))?.sku.productTitle ?? title,
    skuName: title,
    publisherName,
    meters: Object.fromEntries([...dimensionsFor(catalogue, subscription)].filter(([id]) => ids.has(id)).map(([id, prices]) => [id, [...prices]])),
  };
};

/** On which days of a month a partner could manage what is its customer's. */
const managedIn = ({ month }: MeterMonth, relationship: Relationship | undefined): Pick<MeterRates['subscriptions'][string], 'managedAfter' | 'managedBefore'> => {
  const ended = (relationship?.acceptedBefore ?? []).map(({ from, to }) => ({ after: dayOf(from), before: dayOf(to) })).filter(({ before }) => before > month);
  return { ...(relationship?.status === 'accepted' && { managedAfter: dayOf(relationship.since) }), ...(ended.length > 0 && { managedBefore: ended }) };
};

/**
 * What a month is rated by now. Earned credit counts for the days on which the customer's relationship with the partner was accepted all day, also if it has ended since, but for those on which the partner is said to have had no access.
 * @param saas the subscriptions to metered SaaS that used something.
 */
export const ratesOf = (month: MeterMonth, { relationships }: Pick<Customer, 'relationships'>, { subscriptions }: AzureHoldings, saas: readonly Subscription[], catalogue: Catalogue): MeterRates => {
  const ofAzure = month.used.filter(({ azureSubscriptionId }) => azureSubscriptionId !== undefined);
  const meters = metersOf(catalogue);
  const ids = new Set(ofAzure.map(({ meterId }) => meterId.toLowerCase()));
  const usedBy = new Set(ofAzure.map(holderId));
  return {
    meters: Object.fromEntries([...meters].filter(([id]) => ids.has(id)).map(([id, prices]) => [id, [...prices]])),
    subscriptions: Object.fromEntries(
      subscriptions
        .filter(({ id }) => usedBy.has(id))
        .map(({ id, partnerId, planId, friendlyName, resellerOfRecord, accessGaps }) => {
          const managed = managedIn(month, relationships[partnerId]);
          return [id, { partnerId, planId, friendlyName, ...(resellerOfRecord !== undefined && { resellerOfRecord }), ...(accessGaps !== undefined && { accessGaps }), ...managed }];
        }),
    ),
    ...(saas.length > 0 && { saas: Object.fromEntries(saas.map((subscription) => [subscription.id, saasRates(month, subscription, catalogue)])) }),
    exchange: {},
  };
};

/** With what the partners are billed at for the month, where somebody has said. @throws when the store fails. */
export const withExchange = async ({ payerByTenant, exchangeRate }: Pick<ClosePorts, 'payerByTenant' | 'exchangeRate'>, rates: MeterRates, month: MeterMonth['month']): Promise<MeterRates> => {
  const saas = Object.values(rates.saas ?? {});
  const priced = new Set([...Object.values(rates.meters), ...saas.flatMap(({ meters }) => Object.values(meters))].flat().map(({ currency }) => currency));
  const partners = new Set([...Object.values(rates.subscriptions), ...saas].map(({ partnerId }) => partnerId));
  const exchange: Record<string, string> = {};
  for (const partnerId of partners) {
    const billed = (await payerByTenant(partnerId))?.currency;
    for (const currency of priced) {
      const found = billed === undefined || billed === currency ? undefined : await exchangeRate(currency, billed, month);
      if (found !== undefined) exchange[`${found.from}|${found.to}`] = found.rate;
    }
  }
  return { ...rates, exchange };
};
