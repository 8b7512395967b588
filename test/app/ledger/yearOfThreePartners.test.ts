import { DueInvoices } from '../../../src/app/invoice/dueInvoices';
import { calendarDate, plusMonths } from '../../../src/kernel/calendarDate';
import { operatorToken, overageIn } from '../../domain/usage/overage/oresund';
import { chargesOf, expectReconciled, type BilledLine } from '../../support/expectReconciled';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { httpOver } from '../../support/httpWorld';
import { worldWithOwnCatalogue } from '../../support/ownCatalogue';
import { advanceInvoicing, booksOf, cents, centsOf, invoiceWhatIsDue, type CarryOut } from '../../support/partnerBooks';
import { seenByCaller } from '../../support/worldFaults';
import { runInvoices } from '../../support/worldOrchestrations';

const standard = 'NCBUSSTAND01:0001';
const premium = 'NCBUSPREMI01:0001';
const e3 = 'NCM365ENTE03:0001';
const copilot = 'NCM365COPIL1:0001';
const phone = 'NCTEAMSPHON1:0001';
const planner = 'NCKANAALPL01:0001';
const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';
const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001';
const month = { termDuration: 'P1M', billingCycle: 'monthly' };
const year = { termDuration: 'P1Y', billingCycle: 'monthly' };
const upfront = { termDuration: 'P1Y', billingCycle: 'annual' };

const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
const ingestion = '08f1aab1-9c6f-4607-a741-931e75357d63';

/** Direct, in euros; a provider with resellers, in euros; another market, in kronor. Tax by the country of each. */
const slugs = ['havn', 'polder', 'nordlys'] as const;
const taxPercent = { havn: 21, polder: 21, nordlys: 25 };

interface Asked {
  readonly sku: string;
  readonly quantity: number;
  readonly addonItems?: readonly Asked[];
  readonly [member: string]: unknown;
}

const open = async () => {
  const world = await worldWithOwnCatalogue('2026-01-05T09:00:00.000Z', { NEXTTERM_TAX_PERCENT: 'NL=21,SE=25' });
  const http = httpOver(world);
  const send = async (slug: string, method: string, path: string, body?: object): Promise<unknown> => {
    const reply = await http(path, { as: slug, method, ...(body !== undefined && { body }) });
    if (reply.status >= 300) throw new Error(`${world.now()} ${slug} ${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  };
  const at = (slug: string, name: string, market: string) => {
    const customer = world.customer(name);
    const own = `/v1/customers/${customer}`;
    const wire = async ({ sku, addonItems, ...line }: Asked): Promise<object> => ({ catalogItemId: await world.as(slug).item(market, sku), ...line, ...(addonItems && { addonItems: await Promise.all(addonItems.map(wire)) }) });
    const buy = async (...lines: readonly Asked[]): Promise<readonly string[]> => {
      const lineItems = (await Promise.all(lines.map(wire))).map((line, id) => ({ id, ...line }));
      const { id } = (await send(slug, 'POST', `${own}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems })) as { readonly id: string };
      const { orders } = (await send(slug, 'POST', `${own}/carts/${id}/checkout`)) as { readonly orders: readonly { readonly lineItems: readonly { readonly subscriptionId: string }[] }[] };
      return orders.flatMap((order) => order.lineItems.map(({ subscriptionId }) => subscriptionId));
    };
    const get = async (id: string) => (await send(slug, 'GET', `${own}/subscriptions/${id}`)) as Readonly<Record<string, string>>;
    const patch = (id: string, body: object) => send(slug, 'PATCH', `${own}/subscriptions/${id}`, body);
    const planned = async (id: string, quantity: number, sku?: string) => {
      const { offerId = '', termDuration, billingCycle } = await get(id);
      const [productId, skuId, availabilityId] = (sku === undefined ? offerId : await world.as(slug).item(market, sku)).split(':');
      return patch(id, { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration, billingCycle }, quantity } });
    };
    const upgrade = async (id: string, sku: string, quantity: number) => send(slug, 'POST', `${own}/subscriptions/${id}/transitions`, { toCatalogItemId: await world.as(slug).item(market, sku), quantity, transitionType: 'transition_only' });
    const cancelOrder = async (id: string) => send(slug, 'PATCH', `${own}/orders/${(await get(id))['orderId'] ?? ''}`, { status: 'cancelled' });
    return { customer, buy, get, patch, planned, upgrade, cancelOrder };
  };
  const report = async (customer: string, ...reports: readonly object[]): Promise<void> => {
    const { body } = await http(`/nextterm/v1/customers/${customer}/usage`, { method: 'POST', caller: operatorToken, body: { reports } });
    expect((body as { items: { status: string }[] }).items.map(({ status }) => status)).toEqual(reports.map(() => 'accepted'));
  };
  const rates = async (...set: readonly (readonly [to: string, month: string, rate: string])[]): Promise<void> => {
    const reply = await http('/nextterm/v1/operations/exchangerates', { method: 'PUT', caller: operatorToken, body: { rates: set.map(([to, of, rate]) => ({ from: 'USD', to, month: of, rate })) } });
    expect(reply.status).toBe(200);
  };
  return { world, http, send, at, report, rates };
};

