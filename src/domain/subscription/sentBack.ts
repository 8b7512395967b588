import { dayOf } from '../../kernel/calendarDate';
import { kindOf, type KindName } from './kinds/table';
import { type Offer, type Subscription } from './state';

/**
 * Members that say what a subscription is or when it runs, and that no PATCH changes. Dates count by their UTC day, as a client may cut their time or write them in another zone.
 * What only describes or is computed anew with every read (names of the offer, kinds, refunds, actions) is none of them: it is ignored.
 */
export const fixedMembers = [
  'id',
  'offerId',
  'orderId',
  'parentSubscriptionId',
  'promotionId',
  'renewalTermDuration',
  'effectiveStartDate',
  'commitmentEndDate',
  'commitmentEndDateTime',
  'billingCycleEndDate',
  'billingCycleEndDateTime',
] as const;
export type FixedMember = (typeof fixedMembers)[number];

/** Those that a caller sent, as it read them or otherwise. */
export type SentBack = Partial<Readonly<Record<FixedMember, string>>>;

/** MIG-1: a traditional offer is known by its GUID, one of new commerce by product, SKU and availability. */
export const offerIdOf = ({ kind, offer: { productId, skuId, availabilityId } }: { readonly kind?: KindName | undefined; readonly offer: Offer }): string =>
  kind !== undefined && kindOf({ kind }).offerIdOf === 'product' ? productId : `${productId}:${skuId}:${availabilityId}`;

const stored = ({ id, kind, offer, orderId, parentId, promotionId, renewsTo, term, cycle }: Subscription): Readonly<Record<FixedMember, string | undefined>> => ({
  id,
  offerId: offerIdOf({ kind, offer }),
  orderId,
  parentSubscriptionId: parentId,
  promotionId,
  renewalTermDuration: renewsTo?.termDuration,
  effectiveStartDate: dayOf(term.startedAt),
  commitmentEndDate: term.end,
  commitmentEndDateTime: term.end,
  billingCycleEndDate: cycle.end,
  billingCycleEndDateTime: cycle.end,
});

/** A fixed member that is to be another than it is. */
export interface ChangedMember {
  readonly member: FixedMember;
  /** Absent: there is none. */
  readonly stored?: string;
}

/** The first of the members sent that is not what is shown; letter case does not count. @param shown what a GET shows, dates as days. */
export const changedMember = (sent: SentBack, shown: Partial<Readonly<Record<FixedMember, string | undefined>>>): ChangedMember | undefined => {
  const member = fixedMembers.find((each) => sent[each] !== undefined && sent[each].toLowerCase() !== shown[each]?.toLowerCase());
  if (member === undefined) return undefined;
  const value = shown[member];
  return { member, ...(value !== undefined && { stored: value }) };
};

/** SUB-9: what was read may be sent back; the first fixed member that differs from the subscription otherwise. */
export const changedMemberOf = (sent: SentBack, subscription: Subscription): ChangedMember | undefined => changedMember(sent, stored(subscription));
