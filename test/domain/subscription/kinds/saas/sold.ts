import { instant, type Instant } from '../../../../../src/kernel/instant';
import { newCommerce } from '../../../../../src/domain/policy/policy';
import { purchaseWithFreeDays } from '../../../../../src/domain/subscription/kinds/saas/purchaseWithFreeDays';
import { type Decision, type Outcome } from '../../../../../src/domain/subscription/outcome';
import { purchase } from '../../../../../src/domain/subscription/purchase';
import { type PurchaseSubscription } from '../../../../../src/domain/subscription/purchaseCommand';
import { type Subscription } from '../../../../../src/domain/subscription/state';
import { decided, offer, order } from '../../bought';

/** Example E7: one licence at 2 a month. */
export const command: PurchaseSubscription = {
  ...order,
  kind: 'saas',
  offer: { ...offer, productId: 'NCFJORDINS01', publisherName: 'Fjordlys Analytics AS', isMicrosoft: false },
  quantity: 1,
  cyclePrice: '2',
};

export const buy = (asked: PurchaseSubscription, freeDays: number | undefined, at: Instant): Decision =>
  freeDays === undefined ? purchase(asked, newCommerce, at) : purchaseWithFreeDays({ ...asked, kind: 'freeSaas' }, freeDays, newCommerce, at);

export const soldAt = (at: string, freeDays: number | undefined, differing: Partial<PurchaseSubscription> = {}): Outcome =>
  decided(buy({ ...command, ...differing }, freeDays, instant(at)));

export const sold = (at: string, freeDays?: number, differing: Partial<PurchaseSubscription> = {}): Subscription => soldAt(at, freeDays, differing).subscription;
