import { offerOf, type FoundOffer } from '../../../catalogue/findOffer';
import { segmentsOf, type Catalogue, type Segment } from '../../../catalogue/state';

/**
 * MIG-1: older clients name a traditional offer by its GUID alone, without SKU and availability; letter case ignored. Where it is sold in several segments it is the customer's
 * own where there is one (CUS-3), else that of the first, which is the commercial one where that is sold; and so where no customer is asked about. Undefined: no traditional offer of the market.
 */
export const traditionalOffer = (catalogue: Catalogue, offerId: string, customerSegment?: Segment): FoundOffer | undefined => {
  const item = [...catalogue.items.values()].find(({ sku }) => sku.kind === 'traditional' && sku.productId.toLowerCase() === offerId.toLowerCase());
  if (item === undefined) return undefined;
  const sold = segmentsOf(item);
  const segment = sold.find((each) => each === customerSegment) ?? sold[0];
  return segment && offerOf(catalogue, item, segment);
};
