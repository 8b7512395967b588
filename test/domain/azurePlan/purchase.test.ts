import { plusMinutes } from '../../../src/kernel/instant';
import { readAzure } from '../../../src/app/azurePlan/azureBook';
import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { attestationBody, customerBody } from '../../scenarios/calls';
import { httpOver } from '../../support/httpWorld';
import { eventKeys } from '../../support/worldConverged';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { newRequestId } from '../../support/worldDesk';
import { World } from '../../support/world';

const now = '2026-03-02T10:00:00.000Z';
const planIn = (market: string) => `DZH318Z0BPS6:0001:${availabilityIdOf('DZH318Z0BPS6', '0001', 'commercial', market)}`;
const plan = { id: 0, catalogItemId: planIn('NL'), quantity: 1, billingCycle: 'one_time' };

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;

const begin = async (name = 'Zonnebloem') => {
  world = await World.at(now);
  http = httpOver(world);
  customer = world.customer(name);
};
beforeEach(() => begin());

interface Wire {
  readonly id: string;
  readonly lineItems: readonly { readonly subscriptionId: string; readonly error?: { readonly errorCode: number } }[];
}

const cart = (lines: readonly object[], as = 'havn') => http(`/v1/customers/${customer}/carts`, { method: 'POST', as, body: { partnerOnRecordAttestationAccepted: true, lineItems: lines } });
const checkout = (cartId: string, as = 'havn', query = '', requestId?: string) => http(`/v1/customers/${customer}/carts/${cartId}/checkout${query}`, { method: 'POST', as, ...(requestId !== undefined && { headers: { 'MS-RequestId': requestId } }) });
const order = (lines: readonly object[], as = 'havn') => http(`/v1/customers/${customer}/orders`, { method: 'POST', as, body: { partnerOnRecordAttestationAccepted: true, lineItems: lines } });
const planLine = { lineItemNumber: 0, offerId: plan.catalogItemId, quantity: 1 };
const bought = async (as = 'havn', line: object = plan): Promise<{ orderId: string; planId: string }> => {
  const { id } = (await cart([line], as)).body as Wire;
  const { orders } = (await checkout(id, as)).body as { orders: Wire[] };
  return { orderId: orders[0]?.id ?? '', planId: orders[0]?.lineItems[0]?.subscriptionId ?? '' };
};
const lineError = async (line: object, as = 'havn'): Promise<unknown> => ((await cart([line], as)).body as Wire).lineItems[0]?.error?.errorCode;
const azure = () => readAzure(world.stores.Commerce, customer);

