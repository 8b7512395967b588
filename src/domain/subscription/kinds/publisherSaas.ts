import { newCommerceLines } from '../../billing/chargeLines';
import { isMeteredSaas } from '../../catalogue/state';
import { instantSchema } from '../../../kernel/schemas';
import { type Kind } from './kind';
import { saasCancelRule, saasWindow } from './windows';

/** ORD-6: SaaS of a software publisher, without free days or once they are over. */
export const publisherSaas = {
  members: {
    /** When the customer's set-up was confirmed; absent: it is awaited. */
    activatedAt: instantSchema.optional(),
  },
  sells: (sku) => sku.kind === 'saas' && sku.freeTrialDays === undefined && !isMeteredSaas(sku),
  planOf: 'line',
  // Doubt: no page prints it for a subscription; this is what transfers call it.
  productType: 'SaaS',
  offerIdOf: 'catalogItem',
  isTrial: false,
  isActivated: true,
  hasPromotions: true,
  isAligned: false,
  // CAN-4 and CAN-5 count from the order alone.
  windows: { ends: saasWindow, opensOnPurchase: true, opensOnRenewal: false, cancellable: 'inWindow', later: 'notRenewed', refundsPart: false, fullCreditDays: 0 },
  cancelledThrough: ['subscription'],
  commerce: 'new',
  lines: newCommerceLines,
  refuses: { planning: (subscriptionId) => ({ kind: 'NothingScheduledFor', subscriptionId }) },
  termEnd: { repeats: true, extendable: false },
  upgrade: 'upgrade',
  transferObstacle: 'OtherKind',
  rules: { cancel: saasCancelRule, fixed: 'ORD-6' },
} satisfies Kind;
