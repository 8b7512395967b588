import { azureItems, meterPricesOn } from '../../../domain/catalogue/meters';
import { type Catalogue } from '../../../domain/catalogue/state';
import { type CatalogueRefusal } from '../../../domain/catalogue/refusals';
import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';

type PriceOfMeter = ReturnType<typeof meterPricesOn>[number];

/** Rates are JSON numbers, as the contract has them, written from decimal text; a quantity included without charge is a tier of price 0. */
const meterResource = ({ meter, effectiveFrom }: PriceOfMeter) => ({
  id: meter.meterId,
  name: meter.name,
  rates: Object.fromEntries(meter.tiers.map(({ fromUnits, unitPrice }) => [fromUnits, Number(unitPrice)])),
  tags: [],
  category: meter.category ?? '',
  subcategory: meter.subcategory ?? '',
  region: meter.region ?? '',
  unit: meter.unit,
  includedQuantity: 0,
  ...(meter.effectiveFrom !== undefined && { effectiveDate: effectiveFrom }),
});

/** AZP-4: the rate card of a market: what holds at `at`, and what readings of that day are rated by. Refusal: CurrencyNotListed where no meter is priced in that currency. */
export const azureRateCard = (catalogue: Catalogue, currency: string, locale: string, at: Instant): Result<unknown, CatalogueRefusal> => {
  const prices = meterPricesOn(azureItems(catalogue).flatMap(({ sku }) => sku.meters ?? []), { kind: 'current' }, at);
  const inCurrency = prices.filter(({ meter }) => meter.currency === currency);
  if (inCurrency.length === 0) return failure({ kind: 'CurrencyNotListed', currency, market: catalogue.market, listed: [...new Set(prices.map(({ meter }) => meter.currency))] });
  return success({ locale, currency, isTaxIncluded: false, meters: inCurrency.map(meterResource), offerTerms: [], attributes: { objectType: 'AzureRateCard' } });
};
