import { type ChargeLine } from '../../src/domain/billing/chargeLine';
import { outcomeOf, refusalOf, type AskedLine } from '../support/worldDesk';
import { World } from '../support/world';

const standard = 'NCBUSSTAND01:0001';

/** A line as the examples print it: type, date of the event, first and last day, effective price, quantity, amount. */
const printed = ({ chargeType, orderDate, chargeStart, chargeEnd, effectiveUnitPrice, quantity, subtotal }: ChargeLine): string =>
  [chargeType, orderDate, `${chargeStart}…${chargeEnd}`, effectiveUnitPrice, quantity, subtotal].join(' | ');

const bought = async (at: string, line: Omit<AskedLine, 'sku'> = {}) => {
  const world = await World.at(at);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: standard, ...line }]);
  const lines = async (): Promise<string[]> => (await world.charges(customer, id)).map(printed);
  return { world, customer, id, lines, subscription: () => world.subscription(customer, id) };
};

describe('billing example E1: 10 seats at EUR 10.08 a month, bought 18 June 2021', () => {
  const purchase = '2021-06-18T10:00:00Z';

  test('P1M, and renewed', async () => {
    const { world, customer, id, lines } = await bought(purchase);
    await world.advanceTo('2021-07-18T10:00:00Z');
    const identity = {
      subscriptionId: id,
      customerId: customer,
      partnerId: world.as('havn').partner.tenantId,
      orderId: (await world.subscription(customer, id)).orderId,
      productId: 'NCBUSSTAND01',
      skuId: '0001',
      availabilityId: 'BQKP2H030J2K',
      termDuration: 'P1M',
      billingCycle: 'monthly',
      currency: 'EUR',
      rounding: 'LINE_DOWN',
      unitPrice: '10.08',
      effectiveUnitPrice: '10.08',
      quantity: 10,
      sign: 1,
      subtotal: '100.80',
    };
    expect(await world.charges(customer, id)).toEqual([
      {
        ...identity,
        id: `${id}|00000001|001`,
        chargeType: 'new',
        orderDate: '2021-06-18T10:00:00.000Z',
        chargeStart: '2021-06-18',
        chargeEnd: '2021-07-17',
        billableDays: 30,
        cycleDays: 30,
        referenceId: `${id}|term 1|cycle 0`,
        termStart: '2021-06-18',
        termEnd: '2021-07-17',
      },
      {
        ...identity,
        id: `${id}|00000002|001`,
        chargeType: 'renew',
        orderDate: '2021-07-18T00:00:00.000Z',
        chargeStart: '2021-07-18',
        chargeEnd: '2021-08-17',
        billableDays: 31,
        cycleDays: 31,
        referenceId: `${id}|term 2|cycle 0`,
        termStart: '2021-07-18',
        termEnd: '2021-08-17',
      },
    ]);
    expect(await lines()).toEqual([
      'new | 2021-06-18T10:00:00.000Z | 2021-06-18…2021-07-17 | 10.08 | 10 | 100.80',
      'renew | 2021-07-18T00:00:00.000Z | 2021-07-18…2021-08-17 | 10.08 | 10 | 100.80',
    ]);
    expect(world.happened()).toEqual(['OrderPlaced', 'SubscriptionPurchased', 'SubscriptionRenewed']);
    await world.expectNothingDue();
  });

  test('P1Y monthly: twelve equal lines, the last for the June 2022 cycle', async () => {
    const { world, lines, subscription } = await bought(purchase, { termDuration: 'P1Y' });
    await world.advanceTo('2022-06-17T23:59:59.999Z');
    expect(await lines()).toEqual([
      'new | 2021-06-18T10:00:00.000Z | 2021-06-18…2021-07-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2021-07-18T00:00:00.000Z | 2021-07-18…2021-08-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2021-08-18T00:00:00.000Z | 2021-08-18…2021-09-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2021-09-18T00:00:00.000Z | 2021-09-18…2021-10-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2021-10-18T00:00:00.000Z | 2021-10-18…2021-11-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2021-11-18T00:00:00.000Z | 2021-11-18…2021-12-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2021-12-18T00:00:00.000Z | 2021-12-18…2022-01-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2022-01-18T00:00:00.000Z | 2022-01-18…2022-02-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2022-02-18T00:00:00.000Z | 2022-02-18…2022-03-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2022-03-18T00:00:00.000Z | 2022-03-18…2022-04-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2022-04-18T00:00:00.000Z | 2022-04-18…2022-05-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2022-05-18T00:00:00.000Z | 2022-05-18…2022-06-17 | 10.08 | 10 | 100.80',
    ]);
    await world.advanceTo('2022-07-18T00:00:00Z');
    expect((await lines()).slice(12)).toEqual([
      'renew | 2022-06-18T00:00:00.000Z | 2022-06-18…2022-07-17 | 10.08 | 10 | 100.80',
      'cycleCharge | 2022-07-18T00:00:00.000Z | 2022-07-18…2022-08-17 | 10.08 | 10 | 100.80',
    ]);
    expect((await subscription()).term).toMatchObject({ number: 2, start: '2022-06-18', end: '2023-06-17' });
    expect(world.happened()).toEqual(['OrderPlaced', 'SubscriptionPurchased', ...Array.from({ length: 11 }, () => 'CycleCharged'), 'SubscriptionRenewed', 'CycleCharged']);
    await world.expectNothingDue();
  });

  test('P1Y upfront: one line, and nothing until the term is over', async () => {
    const { world, lines } = await bought(purchase, { termDuration: 'P1Y', billingCycle: 'annual' });
    await world.advanceTo('2022-06-17T23:59:59.999Z');
    const first = 'new | 2021-06-18T10:00:00.000Z | 2021-06-18…2022-06-17 | 120.96 | 10 | 1209.60';
    expect(await lines()).toEqual([first]);
    await world.advanceTo('2022-06-18T00:00:00Z');
    expect(await lines()).toEqual([first, 'renew | 2022-06-18T00:00:00.000Z | 2022-06-18…2023-06-17 | 120.96 | 10 | 1209.60']);
    await world.expectNothingDue();
  });
});

