import * as fc from 'fast-check';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant, instantFromMillis, toMillis } from '../../../src/kernel/instant';
import { operatorToken } from '../../domain/usage/overage/oresund';
import { dearerByTheQuarter } from '../../support/dearerByTheQuarter';
import { httpOver } from '../../support/httpWorld';
import { importInto, worldWithOwnCatalogue } from '../../support/ownCatalogue';
import { World } from '../../support/world';
import { type AskedLine } from '../../support/worldDesk';
import { chargedSince, foretoldLines, type Forecast } from './forecastWorld';

const month = { termDuration: 'P1M', billingCycle: 'monthly' } as const;
const year = { termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const upfront = { termDuration: 'P1Y', billingCycle: 'annual' } as const;
const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';
const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001';
const extended = { NEXTTERM_EXTENDED_SERVICE_TERM: 'on' };

interface Shown {
  readonly id: string;
  readonly offerId: string;
  readonly quantity: number;
  readonly termDuration: string;
  readonly billingCycle: string;
}

/** One customer's shop over HTTP. */
const shopOf = (world: World, name: string, market = 'NL', slug = 'havn') => {
  const customer = world.customer(name);
  const http = httpOver(world);
  const send = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const reply = await http(`/v1/customers/${customer}${path}`, { as: slug, method, ...(body !== undefined && { body }) });
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.body as T;
  };
  type Wanted = AskedLine & { readonly addonItems?: readonly AskedLine[] };
  const wire = async ({ sku, addonItems, ...line }: Wanted): Promise<object> => ({ ...line, catalogItemId: await world.as(slug).item(market, sku), ...(addonItems && { addonItems: await Promise.all(addonItems.map(wire)) }) });
  const buy = async (...lines: readonly Wanted[]): Promise<readonly string[]> => {
    const lineItems = (await Promise.all(lines.map(wire))).map((line, id) => ({ id, ...line }));
    const { id } = await send<{ id: string }>('POST', '/carts', { partnerOnRecordAttestationAccepted: true, lineItems });
    const { orders } = await send<{ orders: { lineItems: { subscriptionId: string }[] }[] }>('POST', `/carts/${id}/checkout`);
    return orders.flatMap((order) => order.lineItems.map(({ subscriptionId }) => subscriptionId));
  };
  const get = (id: string) => send<Shown>('GET', `/subscriptions/${id}`);
  const patch = (id: string, body: object) => send('PATCH', `/subscriptions/${id}`, body);
  /** Of the next term. */
  const plan = async (id: string, { sku, quantity, ...more }: { readonly sku?: string; readonly quantity?: number; readonly termDuration?: string; readonly billingCycle?: string }) => {
    const shown = await get(id);
    const [productId, skuId, availabilityId] = (sku === undefined ? shown.offerId : await world.as(slug).item(market, sku)).split(':');
    return patch(id, { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: shown.termDuration, billingCycle: shown.billingCycle, ...more }, quantity: quantity ?? shown.quantity } });
  };
  /** Of the next charge. */
  const replan = async (id: string, billingCycle: string) => {
    const { offerId, termDuration } = await get(id);
    const [productId, skuId, availabilityId] = offerId.split(':');
    return patch(id, { nextChargeInstructions: { product: { productId, skuId, availabilityId, termDuration, billingCycle } } });
  };
  return { customer, buy, get, patch, plan, replan, send };
};

