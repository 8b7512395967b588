import { parse } from 'csv-parse/sync';
import { subscriptionKey } from '../../../src/app/command/commerceKeys';
import { partnerForecast, wholeForecast } from '../../../src/app/forecast/partnerForecast';
import { VERSION_KEY } from '../../../src/domain/catalogue/storedRows';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { worldWithOwnCatalogue } from '../../support/ownCatalogue';
import { World } from '../../support/world';
import { httpOver } from '../../support/httpWorld';
import { type AskedLine } from '../../support/worldDesk';
import { type Forecast } from './forecastWorld';

const month: AskedLine = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' };
const year: AskedLine = { ...month, termDuration: 'P1Y' };
const mail: AskedLine = { sku: 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001', quantity: 5, termDuration: 'P1Y', billingCycle: 'monthly' };

const path = '/nextterm/v1/forecast';

const open = async (at = '2026-05-10T09:30:00.000Z') => {
  const world = await World.at(at);
  const http = httpOver(world);
  const get = async (query = '', as = 'havn'): Promise<Forecast> => {
    const reply = await http(`${path}${query}`, { as });
    expect(reply.status).toBe(200);
    return reply.body as Forecast;
  };
  const buy = async (name: string, line: AskedLine, slug = 'havn'): Promise<string> => (await world.buy(slug, world.customer(name), [line]))[0] ?? '';
  return { world, http, get, buy };
};

/** Over what is stored, whatever it was. */
const storeAnew = async (world: World, customer: string, id: string, change: (stored: Record<string, unknown>) => Record<string, unknown>): Promise<void> => {
  const row = await world.stores.Commerce.read(customer, subscriptionKey(id));
  await world.stores.Commerce.commit(customer, [{ op: 'put', key: subscriptionKey(id), value: change({ ...row?.value }) }]);
};

const both = (lines: number, amount: string, currency = 'EUR') => ({ currency, lines, amount, linesWithoutPlans: lines, amountWithoutPlans: amount });

test('[PRE-3] [BIL-2] what the coming months charge, month by month from the running one on, over all customers or of one, and no other partner’s', async () => {
  const { world, http, get, buy } = await open();
  await buy('Zonnebloem', month);
  await buy('Grachtenpand', year);
  await buy('Tulpveld', year, 'polder');
  await world.advanceTo('2026-05-20T00:00:00.000Z');
  const all = await get('?months=3');
  expect(all).toEqual({
    asOf: '2026-05-20T00:00:00.000Z',
    until: '2026-08-01T00:00:00.000Z',
    customers: 5,
    subscriptions: 2,
    totalCount: 3,
    items: [
      { month: '2026-05', ...both(0, '0.00'), happenings: [] },
      { month: '2026-06', ...both(2, '201.60'), happenings: [{ what: 'renewal', ...both(1, '100.80') }, { what: 'cycleCharge', ...both(1, '100.80') }] },
      { month: '2026-07', ...both(2, '201.60'), happenings: [{ what: 'renewal', ...both(1, '100.80') }, { what: 'cycleCharge', ...both(1, '100.80') }] },
    ],
    renewals: [{ date: '2026-06-10', ...both(1, '100.80') }, { date: '2026-07-10', ...both(1, '100.80') }],
    unknown: [],
    notIncluded: ['azure_usage', 'metered_usage', 'overage', 'transfers', 'tax'],
    links: { self: { uri: `${path}?months=3`, method: 'GET', headers: [] } },
    attributes: { objectType: 'Collection' },
  });
  const zonnebloem = world.customer('Zonnebloem');
  const one = await get(`?months=2&customerId=${zonnebloem}`);
  expect([one.customers, one.subscriptions, one.items.map(({ amount }) => amount)]).toEqual([1, 1, ['0.00', '100.80']]);
  expect((await get('')).items.map((item) => item.month)).toEqual(['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04']);
  expect((await get('?months=36')).items).toHaveLength(36);
  expect((await get('?months=1')).items).toHaveLength(1);
  // A millisecond before a month ends, its last day is behind; what falls due with the next is in the next.
  await world.advanceTo('2026-06-09T23:59:59.999Z');
  expect((await get('?months=1')).items[0]).toMatchObject({ month: '2026-06', lines: 2 });
  await world.advanceTo('2026-06-10T00:00:00.000Z');
  expect((await get('?months=1')).items[0]).toMatchObject({ month: '2026-06', lines: 0 });
  // What falls due at the very instant at which a month ends is of the next.
  const first = await open('2026-05-01T09:30:00.000Z');
  await first.buy('Zonnebloem', month);
  expect((await first.get('?months=1')).items.map(({ lines }) => lines)).toEqual([0]);
  expect((await first.get('?months=2')).items.map(({ lines }) => lines)).toEqual([0, 1]);
  for (const query of ['?months=0', '?months=37', '?months=1.5', '?months=many', '?byteOrderMark=true', '?customerId=x']) expect([query, (await http(`${path}${query}`)).status]).toEqual([query, 400]);
  expect((await http(`${path}?customerId=${world.customer('Tulpveld')}`)).status).toBe(404);
  expect((await http(path, { roles: ['helpdesk_agent'] })).body).toMatchObject({ code: 900150 });
  expect((await http(path, { roles: ['billing_admin'] })).status).toBe(200);
});

test('[PRE-3] it comes in parts, whose sums are those of the whole, and as one file, or not at all', async () => {
  const { world, http, get, buy } = await open();
  await buy('Zonnebloem', month);
  await buy('Grachtenpand', year);
  await buy('Duinzicht', { ...month, quantity: 3 });
  await world.advanceTo('2026-05-20T00:00:00.000Z');
  const whole = await get('?months=4');
  const parts: Forecast[] = [];
  let [uri, headers] = [`${path}?months=4&size=1`, {}];
  for (;;) {
    const part = (await http(uri, { headers })).body as Forecast;
    parts.push(part);
    const { next } = part.links;
    if (next === undefined) break;
    [uri, headers] = [next.uri, Object.fromEntries(next.headers.map(({ key, value }) => [key, value]))];
  }
  expect(parts.length).toBeGreaterThan(3);
  const sum = (of: 'customers' | 'subscriptions') => parts.reduce((total, part) => total + part[of], 0);
  expect([sum('customers'), sum('subscriptions')]).toEqual([whole.customers, whole.subscriptions]);
  for (const [place, { lines, amount }] of whole.items.entries()) {
    const cents = parts.map(({ items }) => Math.round(Number(items[place]?.amount) * 100)).reduce((a, b) => a + b, 0);
    expect([parts.map(({ items }) => items[place]?.lines ?? 0).reduce((a, b) => a + b, 0), cents]).toEqual([lines, Math.round(Number(amount) * 100)]);
  }
  // A token is good for the question it came of.
  const token = parts[0]?.links.next?.headers[0]?.value ?? '';
  expect((await http(`${path}?months=5&seekOperation=Next`, { headers: { 'MS-ContinuationToken': token } })).status).toBe(400);

  const file = await http(`${path}?months=4&byteOrderMark=true`, { headers: { Accept: 'text/csv' } });
  expect([file.status, file.headers['Content-Type'], file.headers['Content-Disposition'], file.headers['NextTerm-Unknown']]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename=forecast.csv', undefined]);
  expect(parse(file.text, { columns: true, bom: true })).toEqual(
    whole.items.flatMap(({ month: of, happenings }) =>
      happenings.map(({ what, currency, lines, amount, linesWithoutPlans, amountWithoutPlans }) => ({ Month: of, Currency: currency, What: what, Lines: String(lines), Amount: amount, LinesWithoutPlans: String(linesWithoutPlans), AmountWithoutPlans: amountWithoutPlans })),
    ),
  );
  expect((await http(`${path}?size=1&format=csv`)).status).toBe(400);
  const read = await partnerForecast(world.app, world.as('havn').partner, { months: 4 }, world.now());
  if (!read.ok) throw new Error(read.error.kind);
  expect(await wholeForecast(read.value, parts.length - 1, 1)).toEqual({ ok: false, error: { kind: 'ForecastTooLarge', parts: parts.length - 1 } });
  expect(await wholeForecast(read.value, parts.length, 1)).toMatchObject({ ok: true, value: { months: (await read.value(2000)).months } });
});

test('[PRE-3] [DUE-2] what cannot be lived is named and fails nothing else: rows that cannot be read, rules that fail, a migration, what is long overdue', async () => {
  const { world, http, get, buy } = await open('2026-05-10T09:30:00.000Z');
  const zonnebloem = world.customer('Zonnebloem');
  await buy('Zonnebloem', month);
  const broken = await buy('Zonnebloem', year);
  const unread = await buy('Zonnebloem', month);
  const trial = await buy('Zonnebloem', { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' });
  const traditional = await buy('Grachtenpand', mail);
  expect(await http(`/v1/customers/${world.customer('Grachtenpand')}/migrations/newcommerce/schedules`, { method: 'POST', body: { currentSubscriptionId: traditional, targetDate: '2026-07-20' } })).toMatchObject({ status: 201 });
  await world.advanceTo('2026-05-20T00:00:00.000Z');
  await storeAnew(world, zonnebloem, broken, (stored) => ({ ...stored, term: { ...(stored['term'] as object), policy: 'of another installation' } }));
  await storeAnew(world, zonnebloem, unread, ({ id, partnerId }) => ({ type: 'subscription', id, partnerId }));
  const said = await get('?months=3');
  const unknown = (subscriptionId: string, from: string, reason: string) => expect.objectContaining({ subscriptionId, from, reason }) as object;
  expect(said.unknown).toHaveLength(3);
  expect(said.unknown).toEqual(
    expect.arrayContaining([
      unknown(broken, '2026-06-10T00:00:00.000Z', 'failed'),
      // Whether it may turn paid depends on what else the customer has.
      unknown(trial, '2026-06-10T00:00:00.000Z', 'row_unreadable'),
      unknown(traditional, '2026-07-20T00:00:00.000Z', 'migration_planned'),
    ]),
  );
  expect(said.unreadable).toEqual([{ kind: 'subscription', id: unread }]);
  expect(said.items.map(({ lines }) => lines)).toEqual([0, 2, 2]);
  // A file has sums alone.
  const { headers } = await http(`${path}?months=3`, { headers: { Accept: 'text/csv' } });
  expect([headers['NextTerm-Unknown'], headers['NextTerm-Unreadable']]).toEqual(['3', '1']);
  expect(world.errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(`What the coming months will charge for ${broken} cannot be told`));
  // The host was down over the end of two months: what was due in the first is not known, what is due in the running one will come.
  const late = await open();
  const overdue = await late.buy('Zonnebloem', month);
  await late.buy('Grachtenpand', { ...year, billingCycle: 'annual' });
  late.world.sleepUntil('2026-06-20T00:00:00.000Z');
  expect((await late.get('?months=2')).items.map(({ lines }) => lines)).toEqual([1, 1]);
  late.world.sleepUntil('2026-07-01T00:00:00.000Z');
  const waiting = await late.get('?months=2');
  expect([waiting.items.map(({ lines }) => lines), waiting.unknown]).toEqual([[0, 0], [unknown(overdue, '2026-06-10T00:00:00.000Z', 'overdue')]]);
});

test('[PRE-3] [DUE-2] what was bought in a market whose catalogue cannot be read is named, and the row is said once over all customers; other markets are foretold', async () => {
  const world = await worldWithOwnCatalogue('2026-05-10T09:30:00.000Z');
  const http = httpOver(world);
  const ids: string[] = [];
  for (const name of ['Zonnebloem', 'Grachtenpand', 'Oresund']) ids.push(...(await world.buy('havn', world.customer(name), [month])));
  const whole = await world.stores.Catalogue.read('NL', VERSION_KEY);
  await world.stores.Catalogue.commit('NL', [{ op: 'put', key: VERSION_KEY, value: { type: 'spoilt' } }]);
  world.app.catalogues.forget();
  const { status, headers, body } = await http(`${path}?months=3`);
  const said = body as Forecast;
  expect([status, headers['NextTerm-Unreadable'], said.unreadable]).toEqual([200, '1', [{ kind: 'catalogue' }]]);
  expect(said.unknown.map(({ subscriptionId, from, reason }) => [subscriptionId, from, reason]).toSorted()).toEqual(ids.slice(0, 2).map((id) => [id, '2026-06-10T00:00:00.000Z', 'row_unreadable']).toSorted());
  expect([said.subscriptions, said.items.flatMap(({ month: of, lines }) => (lines === 0 ? [] : [[of, lines]]))]).toEqual([3, [['2026-06', 1], ['2026-07', 1]]]);
  const file = await http(`${path}?months=3`, { headers: { Accept: 'text/csv' } });
  expect([file.headers['NextTerm-Unknown'], file.headers['NextTerm-Unreadable']]).toEqual(['2', '1']);
  await world.stores.Catalogue.commit('NL', [{ op: 'put', key: VERSION_KEY, value: whole?.value ?? {} }]);

  const failing = async (cause: Error) => {
    const read = await partnerForecast({ ...world.app, catalogueOf: (): Promise<never> => Promise.reject(cause) }, world.as('havn').partner, { months: 3 }, world.now());
    if (!read.ok) throw new Error(read.error.kind);
    return read.value(2000);
  };
  expect(await failing(new Error('Version 3 of the catalogue of NL has 4 rows of 5'))).toMatchObject({ notLived: ids.map(() => ({ reason: 'unreadable' })), unreadable: [] });
  expect(world.errors.map(({ message }) => message)).toContainEqual(expect.stringContaining('The catalogue of NL cannot be read'));
  await expect(failing(new StoreUnavailable('down'))).rejects.toThrow('down');
});
