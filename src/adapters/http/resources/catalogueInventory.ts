import { findProduct, findSku, offersOf, segmentsOpenTo } from '../../../domain/catalogue/findOffer';
import { mayBuy, type Buyer, type NotForSale } from '../../../domain/catalogue/mayBuy';
import { segments, type Catalogue, type CatalogueItem, type Segment } from '../../../domain/catalogue/state';
import { wireError } from '../errors';

export interface TargetItem {
  readonly productId: string;
  /** Absent: all SKUs of the product. */
  readonly skuId?: string | undefined;
}

/** Who would buy; without a customer an offer is judged for a customer of its own segment who holds nothing. */
export type InventoryBuyer = Omit<Buyer, 'customerSegment'> & { readonly customerSegment?: Segment };

/** The bare array of the contract. What the catalogue does not have is left out; what may not be bought says why (CAT-4), which no other member of the contract does. */
export const inventoryResource = (catalogue: Catalogue, targets: readonly TargetItem[], buyer: InventoryBuyer) =>
  targets
    .flatMap(({ productId, skuId }) => {
      const found = skuId === undefined ? findProduct(catalogue, productId) : findSku(catalogue, productId, skuId);
      return found.ok ? found.value : [];
    })
    .map((item) => {
      const obstacle = obstacleTo(catalogue, item, buyer);
      return {
        productId: item.sku.productId,
        skuId: item.sku.skuId,
        isRestricted: obstacle !== undefined,
        restrictions: obstacle === undefined ? [] : [{ reasonCode: reasonCodes[obstacle.kind], description: wireError(obstacle).body.description, properties: {} }],
      };
    });

/** None if one of the SKU's availabilities may be bought; else the reason against the first that is open to the customer's segment. */
const obstacleTo = (catalogue: Catalogue, item: CatalogueItem, buyer: InventoryBuyer): NotForSale | undefined => {
  const { customerSegment } = buyer;
  const open = customerSegment === undefined ? segments : segmentsOpenTo(customerSegment);
  const offers = offersOf(catalogue, item, open);
  const judged = (offers.length > 0 ? offers : offersOf(catalogue, item, segments)).map((offer) => mayBuy(offer, { ...buyer, customerSegment: customerSegment ?? offer.segment }));
  const obstacles = judged.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  return obstacles.length < judged.length ? undefined : obstacles[0];
};

/** `NotAvailableForSubscription` is the one code the contract prints; these are in its manner. */
const reasonCodes: Readonly<Record<NotForSale['kind'], string>> = {
  AlreadyHeld: 'AlreadyOwned',
  HeldSuspended: 'OwnedSuspended',
  NotSoldInMarket: 'NotAvailableInMarket',
  SegmentNotEligible: 'NotAvailableForSegment',
  NotInProgramme: 'NotInProgramme',
  ExclusiveToOthers: 'ExclusiveToOtherPartners',
  NotTransactable: 'NotTransactable',
  NotOnSale: 'NotOnSale',
};
