import { instant } from '../../../../../src/kernel/instant';
import { newCommerce } from '../../../../../src/domain/policy/policy';
import { purchaseSaas } from '../../../../../src/domain/subscription/kinds/saas/purchaseSaas';
import { type Outcome } from '../../../../../src/domain/subscription/outcome';
import { type PurchaseSubscription } from '../../../../../src/domain/subscription/purchaseCommand';
import { type Subscription } from '../../../../../src/domain/subscription/state';
import { decided, offer, order } from '../../bought';

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
