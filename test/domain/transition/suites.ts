import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { catalogueOf, type Catalogue, type CatalogueItem, type PriceLine, type Sku } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';
import { newCommerce, type Policy } from '../../../src/domain/policy/policy';
import { type KindName } from '../../../src/domain/subscription/kinds/table';
import { subscriptionSchema, type Offer, type Subscription, type SubscriptionOf } from '../../../src/domain/subscription/state';
import { transition, type TransitionCommand, type TransitionContext } from '../../../src/domain/transition/transition';
import { bought, offer, type Differing } from '../subscription/bought';

const price = (unitPrice: string, termDuration: PriceLine['termDuration'], billingCycle: PriceLine['billingCycle'] = 'monthly'): PriceLine => ({
  market: 'DE',
  currency: 'EUR',
  segment: 'commercial',
  termDuration,
  billingCycle,
  unitPrice,
  effectiveFrom: instant('2020-01-01T00:00:00Z'),
  unitOfMeasure: '1 License',
  tags: [],
});

const item = (productId: string, differing: Partial<Sku>, lines: PriceLine[]): CatalogueItem => ({
  sku: {
    productId,
    skuId: '0001',
    productTitle: productId,
    title: productId,
    description: `All of ${productId}`,
    publisherName: 'Microsoft Corporation',
    isMicrosoft: true,
    kind: 'licence',
    tags: [],
    minimumQuantity: 1,
    maximumQuantity: 1000,
    prerequisiteSkus: [],
    upgradeTargets: [],
    unsupportedUpgrades: [],
    allowedMarkets: [],
    ...differing,
  },
  lines,
});

/** Suite A at 10.08 a month may become B at 6.43 (as in E5), and by name not D; C is the lower one. */
export const catalogue: Catalogue = catalogueOf('DE', [
  item('SUITEA', { upgradeTargets: ['SUITEB:0001'], unsupportedUpgrades: ['SUITED:0001'] }, [price('10.08', 'P1M'), price('120.96', 'P1Y'), price('120.96', 'P1Y', 'annual')]),
  item('SUITEB', { upgradeTargets: ['SUITED:0001'] }, [price('6.43', 'P1M'), price('77.16', 'P1Y'), price('77.16', 'P1Y', 'annual'), price('230', 'P3Y', 'triennial')]),
  item('SUITEC', { upgradeTargets: ['SUITEA:0001'] }, [price('5', 'P1M')]),
  item('SUITED', { maximumQuantity: 20 }, [price('30', 'P1M'), price('360', 'P1Y')]),
]);

export const itemId = (productId: string): string => `${productId}:0001:${availabilityIdOf(productId, '0001', 'commercial', 'DE')}`;

export const offerOf = (productId: string): Offer => ({ ...offer, productId, skuId: '0001', availabilityId: availabilityIdOf(productId, '0001', 'commercial', 'DE'), title: productId, maximumQuantity: 1000 });

/** Bought as in the worked examples, of one of the suites. */
export const suite = <Name extends KindName = 'licence'>(productId: string, boughtAt: string, differing: Differing<Name> = {}, policy: Policy = newCommerce): SubscriptionOf<Name> =>
  bought<Name>(boughtAt, { offer: offerOf(productId), ...differing }, policy);

export const context = (subscriptions: readonly Subscription[], policy: Policy = newCommerce): TransitionContext => ({
  catalogue,
  segment: 'commercial',
  subscriptions,
  policy,
  kept: policy,
  operationId: 'operation-1',
  newSubscriptionId: 'sub-new',
});

export const upgrade = (command: Partial<TransitionCommand>, source: Subscription, now: string, others: readonly Subscription[] = [], policy: Policy = newCommerce) =>
  transition({ toCatalogItemId: itemId('SUITEB'), quantity: source.quantity, transitionType: 'transition_only', ...command }, source, context([source, ...others], policy), instant(now));

/** What there is after an upgrade, each as its row reads. @throws Error where it was refused. */
export const becoming = (result: ReturnType<typeof transition>): readonly Subscription[] => {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  const subscriptions = result.value.outcomes.map(({ subscription }) => subscription);
  for (const each of subscriptions) expect(subscriptionSchema.parse(each)).toEqual(each);
  return subscriptions;
};
