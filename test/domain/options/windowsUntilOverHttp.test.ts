import { getOptions } from '../../../src/app/subscription/options';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver } from '../../support/httpWorld';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';

describe('[PRE-3] [SUB-3] seats can come off until fewer can', () => {
  test.each([
    [1, 53, '2021-06-26T10:00:00.000Z'],
    [2, 53, '2021-06-25T10:00:00.000Z'],
  ])('of %i bought and %i a day later, until %s', async (bought, later, until) => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: bought }]);
    world.sleepUntil('2021-06-19T10:00:00.000Z');
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: later }));
    const shown = await getOptions(world.app, world.as('havn').partner.tenantId, customer, id);
    expect(shown.ok && shown.value.items.find(({ action }) => action === 'reduceSeats')).toMatchObject({ possible: true, until });
  });

  test('but never beyond the term, whose windows end with it', async () => {
    const world = await World.at('2021-06-28T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P1M', customTermEndDate: calendarDate('2021-06-30') }]);
    const shown = await getOptions(world.app, world.as('havn').partner.tenantId, customer, id);
    const untilOf = (asked: string) => shown.ok && shown.value.items.flatMap(({ action, possible, ...more }) => (action === asked && possible && 'until' in more ? [more.until] : []));
    expect([untilOf('reduceSeats'), untilOf('cancel')]).toEqual([['2021-07-01T00:00:00.000Z'], ['2021-07-01T00:00:00.000Z']]);
  });
});

const over = '2021-07-01T00:00:00.000Z';

test('[SUB-1] [SUB-3] [CAN-1] [PRE-1] no deadline is shown beyond the term, by the subscription nor by a preview', async () => {
  const world = await World.at('2021-06-28T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P1M', customTermEndDate: calendarDate('2021-06-30') }]);
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  expect((await http(path)).body).toMatchObject({
    cancellationAllowedUntilDate: over,
    refundOptions: [{ type: 'Full', expiresAt: '2021-06-29T10:00:00.000Z' }, { type: 'Partial', expiresAt: over }],
    refundableQuantity: { totalQuantity: 5, details: [{ quantity: 5, allowedUntilDateTime: over }] },
  });
  world.sleepUntil('2021-06-30T10:00:00.000Z');
  expect((await http(`${path}?preview=true`, { method: 'PATCH', body: { quantity: 6 } })).body).toMatchObject({
    result: { refundOptions: [{ type: 'Partial', expiresAt: over }], refundableQuantity: { totalQuantity: 6, details: [{ quantity: 5, allowedUntilDateTime: over }, { quantity: 1, allowedUntilDateTime: over }] } },
    windows: [{ change: 'opened', quantity: 1, closesAt: over, fullRefundUntil: over }],
    reversibleUntil: over,
  });
});

describe('[PRE-3] [PRE-4] a window ends with its term, however much longer it would be open', () => {
  interface Item {
    readonly kind: string;
    readonly at?: string;
    readonly from?: string;
    readonly until?: string;
    readonly quantity?: number;
  }

  test.each([
    ['renewal', true],
    ['expiry', false],
  ])('on the list of deadlines, among windows that close and on the line of time: %s', async (end, autoRenewEnabled) => {
    const world = await World.at('2021-06-01T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P1M' }]);
    await outcomeOf(world.as('havn').patch(customer, id, { autoRenewEnabled }));
    await world.advanceTo('2021-06-29T10:00:00.000Z');
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 7 }));
    const http = httpOver(world);
    const itemsOf = async (path: string): Promise<readonly Item[]> => ((await http(path)).body as { readonly items: readonly Item[] }).items;

    const resource = `/v1/customers/${customer}/subscriptions/${id}`;
    expect((await http(resource)).body).toMatchObject({ refundableQuantity: { totalQuantity: 2, details: [{ quantity: 2, allowedUntilDateTime: over }] } });
    expect((await http(`${resource}?preview=true`, { method: 'PATCH', body: { quantity: 8 } })).body).toMatchObject({ windows: [{ change: 'opened', quantity: 1, closesAt: over, fullRefundUntil: '2021-06-30T10:00:00.000Z' }], reversibleUntil: over });

    for (const query of ['', `&customerId=${customer}`]) {
      const deadlines = await itemsOf(`/nextterm/v1/deadlines?until=2021-07-31T00:00:00Z&charges=true${query}`);
      expect(deadlines).toMatchObject([{ at: over, kind: 'windowCloses', quantity: 2, atRisk: { action: 'reduceSeats', quantity: 2, until: over } }, { at: over, kind: end }]);
    }
    const windows = '/nextterm/v1/windows?until=2021-07-01T00:00:00';
    expect([await itemsOf(`${windows}.000Z`), await itemsOf(`${windows}.001Z`)]).toMatchObject([[], [{ closesAt: over, windows: [{ closesAt: over, quantity: 2 }], atRisk: { until: over } }]]);
    const spans = (await itemsOf(`/nextterm/v1/customers/${customer}/subscriptions/${id}/timeline`)).filter(({ kind }) => kind === 'window');
    expect(spans.map(({ from, until }) => [from, until]).slice(0, 2)).toEqual([['2021-06-01T10:00:00.000Z', '2021-06-08T10:00:00.000Z'], ['2021-06-29T10:00:00.000Z', over]]);
    await world.advanceTo('2021-07-01T00:00:00.000Z');
    await world.expectNothingDue();
  });
});

test('[PRE-3] [CYC-1] [CYC-2] another billing cycle can be planned until the next charge: in the last cycle there is none', async () => {
  const world = await World.at('2021-06-01T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P3Y', billingCycle: 'annual' }]);
  const planning = async () => {
    const shown = await getOptions(world.app, world.as('havn').partner.tenantId, customer, id);
    return shown.ok ? shown.value.items.find(({ action }) => action === 'planNextCharge') : undefined;
  };
  expect(await planning()).toMatchObject({ possible: true, until: '2022-06-01T00:00:00.000Z' });
  await world.advanceTo('2023-05-31T10:00:00.000Z');
  expect(await planning()).toMatchObject({ possible: true, until: '2023-06-01T00:00:00.000Z' });
  await world.advanceTo('2023-06-01T00:00:00.000Z');
  expect(await planning()).toMatchObject({ possible: false, refusal: { kind: 'BillingCycleNotChangeable' } });
});
