import { type NotForSale } from '../catalogue/mayBuy';
import { monthsOfTerm, termDurations } from '../../kernel/durations';
import { type OrderLineRefusal, type OrderRefusal } from './refusals';
import { type BaseProblem } from '../subscription/kinds/traditional/baseProblem';
import { type CartLineError } from './state';

export type LineRefusal = OrderLineRefusal | OfferRefusal | Extract<OrderRefusal, { kind: 'CycleLongerThanTerm' }>;

type OfferRefusal = NotForSale | BaseProblem | Extract<CartLineError, { kind: 'CurrencyNotListed' }>;

const cycleMonths: Readonly<Record<string, number>> = { monthly: 1, annual: 12, biennial: 24, triennial: 36 };

const isLongerThanTerm = ({ termDuration, billingCycle }: { readonly termDuration: string; readonly billingCycle: string }): boolean => {
  const term = termDurations.find((known) => known === termDuration);
  return term !== undefined && (cycleMonths[billingCycle] ?? 0) > monthsOfTerm(term);
};

/** What is wrong with a line, as the refusal of the order it stands in. */
export const lineRefusal = (error: CartLineError, lineItemNumber: number): LineRefusal => {
  switch (error.kind) {
    case 'AlreadyHeld':
    case 'HeldSuspended':
    case 'NotSoldInMarket':
    case 'SegmentNotEligible':
    case 'NotInProgramme':
    case 'ExclusiveToOthers':
    case 'NotTransactable':
    case 'CurrencyNotListed':
    case 'NotAddOnOf':
    case 'ParentNotActive':
    case 'TooManyAddOns':
    case 'RenewalInProgress':
      return error;
    case 'NotOnSale': {
      const { soldUntil, soldFrom, ...rest } = error;
      return { ...rest, ...(soldUntil && { soldUntil }), ...(soldFrom && { soldFrom }) };
    }
    case 'BillingPlanNotSupported':
      return { ...error, lineItemNumber, kind: isLongerThanTerm(error) ? 'CycleLongerThanTerm' : error.kind };
    default:
      return { ...error, lineItemNumber };
  }
};
