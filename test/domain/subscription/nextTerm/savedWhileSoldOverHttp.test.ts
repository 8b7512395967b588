import { httpOver } from '../../../support/httpWorld';
import { importInto, worldWithOwnCatalogue } from '../../../support/ownCatalogue';
import { World } from '../../../support/world';

/** Ten licences of a month of `sku` for Zonnebloem, and calls on that subscription. */
const aMonth = async (world: World, sku: string, members: object = {}) => {
  const http = httpOver(world);
  const customerId = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customerId, [{ sku, ...members }]);
  const [productId = '', skuId = '', availabilityId = ''] = (await world.as('havn').item('NL', sku)).split(':');
  const path = `/v1/customers/${customerId}/subscriptions/${id}`;
  const product = { productId, skuId, availabilityId, termDuration: 'P1M', billingCycle: 'monthly', ...members };
  const plan = (quantity: number) => http(path, { method: 'PATCH', body: { autoRenewEnabled: true, scheduledNextTermInstructions: { product, quantity } } });
  return { http, customerId, id, path, plan };
};

// |10 Jun bought----------30 Jun 23:59:59 last sold|---------|10 Jul renewal|
test.each([
  { at: '2026-06-30T23:59:59.999Z', status: 200, quantity: 4 },
  { at: '2026-07-01T00:00:00.000Z', status: 400, quantity: undefined },
])('[SCH-6] a plan for an offer at its end of sale: saved at $at, $status', async ({ at, status, quantity }) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001' }]);
  const { path, http, plan, customerId, id } = await aMonth(world, 'NCBUSVOICE01:0001');
  world.clock.moveTo(at);
  const reply = await plan(4);
  expect([reply.status, reply.body]).toMatchObject(status === 200 ? [200, { scheduledNextTermInstructions: { quantity: 4 } }] : [400, { code: 900269 }]);
  const before = (await world.charges(customerId, id))[0]?.unitPrice;
  await world.advanceTo('2026-07-10T00:00:00Z');
  const renewed = (await http(path)).body;
  if (quantity !== undefined) {
    expect(renewed).toMatchObject({ offerId: expect.stringContaining('NCBUSVOICE01') as string, quantity, effectiveStartDate: '2026-07-10T00:00:00.000Z' });
    expect((await world.charges(customerId, id)).at(-1)).toMatchObject({ chargeType: 'renew', unitPrice: before, quantity });
  } else expect(renewed).not.toMatchObject({ offerId: expect.stringContaining('NCBUSVOICE01') as string });
});

/** Half the price of the standard suite, for a month, to the end that is loaded last. */
const promotion = (endDate: string) => ({
  id: 'PRSUMMER0001:0001:PRAV00000001', name: 'Summer', description: '', market: 'NL', segment: 'commercial', startDate: '2026-06-01T00:00:00.000Z', endDate, autoApplicable: true,
  requiredProducts: [{ productId: 'NCBUSSTAND01', skuId: '0001', termDuration: 'P1M', billingCycle: 'monthly', percentDiscount: '0.5' }], constraints: {},
});

/** A month of it in June, and its plan for July. */
const promoted = async () => {
  const world = await worldWithOwnCatalogue('2026-06-10T10:00:00Z');
  const load = (endDate: string) => importInto(world, { extras: { products: [], unsupportedUpgrades: [], promotions: [promotion(endDate)] } });
  await load('2026-07-31T23:59:59.000Z');
  return { world, load, ...(await aMonth(world, 'NCBUSSTAND01:0001')) };
};

const promotionOf = (body: unknown): string | undefined => (body as { scheduledNextTermInstructions?: { product: { promotionId?: string } } }).scheduledNextTermInstructions?.product.promotionId;

test('[ORD-11] a plan is read without a promotion whose dates were changed, and the renewal says so', async () => {
  const { world, load, path, http, plan, customerId, id } = await promoted();
  const promotionIds = async () => {
    const { body } = await http(path);
    const { body: list } = await http(`/v1/customers/${customerId}/subscriptions`);
    return [body, (list as { items: { id: string }[] }).items.find((each) => each.id === id)].map(promotionOf);
  };
  expect((await plan(4)).body).toMatchObject({ scheduledNextTermInstructions: { product: { promotionId: promotion('').id } } });
  expect(await promotionIds()).toEqual([promotion('').id, promotion('').id]);
  await load('2026-06-30T23:59:59.000Z');
  expect(await promotionIds()).toEqual([undefined, undefined]);
  world.happened();
  await world.advanceTo('2026-07-10T00:00:00Z');
  expect(world.happened()).toEqual(['ScheduledChangeApplied', 'PromotionNotKept', 'SubscriptionRenewed']);
});

// The last day of the promotion is the day of the renewal, or the day before.
test.each([
  { endDate: '2026-07-10T00:00:00.000Z', shown: promotion('').id },
  { endDate: '2026-07-09T23:59:59.000Z', shown: undefined },
])('[ORD-11] [PRE-2] a PATCH that leaves a plan, and its preview, show of it what is read afterwards: promotion to $endDate', async ({ endDate, shown }) => {
  const { world, load, path, http, plan, customerId, id } = await promoted();
  await plan(4);
  await load(endDate);
  const rename = (query: string) => http(`${path}${query}`, { method: 'PATCH', body: { friendlyName: 'July' } });
  const preview = (await rename('?preview=true')).body as { result: unknown };
  const { body } = await rename('');
  expect([preview.result, body, (await http(path)).body].map(promotionOf)).toEqual([shown, shown, shown]);
  expect(body).toMatchObject({ friendlyName: 'July', scheduledNextTermInstructions: { quantity: 4 } });
  // So does what the audit log says stood before.
  const records = ((await http('/v1/auditrecords')).body as { items: { resourceOldValue?: string }[] }).items;
  expect(promotionOf(JSON.parse(records.at(-1)?.resourceOldValue ?? ''))).toBe(shown);
  expect((await world.subscription(customerId, id)).scheduledChange?.product.promotionId).toBe(promotion('').id);
});

test.each([
  { end: '2026-06-29', code: 10017 },
  { end: '2026-06-30', code: undefined },
  { end: '2027-05-31', code: undefined },
  { end: '2027-06-30', code: 10017 },
])('[ORD-8] a customer that holds nothing ends its first year at any month end within it: $end', async ({ end, code }) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const line = { catalogItemId: await world.as('havn').item('NL', 'NCBUSSTAND01:0001'), quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly', customTermEndDate: end };
  const { body } = await httpOver(world)(`/v1/customers/${world.customer('Zonnebloem')}/carts`, { method: 'POST', body: { lineItems: [line] } });
  expect((body as { lineItems: { error?: { errorCode: number } }[] }).lineItems[0]?.error?.errorCode).toBe(code);
});
