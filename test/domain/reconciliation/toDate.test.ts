import { addDayTotals, compareToDate, dayTotalsOf, toDateOf } from '../../../src/domain/reconciliation/toDate';
import { type LineItem } from '../../../src/domain/reconciliation/lineItem';
import { ledgerPartition, shardOf } from '../../../src/app/ledger/ledgerKeys';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { sumOf } from '../../../src/kernel/money';
import { claimDomains } from '../../support/claimedDomains';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const may = calendarDate('2026-05-01');
const june = calendarDate('2026-06-01');

const item = (at: string, subtotal: string, more: Partial<LineItem> = {}) => ({ chargeType: 'new', orderDate: instant(at), subtotal, currency: 'EUR', productQualifiers: [] as string[], ...more }) as LineItem;

describe('[BIL-4] a month so far against the month before', () => {
  test.each([
    ['2026-06-01', june, may, 1, 1],
    ['2026-06-30', june, may, 30, 30],
    ['2026-05-31', may, calendarDate('2026-04-01'), 31, 30],
    ['2026-03-29', calendarDate('2026-03-01'), calendarDate('2026-02-01'), 29, 28],
    ['2028-03-29', calendarDate('2028-03-01'), calendarDate('2028-02-01'), 29, 29],
  ])('on %s both are counted to the same day, the shorter one to its end', (today, month, lastMonth, day, lastMonthDay) => {
    expect(toDateOf(month, lastMonth, calendarDate(today))).toEqual({ day, lastMonthDay });
  });

  test('of a month that is over both are whole', () => {
    expect(toDateOf(june, may, undefined)).toEqual({ day: 30, lastMonthDay: 31 });
  });

  test('usage has no day, what came late is of the first, currencies stand apart, parts add up', () => {
    const now = dayTotalsOf(june, [
      item('2026-06-02T23:59:59.999Z', '10.10'),
      item('2026-06-03T00:00:00.000Z', '-0.10'),
      item('2026-05-31T12:00:00.000Z', '1.00'),
      item('2026-06-15T00:00:00.000Z', '7', { meterDescription: 'Disks' }),
      item('2026-06-15T00:00:00.000Z', '2', { meterDescription: 'Calls', productQualifiers: ['Overage'] }),
      item('2026-06-03T00:00:00.000Z', '5.00', { currency: 'SEK' }),
    ]);
    const before = dayTotalsOf(may, [item('2026-05-03T08:00:00.000Z', '4.00'), item('2026-05-04T00:00:00.000Z', '8.00'), item('2026-06-01T00:00:00.000Z', '3', { meterDescription: 'Disks' })]);
    expect(addDayTotals([...now.slice(0, 2), ...now])).toContainEqual({ day: 1, currency: 'EUR', lines: 2, amount: '2' });
    const { totals, usage, days } = compareToDate({ day: 3, lastMonthDay: 3 }, may, now, before);
    expect(totals).toEqual([
      { currency: 'EUR', lines: 3, amount: '11.00', lastMonth: '4.00', difference: '7.00' },
      { currency: 'SEK', lines: 1, amount: '5.00', lastMonth: '0.00', difference: '5.00' },
    ]);
    expect(usage).toEqual([{ currency: 'EUR', lines: 2, amount: '9.00', lastMonth: '3.00', difference: '6.00' }]);
    expect(days).toHaveLength(62);
    expect(days.slice(0, 5)).toEqual([
      { day: 1, currency: 'EUR', amount: '1.00', soFar: '1.00', lastMonth: '0.00', lastMonthSoFar: '0.00' },
      { day: 2, currency: 'EUR', amount: '10.10', soFar: '11.10', lastMonth: '0.00', lastMonthSoFar: '0.00' },
      { day: 3, currency: 'EUR', amount: '-0.10', soFar: '11.00', lastMonth: '4.00', lastMonthSoFar: '4.00' },
      { day: 4, currency: 'EUR', lastMonth: '8.00', lastMonthSoFar: '12.00' },
      { day: 5, currency: 'EUR', lastMonth: '0.00', lastMonthSoFar: '12.00' },
    ]);
  });

  test('over HTTP it is what the statement says of both months, counted to the day; [DUE-2] without a line that cannot be read, which is told', async () => {
    const world = await World.at('2026-05-10T10:00:00Z');
    const http = httpOver(world);
    const customer = world.customer('Zonnebloem');
    await claimDomains(world);
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
    await world.advanceTo('2026-05-20T10:00:00Z');
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } });
    await world.advanceTo('2026-06-15T09:00:00Z');

    type ToDate = { readonly status: string; readonly totals: readonly { readonly amount: string; readonly lastMonth: string }[]; readonly days: readonly { readonly day: number; readonly amount?: string; readonly lastMonthSoFar?: string }[] };
    const get = async (month: string) => (await http(`/nextterm/v1/statements/${month}/todate`)).body as ToDate;
    const now = await get('2026-06');
    expect(now).toMatchObject({ month: '2026-06', status: 'running', day: 15, lastMonth: '2026-05', lastMonthDay: 15, usage: [], totals: [{ currency: 'EUR', lines: 1, amount: '120.96', lastMonth: '100.80', difference: '20.16' }] });
    expect(now.days).toHaveLength(31);
    expect(now.days[9]).toEqual({ day: 10, currency: 'EUR', amount: '120.96', soFar: '120.96', lastMonth: '100.80', lastMonthSoFar: '100.80' });
    expect(now.days[15]).toEqual({ day: 16, currency: 'EUR', lastMonth: '0.00', lastMonthSoFar: '100.80' });
    const whole = (await http('/nextterm/v1/statements/2026-06')).body as { readonly totals: readonly { readonly amount: string; readonly lastMonth: string }[] };
    expect(whole.totals).toMatchObject([{ amount: '120.96', lastMonth: now.days.at(-1)?.lastMonthSoFar }]);
    const before = await get('2026-05');
    expect(before).toMatchObject({ day: 31, lastMonthDay: 30, totals: [{ amount: whole.totals[0]?.lastMonth, lastMonth: '0.00' }] });
    expect(sumOf(before.days.map(({ amount = '0' }) => amount))).toBe(sumOf([whole.totals[0]?.lastMonth ?? '']));
    expect(await http('/nextterm/v1/statements/2026-07/todate')).toMatchObject({ status: 400 });
    expect(await http('/nextterm/v1/statements/2026-04/todate')).toMatchObject({ status: 404 });
    expect(await http('/nextterm/v1/statements/2026-06/todate', { as: 'nordlys' })).toMatchObject({ status: 200, body: { totals: [], days: [] } });

    await world.stores.Ledger.commit(ledgerPartition(world.as('havn').partner.tenantId, june, shardOf(customer)), [{ op: 'create', key: `line|${customer}|licence|damaged`, value: { garbage: true } }]);
    const damaged = await http('/nextterm/v1/statements/2026-06/todate');
    expect([damaged.headers['NextTerm-Unreadable'], (damaged.body as ToDate).totals[0]?.amount]).toEqual(['1', '120.96']);
  });
});
