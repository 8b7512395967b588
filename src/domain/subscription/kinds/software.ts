import { newCommerceLines } from '../../billing/chargeLines';
import { scheduledChangeSchema } from '../parts';
import { type Kind } from './kind';
import { softwareWindow } from './windows';

/** ORD-9: a software licence for a term. Its number never changes within one: who bought the wrong one cancels and buys again. */
export const software = {
  members: {
    /** SCH-3: at most one; absent: the running term is repeated. */
    scheduledChange: scheduledChangeSchema.optional(),
  },
  sells: ({ kind, perpetual }) => kind === 'software' && perpetual !== true,
  planOf: 'line',
  productType: 'Software',
  offerIdOf: 'catalogItem',
  isTrial: false,
  isActivated: false,
  hasPromotions: true,
  isAligned: false,
  windows: { ends: softwareWindow, opensOnPurchase: true, opensOnRenewal: true, cancellable: 'inWindow', later: 'refused', refundsPart: true, fullCreditDays: 0 },
  cancelledThrough: ['subscription', 'order'],
  entitlementType: 'software',
  commerce: 'new',
  lines: newCommerceLines,
  refuses: { seats: (subscriptionId) => ({ kind: 'SoftwareQuantityFixed', subscriptionId }) },
  termEnd: { repeats: true, extendable: false },
  transferObstacle: 'OtherKind',
  rules: { cancel: () => 'ORD-9', fixed: 'ORD-9' },
} satisfies Kind;
