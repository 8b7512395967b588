import { availabilityIdOf } from '../../../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../../../support/httpWorld';
import { refusalOf } from '../../../../support/worldDesk';
import { World } from '../../../../support/world';

const trial = { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' } as const;
const premium = `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`;

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let path: string;

beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [trial]);
  http = httpOver(world);
  path = `/v1/customers/${customer}/subscriptions/${id}`;
});
const patch = (body: object) => http(path, { method: 'PATCH', body });

test('[TRI-1] [TRI-2] it shows what it will turn into, and what cannot be changed says so', async () => {
  expect((await http(path)).body).toMatchObject({
    isTrial: true,
    quantity: 25,
    billingCycle: 'none',
    termDuration: 'P1M',
    autoRenewEnabled: true,
    scheduledNextTermInstructions: { product: { productId: 'NCBUSPREMI01', skuId: '0001', billingCycle: 'monthly', termDuration: 'P1Y' }, quantity: 25 },
  });
  expect(await patch({ quantity: 26 })).toMatchObject({ status: 400, body: { code: 800095 } });
  expect(await patch({ status: 'suspended' })).toMatchObject({ status: 400, body: { code: 800096 } });
});

test('[TRI-1] one for a customer and offer, and for nobody who owns it', async () => {
  const cart = await world.as('havn').createCart(customer, [trial]);
  expect(cart.ok && cart.value.body).toContain('AlreadyHeld');
  expect(await refusalOf(world.as('havn').checkout(customer, (JSON.parse(cart.ok ? cart.value.body : '{}') as { id: string }).id))).toBeDefined();
});

test('[TRI-2] the sweep turns it into a year billed monthly', async () => {
  await world.advanceTo('2026-07-10T00:00:00Z');
  expect((await http(path)).body).toMatchObject({ isTrial: false, termDuration: 'P1Y', billingCycle: 'monthly', quantity: 25, commitmentEndDate: '2027-07-09T00:00:00Z' });
  expect(world.happened()).toEqual(expect.arrayContaining(['TrialConverted', 'SubscriptionRenewed']));
  await world.expectNothingDue();
});

test('[TRI-3] planned for fewer; with auto-renew off nothing is planned', async () => {
  const { product } = ((await http(path)).body as { scheduledNextTermInstructions: { product: object } }).scheduledNextTermInstructions;
  expect(await patch({ scheduledNextTermInstructions: { product: { ...product, billingCycle: 'annual' }, quantity: 3 } })).toMatchObject({ status: 200, body: { scheduledNextTermInstructions: { quantity: 3 } } });
  expect((await patch({ autoRenewEnabled: false })).body).not.toHaveProperty('scheduledNextTermInstructions');
  expect(await patch({ scheduledNextTermInstructions: { product, quantity: 3 } })).toMatchObject({ status: 400, body: { code: 800093 } });
});

test('[TRI-4] [PRE-2] at once: previewed to the cent, then done', async () => {
  const body = { toCatalogItemId: premium, quantity: 30, termDuration: 'P1Y', billingCycle: 'annual', transitionType: 'transition_only' };
  const preview = (await http(`${path}/transitions?preview=true`, { method: 'POST', body })).body as { result: unknown; charges: { chargeType: string; quantity: number }[] };
  expect(preview.charges.map(({ chargeType, quantity }) => [chargeType, quantity])).toEqual([['convert', 25], ['convert', 30]]);
  expect((await http(`${path}/transitions`, { method: 'POST', body })).body).toEqual(preview.result);
  expect((await http(path)).body).toMatchObject({ isTrial: false, quantity: 30, termDuration: 'P1Y', billingCycle: 'annual' });
  expect(await http(`${path}/transitions`, { method: 'POST', body: { ...body, quantity: 24 } })).toMatchObject({ status: 400 });
});

test('[TRI-4] 24 are too few', async () => {
  expect(await http(`${path}/transitions`, { method: 'POST', body: { toCatalogItemId: premium, quantity: 24, transitionType: 'transition_only' } })).toMatchObject({ status: 400, body: { code: 900275 } });
});
