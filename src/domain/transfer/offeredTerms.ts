import { Decimal } from 'decimal.js';
import { type Subscription } from '../subscription/state';
import { type OfferedTerms, type Transfer } from './state';

/** What the target is shown of a line: as it would be its own. @param sourceId of the source's subscription, by which the line is known. */
export const termsOf = (sourceId: string, { currency, cyclePrice, quantity, termDuration, billingCycle, term }: Subscription): OfferedTerms => ({
  subscriptionId: sourceId,
  currency,
  cyclePrice,
  quantity,
  termDuration,
  billingCycle,
  termEnd: term.end,
});

/** What the target was shown of a line; undefined if it was offered nothing of it. */
export const termsOffered = ({ offeredTerms }: Transfer, sourceId: string): OfferedTerms | undefined => offeredTerms?.find(({ subscriptionId }) => subscriptionId === sourceId);

/**
 * ORD-11: whether the target would get a line on terms that bind or cost it more than those it was shown: a dearer licence, more of them, a term that ends later, another plan, or another currency. A line that was never
 * offered promises nothing.
 * @param target the line as it would be the target's now.
 */
export const isWorseThanOffered = (transfer: Transfer, sourceId: string, target: Subscription): boolean => {
  const shown = termsOffered(transfer, sourceId);
  if (shown === undefined) return false;
  const now = termsOf(sourceId, target);
  const isOther = now.currency !== shown.currency || now.termDuration !== shown.termDuration || now.billingCycle !== shown.billingCycle;
  return isOther || now.quantity > shown.quantity || now.termEnd > shown.termEnd || new Decimal(now.cyclePrice).gt(shown.cyclePrice);
};
