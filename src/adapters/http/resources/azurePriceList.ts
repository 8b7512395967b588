import { azureItems, meterPricesOn } from '../../../domain/catalogue/meters';
import { type Catalogue, type CatalogueItem } from '../../../domain/catalogue/state';
import { type Timeline } from '../../../domain/catalogue/timeline';
import { type Instant } from '../../../kernel/instant';
import { sheetDateOf, sheetEndOf } from '../../../domain/catalogue/sheetDate';

/** Beside the columns of every price sheet: Azure consumption alone has them. */
export const meterColumns = ['MeterIds', 'MeterType'] as const;

type PriceOfMeter = ReturnType<typeof meterPricesOn>[number];

/** One row for each tier; its range begins after `PricingTierRangeMin` units of a month and ends with `PricingTierRangeMax`. The price is the published one, of which a partner's credit is no part. */
const tierFields = ({ sku }: CatalogueItem, market: string, { meter, effectiveFrom, effectiveTo }: PriceOfMeter): readonly (readonly string[])[] =>
  meter.tiers.map(({ fromUnits, unitPrice }, index) => [
    sku.productTitle,
    sku.productId,
    sku.skuId,
    meter.name,
    sku.publisherName,
    sku.description,
    meter.unit,
    '',
    '',
    market,
    meter.currency,
    unitPrice,
    fromUnits,
    meter.tiers[index + 1]?.fromUnits ?? '',
    sheetDateOf(effectiveFrom),
    sheetEndOf(effectiveTo),
    'Azure;Consumption',
    unitPrice,
    'Commercial',
    meter.meterId,
    [meter.category, meter.subcategory, meter.region].filter((part) => part !== undefined).join(' - '),
  ]);

/** What the price list of Azure consumption holds at a time: the columns of every sheet, `Segment`, and those of meters. AZP-4: it is what readings are rated by. */
export const azureConsumptionRows = (catalogue: Catalogue, timeline: Timeline, at: Instant): readonly (readonly string[])[] =>
  azureItems(catalogue).flatMap((item) => meterPricesOn(item.sku.meters ?? [], timeline, at).flatMap((price) => tierFields(item, catalogue.market, price)));
