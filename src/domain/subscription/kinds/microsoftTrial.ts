import { newCommerceLines } from '../../billing/chargeLines';
import { plannedProductSchema, scheduledChangeSchema } from '../parts';
import { type Kind } from './kind';
import { licenceWindow } from './windows';

/** TRI-1: a Microsoft trial: a fixed number of seats for a month, which then turn into something paid for, or end. */
export const microsoftTrial = {
  members: {
    /** TRI-2: what it turns into where nothing else is planned. */
    paidForm: plannedProductSchema.optional(),
    /** TRI-3. */
    scheduledChange: scheduledChangeSchema.optional(),
  },
  sells: ({ kind }) => kind === 'trial',
  planOf: 'line',
  productType: 'OnlineServicesNCE',
  offerIdOf: 'catalogItem',
  isTrial: true,
  isActivated: false,
  hasPromotions: false,
  isAligned: false,
  windows: { ends: licenceWindow, opensOnPurchase: false, opensOnRenewal: false, cancellable: 'inWindow', later: 'refused', refundsPart: true, fullCreditDays: 0 },
  cancelledThrough: ['subscription'],
  commerce: 'new',
  lines: newCommerceLines,
  refuses: {
    seats: (subscriptionId) => ({ kind: 'TrialQuantityFixed', subscriptionId }),
    suspending: (subscriptionId) => ({ kind: 'TrialStatusFixed', subscriptionId }),
    cancelling: (subscriptionId) => ({ kind: 'TrialStatusFixed', subscriptionId }),
  },
  termEnd: { repeats: false, extendable: false },
  upgrade: 'conversion',
  transferObstacle: 'Trial',
  rules: { planNextTerm: 'TRI-3', fixed: 'TRI-1' },
} satisfies Kind;
