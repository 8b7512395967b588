import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const year = { sku: 'NCM365ENTE03:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'annual' } as const;

/** Havn, billed in euros, has offered Nordlys, billed in Swedish kronor, ten Microsoft 365 E3 on 28 June 2026; their price rises on 1 July. */
const anOffer = async () => {
  const world = await World.at('2026-06-28T10:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [year]);
  const asked = await http(`/v1/customers/${customer}/transfers`, { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 } });
  const transfer = `/v1/customers/${customer}/transfers/${(asked.body as { id: string }).id}`;
  const body = { lineItems: [{ subscriptionId: id, productType: 'OnlineServicesNCE' }] };
  const offer = () => http(`/nextterm${transfer}/offer`, { method: 'PUT', body });
  const submit = () => http(transfer, { method: 'PATCH', body });
  const seats = (quantity: number) => http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity } });
  const preview = async (as: string) => ((await http(`/nextterm${transfer}/preview`, { as })).body as { items: Record<string, unknown>[] }).items[0];
  const status = async () => (await http(transfer)).body as { status: string };
  expect((await offer()).status).toBe(200);
  return { world, id, offer, submit, seats, preview, status };
};

// |28 Jun offered-------------|1 Jul 00:00 dearer-------
test.each([
  { at: '2026-06-30T23:59:59.999Z', expected: { status: 200 } },
  { at: '2026-07-01T00:00:00.000Z', expected: { status: 400, body: { code: 990362 } } },
])('[ORD-11] [TRF-1] submitted at $at, when the target would pay its list price of the day', async ({ at, expected }) => {
  const { world, submit } = await anOffer();
  world.clock.moveTo(at);
  expect(await submit()).toMatchObject(expected);
});

test('[ORD-11] [PRE-1] the target sees both, the source only that the offer is out of date; offered again, it can be submitted', async () => {
  const { world, id, offer, submit, preview, status } = await anOffer();
  const before = await preview('nordlys');
  world.clock.moveTo('2026-07-01T00:00:00.000Z');
  const now = await preview('nordlys');
  expect(now).toMatchObject({ possible: true, offerOutdated: true, shown: { pricePerCycle: before?.['pricePerCycle'], currency: 'SEK', quantity: 10 } });
  expect(Number(now?.['pricePerCycle'])).toBeGreaterThan(Number(before?.['pricePerCycle']));
  const ofSource = await preview('havn');
  expect([ofSource?.['subscriptionId'], ofSource?.['offerOutdated'], ofSource?.['shown']]).toEqual([id, true, undefined]);
  await offer();
  expect(await preview('nordlys')).not.toHaveProperty('offerOutdated');
  expect((await submit()).status).toBe(200);
  await world.settle();
  expect(await status()).toMatchObject({ status: 'Complete' });
});

test.each([
  { quantity: 9, expected: 200 },
  { quantity: 11, expected: 400 },
])('[ORD-11] ten licences were offered and there are $quantity: $expected', async ({ quantity, expected }) => {
  const { seats, submit } = await anOffer();
  expect((await seats(quantity)).status).toBe(200);
  expect((await submit()).status).toBe(expected);
});

test('[ORD-11] [TRF-3] what has become worse between submission and move is not moved, and the line says why', async () => {
  const { world, submit, seats, status } = await anOffer();
  expect((await submit()).status).toBe(200);
  expect((await seats(11)).status).toBe(200);
  await world.settle();
  expect(await status()).toMatchObject({ status: 'Failed', lineItems: [{ transferError: 'the target was offered it on better terms' }] });
});
