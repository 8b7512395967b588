import { setExchangeRates } from '../../../src/app/exchangeRates';
import { ledgerPartition, shardOf } from '../../../src/app/ledger/ledgerKeys';
import { billedMonth } from '../../../src/app/statement/billedMonth';
import { comingLines } from '../../../src/app/statement/comingLines';
import { RowUnreadable } from '../../../src/app/unreadable';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { sumOf, amountIn } from '../../../src/kernel/money';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { httpOver, type Call } from '../../support/httpWorld';
import { worldWithOwnCatalogue } from '../../support/ownCatalogue';
import { rowsOf } from '../../support/worldStores';
import { World } from '../../support/world';
import { invoiced, standard } from '../invoice/invoicedWorld';
import { operatorToken, oresund } from '../usage/overage/oresund';

type Http = ReturnType<typeof httpOver>;
interface Amounts {
  readonly currency: string;
  readonly lines: number;
  readonly amount: string;
  readonly lastMonth: string;
  readonly difference: string;
}
interface Group extends Amounts {
  readonly customerId: string;
  readonly customerName: string;
  readonly productId: string;
  readonly name: string;
  readonly reason: string;
}
interface Coming {
  readonly date: string;
  readonly kind: string;
  readonly subscriptionId: string;
  readonly isKnown: boolean;
  readonly amount?: string;
  readonly lines?: readonly { readonly amount: string; readonly chargeType: string; readonly orderDate: string; readonly reason: string; readonly chargeStartDate: string; readonly quantity: string; readonly currency: string; readonly productId: string }[];
}
interface Page<T> {
  readonly items: readonly T[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] }; readonly coming?: { readonly uri: string } };
}
interface Statement extends Page<Group> {
  readonly month: string;
  readonly status: string;
  readonly invoices: readonly string[];
  readonly totals?: readonly Amounts[];
  readonly reasons?: readonly (Amounts & { readonly reason: string })[];
  readonly unreadable?: readonly { readonly kind: string }[];
}
interface Line {
  readonly customerId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly chargeType: string;
  readonly subtotal: number;
  readonly currency: string;
  readonly orderDate: string;
  readonly subscriptionId: string;
}

