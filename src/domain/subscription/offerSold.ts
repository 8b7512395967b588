import { type FoundOffer } from '../catalogue/findOffer';
import { type Offer } from './state';

/** What a subscription keeps of the offer it is sold as: the item of the catalogue as it is named now. @param country whose catalogue it is. */
export const offerSold = ({ item: { sku }, availabilityId }: FoundOffer, country: string): Offer => ({
  productId: sku.productId,
  skuId: sku.skuId,
  availabilityId,
  title: sku.title,
  publisherName: sku.publisherName,
  isMicrosoft: sku.isMicrosoft,
  tags: sku.tags,
  minimumQuantity: sku.minimumQuantity,
  maximumQuantity: sku.maximumQuantity,
  country,
  ...(sku.neverCancelled === true && { neverCancelled: true }),
  ...(sku.overage !== undefined && { overage: { service: sku.overage.service, minutesPerLicence: sku.overage.minutesPerLicence } }),
});
