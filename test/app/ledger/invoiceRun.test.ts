import { listInvoices, readInvoice, readRun } from '../../../src/app/invoice/invoiceBook';
import { billedLineItems } from '../../../src/app/invoice/billedLineItems';
import { DueInvoices } from '../../../src/app/invoice/dueInvoices';
import { beginInvoiceRun, issueInvoices, type MonthToInvoice } from '../../../src/app/invoice/invoiceRun';
import { setExchangeRates } from '../../../src/app/exchangeRates';
import { ledgerPartition, shardOf } from '../../../src/app/ledger/ledgerKeys';
import { tenantKey } from '../../../src/app/partner/partnerRows';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../src/kernel/instant';
import { type Stores } from '../../../src/wiring/wiring';
import { operatorToken, oresund } from '../../domain/usage/overage/oresund';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { FaultPlan, type Fault } from '../../support/faultyStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { afterEachFault, everyPlace, faultyWorld, seenByCaller } from '../../support/worldFaults';
import { runInvoices } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const june = calendarDate('2021-06-01');
const issuing = '2021-07-07T00:00:00.000Z';

type Http = ReturnType<typeof httpOver>;
const unbilled = async (http: Http, period: 'current' | 'previous', currency = 'EUR') =>
  ((await http(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=${currency}&period=${period}`)).body as { items: Record<string, unknown>[] }).items;

const monthOf = (world: World, month = june): MonthToInvoice => ({ partnerId: world.as('havn').partner.tenantId, month });
const invoicesOf = async (world: World, slug = 'havn') => (await listInvoices(world.app.invoices, world.as(slug).partner.tenantId, 100)).items;
const linesOf = async (world: World, id: string, slug = 'havn') => {
  const invoice = await readInvoice(world.app.invoices, world.as(slug).partner.tenantId, id);
  if (invoice === undefined) throw new Error(`There is no invoice ${id}`);
  return (await (await billedLineItems(world.app, invoice))(1000)).items;
};
const cents = (amounts: readonly string[]): number => amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0);

/** Havn sold Zonnebloem ten seats on 18 June and added two on the 20th; Grachtenpand bought ten on the 18th. */
const sold = async (settings: Readonly<Record<string, string>> = {}) => {
  const world = await World.at('2021-06-18T10:00:00.000Z', undefined, undefined, settings);
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  await world.buy('havn', world.customer('Grachtenpand'), [standard]);
  await world.advanceTo('2021-06-20T10:00:00.000Z');
  await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } });
  return { world, http, customer, id };
};

describe('[BIL-2] a month is invoiced', () => {
  test('in one invoice over all customers: its lines, their tax and its total; the lines carry its number, and are unbilled no longer', async () => {
    const { world, http } = await sold({ NEXTTERM_TAX_PERCENT: 'NL=21,DK=25,NO=25,SE=25' });
    await world.advanceTo(issuing);
    const { partner } = world.as('havn');
    expect(await unbilled(http, 'previous')).toHaveLength(4);
    const { outcome, customStatuses } = await runInvoices(world.app, monthOf(world));
    expect(outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
    expect(customStatuses.at(-1)).toEqual({ lines: 4, shardsLeft: 0 });
    const percent = { NL: '21', DK: '25', NO: '25', SE: '25' }[partner.country] ?? '';
    const [invoice] = await invoicesOf(world);
    const lines = await linesOf(world, 'G000000001');
    expect(invoice).toEqual({
      id: 'G000000001',
      partnerId: partner.tenantId,
      month: '2021-06-01',
      billingPeriodStart: '2021-06-01',
      billingPeriodEnd: '2021-06-30',
      invoiceDate: issuing,
      dueDate: '2021-09-05',
      documentType: 'invoice',
      currency: 'EUR',
      lines: 4,
      charges: '314.49',
      credits: '-94.08',
      subtotal: '220.41',
      tax: (cents(lines.map(({ tax = '' }) => tax)) / 100).toFixed(2),
      total: ((22041 + cents(lines.map(({ tax = '' }) => tax))) / 100).toFixed(2),
      billedTo: { name: partner.name, partnerId: partner.partnerId, country: partner.country },
      taxPercent: percent,
    });
    expect(lines.map(({ invoiceNumber, subtotal, tax }) => [invoiceNumber, subtotal, tax])).toEqual(
      expect.arrayContaining([['G000000001', '100.80', (Math.round(100.8 * Number(percent)) / 100).toFixed(2)], ['G000000001', '-94.08', expect.stringMatching(/^-/)], ['G000000001', '112.89', expect.any(String)]]),
    );
    expect(cents(lines.map(({ subtotal }) => subtotal))).toBe(22041);
    expect(await unbilled(http, 'previous')).toEqual([]);
    expect(await invoicesOf(world, 'polder')).toEqual([]);
  });

  test('[PAR-4] of a partner too that was removed while a call of its was under way', async () => {
    const { world, customer } = await sold();
    const { partnerId } = monthOf(world);
    const row = (await rowsOf(world.stores.Partners)).find(({ key }) => key === tenantKey(partnerId));
    if (row === undefined) throw new Error('There is no such partner');
    await world.stores.Partners.commit(row.partition, [{ op: 'update', ...row, value: { ...row.value, removedAt: '2021-06-20T10:00:30.000Z' } }]);
    await world.advanceTo(issuing);
    expect(await world.app.partnerByTenant(partnerId)).toBeUndefined();
    const begun: MonthToInvoice[] = [];
    await new DueInvoices().start(world.app, async (month) => void begun.push(month));
    expect(begun).toEqual([monthOf(world)]);
    expect((await runInvoices(world.app, monthOf(world))).outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
    expect((await linesOf(world, 'G000000001')).map(({ customer: { id } }) => id)).toContain(customer);
  });

  test('one for each currency where no rate is set; in the partner’s own where one is, frozen with the invoice', async () => {
    const { world, customer } = await sold();
    const partition = ledgerPartition(monthOf(world).partnerId, june, shardOf(customer));
    const row = (await rowsOf(world.stores.Ledger)).find((each) => each.partition === partition && each.key.startsWith(`line|${customer}`));
    const foreign = (nth: number, currency: string) => ({ op: 'create' as const, key: `line|${customer}|licence|x|0000000${nth}|001`, value: { ...row?.value, lineId: `x|0000000${nth}|001`, item: { ...(row?.value['item'] as object), currency, pricingCurrency: currency, effectiveUnitPrice: '9.99', quantity: '3', subtotal: '29.97' } } });
    await world.stores.Ledger.commit(partition, [foreign(1, 'DKK'), foreign(2, 'GBP')]);
    await setExchangeRates(world.stores.Catalogue, [
      { from: 'DKK', to: 'EUR', month: calendarDate('2021-05-01'), rate: '0.13' },
      { from: 'DKK', to: 'EUR', month: june, rate: '0.1344' },
      { from: 'DKK', to: 'EUR', month: calendarDate('2021-07-01'), rate: '0.9' },
    ]);
    await world.advanceTo(issuing);
    expect((await runInvoices(world.app, monthOf(world))).outcome).toEqual({ status: 'issued', invoices: ['G000000001', 'G000000002'] });
    // 3 × 9.99 × 0.1344 = 4.027…, cut once.
    expect((await invoicesOf(world)).map(({ currency, lines, subtotal }) => [currency, lines, subtotal])).toEqual([['EUR', 5, '224.43'], ['GBP', 1, '29.97']]);
    await setExchangeRates(world.stores.Catalogue, [{ from: 'DKK', to: 'EUR', month: june, rate: '2' }, { from: 'GBP', to: 'EUR', month: june, rate: '2' }]);
    world.restart();
    expect((await linesOf(world, 'G000000001')).find(({ pricingCurrency }) => pricingCurrency === 'DKK')).toMatchObject({ currency: 'EUR', subtotal: '4.02', exchangeRate: '0.1344' });
    expect(await linesOf(world, 'G000000002')).toMatchObject([{ currency: 'GBP', subtotal: '29.97', invoiceNumber: 'G000000002' }]);
  });

  test('[BIL-4] once its run has begun it is shown at the rates that it is billed at, also while it is held up', async () => {
    const { world, http, customer } = await sold();
    const partition = ledgerPartition(monthOf(world).partnerId, june, shardOf(customer));
    const row = (await rowsOf(world.stores.Ledger)).find((each) => each.partition === partition && each.key.startsWith(`line|${customer}`));
    const item = { ...(row?.value['item'] as object), currency: 'DKK', pricingCurrency: 'DKK', effectiveUnitPrice: '9.99', quantity: '3', subtotal: '29.97' };
    await world.stores.Ledger.commit(partition, [{ op: 'create', key: `line|${customer}|licence|x|00000001|001`, value: { ...row?.value, lineId: 'x|00000001|001', item } }]);
    await setExchangeRates(world.stores.Catalogue, [{ from: 'DKK', to: 'EUR', month: june, rate: '0.1344' }]);
    await world.advanceTo(issuing);
    expect(await beginInvoiceRun(world.app, monthOf(world))).toMatchObject({ status: 'draft' });
    await setExchangeRates(world.stores.Catalogue, [{ from: 'DKK', to: 'EUR', month: june, rate: '2' }]);
    expect((await unbilled(http, 'previous')).find(({ pricingCurrency }) => pricingCurrency === 'DKK')).toMatchObject({ currency: 'EUR', subtotal: 4.02, pcToBCExchangeRate: 0.1344 });
    const shown = (await http('/nextterm/v1/statements/2021-06')).body as { readonly totals: readonly unknown[] };
    expect(shown.totals).toMatchObject([{ currency: 'EUR', lines: 5, amount: '224.43' }]);
    await runInvoices(world.app, monthOf(world));
    expect((await invoicesOf(world)).map(({ subtotal }) => subtotal)).toEqual(['224.43']);
  });

  test('a month whose sum is negative is a credit note; one without lines has no number; numbers go on without a gap', async () => {
    const { world, http } = await sold();
    const customer = world.customer('Oresund');
    await world.advanceTo('2021-06-30T20:00:00.000Z');
    const [late = ''] = await world.buy('havn', customer, [{ ...standard, quantity: 300, termDuration: 'P1Y', billingCycle: 'annual' }]);
    for (const { id } of await purchased(world)) await http(`/v1/customers/${id.customer}/subscriptions/${id.subscription}`, { method: 'PATCH', body: { autoRenewEnabled: false } });
    await world.advanceTo('2021-07-02T20:00:00.000Z');
    expect((await http(`/v1/customers/${customer}/subscriptions/${late}`, { method: 'PATCH', body: { status: 'deleted' } })).status).toBe(200);
    await world.advanceTo('2021-10-07T00:00:00.000Z');
    const outcomes = [];
    for (const month of ['2021-06-01', '2021-07-01', '2021-08-01', '2021-09-01']) outcomes.push((await runInvoices(world.app, monthOf(world, calendarDate(month)))).outcome);
    expect(outcomes).toEqual([{ status: 'issued', invoices: ['G000000001'] }, { status: 'issued', invoices: ['G000000002'] }, { status: 'issued', invoices: [] }, { status: 'issued', invoices: [] }]);
    expect((await invoicesOf(world)).map(({ id, documentType, lines }) => [id, documentType, lines])).toEqual([['G000000001', 'invoice', 5], ['G000000002', 'credit_note', 1]]);
    expect((await invoicesOf(world))[1]?.total).toMatch(/^-/);
  });

  test('at the instant of its day and not before; what is no month, and an unknown partner, are refused: nothing is changed', async () => {
    const { world } = await sold({ NEXTTERM_INVOICE_DAY: '10' });
    await world.advanceTo('2021-07-09T23:59:59.999Z');
    const before = await world.dump(['Ledger', 'Invoices']);
    const refused = async (month: MonthToInvoice) => (await runInvoices(world.app, month)).outcome;
    expect(await refused(monthOf(world))).toEqual({ status: 'refused', reason: '2021-06 is not closed: it is invoiced at 2021-07-10T00:00:00.000Z' });
    expect(await refused(monthOf(world, calendarDate('2021-07-01')))).toMatchObject({ status: 'refused' });
    expect(await refused(monthOf(world, calendarDate('2021-06-02')))).toMatchObject({ status: 'refused', reason: expect.stringContaining('by its first day') as string });
    expect(await refused({ partnerId: monthOf(world).partnerId, month: '2021-6' as MonthToInvoice['month'] })).toMatchObject({ status: 'refused' });
    expect(await world.dump(['Ledger', 'Invoices'])).toEqual(before);
    world.sleepUntil('2021-07-10T00:00:00.000Z');
    expect(await refused({ partnerId: 'nobody', month: june })).toEqual({ status: 'refused', reason: 'There is no partner nobody' });
    expect(await refused(monthOf(world))).toMatchObject({ status: 'issued' });
  });

  test('run again, by another process, and raced by three at once: one invoice, and nothing changes any more', async () => {
    const { world } = await sold();
    await world.advanceTo(issuing);
    const raced = await Promise.all([runInvoices(world.app, monthOf(world)), runInvoices(world.newProcess(), monthOf(world)), runInvoices(world.newProcess(), monthOf(world))]);
    expect(raced.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 3 }, () => ({ status: 'issued', invoices: ['G000000001'] })));
    const issued = await world.dump(['Ledger', 'Invoices']);
    world.sleepUntil('2021-08-20T00:00:00.000Z');
    world.restart();
    expect((await runInvoices(world.app, monthOf(world))).outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
    expect(await world.dump(['Ledger', 'Invoices'])).toEqual(issued);
  });

  test('two months at once: each its own number, none twice and none missing', async () => {
    const { world } = await sold();
    await world.advanceTo('2021-08-07T00:00:00.000Z');
    await Promise.all([runInvoices(world.app, monthOf(world)), runInvoices(world.newProcess(), monthOf(world, calendarDate('2021-07-01')))]);
    expect((await invoicesOf(world)).map(({ id }) => id)).toEqual(['G000000001', 'G000000002']);
    expect(new Set((await invoicesOf(world)).map(({ month }) => month)).size).toBe(2);
  });

  test('what comes after it is billed with the next month, with its own date; so is what a correction gives back', async () => {
    const { world, http, customer, id } = await sold();
    // A cancellation on 22 June whose publishing died.
    world.sleepUntil('2021-06-22T10:00:00.000Z');
    const dying = await faultyWorld('2021-06-22T10:00:00.000Z', world.stores, new FaultPlan([{ at: 'commit', nth: 3, does: 'dieBefore' }]));
    await seenByCaller(dying.as('havn').patch(customer, id, { status: 'deleted' }));
    dying.sleepUntil(issuing);
    dying.restart();
    expect((await runInvoices(dying.app, monthOf(dying))).outcome).toMatchObject({ status: 'issued' });
    expect((await invoicesOf(dying))[0]?.lines).toBe(4);
    await dying.advanceTo('2021-08-07T00:00:00.000Z');
    await runInvoices(dying.app, monthOf(dying, calendarDate('2021-07-01')));
    const late = (await linesOf(dying, 'G000000002')).filter(({ chargeType }) => chargeType === 'cancelImmediate');
    expect(late.length).toBeGreaterThan(0);
    expect(late.every(({ orderDate, invoiceNumber }) => orderDate.startsWith('2021-06-22') && invoiceNumber === 'G000000002')).toBe(true);
    expect((await http('/nextterm/v1/operations/ledger/check', { caller: operatorToken })).status).toBe(200);
  });

  test('a line that cannot be read holds the month up, is told to the operator, and is billed once the ledger was made anew', async () => {
    const { world, http, customer } = await sold();
    await world.advanceTo(issuing);
    const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith(`line|${customer}`));
    if (row === undefined) throw new Error('There is no line');
    await world.stores.Ledger.commit(row.partition, [{ op: 'put', key: row.key, value: { type: 'ledgerLine' } }]);
    expect((await runInvoices(world.app, monthOf(world))).outcome).toEqual({ status: 'held', reason: expect.stringContaining(row.key) as string });
    expect(await invoicesOf(world)).toEqual([]);
    expect(((await http('/nextterm/v1/operations/unreadable', { caller: operatorToken })).body as { items: { key: string }[] }).items).toMatchObject([{ key: row.key }]);
    expect(await http('/nextterm/v1/operations/ledger/rebuild', { method: 'POST', caller: operatorToken })).toMatchObject({ body: { found: 1 } });
    expect((await runInvoices(world.app, monthOf(world))).outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
    expect((await invoicesOf(world))[0]).toMatchObject({ lines: 4, subtotal: '220.41' });
  });

  test('[DUE-1] a line that is lost after it was invoiced is put back where it was, and not billed again; one that was never counted is billed with the next month', async () => {
    const { world, http, customer, id } = await sold();
    await world.advanceTo(issuing);
    await runInvoices(world.app, monthOf(world));
    const issued = await world.dump(['Invoices']);
    const lines = await linesOf(world, 'G000000001');
    const partition = ledgerPartition(monthOf(world).partnerId, june, shardOf(customer));
    await world.stores.Ledger.commit(partition, [{ op: 'delete', key: `line|${customer}|licence|${id}|00000002|001`, etag: ANY_ETAG }]);
    const never = (await world.commerceRows()).find(({ key }) => key === `charge|${id}|00000002|002`);
    await world.stores.Commerce.commit(customer, [{ op: 'create', key: `charge|${id}|00000002|003`, value: { ...never?.value, id: `${id}|00000002|003` } }]);
    const rebuilt = await http('/nextterm/v1/operations/ledger/rebuild', { method: 'POST', caller: operatorToken });
    expect(rebuilt.body).toMatchObject({ found: 2, findings: [{ fault: 'missing', line: `${id}|00000002|001` }, { fault: 'missing', line: `${id}|00000002|003` }] });
    expect(await linesOf(world, 'G000000001')).toEqual(lines);
    expect(await world.dump(['Invoices'])).toEqual(issued);
    expect((await unbilled(http, 'current')).map(({ orderDate, subtotal }) => [orderDate, subtotal])).toEqual([['2021-06-20T10:00:00.000Z', 112.89]]);

    // The same of one that was billed with a later month than its own.
    const july = calendarDate('2021-07-01');
    await world.advanceTo('2021-08-07T00:00:00.000Z');
    await runInvoices(world.app, monthOf(world, july));
    const late = await linesOf(world, 'G000000002');
    expect(late.filter(({ orderDate }) => orderDate.slice(0, 10) < july)).toHaveLength(1);
    await world.stores.Ledger.commit(ledgerPartition(monthOf(world).partnerId, july, shardOf(customer)), [{ op: 'delete', key: `line|${customer}|licence|${id}|00000002|003`, etag: ANY_ETAG }]);
    expect((await http('/nextterm/v1/operations/ledger/rebuild', { method: 'POST', caller: operatorToken })).body).toMatchObject({ found: 1 });
    expect(await linesOf(world, 'G000000002')).toEqual(late);
    expect(await unbilled(http, 'current')).not.toContainEqual(expect.objectContaining({ orderDate: '2021-06-20T10:00:00.000Z' }));
  });

  test('nothing is issued of what is not counted to its end', async () => {
    const { world } = await sold();
    await world.advanceTo(issuing);
    await expect(issueInvoices(world.app, monthOf(world), [{ shard: 0, lines: 0, totals: [], isOver: true }])).rejects.toThrow('is not counted to its end');
  });

  test('[AZP-4] [OVG-7] usage that closes after the invoice is on the next one', async () => {
    const { world, customerId, azureOfHavn } = await oresund();
    const http = httpOver(world);
    const reports = [{ reportId: 'a', azureSubscriptionId: azureOfHavn, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date: '2026-03-02', quantity: '29' }];
    await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports } });
    world.sleepUntil('2026-04-07T00:00:00.000Z');
    const march = { partnerId: world.as('havn').partner.tenantId, month: calendarDate('2026-03-01') };
    expect((await runInvoices(world.app, march)).outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
    expect((await linesOf(world, 'G000000001')).every(({ unitType }) => unitType === undefined)).toBe(true);
    expect((await unbilled(http, 'previous', 'USD')).map(({ subtotal }) => subtotal)).toEqual([21.39]);
    await world.advanceTo('2026-05-07T00:00:00.000Z');
    await runInvoices(world.app, { ...march, month: calendarDate('2026-04-01') });
    const usd = (await invoicesOf(world)).find(({ currency, month }) => currency === 'USD' && month === '2026-04-01');
    expect(usd).toMatchObject({ lines: 1, subtotal: '21.39' });
    expect(await linesOf(world, usd?.id ?? '')).toMatchObject([{ chargeStart: '2026-03-01', chargeEnd: '2026-03-31', subtotal: '21.39' }]);
    expect((await http('/nextterm/v1/operations/ledger/check', { caller: operatorToken })).body).toMatchObject({ found: 0 });
  });
});

/** What Havn sold so far. */
const purchased = async (world: World) =>
  (await world.commerceRows()).filter(({ key }) => key.startsWith('subscription|')).map(({ partition, value }) => ({ id: { customer: partition, subscription: String(value['id']) } }));

describe('[BIL-2] [DUE-1] when runs are started', () => {
  const started = async (world: World, due: DueInvoices, app = world.app) => {
    const runs: string[] = [];
    await due.start(app, async ({ partnerId, month }) => void runs.push(`${partnerId === world.as('havn').partner.tenantId ? 'havn' : partnerId} ${month}`));
    return runs;
  };

  test('on the day, for each partner that has lines; once issued never again, and looking costs nothing until the next day', async () => {
    const { world } = await sold();
    const due = new DueInvoices();
    await world.advanceTo('2021-07-06T23:59:59.999Z');
    expect(await started(world, due)).toEqual([]);
    expect(due.next(world.now(), 7)).toBe('2021-07-07T00:00:00.000Z');
    world.sleepUntil(issuing);
    expect(await started(world, due)).toEqual(['havn 2021-06-01']);
    expect(due.next(world.now(), 7)).toBe('2021-07-07T00:01:00.000Z');
    await runInvoices(world.app, monthOf(world));
    world.sleepUntil('2021-07-07T00:01:00.000Z');
    expect(await started(world, due)).toEqual([]);
    const counts = new OperationCounts();
    world.restart((store, table) => new CountingStore(store, table, counts));
    expect(await started(world, due)).toEqual([]);
    expect([counts.operations(), due.next(world.now(), 7)]).toEqual([0, '2021-08-07T00:00:00.000Z']);
  });

  test('a run that did not come to its end is started again after a minute, five, fifteen and an hour', async () => {
    const { world } = await sold();
    const due = new DueInvoices();
    const at: string[] = [];
    for (let minute = 0; minute <= 150; minute += 1) {
      world.sleepUntil(new Date(Date.UTC(2021, 6, 7, 0, minute)).toISOString());
      if ((await started(world, due)).length > 0) at.push(world.now().slice(11, 16));
    }
    expect(at).toEqual(['00:00', '00:01', '00:06', '00:21', '01:21', '02:21']);
  });

  test('[DUE-2] a partner whose rows cannot be read takes nobody else’s invoices with it; it is raised, and looked at again in an hour', async () => {
    const { world } = await sold();
    await world.advanceTo(issuing);
    const due = new DueInvoices();
    const nordlys = world.as('nordlys').partner.tenantId;
    const stored = await world.stores.Partners.read('partners', `tenant|${nordlys}`);
    await world.stores.Partners.commit('partners', [{ op: 'put', key: `tenant|${nordlys}`, value: { garbage: true } }]);
    try {
      expect(await started(world, due)).toEqual(['havn 2021-06-01']);
      await runInvoices(world.app, monthOf(world));
      world.sleepUntil('2021-07-07T00:01:00.000Z');
      expect([await started(world, due), due.next(world.now(), 7)]).toEqual([[], '2021-07-07T01:01:00.000Z']);
      const raised = (await httpOver(world)('/nextterm/v1/operations/unreadable', { caller: operatorToken })).body as { items: { key: string }[] };
      expect(raised.items).toMatchObject([{ key: `tenant|${nordlys}` }]);
    } finally {
      // The partners of the sample are shared by the worlds of this file.
      await world.stores.Partners.commit('partners', [{ op: 'put', key: `tenant|${nordlys}`, value: stored?.value ?? {} }]);
    }
    world.sleepUntil('2021-07-07T01:01:00.000Z');
    expect([await started(world, due), due.next(world.now(), 7)]).toEqual([[], '2021-08-07T00:00:00.000Z']);
  });

  test.each(['run|2021-06', 'number'])('[DUE-2] a row of the books that cannot be read (%s) holds the month up, and is told to the operator', async (key) => {
    const { world } = await sold();
    await world.advanceTo(issuing);
    await world.stores.Invoices.commit(monthOf(world).partnerId, [{ op: 'put', key, value: { garbage: true } }]);
    expect((await runInvoices(world.app, monthOf(world))).outcome).toEqual({ status: 'held', reason: expect.stringContaining(key) as string });
    expect(await invoicesOf(world)).toEqual([]);
    const raised = (await httpOver(world)('/nextterm/v1/operations/unreadable', { caller: operatorToken })).body as { items: { key: string }[] };
    expect(raised.items).toMatchObject([{ table: 'Invoices', key }]);
  });

  test('[DUE-2] an exchange rate that cannot be read holds the month up, and marks unbilled lines that are priced in another currency, which are shown', async () => {
    const { world, http, customer } = await sold();
    await world.advanceTo(issuing);
    const list = async () => {
      const { status, headers, body } = await http('/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=previous');
      return [status, headers['NextTerm-Unreadable'], (body as { items: object[] }).items.length];
    };
    const partition = ledgerPartition(monthOf(world).partnerId, june, shardOf(customer));
    const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith(`line|${customer}`));
    const francs = { op: 'create' as const, key: `line|${customer}|licence|x|00000001|001`, value: { ...row?.value, lineId: 'x|00000001|001', item: { ...(row?.value['item'] as object), currency: 'CHF', pricingCurrency: 'CHF' } } };
    await world.stores.Catalogue.commit('exchange rates', [{ op: 'put', key: 'SEK|NOK|2021-01', value: { garbage: true } }]);
    try {
      expect((await runInvoices(world.app, monthOf(world))).outcome).toEqual({ status: 'held', reason: expect.stringContaining('SEK|NOK|2021-01') as string });
      // No rate makes a difference to what is priced in the partner's own currency.
      expect(await list()).toEqual([200, undefined, 4]);
      await world.stores.Ledger.commit(partition, [francs]);
      expect(await list()).toEqual([200, '1', 4]);
    } finally {
      await world.stores.Catalogue.commit('exchange rates', [{ op: 'delete', key: 'SEK|NOK|2021-01', etag: ANY_ETAG }]);
      await world.stores.Ledger.commit(partition, [{ op: 'delete', key: francs.key, etag: ANY_ETAG }]);
    }
    expect((await runInvoices(world.app, monthOf(world))).outcome).toMatchObject({ status: 'issued' });
  });

  test('months that were missed come first, the oldest, one after the other', async () => {
    const { world } = await sold();
    await world.advanceTo('2021-09-10T00:00:00.000Z');
    const due = new DueInvoices();
    const all: string[] = [];
    for (let sweep = 0; sweep < 5; sweep += 1) {
      const runs = await started(world, due);
      all.push(...runs);
      for (const run of runs) await runInvoices(world.app, monthOf(world, calendarDate(run.slice(5))));
      world.sleepUntil(plusMinutes(world.now(), 1));
    }
    expect(all).toEqual(['havn 2021-06-01', 'havn 2021-07-01', 'havn 2021-08-01']);
    expect((await invoicesOf(world)).map(({ id, month }) => [id, month])).toEqual([['G000000001', '2021-06-01'], ['G000000002', '2021-07-01'], ['G000000003', '2021-08-01']]);
  });
});

describe('[BIL-2] an invoice run, disturbed at every operation', () => {
  let before: Stores;
  let undisturbed: readonly unknown[];
  const kept = async ({ Invoices, Ledger }: Stores) => [...(await rowsOf(Invoices)), ...(await rowsOf(Ledger))].map(({ partition, key, value }) => ({ partition, key, value }));
  const run = (world: World) => runInvoices(world.app, monthOf(world));

  beforeAll(async () => {
    const { world } = await sold();
    await world.advanceTo(issuing);
    before = world.stores;
    const calm = await World.at(issuing, before);
    expect((await run(calm)).outcome).toMatchObject({ status: 'issued' });
    undisturbed = await kept(calm.stores);
  });

  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'])('%s: begun again it issues the same invoice, once', async (does) => {
    const places = await everyPlace(issuing, before, run, does);
    expect(places.length).toBeGreaterThanOrEqual(15);
    await afterEachFault(places, issuing, before, run, async (world) => {
      expect((await run(world)).outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
      expect(await kept(world.stores)).toEqual(undisturbed);
      expect((await readRun(world.app.invoices, monthOf(world).partnerId, june))?.value).toMatchObject({ status: 'issued', invoices: ['G000000001'] });
    });
  });
});

describe('[BIL-2] the run of a later month in two currencies, disturbed at every write', () => {
  const july = calendarDate('2021-07-01');
  const at = '2021-08-07T00:00:00.000Z';
  let before: Stores;
  let undisturbed: readonly unknown[];
  const kept = async ({ Invoices, Ledger }: Stores) => [...(await rowsOf(Invoices)), ...(await rowsOf(Ledger))].map(({ partition, key, value }) => ({ partition, key, value }));
  const run = (world: World) => runInvoices(world.app, monthOf(world, july));

  beforeAll(async () => {
    const { world, customer } = await sold();
    await world.advanceTo(at);
    await runInvoices(world.app, monthOf(world));
    const partition = ledgerPartition(monthOf(world).partnerId, july, shardOf(customer));
    const row = (await rowsOf(world.stores.Ledger)).find((each) => each.partition === partition && each.key.startsWith(`line|${customer}`));
    const dollars = { op: 'create' as const, key: `line|${customer}|licence|x|00000001|001`, value: { ...row?.value, lineId: 'x|00000001|001', item: { ...(row?.value['item'] as object), currency: 'USD', pricingCurrency: 'USD', subtotal: '29.97' } } };
    await world.stores.Ledger.commit(partition, [dollars]);
    before = world.stores;
    const calm = await World.at(at, before);
    expect((await run(calm)).outcome).toEqual({ status: 'issued', invoices: ['G000000002', 'G000000003'] });
    undisturbed = await kept(calm.stores);
  });

  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'lostAnswer', 'conflict', 'sentAgain'])('%s: begun again, two at once, it issues the same two invoices, with the next numbers, once', async (does) => {
    const places = (await everyPlace(at, before, run, does)).filter((place) => place.at === 'commit');
    // The draft, the four seals and how far each shard is, the invoices, what is told of them, the feed.
    expect(places).toHaveLength(12);
    await afterEachFault(places, at, before, run, async (world) => {
      const resumed = await Promise.all([run(world), runInvoices(world.newProcess(), monthOf(world, july))]);
      for (const { outcome } of resumed) expect(outcome).toEqual({ status: 'issued', invoices: ['G000000002', 'G000000003'] });
      expect(await kept(world.stores)).toEqual(undisturbed);
      expect((await invoicesOf(world)).map(({ id, currency }) => [id, currency])).toEqual([['G000000001', 'EUR'], ['G000000002', 'EUR'], ['G000000003', 'USD']]);
    });
  });
});

describe('[BIL-2] what a run costs', () => {
  /** So many lines more, spread over all shards. */
  const withLines = async (more: number) => {
    const { world, customer } = await sold();
    const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith(`line|${customer}`));
    for (let start = 0; start < more; start += 100) {
      const customerId = `${((start / 100) % 16).toString(16)}0000000-0000-4000-8000-000000000001`;
      const writes = Array.from({ length: 100 }, (_, index) => ({ op: 'put' as const, key: `line|${customerId}|licence|s|${String(start + index).padStart(8, '0')}|001`, value: row?.value ?? {} }));
      await world.stores.Ledger.commit(ledgerPartition(monthOf(world).partnerId, june, shardOf(customerId)), writes);
    }
    await world.advanceTo(issuing);
    const counts = new OperationCounts();
    world.restart((store, table) => new CountingStore(store, table, counts));
    return { world, counts };
  };

  test('a query for each thousand lines, and the same few operations besides, however many there are', async () => {
    const costOf = async (lines: number) => {
      const { world, counts } = await withLines(lines);
      expect((await runInvoices(world.app, monthOf(world))).outcome).toMatchObject({ status: 'issued' });
      expect((await invoicesOf(world))[0]?.lines).toBe(lines + 4);
      return { lists: counts.of('Ledger').list, others: counts.operations() - counts.of('Ledger').list };
    };
    const [few, many] = [await costOf(1600), await costOf(4800)];
    // 400 and 1,200 in each of the four shards.
    expect([few.lists, many.lists, many.others - few.others]).toEqual([4, 8, 0]);
  });
});
