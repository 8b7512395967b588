import { type Catalogue } from '../catalogue/state';
import { type Policy } from '../policy/policy';
import { dependsOnHoldings } from '../subscription/limits/dependsOnHoldings';
import { findLineOffer } from './priceLine';
import { type CartLine } from './state';

type NamedLine = Pick<CartLine, 'catalogItemId' | 'customTermEndDate'>;

/** Whether what the customer holds can make a difference to any of the lines: most need not be looked up for a plain licence. */
export const needsStanding = (lines: readonly NamedLine[], catalogue: Catalogue, policy: Policy): boolean =>
  policy.subscriptionsPerCustomer !== undefined ||
  lines.some((line) => {
    if (line.customTermEndDate !== undefined) return true;
    const offer = findLineOffer(line.catalogItemId, catalogue);
    return offer.ok && dependsOnHoldings(offer.value.item.sku, catalogue);
  });
