import { type components } from '@described';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api } from '../../api/api';
import { ApiProblem } from '../../api/problem';

export type Product = components['schemas']['Product'];
export type Sku = components['schemas']['Sku'];
export type Availability = components['schemas']['Availability'];
export type Term = components['schemas']['AvailabilityTerm'];
export type Restriction = components['schemas']['Restriction'];
export type Promotion = components['schemas']['Promotion'];

/** What of a catalogue is asked for; what is absent does not narrow it. */
export interface CatalogueFilters {
  readonly targetView?: string;
  readonly targetSegment?: string;
  readonly publisher?: 'microsoft' | 'isv';
  readonly billingType?: 'license' | 'usage';
  readonly category?: 'enterprise' | 'small_business' | 'trial';
}

/** Views that together have everything that is sold; those of the marketplace are among the online services. */
const EVERYTHING = ['OnlineServices', 'Software', 'Azure'];

/** What the API answers where a customer may not be offered a segment. */
const SEGMENT_NOT_ALLOWED = 400030;

const inViews = async ({ targetView }: CatalogueFilters, read: (view: string) => Promise<{ readonly items: readonly Product[] }>): Promise<readonly Product[]> =>
  (await Promise.all((targetView === undefined ? EVERYTHING : [targetView]).map(read))).flatMap(({ items }) => items);

/** Products of a market. */
export const productsOfMarket = (country: string, filters: CatalogueFilters, signal: AbortSignal): Promise<readonly Product[]> =>
  inViews(filters, (targetView) => answerOf(api.GET('/v1/products', { signal, params: { query: { ...filters, country, targetView } } })));

const productsOfCustomer = (customerId: string, filters: CatalogueFilters, signal: AbortSignal): Promise<readonly Product[]> =>
  inViews(filters, (targetView) => answerOf(api.GET('/v1/customers/{customerId}/products', { signal, params: { path: { customerId }, query: { ...filters, targetView } } }))).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.code === SEGMENT_NOT_ALLOWED) return [];
    throw error;
  });

/** What the customer is offered, and what else its market has, which is shown with the reason why it is not. */
export const productsForCustomer = async (customerId: string, country: string, filters: CatalogueFilters, signal: AbortSignal): Promise<readonly Product[]> => {
  const [market, own] = await Promise.all([productsOfMarket(country, filters, signal), productsOfCustomer(customerId, filters, signal)]);
  return [...new Map([...market, ...own].map((product) => [product.id, product])).values()];
};

/** The most that one check takes. */
const CHECKED_AT_ONCE = 100;

/** Why nothing of a product can be bought; empty where something can. */
export type ReasonsByProduct = ReadonlyMap<string, readonly Restriction[]>;

const inventory = async (customerId: string, country: string, productIds: readonly string[], signal: AbortSignal) =>
  answerOf(api.POST('/v1/extensions/product/checkInventory', { signal, params: { query: { country } }, body: { targetItems: productIds.map((productId) => ({ productId })), inventoryContext: { customerId } } }));

type Checked = Awaited<ReturnType<typeof inventory>>;

/** A product can be bought if one of its SKUs can; else the first says why. */
const reasonsOf = (checked: Checked): ReasonsByProduct => {
  const found = new Map<string, readonly Restriction[]>();
  for (const { productId, isRestricted, restrictions } of checked) {
    if (!isRestricted) found.set(productId, []);
    else if (!found.has(productId)) found.set(productId, restrictions);
  }
  return found;
};

/** What of some products the customer can buy now, over all that it holds. */
export const useReasons = (customerId: string, country: string, productIds: readonly string[]): { readonly reasons: ReasonsByProduct; readonly isPending: boolean; readonly error: Error | null } => {
  const chunks = useMemo(() => Array.from({ length: Math.ceil(productIds.length / CHECKED_AT_ONCE) }, (_, index) => productIds.slice(index * CHECKED_AT_ONCE, (index + 1) * CHECKED_AT_ONCE)), [productIds]);
  return useQueries({
    queries: chunks.map((ids) => ({ queryKey: ['inventory', customerId, country, ids], queryFn: ({ signal }: { signal: AbortSignal }) => inventory(customerId, country, ids, signal) })),
    combine: (checks) => ({
      reasons: reasonsOf(checks.flatMap(({ data }) => data ?? [])),
      isPending: checks.some((check) => check.isPending),
      error: checks.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
};

/** The same of each SKU of one product. */
export const useReasonsBySku = (customerId: string, country: string | undefined, productId: string) =>
  useQuery({
    queryKey: ['inventory', customerId, country, [productId]],
    queryFn: ({ signal }) => inventory(customerId, country ?? '', [productId], signal),
    enabled: country !== undefined,
  });

/** Of a market's segment, what runs now. */
export const usePromotions = (country: string, segment: Availability['segment'], enabled: boolean) =>
  useQuery({ queryKey: ['promotions', country, segment], queryFn: ({ signal }) => answerOf(api.GET('/v1/productpromotions', { signal, params: { query: { country, segment } } })), enabled });
