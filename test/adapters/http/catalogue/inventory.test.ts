import { httpOver } from '../../../support/httpWorld';
import { World } from '../../../support/world';

let world: World;
let call: ReturnType<typeof httpOver>;

beforeEach(async () => {
  world = await World.at('2026-04-01T09:00:00Z');
  call = httpOver(world);
});

const check = (targetItems: readonly object[], { country = 'NL', as = 'havn', customerId }: { country?: string; as?: string; customerId?: string } = {}) =>
  call(`/v1/extensions/product/checkinventory?country=${country}`, { method: 'POST', as, body: { targetItems, ...(customerId && { inventoryContext: { customerId, azureSubscriptionId: 'ignored' } }) } });
const sellable = (productId: string, skuId = '0001') => ({ productId, skuId, isRestricted: false, restrictions: [] });
const restricted = (productId: string, reasonCode: string, description: string, skuId = '0001') => ({ productId, skuId, isRestricted: true, restrictions: [{ reasonCode, description, properties: {} }] });

it('[CAT-4] answers a bare array: what can be bought, of one SKU or of all of a product, and nothing of what is not there', async () => {
  const { status, body } = await check([{ productId: 'ncbusstand01', skuId: '0001' }, { productId: 'NCUNKNOWN001' }, { productId: 'NCBUSPREMI01', skuId: '0009' }, { productId: 'NCBUSPREMI01' }]);
  expect({ status, body }).toEqual({ status: 200, body: [sellable('NCBUSSTAND01'), sellable('NCBUSPREMI01'), sellable('NCBUSPREMI01', '0002')] });
});

it('[CAT-4] names why an offer is not for this partner, or not for sale', async () => {
  const target = { productId: 'NCKANAALPL01' };
  expect((await check([target])).body).toEqual([sellable('NCKANAALPL01')]);
  expect((await check([target], { as: 'polder' })).body).toEqual([
    restricted('NCKANAALPL01', 'ExclusiveToOtherPartners', "NCKANAALPL01:0001 is exclusive to partners of the publisher's choice, and the caller is none of them."),
  ]);
  world.clock.moveTo('2026-07-01T00:00:00Z');
  expect((await check([{ productId: 'NCBUSVOICE01' }])).body).toEqual([
    restricted('NCBUSVOICE01', 'NotOnSale', 'NCBUSVOICE01:0001 is not on sale at 2026-07-01T00:00:00.000Z; it was until 2026-07-01T00:00:00.000Z.'),
  ]);
});

it('[CAT-4] names why an offer is not for this customer', async () => {
  const zonnebloem = world.customer('Zonnebloem');
  expect((await check([{ productId: 'NCM365EDUCA3' }], { customerId: zonnebloem })).body).toEqual([
    restricted('NCM365EDUCA3', 'NotAvailableForSegment', "NCM365EDUCA3:0001 is for the segment education; the customer's is commercial."),
  ]);
  expect((await check([{ productId: 'NCM365EDUCA3' }], { customerId: world.customer('Duinzicht') })).body).toEqual([sellable('NCM365EDUCA3')]);
  const one = { productId: 'NCD365CINS01' };
  expect((await check([one], { customerId: zonnebloem })).body).toEqual([sellable('NCD365CINS01')]);
  await world.buy('havn', zonnebloem, [{ sku: 'NCD365CINS01:0001', termDuration: 'P1Y', quantity: 1 }]);
  expect((await check([one], { customerId: zonnebloem })).body).toEqual([
    restricted('NCD365CINS01', 'AlreadyOwned', 'The customer already holds what is allowed of NCD365CINS01:0001: 1 per customer.'),
  ]);
  const [{ key = '', value = {} } = {}] = (await world.stores.Commerce.list(zonnebloem, { prefix: 'subscription|' })).rows;
  await world.stores.Commerce.commit(zonnebloem, [{ op: 'put', key, value: { ...value, status: 'suspended' } }]);
  expect((await check([one], { customerId: zonnebloem })).body).toEqual([
    restricted('NCD365CINS01', 'OwnedSuspended', `The customer holds NCD365CINS01:0001 already, suspended: reactivate the subscription ${key.replace('subscription|', '')} instead.`),
  ]);
});

it('[CAT-4] names the market where an offer is not sold', async () => {
  expect((await check([{ productId: 'NCM365E3EEA1' }], { country: 'NL' })).body).toEqual([sellable('NCM365E3EEA1')]);
  expect((await check([{ productId: 'NCM365E3EEA1' }], { country: 'US' })).body).toEqual([]);
});

it.each([
  { name: 'an unknown market', options: { country: 'XX' }, status: 400, code: 3000 },
  { name: 'no market', options: { country: '' }, status: 400, code: 800002 },
  { name: 'a customer that is nobody\'s', options: { customerId: '00000000-0000-4000-8000-000000000000' }, status: 404, code: 60003 },
  { name: 'a customer id that is none', options: { customerId: 'zonnebloem' }, status: 400, code: 800002 },
])('refuses $name', async ({ options, status, code }) => {
  expect(await check([], options)).toMatchObject({ status, body: { code } });
});

it('[PAR-3] refuses a customer of others', async () => {
  expect(await check([], { customerId: world.customer('Björkhagen') })).toMatchObject({ status: 404, body: { code: 60003 } });
});
