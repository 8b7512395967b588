import { findAvailability, offersOf, segmentsOpenTo, type FoundOffer } from './findOffer';
import { type CatalogueRefusal, type UpgradeRefusal } from './refusals';
import { isMeteredSaas, skuKey, type Catalogue, type Segment } from './state';
import { isUnsupportedUpgrade } from './unsupportedUpgrades';
import { failure, type Result } from '../../kernel/result';

/** What is upgraded: a subscription, of which only the SKU counts here. */
interface Upgradable {
  readonly offer: { readonly productId: string; readonly skuId: string };
}

/** UPG-1: the SKUs one may upgrade to, by the catalogue of the day, in its order and with capital letters; none for a SKU that it does not know any more. What has no seats takes none (ORD-10). */
export const upgradeTargets = (catalogue: Catalogue, { offer: { productId, skuId } }: Upgradable): readonly string[] => {
  const sku = catalogue.items.get(skuKey(productId, skuId))?.sku;
  if (sku === undefined) return [];
  const hasSeats = (key: string): boolean => {
    const target = catalogue.items.get(key)?.sku;
    return target === undefined || !isMeteredSaas(target);
  };
  return sku.upgradeTargets.filter((target) => !isUnsupportedUpgrade(sku, target)).map((target) => target.toUpperCase()).filter(hasSeats);
};

/** Their offers that a customer of the segment may buy. */
export const targetOffers = (catalogue: Catalogue, source: Upgradable, segment: Segment): readonly FoundOffer[] =>
  upgradeTargets(catalogue, source).flatMap((key) => {
    const item = catalogue.items.get(key.toUpperCase());
    return item === undefined ? [] : offersOf(catalogue, item, segmentsOpenTo(segment));
  });

/** UPG-1: the offer asked for, if the source may be upgraded to it: UpgradeNotOffered; ProductNotFound, SkuNotFound, AvailabilityNotFound where the market has no such thing. */
export const findTarget = (catalogue: Catalogue, source: Upgradable, toCatalogItemId: string, segment: Segment): Result<FoundOffer, UpgradeRefusal | CatalogueRefusal> => {
  const refused = (reason: 'NoTargets' | 'NotATarget' | 'Unsupported') => failure({ kind: 'UpgradeNotOffered', reason, toCatalogItemId } as const);
  const [productId = '', skuId = '', availabilityId = '', ...rest] = toCatalogItemId.split(':');
  const { offer } = source;
  const sku = catalogue.items.get(skuKey(offer.productId, offer.skuId))?.sku;
  if (sku !== undefined && isUnsupportedUpgrade(sku, skuKey(productId, skuId))) return refused('Unsupported');
  const targets = upgradeTargets(catalogue, source);
  if (targets.length === 0) return refused('NoTargets');
  if (rest.length > 0) return refused('NotATarget');
  const found = findAvailability(catalogue, productId, skuId, availabilityId);
  if (found.ok && (!targets.includes(skuKey(productId, skuId)) || !segmentsOpenTo(segment).includes(found.value.segment))) return refused('NotATarget');
  return found;
};
