import { type Instant } from '../../kernel/instant';
import { renewalSince, statusAt } from '../subscription/standing';
import { kindOf } from '../subscription/kinds/table';
import { type Subscription } from '../subscription/state';
import { transferAt } from './expiry';
import { type TransferObstacle } from './refusals';
import { type Transfer } from './state';

/** TRF-4: what stands against transferring a subscription of `sourcePartnerId`; undefined if nothing does. @param transfers all of the customer's but the one at hand. */
export const transferObstacle = (subscription: Subscription | undefined, sourcePartnerId: string, transfers: readonly Transfer[], now: Instant): TransferObstacle | undefined => {
  if (subscription === undefined || subscription.partnerId !== sourcePartnerId) return 'NotOfSource';
  const { id } = subscription;
  const { transferObstacle: ofKind } = kindOf(subscription);
  if (ofKind !== undefined) return ofKind;
  const status = statusAt(subscription, now);
  if (status === 'suspended') return 'Suspended';
  if (status !== 'active') return 'NotActive';
  if (renewalSince(subscription, now) !== undefined) return 'BeingRenewed';
  const isTaken = transfers.some((transfer) => transferAt(transfer, now).status === 'InProgress' && transfer.lines.some((line) => line.subscriptionId === id && line.status === undefined));
  return isTaken ? 'InOtherTransfer' : undefined;
};
