import { type Entitlement } from '../../../app/subscription/customerEntitlements';
import { isPerpetual } from '../../../domain/subscription/standing';
import { dayAtLastSecond } from '../wireDates';

/**
 * The contract's Entitlement of software. Product keys and downloads are not here, which `notProvided`, a member of our own, says.
 * @param showsExpiry whether it says when it ends; perpetual software never does.
 */
export const customerEntitlementResource = ({ subscription, lineItemNumber }: Entitlement, showsExpiry: boolean) => {
  const { orderId, offer, quantity, status, term } = subscription;
  return {
    includedEntitlements: [],
    referenceOrder: { id: orderId, ...(lineItemNumber !== undefined && { lineItemId: String(lineItemNumber) }), alternateId: orderId },
    productId: offer.productId,
    skuId: offer.skuId,
    quantity,
    quantityDetails: [{ quantity, status }],
    entitledArtifacts: [],
    entitlementType: 'software',
    ...(showsExpiry && !isPerpetual(subscription) && { expiryDate: dayAtLastSecond(term.end) }),
    notProvided: ['productKeys', 'downloadLinks'],
    attributes: { objectType: 'Entitlement' },
  };
};
