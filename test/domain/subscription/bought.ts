import { instant, type Instant } from '../../../src/kernel/instant';
import { newCommerce, type Policy } from '../../../src/domain/policy/policy';
import { type Decision, type Outcome } from '../../../src/domain/subscription/outcome';
import { purchase } from '../../../src/domain/subscription/purchase';
import { type PurchaseSubscription } from '../../../src/domain/subscription/purchaseCommand';
import { type KindName } from '../../../src/domain/subscription/kinds/table';
import { type Offer, type SubscriptionOf } from '../../../src/domain/subscription/state';

export const offer: Offer = {
  productId: 'CFQ7TTC0LH18',
  skuId: '0001',
  availabilityId: 'CFQ7TTC0K971',
  title: 'Microsoft 365 Business Basic',
  publisherName: 'Microsoft Corporation',
  isMicrosoft: true,
  tags: [],
  minimumQuantity: 1,
  maximumQuantity: 300,
  country: 'DE',
};

/** Example E1: 10 seats at EUR 10.08 a seat and month. */
export const order: PurchaseSubscription = {
  subscriptionId: 'sub-1',
  orderId: 'order-1',
  customerId: 'customer-1',
  partnerId: 'partner-1',
  kind: 'licence',
  offer,
  quantity: 10,
  termDuration: 'P1M',
  billingCycle: 'monthly',
  cyclePrice: '10.08',
  currency: 'EUR',
};

export const decided = (decision: Decision): Outcome => {
  if (!decision.ok) throw new Error(`Refused: ${JSON.stringify(decision.error)}`);
  return decision.value;
};

/** What is bought otherwise than in the example; of another kind where it says so. */
export type Differing<Name extends KindName> = Partial<PurchaseSubscription> & { readonly kind?: Name };

/** A subscription bought at `at`, with whatever differs from the example. */
export const bought = <Name extends KindName = 'licence'>(at: string, differing: Differing<Name> = {}, policy: Policy = newCommerce): SubscriptionOf<Name> =>
  decided(purchase({ ...order, ...differing }, policy, instant(at))).subscription as SubscriptionOf<Name>;

export const at = (text: string): Instant => instant(text);
