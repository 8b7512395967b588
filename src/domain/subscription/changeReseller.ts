import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { resellerProblem, type NamedResellers, type Seller } from '../parties/partner/resellers';
import { unchanged, type Decision } from './outcome';
import { type SubscriptionRefusal } from './refusals';
import { renewalSince, statusAt, termOverAt } from './standing';
import { type Subscription } from './state';

/** ORD-2 outside an order: why these resellers cannot be named. */
export const resellerRefusal = (named: NamedResellers, seller: Seller): SubscriptionRefusal | undefined => {
  const problem = resellerProblem(named, seller);
  switch (problem?.kind) {
    case undefined:
      return undefined;
    case 'ResellerNotAllowed':
      return { kind: 'PartnerOfRecordFixed' };
    case 'ResellerUnknown':
      return { kind: 'RecordResellerUnknown', partnerId: problem.partnerId };
    case 'ResellerAgreementMissing':
      return { kind: 'RecordResellerUnsigned', partnerId: problem.partnerId };
    case 'ResellerNotOfProvider':
    case 'ResellerNamedTwice':
      return { kind: 'RecordResellerInvalid', partnerId: problem.partnerId };
    case 'AdditionalResellerWithoutFirst':
    case 'TooManyResellers':
      return { kind: 'RecordResellerInvalid', partnerId: named.additionalResellers.join(', ') };
  }
};

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each, index) => each === b[index]);

/** Whether nothing would change. */
export const namesSameResellers = ({ resellerOfRecord, additionalResellers = [] }: Subscription, named: NamedResellers): boolean =>
  resellerOfRecord === named.resellerOfRecord && same(additionalResellers, named.additionalResellers);

/**
 * SUB-6: another reseller of record, by the rules of a purchase (ORD-2), at any time unless the subscription is over (`SubscriptionNotActive`) or being renewed (`RenewalInProgress`).
 * Refused: `PartnerOfRecordFixed`, `RecordResellerUnknown`, `RecordResellerInvalid`, `RecordResellerUnsigned`.
 * @param seller with whoever is named looked up.
 */
export const changeReseller = (named: NamedResellers, seller: Seller, subscription: Subscription, now: Instant): Decision => {
  if (namesSameResellers(subscription, named)) return success(unchanged(subscription));
  const status = statusAt(subscription, now);
  if (status !== 'active' && status !== 'suspended') return failure({ kind: 'SubscriptionNotActive', subscriptionId: subscription.id, status });
  const since = renewalSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'RenewalInProgress', subscriptionId: subscription.id, since });
  const refusal = resellerRefusal(named, seller);
  if (refusal !== undefined) return failure(refusal);
  const { resellerOfRecord: _before, additionalResellers: _others, ...rest } = subscription;
  const { resellerOfRecord, additionalResellers } = named;
  return success({
    ...unchanged({ ...rest, ...(resellerOfRecord !== undefined && { resellerOfRecord }), ...(additionalResellers.length > 0 && { additionalResellers: [...additionalResellers] }) }),
    events: [{ type: 'ResellerOfRecordChanged', ...(resellerOfRecord !== undefined && { resellerOfRecord }) }],
    reversibleUntil: termOverAt(subscription),
  });
};
