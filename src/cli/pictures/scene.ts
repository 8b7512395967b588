import { type Client } from '../demo/client';
import { attest, type Bought, buy, type Plan } from '../demo/purchase';
import { Problem } from '../problem';

const SKU = '0001';
const STANDARD = { productId: 'NCBUSSTAND01', skuId: SKU };
const PREMIUM = { productId: 'NCBUSPREMI01', skuId: SKU };
const BASIC = { productId: 'NCBUSBASIC01', skuId: SKU };

const byTheMonth = (name: string, quantity: number): Plan => ({ name, quantity, termDuration: 'P1M', billingCycle: 'monthly' });
const byTheYear = (name: string, quantity: number, billingCycle = 'monthly'): Plan => ({ name, quantity, termDuration: 'P1Y', billingCycle });

export interface Scene {
  readonly customerId: string;
  /** With a past, an open window and a plan. */
  readonly subscription: Bought;
}

const customerNamed = async (client: Client, name: string): Promise<string> => {
  const { customers } = await client.call<{ readonly customers: readonly { readonly name: string; readonly tenantId: string }[] }>('GET', '/local/state');
  const found = customers.find((customer) => customer.name === name);
  if (found === undefined) throw new Problem(`The sample world has no customer ${name}.`);
  return found.tenantId;
};

const availabilityOf = async (client: Client, { productId, skuId }: typeof STANDARD): Promise<string | undefined> => {
  const { items } = await client.call<{ readonly items: readonly { readonly id: string }[] }>('GET', `/v1/products/${productId}/skus/${skuId}/availabilities?country=${client.country}`);
  return items[0]?.id;
};

/** Something to look at: three customers of the sample's partner, who bought over three months; the clock ends in an open window. */
export const setScene = async (client: Client): Promise<Scene> => {
  const [zonnebloem, grachtenpand, molenwiek] = [await customerNamed(client, 'Zonnebloem Installaties'), await customerNamed(client, 'Grachtenpand Makelaars'), await customerNamed(client, 'Molenwiek Bakkerij')];
  await attest(client, molenwiek);
  await buy(client, grachtenpand, STANDARD, [byTheYear('Counter', 8), byTheYear('Agents', 24)]);
  await buy(client, molenwiek, BASIC, [byTheMonth('Shops', 15)]);
  await client.advance({ advance: 'P18D' });
  await buy(client, molenwiek, PREMIUM, [byTheYear('Office', 6, 'annual')]);
  const [subscription] = await buy(client, zonnebloem, STANDARD, [byTheMonth('Fitters', 10)]);
  if (subscription === undefined) throw new Problem('Nothing was bought.');
  await client.advance({ advance: 'P1M' });
  await buy(client, zonnebloem, PREMIUM, [byTheYear('Office', 12)]);
  await client.advance({ advance: 'P1M' });
  await client.call('PATCH', subscription.path, { quantity: 14 });
  await client.call('PATCH', subscription.path, { scheduledNextTermInstructions: { product: { ...STANDARD, availabilityId: await availabilityOf(client, STANDARD), billingCycle: 'monthly', termDuration: 'P1M' }, quantity: 12 } });
  await client.advance({ advance: 'P1D' });
  return { customerId: zonnebloem, subscription };
};