test('[BIL-3] billing example E3: two seats more on the third day', async () => {
  const { world, customer, id, lines } = await bought('2021-06-18T10:00:00Z');
  await world.advanceTo('2021-06-20T09:00:00Z');
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
  await world.advanceTo('2021-07-18T00:00:00Z');
  expect(await lines()).toEqual([
    'new | 2021-06-18T10:00:00.000Z | 2021-06-18…2021-07-17 | 10.08 | 10 | 100.80',
    'addQuantity | 2021-06-20T09:00:00.000Z | 2021-06-20…2021-07-17 | -9.408 | 10 | -94.08',
    'addQuantity | 2021-06-20T09:00:00.000Z | 2021-06-20…2021-07-17 | 9.408 | 12 | 112.89',
    'renew | 2021-07-18T00:00:00.000Z | 2021-07-18…2021-08-17 | 10.08 | 12 | 120.96',
  ]);
  expect(world.happened()).toEqual(['OrderPlaced', 'SubscriptionPurchased', 'SeatsAdded', 'SubscriptionRenewed']);
  await world.expectNothingDue();
});

// |31 Jan---27 Feb|28 Feb---27 Mar|28 Mar---… each term is counted from the day the one before it left off.
test('P1M from 31 January drifts to the 28th and stays, over 14 months', async () => {
  const { world, customer, id, subscription } = await bought('2021-01-31T10:00:00Z');
  await world.advanceTo('2022-03-28T00:00:00Z');
  const terms = (await world.charges(customer, id)).map((line) => `${line.chargeType} ${line.chargeStart}…${line.chargeEnd} ${line.subtotal}`);
  expect(terms).toEqual([
    'new 2021-01-31…2021-02-27 100.80',
    ...['02-28…2021-03-27', '03-28…2021-04-27', '04-28…2021-05-27', '05-28…2021-06-27', '06-28…2021-07-27', '07-28…2021-08-27'].map((span) => `renew 2021-${span} 100.80`),
    ...['08-28…2021-09-27', '09-28…2021-10-27', '10-28…2021-11-27', '11-28…2021-12-27', '12-28…2022-01-27'].map((span) => `renew 2021-${span} 100.80`),
    ...['01-28…2022-02-27', '02-28…2022-03-27', '03-28…2022-04-27'].map((span) => `renew 2022-${span} 100.80`),
  ]);
  expect((await subscription()).term.number).toBe(15);
  await world.expectNothingDue();
});

