import { bodyOf, type Client } from './client';
import { type Collection, type Resource, type WireAvailability, type WireCharge, type WireOrder } from './clientWire';

export interface Line {
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly termDuration: string;
  readonly billingCycle: string;
}

/** The catalogue item of a product's first sku in a market, as the catalogue names it today. */
export const catalogItem = async (client: Client, productId: string, country: string): Promise<string> => {
  const { items } = bodyOf<Collection<WireAvailability>>(await client.get(`/v1/products/${productId}/skus/0001/availabilities?country=${country}`), 200);
  return items[0]?.catalogItemId ?? '';
};

/** A cart as clients send it, its lines numbered. */
export const cartOf = (lines: readonly Line[]) => ({ partnerOnRecordAttestationAccepted: true, lineItems: lines.map((line, id) => ({ id, ...line })) });

export const createCart = async (client: Client, customerId: string, lines: readonly Line[]): Promise<string> =>
  bodyOf<Resource>(await client.post(`/v1/customers/${customerId}/carts`, cartOf(lines)), 201).id;

/** A cart and its checkout. @returns ids of the subscriptions, order by order. */
export const buy = async (client: Client, customerId: string, lines: readonly Line[]): Promise<string[]> => {
  const cartId = await createCart(client, customerId, lines);
  const { orders } = bodyOf<{ orders: WireOrder[] }>(await client.post(`/v1/customers/${customerId}/carts/${cartId}/checkout`, 'success'), 201);
  return orders.flatMap((order) => order.lineItems.map((line) => line.subscriptionId));
};

export const chargesOf = async (client: Client, customerId: string, subscriptionId: string): Promise<readonly WireCharge[]> =>
  bodyOf<Collection<WireCharge>>(await client.get(`/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/charges`), 200).items;

/** A charge line as billing examples print it: type, first and last day, effective unit price, quantity, amount. */
export const chargeText = (line: WireCharge): string =>
  `${line.chargeType} ${line.chargeStartDate.slice(0, 10)}…${line.chargeEndDate.slice(0, 10)} ${line.effectiveUnitPrice} × ${line.quantity} = ${line.subtotal}`;
