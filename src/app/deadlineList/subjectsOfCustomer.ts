import { type Instant } from '../../kernel/instant';
import { type Subscription } from '../../domain/subscription/state';
import { type Transfer } from '../../domain/transfer/state';
import { aheadOfSubscription, aheadOfTransfer } from './ahead';
import { type WantedSubject } from './deadlineLists';

/** What a partner's list should say of everything that one customer has, after `now`, exclusive; by the partner's tenant. Whether the partner still sees the customer is left to whoever writes or shows it. */
export const subjectsOfCustomer = (subscriptions: readonly Subscription[], transfers: readonly Transfer[], now: Instant): ReadonlyMap<string, readonly WantedSubject[]> => {
  const byPartner = new Map<string, WantedSubject[]>();
  const all = [
    ...subscriptions.map((subscription) => ({ of: subscription, ahead: aheadOfSubscription(subscription, now) })),
    ...transfers.map((transfer) => ({ of: transfer, ahead: aheadOfTransfer(transfer, now) })),
  ];
  for (const { of: { id: subjectId, customerId, version }, ahead: { partnerIds, ...ahead } } of all) {
    for (const partnerId of partnerIds) byPartner.set(partnerId, [...(byPartner.get(partnerId) ?? []), { customerId, subjectId, version, ...ahead }]);
  }
  return byPartner;
};
