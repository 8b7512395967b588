import { type Catalogue } from '../catalogue/state';
import { kindOf } from '../subscription/kinds/table';
import { termOverAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { successorRenewal } from '../subscription/term/nextTermChange';
import { renewalPrice } from '../subscription/term/renewalPrice';

/** Whether a subscription that renews has something to renew into when its term is over: the same, its successor (REN-8), or of a trial its paid equivalent (TRI-2). By the catalogue as it is known now. */
export const hasNextTerm = (catalogue: Catalogue, subscription: Subscription): boolean => {
  if (!kindOf(subscription).termEnd.repeats) return subscription.paidForm !== undefined;
  const at = termOverAt(subscription);
  return renewalPrice(catalogue, subscription, at) !== null || successorRenewal(catalogue, subscription, at) !== undefined;
};