test('[PRE-3] [BIL-2] a year of every kind that is sold: each line that was foretold is charged, to the cent and on its day, and the months come to their statements', async () => {
  const world = await worldWithOwnCatalogue('2026-03-05T09:00:00.000Z', extended);
  await importInto(world, { sheet: dearerByTheQuarter() });
  const http = httpOver(world);
  const rate = await http('/nextterm/v1/operations/exchangerates', { method: 'PUT', caller: operatorToken, body: { rates: [{ from: 'SEK', to: 'EUR', month: '2026-01', rate: '0.0871' }] } });
  expect(rate.status).toBe(200);
  const zonnebloem = shopOf(world, 'Zonnebloem');
  const grachtenpand = shopOf(world, 'Grachtenpand');
  const oresund = shopOf(world, 'Oresund', 'SE');
  const othersOresund = shopOf(world, 'Oresund', 'SE', 'nordlys');
  const customers = [zonnebloem, grachtenpand, oresund].map(({ customer }) => customer);

  const own = async (line: AskedLine): Promise<string> => (await zonnebloem.buy(line))[0] ?? '';
  const seats = await own({ sku: 'NCBUSSTAND01:0001', quantity: 7, ...month });
  const toPremium = await own({ sku: 'NCBUSSTAND01:0001', quantity: 11, ...year });
  const toMonths = await own({ sku: 'NCBUSSTAND01:0001', quantity: 4, ...upfront });
  const paidYearly = await own({ sku: 'NCM365ENTE03:0001', quantity: 20, termDuration: 'P3Y', billingCycle: 'monthly' });
  const off = await own({ sku: 'NCBUSBASIC01:0001', quantity: 9, ...year });
  const suspended = await own({ sku: 'NCEXCHONPLN1:0001', quantity: 5, ...month });
  await zonnebloem.buy({ sku: 'NCM365COPIL1:0001', quantity: 5, ...year }, { sku: 'NCBUSPREMI01:0001', quantity: 6, ...year }, { sku: 'NCO365ENTE03:0001', quantity: 2, termDuration: 'P3Y', billingCycle: 'triennial' }, { sku: 'NCO365ENTE03:0001', quantity: 2, termDuration: 'P3Y', billingCycle: 'annual' });
  await zonnebloem.buy({ sku: mail, quantity: 3, ...year, addonItems: [{ sku: archive, quantity: 2, ...year }] });
  await zonnebloem.buy({ sku: 'NCWINSRVSUB1:0001', quantity: 4, termDuration: 'P1Y', billingCycle: 'one_time' }, { sku: 'NCSQLSTAND01:0001', quantity: 1, billingCycle: 'one_time' });
  const free = await own({ sku: 'NCFJORDINS01:0001', quantity: 6, billingCycle: 'none', renewsTo: { termDuration: 'P1M' } });
  const [turns = ''] = await grachtenpand.buy({ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' });
  const trialOff = await own({ sku: 'NCM365ENTE05:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' });
  await oresund.buy({ sku: 'NCTEAMSPHON1:0001', quantity: 10, ...year }, { sku: 'NCBUSSTAND01:0001', quantity: 8, ...month });
  await othersOresund.buy({ sku: 'NCBUSSTAND01:0001', quantity: 3, ...month });

  await world.advanceTo('2026-03-18T14:20:00.000Z');
  // Ends with the month.
  await grachtenpand.buy({ sku: 'NCBUSSTAND01:0001', quantity: 2, ...month, customTermEndDate: calendarDate('2026-03-31') });
  await zonnebloem.plan(seats, { quantity: 10 });
  await zonnebloem.plan(toPremium, { sku: 'NCBUSPREMI01:0001' });
  await zonnebloem.plan(toMonths, { ...month });
  await zonnebloem.replan(paidYearly, 'annual');
  await zonnebloem.patch(off, { autoRenewEnabled: false });
  await zonnebloem.patch(suspended, { status: 'suspended' });
  await zonnebloem.patch(trialOff, { autoRenewEnabled: false });
  await grachtenpand.plan(turns, { sku: 'NCBUSPREMI01:0001', quantity: 25, ...upfront });

  const asOf = world.now();
  const stood = await world.dump();
  const { planned, unplanned, notLived } = await foretoldLines(world, customers, 13);
  const said = (await http('/nextterm/v1/forecast?months=13')).body as Forecast;
  expect(await world.dump()).toEqual(stood);
  expect([notLived, said.unknown, said.unreadable]).toEqual([[], [], undefined]);
  expect([said.asOf, said.until, said.items.map((item) => item.month).slice(0, 2), said.items.length]).toEqual([asOf, '2027-04-01T00:00:00.000Z', ['2026-03', '2026-04'], 13]);
  expect(said.notIncluded).toEqual(['azure_usage', 'metered_usage', 'overage', 'transfers', 'tax']);
  // Nothing of this passes by never meeting the case.
  expect([...new Set(said.items.flatMap(({ happenings }) => happenings.map(({ what }) => what)))].toSorted()).toEqual(['cycleCharge', 'extendedService', 'plannedChange', 'renewal', 'trialConversion']);
  expect(Object.keys(planned)).toEqual(expect.arrayContaining([seats, toPremium, toMonths, paidYearly, off, free, turns]));
  expect([planned[suspended], planned[trialOff]]).toEqual([undefined, undefined]);
  // What is planned makes another month than a repetition, and only what is planned does.
  expect(Object.keys(planned).filter((id) => JSON.stringify(planned[id]) !== JSON.stringify(unplanned[id])).toSorted()).toEqual([seats, toPremium, toMonths, paidYearly, turns].toSorted());
  const may = said.items.find((item) => item.month === '2026-05');
  expect(may?.amount).not.toBe(may?.amountWithoutPlans);

  await world.advanceTo('2027-03-31T23:59:59.000Z');
  expect(await chargedSince(world, customers, asOf)).toEqual(planned);
  for (const { month: of, currency, lines, amount } of said.items.slice(1)) {
    const statement = (await http(`/nextterm/v1/statements/${of}`)).body as { totals: { currency: string; lines: number; amount: string }[] };
    expect([of, statement.totals.filter(({ lines: some }) => some > 0).map((total) => [total.currency, total.lines, total.amount])]).toEqual([of, [[currency, lines, amount]]]);
  }
  // A term that begins is on its day, with what is charged then.
  const begun = Object.values(planned).flat().filter(({ orderDate }) => orderDate.startsWith('2026-05-05'));
  expect(said.renewals.find(({ date }) => date === '2026-05-05')?.lines).toBe(begun.filter(({ chargeType, termStart, chargeStart }) => chargeType === 'renew' && termStart === chargeStart).length);
  expect(world.errors).toEqual([]);
});

test('[PRE-3] without what is planned, what was foretold is charged where the plans are taken away', async () => {
  const world = await World.at('2026-03-05T09:00:00.000Z');
  const shop = shopOf(world, 'Zonnebloem');
  const [seats = ''] = await shop.buy({ sku: 'NCBUSSTAND01:0001', quantity: 7, ...month });
  const [dearer = ''] = await shop.buy({ sku: 'NCM365ENTE03:0001', quantity: 20, termDuration: 'P3Y', billingCycle: 'monthly' });
  await world.advanceTo('2026-03-18T14:20:00.000Z');
  await shop.plan(seats, { sku: 'NCBUSPREMI01:0001', quantity: 12 });
  await shop.replan(dearer, 'annual');
  const asOf = world.now();
  const { planned, unplanned } = await foretoldLines(world, [shop.customer], 6);
  const { items } = (await httpOver(world)(`/nextterm/v1/forecast?months=6&customerId=${shop.customer}`)).body as Forecast;
  expect(items.map(({ linesWithoutPlans }) => linesWithoutPlans)).toEqual([0, 2, 2, 2, 2, 2]);
  expect(items.map(({ lines }) => lines)).toEqual([0, 2, 1, 1, 1, 1]);
  await shop.patch(seats, { scheduledNextTermInstructions: null });
  await shop.patch(dearer, { nextChargeInstructions: null });
  await world.advanceTo('2026-08-31T23:59:59.000Z');
  const charged = await chargedSince(world, [shop.customer], asOf);
  const money = (lines: typeof charged) => Object.entries(lines).map(([id, own]) => [id, own.map(({ orderDate, quantity, subtotal }) => [orderDate, quantity, subtotal])]);
  expect(money(charged)).toEqual(money(unplanned));
  expect(money(planned)).not.toEqual(money(unplanned));
});

test('[PRE-3] [TRI-2] what one plan brings decides over another subscription on the same way: with it a trial ends, without it turns paid', async () => {
  const live = async (isTakenAway: boolean) => {
    const world = await World.at('2026-03-04T09:00:00.000Z');
    const shop = shopOf(world, 'Zonnebloem');
    const [many = ''] = await shop.buy({ sku: 'NCBUSSTAND01:0001', quantity: 290, ...month });
    await world.advanceTo('2026-03-05T09:00:00.000Z');
    const [trial = ''] = await shop.buy({ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' });
    await world.advanceTo('2026-03-18T14:20:00.000Z');
    await shop.plan(many, { sku: 'NCBUSPREMI01:0001' });
    const asOf = world.now();
    const { planned, unplanned } = await foretoldLines(world, [shop.customer], 3);
    const said = (await httpOver(world)(`/nextterm/v1/forecast?months=3&customerId=${shop.customer}`)).body as Forecast;
    if (isTakenAway) await shop.patch(many, { scheduledNextTermInstructions: null });
    await world.advanceTo('2026-05-31T23:59:59.000Z');
    const charged = await chargedSince(world, [shop.customer], asOf);
    return { trial, planned, unplanned, said, charged };
  };
  const { trial, planned, unplanned, said, charged } = await live(false);
  expect(said.dependsOn).toEqual(['holdings']);
  expect(planned[trial]).toBeUndefined();
  expect(charged).toEqual(planned);
  expect(unplanned[trial]?.map(({ chargeType, quantity }) => [chargeType, quantity])).toEqual([['renew', 25], ['cycleCharge', 25]]);
  const other = await live(true);
  expect(other.charged[other.trial]).toEqual(other.unplanned[other.trial]);
});

const offers: Readonly<Record<string, AskedLine & { readonly addonItems?: readonly AskedLine[] }>> = {
  month: { sku: 'NCBUSSTAND01:0001', quantity: 7, ...month },
  year: { sku: 'NCBUSSTAND01:0001', quantity: 11, ...year },
  upfront: { sku: 'NCM365ENTE03:0001', quantity: 3, ...upfront },
  copilot: { sku: 'NCM365COPIL1:0001', quantity: 2, ...year },
  trial: { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' },
  family: { sku: mail, quantity: 5, ...year, addonItems: [{ sku: archive, quantity: 2, ...year }] },
};

const lives = fc.record({
  hours: fc.integer({ min: 0, max: 80 * 24 }),
  wait: fc.integer({ min: 1, max: 70 * 24 }),
  extended: fc.boolean(),
  held: fc.array(fc.record({ what: fc.constantFrom(...Object.keys(offers)), change: fc.constantFrom('grow', 'off', 'seats', 'months', 'premium', 'annual', 'suspend', 'nothing', 'nothing') }), { minLength: 4, maxLength: 6 }),
});

test('[PRE-3] through random lives, all of a customer’s lines of a year are foretold, to the cent', async () => {
  const start = await worldWithOwnCatalogue('2026-01-02T00:00:00Z');
  await importInto(start, { sheet: dearerByTheQuarter() });
  let [foretold, changed] = [0, 0];
  await fc.assert(
    fc.asyncProperty(lives, async ({ hours, wait, extended: isExtended, held }) => {
      const world = await World.at(instantFromMillis(toMillis(instant('2026-02-02T10:30:00.000Z')) + hours * 3_600_000), start.stores, undefined, isExtended ? extended : {});
      const shop = shopOf(world, 'Zonnebloem');
      const had: (readonly [id: string, change: string])[] = [];
      for (const { what, change } of held) {
        // What the rules do not sell beside the rest is left.
        const [id] = await shop.buy(offers[what] ?? { sku: '' }).catch(() => []);
        if (id !== undefined) had.push([id, change]);
      }
      await world.advanceTo(instantFromMillis(toMillis(world.now()) + wait * 3_600_000));
      for (const [id, change] of had) {
        const asked: Readonly<Record<string, () => Promise<unknown>>> = {
          grow: async () => shop.patch(id, { quantity: (await shop.get(id)).quantity + 2 }),
          off: () => shop.patch(id, { autoRenewEnabled: false }),
          seats: async () => shop.plan(id, { quantity: (await shop.get(id)).quantity + 3 }),
          months: () => shop.plan(id, { ...month }),
          premium: () => shop.plan(id, { sku: 'NCBUSPREMI01:0001', ...upfront }),
          annual: () => shop.replan(id, 'annual'),
          suspend: () => shop.patch(id, { status: 'suspended' }),
        };
        await asked[change]?.().then(() => (changed += 1), () => undefined);
      }
      const asOf = world.now();
      const { planned, notLived } = await foretoldLines(world, [shop.customer], 13);
      expect(notLived).toEqual([]);
      foretold += Object.values(planned).flat().length;
      const until = `${Number(asOf.slice(0, 4)) + 1}-${asOf.slice(5, 7)}-28T00:00:00.000Z`;
      await world.advanceTo(until);
      const before = Object.fromEntries(Object.entries(planned).map(([id, lines]) => [id, lines.filter(({ orderDate }) => orderDate <= until)] as const).filter(([, lines]) => lines.length > 0));
      expect(await chargedSince(world, [shop.customer], asOf)).toEqual(before);
      expect(world.errors).toEqual([]);
    }),
    { seed: 20261129, numRuns: 10 },
  );
  expect([foretold > 250, changed > 20]).toEqual([true, true]);
});
