import { offerOf, type FoundOffer } from '../../../catalogue/findOffer';
import { segmentsOf, type Catalogue } from '../../../catalogue/state';

/** MIG-1: older clients name a traditional offer by its GUID alone, without SKU and availability; letter case ignored. Undefined: no traditional offer of the market. */
export const traditionalOffer = (catalogue: Catalogue, offerId: string): FoundOffer | undefined => {
  const item = [...catalogue.items.values()].find(({ sku }) => sku.kind === 'traditional' && sku.productId.toLowerCase() === offerId.toLowerCase());
  const segment = item && segmentsOf(item)[0];
  return item === undefined || segment === undefined ? undefined : offerOf(catalogue, item, segment);
};