test('billing example E11: P1Y monthly from 31 January returns to the last day of each month, and renews on 31 January', async () => {
  const { world, customer, id } = await bought('2021-01-31T10:00:00Z', { termDuration: 'P1Y' });
  await world.advanceTo('2022-01-31T00:00:00Z');
  expect((await world.charges(customer, id)).map((line) => `${line.chargeType} ${line.chargeStart}…${line.chargeEnd}`)).toEqual([
    'new 2021-01-31…2021-02-27',
    'cycleCharge 2021-02-28…2021-03-30',
    'cycleCharge 2021-03-31…2021-04-29',
    'cycleCharge 2021-04-30…2021-05-30',
    'cycleCharge 2021-05-31…2021-06-29',
    'cycleCharge 2021-06-30…2021-07-30',
    'cycleCharge 2021-07-31…2021-08-30',
    'cycleCharge 2021-08-31…2021-09-29',
    'cycleCharge 2021-09-30…2021-10-30',
    'cycleCharge 2021-10-31…2021-11-29',
    'cycleCharge 2021-11-30…2021-12-30',
    'cycleCharge 2021-12-31…2022-01-30',
    'renew 2022-01-31…2022-02-27',
  ]);
  await world.expectNothingDue();
});

describe('[REN-6] with auto-renew off', () => {
  test('the subscription expires at the end of its term, is disabled after 30 days and deleted after 90 more, and nothing is charged', async () => {
    const { world, customer, id, lines, subscription } = await bought('2021-06-18T10:00:00Z');
    await outcomeOf(world.as('havn').patch(customer, id, { autoRenewEnabled: false }));
    await world.advanceTo('2021-07-17T23:59:59.999Z');
    expect((await subscription()).status).toBe('active');
    await world.advanceTo('2021-07-18T00:00:00Z');
    expect(await subscription()).toMatchObject({ status: 'expired', quantity: 10, term: { number: 1 } });
    await world.advanceTo('2021-08-16T23:59:59.999Z');
    expect((await subscription()).status).toBe('expired');
    await world.advanceTo('2021-08-17T00:00:00Z');
    expect((await subscription()).status).toBe('disabled');
    await world.advanceTo('2021-11-14T23:59:59.999Z');
    expect((await subscription()).status).toBe('disabled');
    await world.advanceTo('2021-11-15T00:00:00Z');
    expect((await subscription()).status).toBe('deleted');
    await world.advanceTo('2022-07-18T00:00:00Z');
    expect(await lines()).toHaveLength(1);
    expect(world.happened()).toEqual(['OrderPlaced', 'SubscriptionPurchased', 'AutoRenewTurnedOff', 'SubscriptionExpired', 'SubscriptionDisabled', 'SubscriptionDeleted']);
    expect(await world.app.deadlines.earliest()).toBeUndefined();
    await world.expectNothingDue();
  });

  test('turned on again on the last day, it renews', async () => {
    const { world, customer, id, subscription } = await bought('2021-06-18T10:00:00Z');
    await outcomeOf(world.as('havn').patch(customer, id, { autoRenewEnabled: false }));
    await world.advanceTo('2021-07-17T23:59:59.999Z');
    await outcomeOf(world.as('havn').patch(customer, id, { autoRenewEnabled: true }));
    await world.advanceTo('2021-07-18T00:00:00Z');
    expect(await subscription()).toMatchObject({ status: 'active', term: { number: 2, start: '2021-07-18' } });
  });
});

