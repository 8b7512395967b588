import { instant } from '../../../../../src/kernel/instant';
import { newCommerce } from '../../../../../src/domain/policy/policy';
import { type PurchaseSubscription } from '../../../../../src/domain/subscription/purchaseCommand';
import { type Subscription, type SubscriptionOf } from '../../../../../src/domain/subscription/state';
import { purchaseAddOn, type AddOnPurchase } from '../../../../../src/domain/subscription/kinds/traditional/purchaseAddOn';
import { bought, offer, order } from '../../bought';

export const baseOffer = { ...offer, productId: 'fd4c746a-2194-4aff-9ee6-f5d3712cf123' };
export const addOnOffer = { ...offer, productId: '16dc8dad-2af2-45bb-ae80-aba6a21254a5' };
/** Letter case of ids varies. */
export const prerequisites = ['FD4C746A-2194-4AFF-9EE6-F5D3712CF123:0001'];

/** Example T1: one licence at 4 a month. */
export const baseCommand: PurchaseSubscription & { readonly kind: 'traditional' } = { ...order, subscriptionId: 'base', kind: 'traditional', offer: baseOffer, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly', cyclePrice: '4' };

export const base = (at: string, differing: Partial<PurchaseSubscription> = {}): SubscriptionOf<'traditional'> => bought<'traditional'>(at, { ...baseCommand, ...differing, kind: 'traditional' });

export const addOnCommand: PurchaseSubscription = { ...baseCommand, subscriptionId: 'add-on', kind: 'traditionalAddOn', offer: addOnOffer, quantity: 2 };

export const buyAddOn = (on: Subscription, at: string, differing: Partial<PurchaseSubscription> = {}) =>
  purchaseAddOn({ ...addOnCommand, ...differing }, on, prerequisites, newCommerce, instant(at));

export const addOn = (on: Subscription, at: string, differing: Partial<PurchaseSubscription> = {}): AddOnPurchase => {
  const attached = buyAddOn(on, at, differing);
  if (!attached.ok) throw new Error(`Refused: ${JSON.stringify(attached.error)}`);
  return attached.value;
};
