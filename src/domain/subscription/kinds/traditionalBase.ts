import { z } from 'zod';
import { traditionalLines } from '../../billing/chargeLines';
import { type Kind } from './kind';
import { licenceWindow } from './windows';

/** MIG-1: a licence as it was sold before new commerce, whose windows never touch it. Add-ons hang on it (ORD-5). */
export const traditionalBase = {
  members: {
    /** ORD-5: what hangs on it, the oldest first. */
    addOnIds: z.array(z.string()).optional(),
  },
  sells: ({ kind, prerequisiteSkus }) => kind === 'traditional' && prerequisiteSkus.length === 0,
  planOf: 'line',
  // Doubt: no page prints the product type of a traditional subscription; it is that of new commerce without its mark.
  productType: 'OnlineServices',
  offerIdOf: 'product',
  isTrial: false,
  isActivated: false,
  hasPromotions: false,
  isAligned: false,
  family: 'base',
  windows: { ends: licenceWindow, opensOnPurchase: false, opensOnRenewal: false, cancellable: 'wholeTerm', later: 'refused', refundsPart: true, fullCreditDays: 30 },
  isProrated: true,
  cancelledThrough: ['subscription'],
  commerce: 'traditional',
  lines: traditionalLines,
  refuses: {
    planning: (subscriptionId) => ({ kind: 'NothingScheduledFor', subscriptionId }),
  },
  termEnd: { repeats: true, extendable: false },
  transferObstacle: 'OtherKind',
  rules: { cancel: () => 'MIG-1', planNextTerm: 'MIG-1', change: 'MIG-2' },
} satisfies Kind;