const year = { sku: 'NCBUSBASIC01:0001', quantity: 5, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const kanaal = { sku: 'NCKANAALPL01:0001', quantity: 2, termDuration: 'P1M', billingCycle: 'monthly' } as const;

const statement = async (http: Http, month: string, more = '', call?: Call) => (await http(`/nextterm/v1/statements/${month}${more}`, call)).body as Statement;

const allPages = async <T>(http: Http, from: string): Promise<T[]> => {
  const items: T[] = [];
  let uri: string | undefined = from;
  for (let headers: Record<string, string> = {}; uri !== undefined; ) {
    const page: Page<T> = (await http(uri, { headers })).body as Page<T>;
    items.push(...page.items);
    uri = page.links.next?.uri.replace(/^\/invoices/, '/v1/invoices');
    headers = Object.fromEntries((page.links.next?.headers ?? []).map(({ key, value }) => [key, value]));
  }
  return items;
};
const coming = (http: Http, month: string, more = '') => allPages<Coming>(http, `/nextterm/v1/statements/${month}/coming${more}`);
const unbilled = async (http: Http, period: string, currency = 'EUR') =>
  ((await http(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=${currency}&period=${period}`)).body as { items: Line[] }).items;
const billed = async (http: Http, id: string) => ((await http(`/v1/invoices/${id}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`)).body as { items: Line[] }).items;

const reasonOfType: Readonly<Record<string, string>> = { new: 'new', renew: 'renewal', cycleCharge: 'cycle', addQuantity: 'seats', cancelImmediate: 'credit', convert: 'upgrade' };
/** What lines of licences come to, by customer, product and reason. */
const bySort = (lines: readonly Line[]) => {
  const sums = new Map<string, number>();
  for (const { customerId, productId, chargeType, subtotal } of lines) {
    const key = `${customerId} ${productId} ${reasonOfType[chargeType] ?? chargeType}`;
    sums.set(key, (sums.get(key) ?? 0) + Math.round(subtotal * 100));
  }
  return Object.fromEntries([...sums].toSorted());
};
const groupSums = (groups: readonly Group[]) => Object.fromEntries(groups.filter(({ lines }) => lines > 0).map(({ customerId, productId, reason, amount }) => [`${customerId} ${productId} ${reason}`, Math.round(Number(amount) * 100)] as const).toSorted());
const total = (lines: readonly Line[]) => amountIn(sumOf(lines.map(({ subtotal }) => String(subtotal))), 'EUR');

/** Havn sells two customers four things in May and changes one in June; nothing is invoiced yet. */
const twoMonths = async () => {
  const world = await World.at('2021-05-18T10:00:00.000Z');
  const http = httpOver(world);
  const [zonnebloem, oresundFoods] = [world.customer('Zonnebloem'), world.customer('Oresund')];
  const [month = '', annual = '', ended = ''] = await world.buy('havn', zonnebloem, [standard, year, kanaal]);
  await world.buy('havn', oresundFoods, [year]);
  await world.buy('havn', zonnebloem, [{ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]);
  await http(`/v1/customers/${zonnebloem}/subscriptions/${ended}`, { method: 'PATCH', body: { autoRenewEnabled: false } });
  await world.advanceTo('2021-06-01T10:00:00.000Z');
  const [cancelled = ''] = await world.buy('havn', zonnebloem, [{ ...standard, quantity: 3 }]);
  await world.advanceTo('2021-06-03T10:00:00.000Z');
  expect((await http(`/v1/customers/${zonnebloem}/subscriptions/${annual}`, { method: 'PATCH', body: { quantity: 6 } })).status).toBe(200);
  expect((await http(`/v1/customers/${zonnebloem}/subscriptions/${cancelled}`, { method: 'PATCH', body: { status: 'deleted' } })).status).toBe(200);
  return { world, http, zonnebloem, oresundFoods, month, annual };
};

describe('[BIL-4] the statement of a month', () => {
  test('of the running one is what its unbilled lines come to, by customer, product and reason, against the month before', async () => {
    const { world, http } = await twoMonths();
    await world.advanceTo('2021-06-30T10:00:00.000Z');
    const [now, before] = [await unbilled(http, 'current'), await unbilled(http, 'previous')];
    const june = await statement(http, '2021-06');
    expect(june).toMatchObject({ month: '2021-06', status: 'running', lastMonth: '2021-05', asOf: '2021-06-30T10:00:00.000Z', invoices: [], links: { coming: { uri: '/nextterm/v1/statements/2021-06/coming' } } });
    expect(groupSums(june.items)).toEqual(bySort(now));
    expect(new Set(june.items.map(({ reason }) => reason))).toEqual(new Set(['new', 'renewal', 'cycle', 'seats', 'credit']));
    const difference = amountIn(sumOf([...now.map(({ subtotal }) => String(subtotal)), ...before.map(({ subtotal }) => String(-subtotal))]), 'EUR');
    expect(june.totals).toEqual([{ currency: 'EUR', lines: now.length, amount: total(now), lastMonth: total(before), difference }]);
    const added = (items: readonly Amounts[], member: 'amount' | 'lastMonth' | 'difference') => amountIn(sumOf(items.map((item) => item[member])), 'EUR');
    for (const list of [june.items, june.reasons ?? []]) expect([added(list, 'amount'), added(list, 'lastMonth'), added(list, 'difference')]).toEqual([total(now), total(before), difference]);
    // What was there last month alone is told too.
    expect(june.items.find(({ productId, reason }) => productId === 'NCKANAALPL01' && reason === 'new')).toMatchObject({ lines: 0, amount: '0.00', customerName: 'Zonnebloem Installaties' });
  });

  test('of an invoiced one is what its invoice says, line for line, also where the run was not counted by reason', async () => {
    const { world, http } = await twoMonths();
    await world.advanceTo('2021-06-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2021-05-01'));
    await world.advanceTo('2021-07-07T00:00:00.000Z');
    const closing = await statement(http, '2021-06');
    expect(closing).toMatchObject({ status: 'closing', invoices: [] });
    await invoiced(world, calendarDate('2021-06-01'));
    const june = await statement(http, '2021-06');
    const [lines, invoice] = [await billed(http, 'G000000002'), (await http('/v1/invoices/G000000002')).body as { subtotal: number; lineItemCount: number }];
    expect(june).toMatchObject({ status: 'invoiced', invoices: ['G000000002'], totals: [{ currency: 'EUR', lines: invoice.lineItemCount }] });
    expect([june.totals?.[0]?.amount, june.links.coming]).toEqual([amountIn(String(invoice.subtotal), 'EUR'), undefined]);
    expect(groupSums(june.items)).toEqual(bySort(lines));
    expect([june.items, june.totals, june.reasons]).toEqual([closing.items, closing.totals, closing.reasons]);
    expect((await statement(http, '2021-07')).totals?.[0]?.lastMonth).toBe(june.totals?.[0]?.amount);

    const partition = world.as('havn').partner.tenantId;
    for (const key of ['run|2021-05', 'run|2021-06']) {
      const { reasons, ...older } = (await world.stores.Invoices.read(partition, key))?.value ?? {};
      expect(reasons).not.toHaveLength(0);
      await world.stores.Invoices.commit(partition, [{ op: 'put', key, value: older }]);
    }
    expect(await statement(http, '2021-06')).toMatchObject({ totals: june.totals, reasons: june.reasons, items: june.items });
  });

  test('tells usage and overage by the Azure plan, in the currency that they are billed in', async () => {
    const at = '2026-03-02T10:00:00.000Z';
    const { world, customerId, azureOfHavn } = await oresund(at, await worldWithOwnCatalogue(at));
    const http = httpOver(world);
    const calls = Array.from({ length: 4 }, (_, user) => ({ reportId: `c${user}`, service: 'PhoneServices', userId: `u${user}@oresundfoods.example`, date: '2026-03-02', minutes: 1300 }));
    const meter = { reportId: 'm', azureSubscriptionId: azureOfHavn, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date: '2026-03-02', quantity: '29' };
    expect((await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports: [meter, ...calls] } })).status).toBe(200);
    const sorts = async () => (await statement(http, '2026-03')).items.filter(({ name }) => name === 'Azure plan').map(({ reason, currency, amount }) => [reason, currency, amount]);
    const overage = (await unbilled(http, 'current')).find(({ chargeType, productId }) => chargeType === 'new' && productId === 'DZH318Z0BPS6')?.subtotal;
    expect(await sorts()).toEqual([['overage', 'EUR', amountIn(String(overage), 'EUR')], ['usage', 'USD', '21.39']]);
    await setExchangeRates(world.stores.Catalogue, [{ from: 'USD', to: 'EUR', month: calendarDate('2026-03-01'), rate: '0.9' }]);
    expect(await sorts()).toEqual([['usage', 'EUR', '19.25'], ['overage', 'EUR', amountIn(String(overage), 'EUR')]]);
  });

  test.each([1, 2, 3])('in pages of %i, each group once, the totals on the first alone; and as a file', async (size) => {
    const { world, http } = await twoMonths();
    const whole = await statement(http, '2021-06');
    expect(await allPages(http, `/nextterm/v1/statements/2021-06?size=${size}`)).toEqual(whole.items);
    const first = await statement(http, '2021-06', `?size=${size}`);
    const headers = Object.fromEntries((first.links.next?.headers ?? []).map(({ key, value }) => [key, value]));
    const second = await statement(http, '2021-06', '?seekOperation=Next', { headers });
    expect([first.totals, second.totals, second.reasons]).toEqual([whole.totals, undefined, undefined]);
    expect((await http('/nextterm/v1/statements/2021-05?seekOperation=Next', { headers })).status).toBe(400);

    const csv = { Accept: 'text/csv' };
    const file = await http('/nextterm/v1/statements/2021-06', { headers: csv });
    expect(file.text.split('\r\n')[0]).toBe('CustomerId,CustomerName,ProductId,SkuId,SkuName,Reason,Currency,Lines,Amount,LastMonth,Difference');
    expect(file.text.trim().split('\r\n')).toHaveLength(whole.items.length + 1);
    const part = await http(`/nextterm/v1/statements/2021-06?size=${size}`, { headers: csv });
    const rest = await http('/nextterm/v1/statements/2021-06?seekOperation=Next', { headers: { ...csv, 'MS-ContinuationToken': part.headers['MS-ContinuationToken'] ?? '' } });
    expect(file.text.startsWith(part.text + rest.text)).toBe(true);
    expect(world.errors).toEqual([]);
  });

  test('a page reads the lines of its own customers; an invoiced month is not counted again', async () => {
    const { world, http, zonnebloem } = await twoMonths();
    await world.advanceTo('2021-06-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2021-05-01'));
    const havn = world.as('havn').partner.tenantId;
    const partition = ledgerPartition(havn, calendarDate('2021-06-01'), shardOf(zonnebloem));
    const [row] = (await rowsOf(world.stores.Ledger)).filter((each) => each.partition === partition && each.key.startsWith(`line|${zonnebloem}`));
    const prefix = zonnebloem.slice(0, 1);
    for (let many = 0; many < 24; many += 1) {
      const customerId = `${prefix}0000000-0000-4000-8000-0000000000${String(many).padStart(2, '0')}`;
      const lines = Array.from({ length: 90 }, (_, nth) => ({ lineId: `x|00000001|${String(nth).padStart(3, '0')}`, item: { ...(row?.value['item'] as object), customer: { id: customerId, name: `C${many}`, domain: '', country: 'NL' }, subtotal: '1.00' } }));
      await world.stores.Ledger.commit(partition, lines.map((line) => ({ op: 'create' as const, key: `line|${customerId}|licence|${line.lineId}`, value: { ...row?.value, ...line } })));
    }
    const whole = await statement(http, '2021-06');
    expect(whole.totals?.[0]?.lines).toBe((await allPages(http, '/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current')).length);
    expect(await allPages(http, '/nextterm/v1/statements/2021-06?size=5')).toEqual(whole.items);

    const counts = new OperationCounts();
    world.restart((store, table) => new CountingStore(store, table, counts));
    const first = await statement(http, '2021-06', '?size=1');
    const counted = counts.of('Ledger');
    const headers = Object.fromEntries((first.links.next?.headers ?? []).map(({ key, value }) => [key, value]));
    await statement(http, '2021-06', '?seekOperation=Next', { headers });
    const page = counts.of('Ledger').rows - counted.rows;
    expect([counted.rows > 2160, page > 0, page <= 1010]).toEqual([true, true, true]);
  });

  test('a line that cannot be read is left out and said, once; the rest is told', async () => {
    const { world, http, zonnebloem, month } = await twoMonths();
    const whole = await statement(http, '2021-05');
    const partition = ledgerPartition(world.as('havn').partner.tenantId, calendarDate('2021-05-01'), shardOf(zonnebloem));
    const key = `line|${zonnebloem}|licence|${month}|00000001|001`;
    const row = await world.stores.Ledger.read(partition, key);
    await world.stores.Ledger.commit(partition, [{ op: 'put', key, value: { ...row?.value, month: 'May' } }]);
    const { status, headers, body } = await http('/nextterm/v1/statements/2021-05');
    expect([status, headers['NextTerm-Unreadable'], (body as Statement).unreadable]).toEqual([200, '1', [{ kind: 'ledgerLine', id: key.slice('line|'.length) }]]);
    expect((body as Statement).totals).toEqual([{ ...whole.totals?.[0], lines: (whole.totals?.[0]?.lines ?? 0) - 1, amount: expect.any(String) as string, difference: expect.any(String) as string }]);
    expect((body as Statement).items).toHaveLength(whole.items.length - 1);
  });

  test('a month that is none, has not begun, or lies before the books is refused; another partner sees its own alone', async () => {
    const { world, http } = await twoMonths();
    const refused = async (month: string, call?: Call) => {
      const { status, body } = await http(`/nextterm/v1/statements/${month}`, call);
      return [status, (body as { code: number }).code, (body as { description: string }).description] as const;
    };
    for (const month of ['2021-13', '2021-6', 'june', '2021-06-01']) expect((await refused(month))[0]).toBe(400);
    expect(await refused('2021-07')).toEqual([400, 800002, expect.stringContaining('2021-07 has not begun')]);
    expect(await refused('2021-04')).toEqual([404, 1000, expect.stringContaining('the books begin with 2021-05')]);
    expect(await refused('2021-07/coming')).toEqual([400, 800002, expect.stringContaining('2021-07 has not begun')]);
    expect(await refused('2021-04/coming')).toEqual([404, 1000, expect.stringContaining('the books begin with 2021-05')]);
    expect((await statement(http, '2021-05')).items).not.toHaveLength(0);
    // Of one that has sold nothing the books begin with the month that runs.
    expect(await statement(http, '2021-06', '', { as: 'nordlys' })).toMatchObject({ items: [], totals: [], reasons: [] });
    expect((await refused('2021-05', { as: 'nordlys' }))[2]).toContain('the books begin with 2021-06');
    expect(world.errors).toEqual([]);
    expect((await http('/nextterm/v1/statements/2021-06', { roles: ['sales_agent'] })).status).toBe(403);
  });
});

const asComing = (items: readonly Coming[]) => items.flatMap(({ subscriptionId, lines = [] }) => lines.map(({ orderDate, chargeType, amount, currency }) => [orderDate, subscriptionId, chargeType, amount, currency].join(' '))).toSorted();
const asCharged = (lines: readonly Line[]) => lines.map(({ orderDate, subscriptionId, chargeType, subtotal, currency }) => [orderDate, subscriptionId, chargeType, amountIn(String(subtotal), currency), currency].join(' ')).toSorted();

describe('[PRE-3] [BIL-4] what will come to a month if nobody acts', () => {
  test.each([100, 1])('is what is charged once its time has come, to the cent and line; in pages of %i', async (size) => {
    const { world, http } = await twoMonths();
    const before = await unbilled(http, 'current');
    const ahead = await coming(http, '2021-06', `?size=${size}`);
    expect(ahead.every(({ isKnown }) => isKnown)).toBe(true);
    expect(new Set(ahead.map(({ kind }) => kind))).toEqual(new Set(['renewal', 'cycleCharge', 'trialConversion']));
    await world.advanceTo('2021-06-30T23:59:59.999Z');
    const after = await unbilled(http, 'current');
    expect(after.length).toBeGreaterThan(before.length);
    const known = new Set(asCharged(before));
    expect(asComing(ahead)).toEqual(asCharged(after).filter((line) => !known.has(line)));
    expect(await coming(http, '2021-06')).toEqual([]);
    const sums = [total(before), ...ahead.map(({ amount = '0' }) => amount)];
    expect((await statement(http, '2021-06')).totals?.[0]?.amount).toBe(amountIn(sumOf(sums), 'EUR'));
  });

  test('also the renewal of a term that only begins, and ends, within the month', async () => {
    const world = await World.at('2021-05-03T10:00:00.000Z');
    const http = httpOver(world);
    const customer = world.customer('Zonnebloem');
    const [short = ''] = await world.buy('havn', customer, [standard]);
    await world.advanceTo('2021-05-20T10:00:00.000Z');
    await world.buy('havn', customer, [{ ...standard, sku: 'NCBUSBASIC01:0001' }]);
    const whole = (await http(`/v1/customers/${customer}/subscriptions/${short}`)).body as Record<string, unknown>;
    const product = { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId: ((await world.subscription(customer, short)).offer.availabilityId), termDuration: 'P1M', billingCycle: 'monthly' };
    const planned = await http(`/v1/customers/${customer}/subscriptions/${short}`, { method: 'PATCH', body: { ...whole, scheduledNextTermInstructions: { product, quantity: 10, customTermEndDate: '2021-06-19' } } });
    expect(planned.status).toBe(200);
    await world.advanceTo('2021-06-01T10:00:00.000Z');
    const ahead = await coming(http, '2021-06');
    expect(ahead.find(({ subscriptionId }) => subscriptionId === short)?.lines?.map(({ orderDate, chargeType }) => `${orderDate.slice(0, 10)} ${chargeType}`)).toEqual(['2021-06-03 renew', '2021-06-20 renew']);
    await world.advanceTo('2021-06-30T23:59:59.999Z');
    expect(asComing(ahead)).toEqual(asCharged(await unbilled(http, 'current')));
  });

  test('is there until it is charged, whoever is late, and is billed at the rate of the month', async () => {
    const { world, http } = await twoMonths();
    const ahead = await coming(http, '2021-06');
    world.sleepUntil('2021-07-02T10:00:00.000Z');
    expect(asComing(await coming(http, '2021-06'))).toEqual(asComing(ahead));
    await world.settle();
    expect(await coming(http, '2021-06')).toEqual([]);
    const charged = asCharged(await unbilled(http, 'previous'));
    for (const line of asComing(ahead)) expect(charged).toContain(line);
  });

  test('says that it is not known what a subscription brings that the list is behind of, and leaves the others as they are', async () => {
    const { world, http, zonnebloem, month } = await twoMonths();
    const whole = await coming(http, '2021-06');
    const partnerId = world.as('havn').partner.tenantId;
    const at = '2021-06-21T00:00:00.000Z';
    // As a subject had it for itself before there were sheets, which is still read.
    await world.stores.Directory.commit(`deadlines|${partnerId}`, [{ op: 'put', key: `deadline|${at}|${zonnebloem}|${month}|04|renewal|1`, value: { type: 'deadline', partnerId, customerId: zonnebloem, subjectId: month, name: 'stale', at, kind: 'renewal' } }]);
    const items = await coming(http, '2021-06');
    expect(items.filter(({ isKnown }) => isKnown)).toEqual(whole);
    expect(items.filter(({ isKnown }) => !isKnown)).toEqual([expect.objectContaining({ date: at, kind: 'renewal', customerId: zonnebloem, subscriptionId: month, isKnown: false })]);
  });

  test('where a subscription cannot be read its row is said, and what it brings is not known', async () => {
    const { world, http, zonnebloem, month } = await twoMonths();
    const row = await world.stores.Commerce.read(zonnebloem, `subscription|${month}`);
    await world.stores.Commerce.commit(zonnebloem, [{ op: 'put', key: `subscription|${month}`, value: { ...row?.value, quantity: 'ten' } }]);
    const { status, headers, body } = await http('/nextterm/v1/statements/2021-06/coming');
    expect([status, headers['NextTerm-Unreadable']]).toEqual([200, '1']);
    const items = (body as Page<Coming>).items;
    expect(items.find(({ subscriptionId }) => subscriptionId === month)).toMatchObject({ isKnown: false });
    expect(items.some(({ isKnown }) => isKnown)).toBe(true);
  });

  test('[DUE-2] fails where the store does; where a catalogue cannot be read, its row is said once and the lines are not known', async () => {
    const { world } = await twoMonths();
    const { partner } = world.as('havn');
    const failing = async (cause: Error) => {
      const app = { ...world.app, catalogueOf: (): Promise<never> => Promise.reject(cause) };
      return comingLines(app, partner, await billedMonth(app, partner, calendarDate('2021-06-01')))(100);
    };
    await expect(failing(new StoreUnavailable('down'))).rejects.toThrow('down');
    const row = { table: 'Catalogue', partition: 'NL', key: 'version', etag: 'e', kind: 'catalogue', reason: 'spoilt', partnerIds: [] };
    const { items, unreadable } = await failing(new RowUnreadable(row));
    expect([items.length > 1, items.every(({ lines }) => lines === undefined), unreadable]).toEqual([true, true, [row]]);
  });
});
