import { type Instant } from '../../kernel/instant';
import { comingOf } from '../../domain/options/deadlines';
import { type Subscription } from '../../domain/subscription/state';
import { transferAt } from '../../domain/transfer/expiry';
import { type Transfer } from '../../domain/transfer/state';
import { type Ahead } from '../command/eventRecord';

/** PRE-3, PAR-3: what its partner, and nobody else, is shown of a subscription's future after `at`, exclusive. */
export const aheadOfSubscription = (subscription: Subscription, at: Instant): Ahead => ({
  name: subscription.friendlyName,
  partnerIds: [subscription.partnerId],
  mayBeHidden: subscription.status !== 'active',
  coming: [...comingOf(subscription, at)],
});

/** TRF-1, PAR-3: both sides of a request see until when it can be answered. Nothing is ahead of one that is no longer pending at `at`. */
export const aheadOfTransfer = (transfer: Transfer, at: Instant): Ahead => ({
  name: 'Transfer',
  partnerIds: [transfer.sourcePartnerId, transfer.targetPartnerId],
  mayBeHidden: true,
  coming: transferAt(transfer, at).status === 'Pending' ? [{ at: transfer.expiresAt, kind: 'transferExpiry' }] : [],
});
