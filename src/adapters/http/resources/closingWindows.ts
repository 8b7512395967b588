import { type ClosingWindows } from '../../../app/deadlineList/closingWindows';
import { kindOf } from '../../../domain/subscription/kinds/table';
import { withinTerm } from '../../../domain/subscription/standing';
import { openBatches, removableSeats } from '../../../domain/subscription/window';
import { type Instant } from '../../../kernel/instant';
import { atRiskResource } from './atRisk';

/** Own API (PRE-4): a subscription whose windows close. @param now decides which are still open. @param showsCharges whether the caller may read what would be given back. */
export const closingWindowsResource = ({ subscription, customerName, closesAt, atRisk }: ClosingWindows, now: Instant, showsCharges: boolean) => {
  const { customerId, id, friendlyName, offer, orderId, quantity, status, batches, term } = subscription;
  return {
    customerId,
    ...(customerName !== undefined && { customerName }),
    subscriptionId: id,
    name: friendlyName,
    product: { productId: offer.productId, skuId: offer.skuId, title: offer.title },
    market: offer.country,
    orderId,
    quantity,
    seatsThatCanComeOff: status === 'active' && kindOf(subscription).refuses.seats === undefined ? removableSeats(batches, now) : 0,
    closesAt,
    windows: openBatches(batches, now).map((batch) => ({ closesAt: withinTerm(batch.windowClosesAt, subscription), quantity: batch.quantity, ...(batch.fullRefundUntil > now && { fullRefundUntil: withinTerm(batch.fullRefundUntil, subscription) }) })),
    ...(term.cancellableUntil > now && { cancellableUntil: withinTerm(term.cancellableUntil, subscription) }),
    ...(showsCharges && atRisk !== undefined && { atRisk: atRiskResource(atRisk) }),
  };
};
