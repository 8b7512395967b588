import { type Sku } from '../catalogue/state';
import { type Result } from '../../kernel/result';
import { purchaseWithFreeDays } from '../subscription/kinds/saas/purchaseWithFreeDays';
import { followedBy, unchanged, type Outcome } from '../subscription/outcome';
import { purchase } from '../subscription/purchase';
import { type PurchaseSubscription } from '../subscription/purchaseCommand';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { kindOfOffer } from '../subscription/kinds/table';
import { withRoom } from '../subscription/kinds/traditional/baseProblem';
import { purchaseAddOn } from '../subscription/kinds/traditional/purchaseAddOn';
import { type PricingContext } from './priceLine';

/** What one order has bought or changed so far, by the subscription's id. */
export type Purchases = ReadonlyMap<string, Outcome>;

/** @throws Error if the purchase refuses what the review let pass: both go by the same limits. */
const settled = <T>(bought: Result<T, SubscriptionRefusal>, { subscriptionId }: PurchaseSubscription): T => {
  if (!bought.ok) throw new Error(`${subscriptionId} was reviewed and cannot be bought: ${bought.error.kind}`);
  return bought.value;
};

/** The base as this order has left it: bought by it, changed by it, or still as it was. */
const baseSoFar = (done: Purchases, parentId: string, { standing }: PricingContext): Outcome => {
  const held = standing.bases.find(({ id }) => id === parentId);
  const base = done.get(parentId) ?? (held && unchanged({ ...held, version: held.version + 1 }));
  if (base === undefined) throw new Error(`The base ${parentId} was reviewed and is gone`);
  return base;
};

/**
 * Buys one reviewed line by the rules of its kind.
 * @param command its plan and price are those to be paid, also where free days come first. @param parentId of a traditional add-on.
 * @returns `done` with the new subscription, and with the base it hangs on (ORD-5).
 * @throws Error for a line that was reviewed otherwise than it is bought.
 */
export const purchaseLine = (command: PurchaseSubscription, sku: Sku, parentId: string | undefined, context: PricingContext, done: Purchases): Purchases => {
  const { policy, at } = context;
  const { subscriptionId } = command;
  if (parentId !== undefined) {
    const before = baseSoFar(done, parentId, context);
    const { addOn, base } = settled(purchaseAddOn(command, withRoom(before.subscription, context.standing.bases), sku.prerequisiteSkus, policy, at), command);
    return new Map([...done, [parentId, followedBy(before, base)], [subscriptionId, addOn]]);
  }
  // Stored without what it hangs on it could not be read again.
  if (kindOfOffer(sku)?.planOf === 'base') throw new Error(`${subscriptionId} was reviewed with its base and is bought without it`);
  const bought = sku.freeTrialDays === undefined ? purchase(command, policy, at) : purchaseWithFreeDays(command, sku.freeTrialDays, policy, at);
  return new Map([...done, [subscriptionId, settled(bought, command)]]);
};
