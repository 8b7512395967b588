import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

const product = (productId: string, more: object = {}) => ({ productId, skuId: '0001', availabilityId: availabilityIdOf(productId, '0001', 'commercial', 'NL'), billingCycle: 'monthly', termDuration: 'P1Y', ...more });
const item = (productId: string) => `${productId}:0001:${availabilityIdOf(productId, '0001', 'commercial', 'NL')}`;
const year = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const threeYears = { ...year, termDuration: 'P3Y' } as const;
const plan = { product: product('NCBUSPREMI01'), quantity: 12 };
const nextCharge = { product: product('NCBUSSTAND01', { termDuration: 'P3Y', billingCycle: 'annual' }) };

const selling = async (line: Parameters<World['buy']>[2][number], settings: Readonly<Record<string, string>> = {}) => {
  const world = await World.at('2026-06-10T10:00:00Z', undefined, undefined, settings);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [line]);
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  const patch = (body: object, query = '', headers: Readonly<Record<string, string>> = {}) => http(`${path}${query}`, { method: 'PATCH', body, headers });
  const transition = (body: object, query = '') => http(`${path}/transitions${query}`, { method: 'POST', body: { transitionType: 'transition_only', ...body } });
  return { world, customer, http, path, patch, transition };
};

const saidRemoved = ({ status, headers, body }: Reply) => [status, headers['NextTerm-Removed'], (body as { removed?: unknown }).removed];
const nothing = [200, undefined, undefined];
const gone = (...members: string[]) => [200, members.join(', '), members];

test.each<[string, object]>([
  ['a change of quantity', { quantity: 11 }],
  ['auto-renew off', { autoRenewEnabled: false }],
  ['suspending', { status: 'suspended' }],
  ['cancelling', { status: 'deleted' }],
])('[SCH-4] [PRE-1] the answer of %s says that it deleted the plan, in header and member, as preview and event do, and a repeat says the same', async (_name, body) => {
  const { world, http, path, patch } = await selling(year);
  expect(saidRemoved(await patch({ scheduledNextTermInstructions: plan }))).toEqual(nothing);
  const preview = (await patch(body, '?preview=true')).body as { removed: string[]; result: unknown };
  expect(preview.removed).toEqual(['scheduledNextTermInstructions']);
  world.happened();
  const headers = { 'MS-RequestId': '0f8fad5b-d9cb-469f-a165-70867728950e' };
  const reply = await patch(body, '', headers);
  expect(saidRemoved(reply)).toEqual(gone('scheduledNextTermInstructions'));
  expect(reply.body).toMatchObject({ removed: (preview.result as { removed: unknown }).removed });
  expect(world.happened()).toContain('ScheduledChangeRemoved');
  expect(await patch(body, '', headers)).toMatchObject({ text: reply.text, headers: { 'NextTerm-Removed': 'scheduledNextTermInstructions' } });
  expect((await http(path)).body).not.toHaveProperty('removed');
});

test('[SCH-4] a changed quantity with the plan along: the same outcome every time, whether one is stored, another, or none', async () => {
  const { http, path, patch } = await selling(year);
  for (const quantity of [11, 12, 13]) {
    expect(saidRemoved(await patch({ quantity, scheduledNextTermInstructions: plan }))).toEqual(gone('scheduledNextTermInstructions'));
    expect((await http(path)).body).toMatchObject({ quantity });
    expect((await http(path)).body).not.toHaveProperty('scheduledNextTermInstructions');
  }
  await patch({ scheduledNextTermInstructions: plan });
  expect(saidRemoved(await patch({ quantity: 14, scheduledNextTermInstructions: { ...plan, quantity: 15 } }))).toEqual(gone('scheduledNextTermInstructions'));
  expect((await http(path)).body).not.toHaveProperty('scheduledNextTermInstructions');
  expect(saidRemoved(await patch({ quantity: 14, scheduledNextTermInstructions: plan }))).toEqual(nothing);
  expect((await http(path)).body).toHaveProperty('scheduledNextTermInstructions');
});

test('[UPG-5] [CYC-1] a full upgrade deletes what was planned for the next charge too; a part of the licences leaves it', async () => {
  const whole = await selling(threeYears);
  expect(await whole.patch({ nextChargeInstructions: nextCharge })).toMatchObject({ status: 200 });
  whole.world.happened();
  const upgrade = { toCatalogItemId: item('NCBUSPREMI01'), quantity: 10 };
  expect((await whole.transition(upgrade, '?preview=true')).body).toMatchObject({ removed: ['nextChargeInstructions'] });
  expect(saidRemoved(await whole.transition(upgrade))).toEqual(gone('nextChargeInstructions'));
  expect(whole.world.happened()).toEqual(['NextChargeUnplanned', 'SubscriptionUpgraded']);
  const part = await selling(threeYears);
  await part.patch({ nextChargeInstructions: nextCharge });
  expect(saidRemoved(await part.transition({ ...upgrade, quantity: 4 }))).toEqual(nothing);
  expect((await part.http(part.path)).body).toHaveProperty('nextChargeInstructions');
});