describe('[REN-7] a host that was down when terms ended', () => {
  test('for five days: the dates it should have had, the window from the instant it completed [REN-4]', async () => {
    const { world, customer, id, lines, subscription } = await bought('2021-06-18T10:00:00Z');
    world.sleepUntil('2021-07-23T06:30:00Z');
    await world.settle();
    expect(await lines()).toEqual([
      'new | 2021-06-18T10:00:00.000Z | 2021-06-18…2021-07-17 | 10.08 | 10 | 100.80',
      'renew | 2021-07-18T00:00:00.000Z | 2021-07-18…2021-08-17 | 10.08 | 10 | 100.80',
    ]);
    expect(await subscription()).toMatchObject({
      term: { number: 2, start: '2021-07-18', end: '2021-08-17', startedAt: '2021-07-23T06:30:00.000Z', cancellableUntil: '2021-07-30T06:30:00.000Z' },
      batches: [{ quantity: 10, chargedFrom: '2021-07-18', windowClosesAt: '2021-07-30T06:30:00.000Z', fullRefundUntil: '2021-07-24T06:30:00.000Z' }],
    });
    world.sleepUntil('2021-07-30T06:29:59.999Z');
    expect((await world.as('havn').patch(customer, id, { quantity: 9 }, { preview: true })).ok).toBe(true);
    world.sleepUntil('2021-07-30T06:30:00.000Z');
    expect(await refusalOf(world.as('havn').patch(customer, id, { quantity: 9 }, { preview: true }))).toMatchObject({ kind: 'ReductionWindowClosed', nextWindowOpens: '2021-08-18' });
    await world.settle();
    await world.expectNothingDue();
  });

  test('for three months: every term in its turn, one window from the instant it completed', async () => {
    const { world, lines, subscription } = await bought('2021-06-18T10:00:00Z');
    world.sleepUntil('2021-10-01T08:00:00Z');
    await world.settle();
    expect(await lines()).toEqual([
      'new | 2021-06-18T10:00:00.000Z | 2021-06-18…2021-07-17 | 10.08 | 10 | 100.80',
      'renew | 2021-07-18T00:00:00.000Z | 2021-07-18…2021-08-17 | 10.08 | 10 | 100.80',
      'renew | 2021-08-18T00:00:00.000Z | 2021-08-18…2021-09-17 | 10.08 | 10 | 100.80',
      'renew | 2021-09-18T00:00:00.000Z | 2021-09-18…2021-10-17 | 10.08 | 10 | 100.80',
    ]);
    expect(await subscription()).toMatchObject({ term: { number: 4, startedAt: '2021-10-01T08:00:00.000Z' }, batches: [{ windowClosesAt: '2021-10-08T08:00:00.000Z' }] });
    expect(world.happened()).toEqual(['OrderPlaced', 'SubscriptionPurchased', 'SubscriptionRenewed', 'SubscriptionRenewed', 'SubscriptionRenewed']);
    expect(await world.app.deadlines.earliest()).toBe('2021-10-07T08:00:00.000Z');
    await world.expectNothingDue();
  });

  test('for two years: more terms than one transaction holds are carried out one transaction after another', async () => {
    const { world, customer, id, subscription } = await bought('2021-06-18T10:00:00Z');
    world.sleepUntil('2023-06-20T08:00:00Z');
    await world.settle();
    expect((await subscription()).term).toMatchObject({ number: 25, start: '2023-06-18' });
    expect(await world.charges(customer, id)).toHaveLength(25);
    await world.expectNothingDue();
  });

  test('while it is down and not yet carried out, the subscription answers as being renewed [REN-5]', async () => {
    const { world, customer, id } = await bought('2021-06-18T10:00:00Z');
    world.sleepUntil('2021-07-18T00:00:00Z');
    expect(await refusalOf(world.as('havn').patch(customer, id, { quantity: 12 }))).toEqual({ kind: 'RenewalInProgress', subscriptionId: id, since: '2021-07-18T00:00:00.000Z' });
    expect(await refusalOf(world.as('havn').patch(customer, id, { autoRenewEnabled: false }))).toMatchObject({ kind: 'ReadOnlyDuringRenewal' });
    await world.settle();
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
  });
});

test('[REN-3] a renewal is charged at the price of its day', async () => {
  const world = await World.at('2026-06-15T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: 1 }]);
  await world.advanceTo('2026-07-15T00:00:00Z');
  expect((await world.charges(customer, id)).map((line) => [line.chargeType, line.unitPrice, line.subtotal])).toEqual([
    ['new', '34.94', '34.94'],
    ['renew', '38.4', '38.40'],
  ]);
});
