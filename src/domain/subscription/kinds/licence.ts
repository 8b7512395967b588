import { z } from 'zod';
import { newCommerceLines } from '../../billing/chargeLines';
import { paidPlanSchema, scheduledChangeSchema } from '../parts';
import { type Kind } from './kind';
import { licenceWindow } from './windows';

/** A licence of new commerce, or an add-on to one, which hangs on nothing. Extended service is a state of its term (POL-2). */
export const licence = {
  members: {
    /** SCH-3: at most one; absent: the running term is repeated. */
    scheduledChange: scheduledChangeSchema.optional(),
    /** POL-2: nothing follows the running term, by choice. */
    cancelAtTermEnd: z.literal(true).optional(),
    /** POL-2: during extended service, the plan it had before. */
    extendedFrom: paidPlanSchema.optional(),
  },
  sells: ({ kind }) => kind === 'licence' || kind === 'addon',
  planOf: 'line',
  productType: 'OnlineServicesNCE',
  offerIdOf: 'catalogItem',
  isTrial: false,
  isActivated: false,
  hasPromotions: true,
  isAligned: true,
  windows: { ends: licenceWindow, opensOnPurchase: true, opensOnRenewal: true, cancellable: 'inWindow', later: 'refused', refundsPart: true, fullCreditDays: 0 },
  cancelledThrough: ['subscription'],
  commerce: 'new',
  lines: newCommerceLines,
  refuses: {},
  termEnd: { repeats: true, extendable: true },
  upgrade: 'upgrade',
  rules: {},
} satisfies Kind;