describe('[AZP-1] the Azure plan through the cart', () => {
  test('one order at no cost, a plan, and one Azure subscription under it; nothing is charged and nothing falls due', async () => {
    const shown = (await cart([plan])).body as Wire;
    expect(shown.lineItems).toMatchObject([{ billingCycle: 'one_time', quantity: 1, pricing: { listPrice: 0, extendedPrice: 0 } }]);
    expect(shown.lineItems[0]).not.toHaveProperty('termDuration');
    const { orderId, planId } = await bought();
    expect(await http(`/v1/customers/${customer}/orders/${orderId}`)).toMatchObject({ status: 200, body: { billingCycle: 'one_time', totalPrice: 0, lineItems: [{ offerId: plan.catalogItemId, subscriptionId: planId, quantity: 1 }] } });
    expect((await http(`/v1/customers/${customer}/orders/${orderId}/provisioningstatus`)).body).toMatchObject({ items: [{ status: 'fulfilled', quantityProvisioningInformation: [{ quantity: 1 }] }] });
    const under = (await http(`/v1/customers/${customer}/subscriptions/${planId}/azureEntitlements`)).body as { items: object[] };
    expect(under.items).toMatchObject([{ friendlyName: 'Microsoft Azure', status: 'active', subscriptionId: planId }]);
    expect((await world.commerceRows()).filter(({ key }) => key.startsWith('charge|') || key.startsWith('subscription|'))).toEqual([]);
    expect(world.published.flatMap(({ facts }) => facts.map(({ type }) => type)).slice(-3)).toEqual(['OrderPlaced', 'AzurePlanCreated', 'AzureSubscriptionCreated']);
    await world.expectNothingDue();
  });

  test('among the customer\'s subscriptions it is a container: read by itself, in the list, by its order', async () => {
    const { orderId, planId } = await bought();
    const resource = {
      id: planId,
      offerId: plan.catalogItemId,
      productType: { id: 'Azure' },
      quantity: 1,
      unitType: 'none',
      billingType: 'usage',
      billingCycle: 'one_time',
      status: 'active',
      autoRenewEnabled: false,
      isTrial: false,
      orderId,
      links: { azureEntitlements: { uri: `/customers/${customer}/subscriptions/${planId}/azureEntitlements` } },
    };
    expect((await http(`/v1/customers/${customer}/subscriptions/${planId}`)).body).toMatchObject(resource);
    expect((await http(`/v1/customers/${customer}/subscriptions`)).body).toMatchObject({ items: [resource] });
    expect((await http(`/v1/customers/${customer}/subscriptions?order_id=${orderId}`)).body).toMatchObject({ items: [resource] });
    expect((await http(`/v1/customers/${customer}/subscriptions?order_id=000000000000`)).body).toMatchObject({ items: [] });
  });

  test('[PRE-1] a preview makes nothing', async () => {
    const { id } = (await cart([plan])).body as Wire;
    const before = await world.dump();
    expect(await checkout(id, 'havn', '?preview=true')).toMatchObject({ status: 200, body: { preview: true, charges: [], result: { orders: [{ totalPrice: 0 }] } } });
    expect(await world.dump()).toEqual(before);
  });

  test('[ORD-1] without a cart; beside licences in one order, which is billed as they are', async () => {
    expect(await order([planLine])).toMatchObject({ status: 201, body: { billingCycle: 'one_time', lineItems: [{ offerId: plan.catalogItemId }] } });
    await begin();
    const standard = { lineItemNumber: 1, offerId: `NCBUSSTAND01:0001:${availabilityIdOf('NCBUSSTAND01', '0001', 'commercial', 'NL')}`, quantity: 3, termDuration: 'P1M' };
    expect(await order([planLine, standard])).toMatchObject({ status: 201, body: { billingCycle: 'monthly', lineItems: [{ offerId: plan.catalogItemId }, { quantity: 3 }] } });
    expect((await azure()).plans).toHaveLength(1);
  });

  test('a second one is refused on the line, and as an order: also after one that came with calling minutes', async () => {
    const standing = (await cart([plan])).body as Wire;
    await bought();
    expect(await lineError(plan)).toBe(10002);
    expect(await order([planLine])).toMatchObject({ status: 403, body: { code: 800089 } });
    expect(await checkout(standing.id)).toMatchObject({ status: 403, body: { code: 800089 } });
    expect((await azure()).plans).toHaveLength(1);
    await begin();
    await world.buy('havn', customer, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
    expect(await lineError(plan)).toBe(10002);
  });

  test('two in one cart: the second line says so', async () => {
    const { lineItems } = (await cart([plan, { ...plan, id: 1 }])).body as Wire;
    expect(lineItems.map(({ error }) => error?.errorCode)).toEqual([undefined, 10002]);
  });

  test('another partner has its own for the same customer', async () => {
    await begin('Oresund');
    await bought('havn', { ...plan, catalogItemId: planIn('SE') });
    await bought('nordlys', { ...plan, catalogItemId: planIn('SE') });
    expect(new Set((await azure()).plans.map(({ partnerId }) => partnerId)).size).toBe(2);
  });

  test('an indirect provider has one for each reseller of record, and one without', async () => {
    await begin('Tulpveld');
    const [reseller] = world.as('polder').partner.resellers.filter(({ agreementSigned }) => agreementSigned);
    const named = { ...plan, participants: [{ key: 'transaction_reseller', value: reseller?.partnerId }] };
    await bought('polder');
    await bought('polder', named);
    expect((await azure()).plans.map(({ resellerOfRecord }) => resellerOfRecord).sort()).toEqual([reseller?.partnerId, undefined].sort());
    expect([await lineError(plan, 'polder'), await lineError(named, 'polder')]).toEqual([10002, 10002]);
  });

  test.each([
    ['two of it', { quantity: 2 }, 10015],
    ['a term', { termDuration: 'P1Y' }, 10013],
    ['another billing cycle', { billingCycle: 'monthly' }, 10013],
    ['an end', { customTermEndDate: '2026-06-30' }, 10016],
    ['a reseller of a partner who has none', { participants: [{ key: 'transaction_reseller', value: '4455667' }] }, 10004],
  ])('%s is refused on the line', async (_name, differing, code) => {
    expect(await lineError({ ...plan, ...differing })).toBe(code);
  });

  test('[AZP-5] in a market that has none it is refused on the line, and as an order', async () => {
    const catalogue = await world.app.catalogueOf('NL');
    const without = { ...catalogue, items: new Map([...catalogue.items].filter(([key]) => !key.startsWith('DZH318Z0BPS6'))) };
    Object.assign(world.app, { catalogueOf: async () => without });
    expect(await lineError(plan)).toBe(10001);
    expect(await order([planLine])).toMatchObject({ status: 400, body: { code: 800070 } });
  });

  test('[AZP-2] needs the relationship and the confirmed agreement', async () => {
    await begin('Grachtenpand');
    expect((await cart([plan], 'nordlys')).status).toBe(404);
    const made = (await http('/v1/customers', { method: 'POST', body: customerBody })).body as { id: string };
    customer = made.id;
    expect(await cart([plan])).toMatchObject({ status: 403, body: { code: 13605 } });
    await http(`/v1/customers/${customer}/agreements`, { method: 'POST', body: attestationBody });
    expect((await cart([plan])).status).toBe(201);
  });

  test('bought beside calling minutes it is the plan that these bring', async () => {
    const phone = { id: 1, catalogItemId: `NCTEAMSPHON1:0001:${availabilityIdOf('NCTEAMSPHON1', '0001', 'commercial', 'NL')}`, quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' };
    const { id } = (await cart([{ ...plan, friendlyName: 'Calls and machines' }, phone])).body as Wire;
    expect((await checkout(id)).status).toBe(201);
    const { plans, subscriptions } = await azure();
    expect(plans).toMatchObject([{ friendlyName: 'Calls and machines', catalogItemId: plan.catalogItemId }]);
    expect(subscriptions.map(({ purpose }) => purpose).sort()).toEqual(['overage', 'standard']);
  });

  test('calling minutes bought later use it, and add what takes their overage', async () => {
    const { planId } = await bought();
    await world.buy('havn', customer, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
    const { plans, subscriptions } = await azure();
    expect(plans.map(({ id }) => id)).toEqual([planId]);
    expect(subscriptions.map(({ purpose }) => purpose).sort()).toEqual(['overage', 'standard']);
  });

  test('two checkouts at once make one plan', async () => {
    const [first, second] = [((await cart([plan])).body as Wire).id, ((await cart([plan])).body as Wire).id];
    const answers = await Promise.all([checkout(first), checkout(second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
    expect((await azure()).plans).toHaveLength(1);
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer'] as const)('%s at every operation of the checkout, and sent again: one order and one plan', async (does) => {
    const { id } = (await cart([plan])).body as Wire;
    const known = await eventKeys(world);
    const { stores } = world;
    const requestId = newRequestId();
    const send = (other: World) => httpOver(other)(`/v1/customers/${customer}/carts/${id}/checkout`, { method: 'POST', headers: { 'MS-RequestId': requestId } });
    await afterEachFault(await everyPlace(now, stores, send, does), now, stores, send, async (other) => {
      expect((await send(other)).status).toBe(201);
      await other.advanceTo('2026-03-02T13:00:00.000Z');
      const held = await readAzure(other.stores.Commerce, customer);
      expect([held.plans.length, held.subscriptions.length]).toEqual([1, 1]);
      const rows = await other.commerceRows();
      expect(rows.filter(({ key }) => key.startsWith('order|'))).toHaveLength(1);
      expect(rows.filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
      expect(rows.filter(({ key }) => key.startsWith('event|') && !known.includes(key))).toHaveLength(2);
    });
  });
});

describe('[AZP-1] the plan\'s life', () => {
  const patch = (planId: string, body: object, query = '') => http(`/v1/customers/${customer}/subscriptions/${planId}${query}`, { method: 'PATCH', body });
  const entitlements = (planId: string, query = '') => http(`/v1/customers/${customer}/subscriptions/${planId}/azureEntitlements${query}`);
  const add = (planId: string, body: object = { friendlyName: 'Test' }, query = '', requestId?: string) =>
    http(`/nextterm/v1/customers/${customer}/subscriptions/${planId}/azureEntitlements${query}`, { method: 'POST', body, ...(requestId !== undefined && { headers: { 'MS-RequestId': requestId } }) });
  /** And the ten minutes until it is inactive. */
  const cancel = async (planId: string, id: string): Promise<void> => {
    await http(`/v1/customers/${customer}/subscriptions/${planId}/azureEntitlements/${id}/cancel`, { method: 'POST', body: { cancellationReason: 'compromise' } });
    await world.advanceTo(plusMinutes(world.now(), 10));
  };
  const idsUnder = async (planId: string) => ((await entitlements(planId)).body as { items: { id: string }[] }).items.map(({ id }) => id);

  test('suspended only once nothing is active under it; then nothing is added or taken up again, until it is resumed', async () => {
    const { planId } = await bought();
    const [first = ''] = await idsUnder(planId);
    expect(await patch(planId, { status: 'suspended' })).toMatchObject({ status: 403, body: { code: 900115 } });
    await cancel(planId, first);
    expect(await patch(planId, { status: 'suspended' })).toMatchObject({ status: 200, body: { status: 'suspended', suspensionReasons: ['PartnerInitiated'] } });
    expect(await add(planId)).toMatchObject({ status: 400, body: { code: 800012 } });
    expect(await http(`/v1/customers/${customer}/subscriptions/${planId}/azureEntitlements/${first}/reactivate`, { method: 'POST' })).toMatchObject({ status: 400, body: { code: 900337 } });
    expect(await patch(planId, { status: 'active' })).toMatchObject({ status: 200, body: { status: 'active' } });
    expect((await add(planId)).status).toBe(201);
    expect(world.published.filter(({ subject }) => subject.kind === 'azurePlan').flatMap(({ facts }) => facts.map(({ type }) => type))).toEqual(['AzurePlanCreated', 'AzureSubscriptionCreated', 'AzureSubscriptionCancelled', 'AzureSubscriptionDeactivated', 'AzurePlanSuspended', 'AzurePlanResumed', 'AzureSubscriptionCreated']);
  });

  test('[CUS-1] a customer with an active Azure subscription is not given up; once it is stopped, it may be', async () => {
    const { planId } = await bought();
    const [first = ''] = await idsUnder(planId);
    const giveUp = () => http(`/v1/customers/${customer}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } });
    expect(await giveUp()).toMatchObject({ status: 403, body: { code: 600006, description: expect.stringContaining(first) as string } });
    await cancel(planId, first);
    expect(await giveUp()).toMatchObject({ status: 200 });
  });

  test('renamed; sent back as it was read it stays as it is; what it has not cannot be changed', async () => {
    const { planId } = await bought();
    const read = (await http(`/v1/customers/${customer}/subscriptions/${planId}`)).body as Record<string, unknown>;
    const before = await world.dump();
    expect(await patch(planId, read)).toMatchObject({ status: 200, body: { friendlyName: 'Azure plan' } });
    expect((await world.dump()).length).toBe(before.length);
    expect(await patch(planId, { friendlyName: 'Machines' })).toMatchObject({ status: 200, body: { friendlyName: 'Machines' } });
    expect(await patch(planId, read)).toMatchObject({ status: 400, body: { code: 2055 } });
    const others = [{ quantity: 2 }, { autoRenewEnabled: true }, { status: 'deleted' }, { status: 'pending' }, { billingCycle: 'monthly' }, { termDuration: 'P1Y' }, { offerId: planIn('SE') }, { promotionId: 'SPRING' }, { commitmentEndDate: '2027-06-30' }, { additionalPartnerIds: ['6120046'] }, { friendlyName: 'Office', effectiveStartDate: '2020-01-01' }];
    for (const body of others) expect(await patch(planId, body)).toMatchObject({ status: 400, body: { code: 800042 } });
    expect(await patch(planId, { status: 'suspended' }, '?preview=true')).toMatchObject({ status: 403, body: { code: 900115 } });
  });

  test('[PAR-3] another partner finds nothing of it', async () => {
    await begin('Oresund');
    const { planId } = await bought('havn', { ...plan, catalogItemId: planIn('SE') });
    const asOther = { as: 'nordlys' };
    expect(await http(`/v1/customers/${customer}/subscriptions/${planId}`, asOther)).toMatchObject({ status: 404, body: { code: 20003 } });
    expect(await http(`/v1/customers/${customer}/subscriptions/${planId}`, { ...asOther, method: 'PATCH', body: { friendlyName: 'Mine' } })).toMatchObject({ status: 404, body: { code: 20003 } });
    expect(await http(`/nextterm/v1/customers/${customer}/subscriptions/${planId}/azureEntitlements`, { ...asOther, method: 'POST', body: { friendlyName: 'Mine' } })).toMatchObject({ status: 404 });
    expect((await http(`/v1/customers/${customer}/subscriptions`, asOther)).body).toMatchObject({ items: [] });
  });

  test('many Azure subscriptions under it, without an order; a call sent again adds one; a preview none', async () => {
    const { planId } = await bought();
    const requestId = newRequestId();
    const first = await add(planId, { friendlyName: ' Test ' }, '', requestId);
    expect(first).toMatchObject({ status: 201, body: { friendlyName: 'Test', status: 'active', subscriptionId: planId } });
    expect((await add(planId, { friendlyName: ' Test ' }, '', requestId)).body).toEqual(first.body);
    expect(await add(planId, { friendlyName: 'Preview' }, '?preview=true')).toMatchObject({ status: 200, body: { preview: true, result: { friendlyName: 'Preview' } } });
    expect(await idsUnder(planId)).toHaveLength(2);
    expect((await world.commerceRows()).filter(({ key }) => key.startsWith('order|'))).toHaveLength(1);
    for (const friendlyName of ['', ' ', 'x'.repeat(201)]) expect((await add(planId, { friendlyName })).status).toBe(400);
  });

  test('page by page, each once', async () => {
    const { planId } = await bought();
    for (let count = 0; count < 4; count += 1) await add(planId, { friendlyName: `Number ${count}` });
    const seen: string[] = [];
    let next: { uri: string; headers: { key: string; value: string }[] } | undefined = { uri: `/customers/${customer}/subscriptions/${planId}/azureEntitlements?size=2`, headers: [] };
    while (next !== undefined) {
      const page = (await http(`/v1${next.uri}`, { headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) })).body as { items: { id: string }[]; links: { next?: typeof next } };
      seen.push(...page.items.map(({ id }) => id));
      next = page.links.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  test('500 under one plan, cancelled ones included, and not one more', async () => {
    const { planId } = await bought();
    for (let count = 1; count < 500; count += 1) await add(planId, { friendlyName: `Number ${count}` });
    expect(await add(planId)).toMatchObject({ status: 403, body: { code: 800066 } });
  });
});
