import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { segments, skuKey, type PriceLine, type Sku } from '../../../../src/domain/catalogue/state';
import { type Instant } from '../../../../src/kernel/instant';
import { type World } from '../../engine/world';
import { type SoldAs } from './modelled';

/** What the catalogue says of an item: facts, of which the rules make something. */
export interface Offer {
  readonly sku: Sku;
  /** Of the item's segment. */
  readonly lines: readonly PriceLine[];
  /** `product:sku:availability`. */
  readonly item: string;
}

/** What is asked to be sold. */
export interface Sale {
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly currency: string;
  readonly quantity: number;
}

/** The offer of a catalogue item; undefined: the market has none. */
export const offerOf = ({ catalogues }: Pick<World, 'catalogues'>, market: string, item: string): Offer | undefined => {
  const [productId = '', skuId = '', availabilityId = ''] = item.split(':');
  const found = catalogues.get(market)?.items.get(skuKey(productId, skuId));
  const segment = found && segments.find((each) => availabilityIdOf(found.sku.productId, found.sku.skuId, each, market) === availabilityId.toUpperCase());
  const lines = found?.lines.filter((line) => line.segment === segment) ?? [];
  return found === undefined || lines.length === 0 ? undefined : { sku: found.sku, lines, item: `${found.sku.productId}:${found.sku.skuId}:${availabilityId.toUpperCase()}` };
};

/** The same SKU or another one, in the segment of an item. */
export const inSegmentOf = (world: Pick<World, 'catalogues'>, market: string, item: string, sku: string): Offer | undefined => {
  const own = offerOf(world, market, item);
  const [productId = '', skuId = ''] = sku.split(':');
  const segment = own?.lines[0]?.segment;
  const found = world.catalogues.get(market)?.items.get(skuKey(productId, skuId));
  return found && segment && offerOf(world, market, `${found.sku.productId}:${found.sku.skuId}:${availabilityIdOf(found.sku.productId, found.sku.skuId, segment, market)}`);
};

/** CAT-2: whether it has a price then. The first instant of a price counts, its last does not. */
export const isSold = ({ lines }: Offer, { termDuration, billingCycle, currency, quantity }: Sale, at: Instant): boolean =>
  lines.some(
    (line) =>
      line.termDuration === termDuration &&
      line.billingCycle === billingCycle &&
      line.currency === currency &&
      line.effectiveFrom <= at &&
      (line.effectiveTo === undefined || at < line.effectiveTo) &&
      (line.tierMin ?? 0) <= quantity &&
      quantity <= (line.tierMax ?? Infinity),
  );

/** `product:sku` of an item, in capital letters. */
export const skuOf = (item: string): string => item.split(':').slice(0, 2).join(':').toUpperCase();

/** CAT-3, MIG-1, ORD-6, ORD-9, ORD-10: as what a SKU is sold. */
export const soldAs = ({ kind, freeTrialDays, perpetual, meters, prerequisiteSkus }: Sku): SoldAs | undefined => {
  switch (kind) {
    case 'licence':
    case 'addon':
      return 'licence';
    case 'trial':
      return 'trial';
    case 'saas':
      return freeTrialDays !== undefined ? 'freeSaas' : meters !== undefined && meters.length > 0 ? 'meteredSaas' : 'saas';
    case 'software':
      return perpetual === true ? 'perpetual' : 'software';
    case 'traditional':
      return prerequisiteSkus.length > 0 ? 'traditionalAddOn' : 'traditional';
    case 'azure_plan':
      return undefined;
  }
};
