import { instant } from '../../src/kernel/instant';
import { newCommerce } from '../../src/policy/policy';
import { purchaseSaas } from '../../src/saas/purchaseSaas';
import { type Outcome } from '../../src/subscription/outcome';
import { type PurchaseSubscription } from '../../src/subscription/purchase';
import { type Subscription } from '../../src/subscription/state';
import { decided, offer, order } from '../subscription/bought';

/** Example E7: one licence at 2 a month. */
export const command: PurchaseSubscription = {
  ...order,
  offer: { ...offer, productId: 'NCFJORDINS01', publisherName: 'Fjordlys Analytics AS', isMicrosoft: false },
  quantity: 1,
  cyclePrice: '2',
};

export const soldAt = (at: string, freeDays: number | undefined, differing: Partial<PurchaseSubscription> = {}): Outcome =>
  decided(purchaseSaas({ ...command, ...differing }, freeDays, newCommerce, instant(at)));

export const sold = (at: string, freeDays?: number, differing: Partial<PurchaseSubscription> = {}): Subscription => soldAt(at, freeDays, differing).subscription;
