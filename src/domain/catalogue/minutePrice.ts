import { type Catalogue } from './state';

/** Services that something on this market's list brings minutes of, each once. */
export const telcoServices = ({ items }: Catalogue): readonly string[] => [...new Set([...items.values()].flatMap(({ sku }) => sku.overage?.service ?? []))];

/** OVG-6: the published price of a minute beyond the allowance; undefined if none is published for the market in that currency. */
export const minutePrice = ({ items, market }: Catalogue, service: string, currency: string): string | undefined => {
  for (const { sku } of items.values()) {
    if (sku.overage?.service !== service) continue;
    const found = sku.overage.minutePrices?.find((price) => price.market === market && price.currency === currency);
    if (found !== undefined) return found.unitPrice;
  }
  return undefined;
};