test('[BIL-1] [BIL-2] [BIL-4] [OVG-7] [AZP-4] [CAN-4] [CAN-5] a year of three partners with everything in it: each month of each of them reconciles to zero differences, in JSON and in the file', async () => {
  const { world, http, send, at, report, rates } = await open();
  const due = new DueInvoices();
  let runs = 0;
  const carried = { stopped: 0, raced: 0, repeated: 0 };
  /** Every run is repeated and changes nothing then; some are stopped at one of their writes before, some are raced. */
  const carryOut: CarryOut = async (_world, asked) => {
    runs += 1;
    if (runs % 2 === 0) {
      const plan = new FaultPlan([{ at: 'commit', nth: 1 + (runs % 7), does: runs % 4 === 0 ? 'dieBefore' : 'dieAfter' }]);
      world.restart((store, table) => (table === 'Ledger' || table === 'Invoices' ? new FaultyStore(store, plan) : store));
      await seenByCaller(runInvoices(world.app, asked));
      world.restart();
      carried.stopped += 1;
    }
    const once = await Promise.all([world.app, ...(runs % 3 === 0 ? [world.newProcess(), world.newProcess()] : [])].map(async (app) => (await runInvoices(app, asked)).outcome));
    if (once.length > 1) carried.raced += 1;
    expect(once.map(({ status }) => status)).toEqual(once.map(() => 'issued'));
    const issued = await world.dump(['Ledger', 'Invoices']);
    expect((await runInvoices(world.newProcess(), asked)).outcome).toEqual(once[0]);
    expect(await world.dump(['Ledger', 'Invoices'])).toEqual(issued);
    carried.repeated += 1;
  };
  const pass = (until: string) => advanceInvoicing(world, until, due, carryOut);

  const zonnebloem = at('havn', 'Zonnebloem', 'NL');
  const grachtenpand = at('havn', 'Grachtenpand', 'NL');
  const oresund = at('havn', 'Oresund', 'SE');
  const moved = at('nordlys', 'Oresund', 'SE');
  const tulpveld = at('polder', 'Tulpveld', 'NL');
  const bjorkhagen = at('nordlys', 'Björkhagen', 'SE');

  // 5 January: what each buys. The rate of the dollar is not known to Havn before March.
  await rates(['SEK', '2026-01', '10.4213'], ['SEK', '2026-06', '10.9871'], ['EUR', '2026-03', '0.8462026'], ['EUR', '2026-08', '0.91']);
  const [monthly = '', suite = '', trial = ''] = await zonnebloem.buy({ sku: standard, quantity: 10, ...month }, { sku: e3, quantity: 20, ...year }, { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }, { sku: copilot, quantity: 5, ...year });
  const [post = ''] = await zonnebloem.buy({ sku: mail, quantity: 3, ...year, addonItems: [{ sku: archive, quantity: 2, ...year }] });
  await zonnebloem.buy({ sku: 'NCWINSRVSUB1:0001', quantity: 4, termDuration: 'P1Y', billingCycle: 'one_time' }, { sku: 'NCSQLSTAND01:0001', quantity: 1, billingCycle: 'one_time' });
  const [insight = ''] = await zonnebloem.buy({ sku: 'NCFJORDINS01:0001', quantity: 6, billingCycle: 'none', renewsTo: { termDuration: 'P1M' } });
  const [lower = ''] = await grachtenpand.buy({ sku: standard, quantity: 12, ...year });
  const [ofHavn = '', paid = ''] = await oresund.buy({ sku: phone, quantity: 10, ...year }, { sku: standard, quantity: 8, ...upfront });
  await moved.buy({ sku: phone, quantity: 5, ...year });
  const [basic = '', three = ''] = await tulpveld.buy({ sku: 'NCBUSBASIC01:0001', quantity: 15, ...upfront }, { sku: standard, quantity: 9, termDuration: 'P3Y', billingCycle: 'monthly' });
  const [swedish = ''] = await bjorkhagen.buy({ sku: e3, quantity: 7, ...month }, { sku: phone, quantity: 2, ...year });
  await bjorkhagen.buy({ sku: mail, quantity: 4, termDuration: 'P1Y', billingCycle: 'annual' });
  const azure = (await overageIn(world, oresund.customer)).assigned?.azureSubscriptionId ?? '';
  const azureOfNordlys = (await overageIn(world, bjorkhagen.customer)).assigned?.azureSubscriptionId ?? '';

  let reports = 0;
  const used = async (day: string, quantity: string) => {
    const reading = (azureSubscriptionId: string, meterId: string, amount: string) => ({ reportId: `r${(reports += 1)}`, azureSubscriptionId, meterId, date: day, quantity: amount });
    const calls = (minutes: number) => [0, 1].map((user) => ({ reportId: `r${(reports += 1)}`, service: 'PhoneServices', userId: `user${user}@oresundfoods.example`, date: day, minutes }));
    await report(oresund.customer, reading(azure, hours, quantity), reading(azure, ingestion, '37'), ...calls(1000));
    await report(bjorkhagen.customer, reading(azureOfNordlys, hours, quantity), ...calls(201));
  };

  await pass('2026-01-10T09:00:00.000Z');
  await used('2026-01-09', '29');
  await zonnebloem.patch(suite, { quantity: 26 });
  await pass('2026-01-12T09:00:00.000Z');
  await zonnebloem.patch(suite, { quantity: 23 });
  // Bought at the end of January, given back in February: its credits are on the next invoice.
  await pass('2026-01-30T12:00:00.000Z');
  const [regretted = ''] = await grachtenpand.buy({ sku: premium, quantity: 30, ...upfront });
  const [plans = ''] = await grachtenpand.buy({ sku: planner, quantity: 40, ...upfront });
  await pass('2026-01-31T20:00:00.000Z');
  const [short = ''] = await zonnebloem.buy({ sku: planner, quantity: 10, ...month });
  const [sweden = ''] = await bjorkhagen.buy({ sku: premium, quantity: 200, ...upfront });
  await pass('2026-02-01T19:59:59.999Z');
  await zonnebloem.patch(short, { status: 'deleted' });
  await bjorkhagen.patch(sweden, { status: 'deleted' });
  await pass('2026-02-03T12:00:00.000Z');
  await grachtenpand.patch(regretted, { status: 'deleted' });
  await pass('2026-02-13T11:59:59.999Z');
  await grachtenpand.patch(plans, { status: 'deleted' });
  await used('2026-02-12', '526.950039');
  await zonnebloem.patch(post, { quantity: 5 });
  await pass('2026-03-10T09:00:00.000Z');
  expect((await zonnebloem.get(trial))['termDuration']).toBe('P1Y');
  await grachtenpand.upgrade(lower, premium, 5);
  await tulpveld.patch(three, { quantity: 14 });
  await used('2026-03-10', '77.25');
  await pass('2026-03-20T09:00:00.000Z');
  await grachtenpand.upgrade(lower, premium, 7);
  await tulpveld.patch(three, { status: 'suspended' });
  await zonnebloem.patch(post, { status: 'suspended' });
  await pass('2026-04-15T09:00:00.000Z');
  await tulpveld.patch(three, { status: 'active', autoRenewEnabled: true });
  await zonnebloem.patch(post, { status: 'active', autoRenewEnabled: true });
  // What is reported in May of April is late, and in time.
  await pass('2026-05-04T09:00:00.000Z');
  await used('2026-04-28', '3.3337');
  await zonnebloem.planned(monthly, 6);
  await bjorkhagen.planned(swedish, 11);
  await used('2026-05-04', '100');

  // The host is down when the usage of May is to be closed: its month is invoiced without it.
  await pass('2026-06-05T09:00:00.000Z');
  world.sleepUntil('2026-06-07T00:00:00.000Z');
  await invoiceWhatIsDue(world, due, carryOut);
  await pass('2026-06-10T09:00:00.000Z');
  await used('2026-06-09', '41.5');
  // Two subscriptions of Oresund go from Havn to Nordlys.
  const asked = (await send('nordlys', 'POST', `/v1/customers/${oresund.customer}/transfers`, { sourcePartnerTenantId: world.as('havn').partner.tenantId, sourcePartnerName: 'Havn', customerEmailId: 'it@oresundfoods.example', transferType: 5 })) as { readonly id: string };
  await send('havn', 'PATCH', `/v1/customers/${oresund.customer}/transfers/${asked.id}`, { id: asked.id, status: 'InProgress', lineItems: [ofHavn, paid].map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' })) });
  await pass('2026-07-15T09:00:00.000Z');
  expect([(await oresund.get(paid))['status'], (await oresund.get(ofHavn))['status']]).toEqual(['deleted', 'deleted']);
  await zonnebloem.patch(insight, { autoRenewEnabled: false });
  await used('2026-07-15', '12');
  await zonnebloem.planned(monthly, 8, premium);
  await pass('2026-08-20T09:00:00.000Z');
  await bjorkhagen.patch(swedish, { quantity: 13 });
  await tulpveld.planned(basic, 20);
  await pass('2026-09-08T09:00:00.000Z');
  await used('2026-09-07', '250');
  await grachtenpand.patch(lower, { autoRenewEnabled: false });
  const [server = ''] = await grachtenpand.buy({ sku: 'NCSQLSTAND01:0001', quantity: 2, billingCycle: 'one_time' });
  await pass('2026-10-06T09:00:00.000Z');
  await grachtenpand.cancelOrder(server);
  await pass('2026-11-20T09:00:00.000Z');
  await used('2026-11-19', '64.0001');
  await zonnebloem.patch(post, { status: 'suspended' });
  await pass('2027-02-07T00:10:00.000Z');
  // A run that is stopped while it tells of its invoices leaves that to the sweep, and says so.
  expect(world.errors.filter(({ cause }) => !String(cause).startsWith('Killed:'))).toEqual([]);
  world.errors.length = 0;

  const months = Array.from({ length: 13 }, (_, nth) => plusMonths(calendarDate('2026-01-01'), nth).slice(0, 7));
  const billedUsage = new Map<string, readonly BilledLine[]>();
  const types = new Set<string>();
  for (const slug of slugs) {
    const { invoices, billed, due: charged } = await expectReconciled(world, http, slug, { taxPercent: taxPercent[slug], size: 7 });
    expect([...new Set(invoices.map(({ billingPeriodStartDate }) => billingPeriodStartDate.slice(0, 7)))]).toEqual(months);
    for (const { chargeType } of charged) types.add(chargeType);
    billedUsage.set(slug, billed.filter(({ item }) => item['unitType'] !== ''));
    // Nothing was late but the usage of May.
    for (const { item, month: invoicedIn } of billed) if (item['unitType'] === '') expect(String(item['orderDate']).slice(0, 7)).toBe(invoicedIn);
    // The charges are those that each subscription tells over HTTP, to the last decimal.
    const toldOverHttp: string[] = [];
    const books = new Map((await chargesOf(world, slug)).map(({ customerId, subscriptionId }) => [subscriptionId, customerId]));
    for (const [subscriptionId, customerId] of books) {
      const { items } = (await send(slug, 'GET', `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/charges?size=500`)) as { readonly items: readonly { readonly id: string; readonly subtotal: string; readonly orderDate: string }[] };
      toldOverHttp.push(...items.map(({ id, subtotal }) => `${id} ${subtotal}`));
    }
    expect(toldOverHttp.toSorted()).toEqual((await chargesOf(world, slug)).map(({ id, subtotal }) => `${id} ${subtotal}`).toSorted());
  }
  expect([...types].toSorted()).toEqual(
    ['new', 'renew', 'cycleCharge', 'addQuantity', 'removeQuantity', 'cancelImmediate', 'convert', 'Cycle fee', 'Cancel fee', 'Cycle Instance Prorate', 'Prorate fees when activate', 'Prorate fees when purchase', 'Prorate fee when renew'].toSorted(),
  );

  // Usage: what each closed month left behind, in its pricing currency, is billed once, at the rate of its month.
  const rateOf = { havn: [['2026-03', 0.8462026], ['2026-08', 0.91]], polder: [], nordlys: [['2026-01', 10.4213], ['2026-06', 10.9871]] } as const;
  const late: string[] = [];
  for (const slug of slugs) {
    const { currency } = world.as(slug).partner;
    const expected: unknown[][] = [];
    for (const customer of [oresund.customer, bjorkhagen.customer]) {
      for (const path of ['usage/azure/charges', 'usage/charges']) {
        const reply = await http(`/nextterm/v1/customers/${customer}/${path}?size=500`, { as: slug });
        if (reply.status === 404) continue;
        for (const line of (reply.body as { readonly items: readonly Readonly<Record<string, string>>[] }).items) {
          const used = (line['chargeStartDate'] ?? '').slice(0, 7);
          const priced = line['pricingCurrency'] ?? line['currency'] ?? '';
          const rate = priced === currency ? 1 : ([...rateOf[slug]].reverse().find(([from]) => from <= used)?.[1] ?? 0);
          expected.push([line['id'], used, rate === 0 ? priced : currency, Math.floor(cents(line['subtotal']) * (rate === 0 ? 1 : rate) + 1e-6), Number(line['quantity']), Number(line['unitPrice'])]);
        }
      }
    }
    const usage = billedUsage.get(slug) ?? [];
    expect(usage.map(({ item }) => [item['referenceId'], String(item['chargeStartDate']).slice(0, 7), item['currency'], cents(item['subtotal']), item['billableQuantity'], item['unitPrice']]).toSorted()).toEqual(expected.toSorted());
    for (const { item, month: invoicedIn } of usage) if (String(item['chargeStartDate']).slice(0, 7) !== invoicedIn) late.push(`${slug} ${String(item['chargeStartDate']).slice(0, 7)} ${invoicedIn}`);
    // §13.5: the daily rows behind an invoice add up to its usage, but for less than a cent a line.
    const books = booksOf(http, slug, 5);
    for (const invoice of await books.invoices()) {
      const [lines, daily, file] = [usage.filter((each) => each.invoice.id === invoice.id).map(({ item }) => item), await books.lines(invoice, 'usage_line_items'), await books.file(invoice, 'usage_line_items')];
      const exact = daily.reduce((sum, row) => sum + Number(row['billingPreTaxTotal']) * 100, 0);
      const difference = exact - centsOf(lines, 'subtotal');
      // Of another currency a line is cut twice.
      const most = lines.length * (invoice.currencyCode === 'SEK' ? 12 : 2);
      expect([invoice.id, daily.length > 0, difference >= -1e-6 && difference <= most]).toEqual([invoice.id, lines.length > 0, true]);
      expect(file.map((row) => [row['InvoiceNumber'], Number(row['Quantity']), Number(row['BillingPreTaxTotal'])])).toEqual(daily.map((row) => [invoice.id, row['quantity'], row['billingPreTaxTotal']]));
    }
  }
  expect([...new Set(late)].toSorted()).toEqual(['havn 2026-05 2026-06', 'nordlys 2026-05 2026-06']);
  expect(Object.values(carried).every((times) => times >= 9)).toBe(true);

  expect((await http('/nextterm/v1/operations/ledger/check', { caller: operatorToken })).body).toMatchObject({ found: 0, findings: [] });
  const before = await world.dump(['Ledger', 'Invoices']);
  expect((await http('/nextterm/v1/operations/ledger/rebuild', { method: 'POST', caller: operatorToken })).body).toMatchObject({ found: 0 });
  expect(await world.dump(['Invoices'])).toEqual([before[1]]);
  await world.expectNothingDue();
});