test('[UPG-5] [PRE-1] one kind of plan that goes from both subscriptions of an upgrade is named once, in preview and answer alike', async () => {
  const { world, customer, http, patch, transition } = await selling(year);
  const [target = ''] = await world.buy('havn', customer, [{ ...year, sku: 'NCBUSPREMI01:0001' }]);
  await world.advanceTo('2026-06-17T10:00:00Z');
  const planOf = (path: string, productId: string) => http(path, { method: 'PATCH', body: { scheduledNextTermInstructions: { product: product(productId), quantity: 12 } } });
  expect(await patch({ scheduledNextTermInstructions: plan })).toMatchObject({ status: 200 });
  expect(await planOf(`/v1/customers/${customer}/subscriptions/${target}`, 'NCBUSPREMI01')).toMatchObject({ status: 200 });
  const upgrade = { toCatalogItemId: item('NCBUSPREMI01'), quantity: 4, toSubscriptionId: target };
  expect((await transition(upgrade, '?preview=true')).body).toMatchObject({ removed: ['scheduledNextTermInstructions'] });
  expect(saidRemoved(await transition(upgrade))).toEqual(gone('scheduledNextTermInstructions'));
});

test('[UPG-4] [PRE-1] the windows that an upgrade closes are among those its preview shows as used', async () => {
  const { transition } = await selling(year);
  const windowsOf = async (quantity: number) => ((await transition({ toCatalogItemId: item('NCBUSPREMI01'), quantity }, '?preview=true')).body as { windows: { change: string; quantity: number }[] }).windows.map(({ change, quantity: seats }) => [change, seats]);
  expect(await windowsOf(10)).toEqual([['used', 10]]);
  expect(await windowsOf(4)).toEqual([['used', 4]]);
});

test('[CAN-2] [CYC-1] cancelling deletes what was planned for the next charge; planned in the same call they contradict each other', async () => {
  const { world, patch } = await selling(threeYears);
  expect(await patch({ status: 'deleted', nextChargeInstructions: nextCharge })).toMatchObject({ status: 400, body: { code: 800002 } });
  await patch({ nextChargeInstructions: nextCharge });
  world.happened();
  expect(saidRemoved(await patch({ status: 'deleted' }))).toEqual(gone('nextChargeInstructions'));
  expect(world.happened()).toEqual(['NextChargeUnplanned', 'SubscriptionCancelled']);
});

test('[POL-2] what was chosen to follow the term goes with a suspension and with auto-renew, and the answer says so', async () => {
  for (const body of [{ status: 'suspended' }, { autoRenewEnabled: true }]) {
    const { world, patch } = await selling(year, { NEXTTERM_EXTENDED_SERVICE_TERM: 'on' });
    await patch({ autoRenewEnabled: false });
    expect(await patch({ scheduledActions: [{ actionType: 'Cancel' }] })).toMatchObject({ status: 200 });
    world.happened();
    expect(saidRemoved(await patch(body))).toEqual(gone('scheduledActions'));
    expect(world.happened()).toContain('TermEndChoiceRemoved');
  }
});

test('[UPG-2] [REN-1] auto-renew that is off stays off through a full upgrade, and the answer says when it ends; with it on nothing is said', async () => {
  const upgrade = { toCatalogItemId: item('NCBUSPREMI01'), quantity: 10 };
  const off = await selling(year);
  await off.patch({ autoRenewEnabled: false });
  const ends = { ifNobodyActs: { what: 'expiry', at: '2027-06-10T00:00:00.000Z' } };
  expect((await off.transition(upgrade, '?preview=true')).body).toMatchObject({ result: ends });
  expect((await off.transition(upgrade)).body).toMatchObject(ends);
  expect((await off.http(off.path)).body).toMatchObject({ autoRenewEnabled: false, offerName: 'Microsoft 365 Business Premium' });
  await off.world.advanceTo('2027-06-09T23:59:59.999Z');
  expect((await off.http(off.path)).body).toMatchObject({ status: 'active' });
  await off.world.advanceTo('2027-06-10T00:00:00.000Z');
  expect((await off.http(off.path)).body).toMatchObject({ status: 'expired' });
  const on = await selling(year);
  expect((await on.transition(upgrade)).body).not.toHaveProperty('ifNobodyActs');
});
