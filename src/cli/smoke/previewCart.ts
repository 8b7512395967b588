import { z } from 'zod';
import { Refused, type RemoteApi } from '../remote/remoteApi';
import { type Tried } from './tried';

/** A fresh installation has few of each; a large one need not be gone through. */
const MOST_CUSTOMERS = 5;
const MOST_PRODUCTS = 5;

const idsSchema = z.object({ items: z.array(z.object({ id: z.string() })) });
const customersSchema = z.object({ items: z.array(z.object({ id: z.string(), companyProfile: z.object({ companyName: z.string() }) })) });
const availabilitiesSchema = z.object({
  items: z.array(z.object({ catalogItemId: z.string(), isPurchasable: z.boolean(), terms: z.array(z.object({ duration: z.string(), billingCycle: z.string() })).default([]) })),
});
const previewSchema = z.object({
  preview: z.literal(true),
  result: z.object({ lineItems: z.array(z.object({ catalogItemId: z.string(), error: z.object({ errorDescription: z.string() }).optional() })) }),
});

interface Offer {
  readonly catalogItemId: string;
  readonly termDuration: string;
  readonly billingCycle: string;
}

/** Something that the customer can buy, of the first products that it is shown; undefined where there is none. */
const offerFor = async (api: RemoteApi, customer: string): Promise<Offer | undefined> => {
  const products = `/v1/customers/${customer}/products`;
  const { items } = await api.json(`${products}?targetView=OnlineServices`, idsSchema);
  for (const product of items.slice(0, MOST_PRODUCTS)) {
    const [sku] = (await api.json(`${products}/${product.id}/skus`, idsSchema)).items;
    if (sku === undefined) continue;
    const availabilities = await api.json(`${products}/${product.id}/skus/${sku.id}/availabilities`, availabilitiesSchema);
    const [offer] = availabilities.items.filter(({ isPurchasable }) => isPurchasable).flatMap(({ catalogItemId, terms: [term] }) => (term === undefined ? [] : [{ catalogItemId, termDuration: term.duration, billingCycle: term.billingCycle.toLowerCase() }]));
    if (offer !== undefined) return offer;
  }
  return undefined;
};

/** Previews a cart with one line, for the first customer that can buy something. Nothing is stored. */
export const previewCart = async (api: RemoteApi): Promise<Tried> => {
  const { items: customers } = await api.json(`/v1/customers?size=${MOST_CUSTOMERS}`, customersSchema);
  if (customers.length === 0) return { state: 'not tried', says: 'the partner has no customer yet' };
  let why = 'none of the first customers is shown anything to buy: import a price sheet (nextterm import --url …)';
  for (const { id, companyProfile } of customers) {
    try {
      const offer = await offerFor(api, id);
      if (offer === undefined) continue;
      const { result } = await api.json(`/v1/customers/${id}/carts?preview=true`, previewSchema, { method: 'POST', body: { lineItems: [{ id: 0, quantity: 1, ...offer }] } });
      const error = result.lineItems.find((line) => line.error !== undefined)?.error;
      return error === undefined
        ? { state: 'passed', says: `one ${offer.catalogItemId} (${offer.termDuration}, ${offer.billingCycle}) for ${companyProfile.companyName}, without an error` }
        : { state: 'failed', says: `${offer.catalogItemId} for ${companyProfile.companyName}, shown as purchasable: ${error.errorDescription}` };
    } catch (error) {
      // Of this customer: it has not accepted the agreement, say. Another may have.
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 401) throw error;
      why = `of ${companyProfile.companyName}: ${error.message}`;
    }
  }
  return { state: 'not tried', says: why };
};
