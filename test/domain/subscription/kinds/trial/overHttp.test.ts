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

describe('what it could become, said beforehand', () => {
  interface Into {
    readonly subscriptionId: string;
    readonly isEligible: boolean;
    readonly errors: readonly { readonly code: number; readonly description: string }[];
  }
  const business = 'NCBUSPREMI01:0001';
  const year = { sku: business, quantity: 10, termDuration: 'P1Y', billingCycle: 'annual' } as const;
  const into = async (query = ''): Promise<readonly Into[]> => {
    const { items } = (await http(`${path}/transitionEligibilities${query}`)).body as { items: { catalogItemId: string; subscriptionEligibilities: Into[] }[] };
    return items.find(({ catalogItemId }) => catalogItemId === premium)?.subscriptionEligibilities ?? [];
  };
  const convertInto = (toSubscriptionId: string, quantity = 25) => http(`${path}/transitions`, { method: 'POST', body: { toCatalogItemId: premium, quantity, transitionType: 'transition_only', toSubscriptionId } });
  /** Who owns the offer gets no trial of it, so what the licences could go to is bought after it. */
  const buy = async (line: Parameters<World['buy']>[2][number] = year): Promise<string> => (await world.buy('havn', customer, [line]))[0] ?? '';

  test('[TRI-4] the existing subscriptions it can go into, whatever their plan, and within their windows', async () => {
    expect(await into()).toEqual([]);
    const id = await buy();
    expect(await into()).toMatchObject([{ subscriptionId: id, isEligible: true, errors: [], subscriptionTermDuration: 'P1Y', subscriptionBillingCycle: 'annual' }]);
    expect(await convertInto(id)).toMatchObject({ status: 200, body: { toSubscriptionId: id } });
    expect((await http(`/v1/customers/${customer}/subscriptions/${id}`)).body).toMatchObject({ quantity: 35, billingCycle: 'annual' });
  });

  test('[TRI-4] with the next term into none', async () => {
    await buy();
    expect(await into('?eligibilityType=scheduled')).toEqual([]);
  });

  // |--10 Jun trial, and a month--30 Jun--9 Jul last day of both--|
  test.each<[string, object, number[], number | undefined]>([
    ['before the trial', { customTermEndDate: '2026-06-30' }, [4], 900236],
    ["on the trial's last day", {}, [], undefined],
  ])('[TRI-4] one that ends %s', async (_, differing, codes, refusedWith) => {
    const id = await buy({ ...year, termDuration: 'P1M', billingCycle: 'monthly', ...differing });
    expect((await into()).map(({ isEligible, errors }) => [isEligible, errors.map(({ code }) => code)])).toEqual([[codes.length === 0, codes]]);
    expect(await convertInto(id)).toMatchObject(refusedWith === undefined ? { status: 200 } : { status: 400, body: { code: refusedWith } });
  });

  test('[TRI-4] a suspended one, with the reason that the command would give', async () => {
    const id = await buy();
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { status: 'suspended' } });
    const [only] = await into();
    const refused = (await convertInto(id)).body as { code: number; description: string };
    expect([only?.isEligible, only?.errors]).toEqual([false, [{ code: 1, description: refused.description }]]);
    expect(refused.code).toBe(900258);
  });

  test.each([
    [275, [], 200],
    [276, [0], 400],
  ])('[TRI-4] [CAT-3] one of %i licences, which may have 300 and no more', async (quantity, codes, status) => {
    const id = await buy({ ...year, quantity });
    expect((await into()).map(({ errors }) => errors.map(({ code }) => code))).toEqual([codes]);
    expect((await convertInto(id)).status).toBe(status);
  });

  test('[PAR-3] not those of another partner', async () => {
    world = await World.at('2026-06-10T10:00:00Z');
    customer = world.customer('Oresund');
    http = httpOver(world);
    const swedish = `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'SE')}`;
    const [id = ''] = await world.buy('havn', customer, [trial]);
    await world.buy('nordlys', customer, [year]);
    path = `/v1/customers/${customer}/subscriptions/${id}`;
    const { items } = (await http(`${path}/transitionEligibilities`)).body as { items: { catalogItemId: string; subscriptionEligibilities: Into[] }[] };
    expect(items.find(({ catalogItemId }) => catalogItemId === swedish)?.subscriptionEligibilities).toEqual([]);
  });

  test('[PRE-3] [PRE-2] options price the plan that a conversion takes by itself: a year billed monthly, as the command without a plan charges it', async () => {
    interface Convert {
      readonly action: string;
      readonly target: { readonly toCatalogItemId: string; readonly termDuration: string; readonly billingCycle: string };
      readonly effect: { readonly amount: string; readonly charges: { readonly subtotal: string }[] };
    }
    const { items } = (await http(`${path.replace('/v1', '/nextterm/v1')}/options`)).body as { items: Convert[] };
    const option = items.find(({ action, target }) => action === 'convertTrial' && target.toCatalogItemId === premium);
    expect(option?.target).toMatchObject({ termDuration: 'P1Y', billingCycle: 'monthly' });
    const reply = await http(`${path}/transitions?preview=true`, { method: 'POST', body: { toCatalogItemId: premium, quantity: 25, transitionType: 'transition_only' } });
    const { result, charges } = reply.body as { result: object; charges: { subtotal: string }[] };
    expect(result).toMatchObject({ termDuration: 'P1Y', billingCycle: 'monthly' });
    expect(option?.effect.charges.map(({ subtotal }) => subtotal)).toEqual(charges.map(({ subtotal }) => subtotal));
    expect(option?.effect.amount).toMatch(/^[1-9]/);
  });
});
