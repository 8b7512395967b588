import type * as unreadable from '../../src/app/unreadable';
import { type z } from 'zod';
import { goOnChecking } from '../../src/app/check/checkRound';
import { rebuild } from '../../src/app/check/rebuild';
import { goOnWithLedger } from '../../src/app/check/ledgerSteps';
import { sealDueDays } from '../../src/app/audit/seals/sealDays';
import '../../src/app/azurePlan/upgrade';
import '../../src/app/calls/readUsage';
import { consumedRows } from '../../src/app/consume/consumedRows';
import { carryOutDue } from '../../src/app/due/carryOutDue';
import { parseRow } from '../../src/app/due/deadline';
import { type DueWork } from '../../src/app/due/dueWork';
import { SweepRounds } from '../../src/app/due/sweepRound';
import { park } from '../../src/app/operations/parked';
import { SchemaNote } from '../../src/app/schema/installationSchema';
import { kindOf } from '../../src/app/schema/kindOf';
import { currentForm } from '../../src/app/schema/rowForms';
import { goOnWithRows } from '../../src/app/schema/upgradeRows';
import { calendarDate } from '../../src/kernel/calendarDate';
import { instant } from '../../src/kernel/instant';
import { type Row } from '../../src/kernel/partitionStore';
import { MemoryStore } from '../../src/localhost/durable/store/memory';
import { invoiced } from '../domain/invoice/invoicedWorld';
import { itemOf, twoShops } from '../neighbours/twoShops';
import { type Call } from '../support/httpWorld';
import { type Stores } from '../../src/wiring/wiring';
import { World } from '../support/world';
import { worldProcesses } from '../support/worldOrchestrations';
import { memoryStores, rowsOf } from '../support/worldStores';
import type * as declared from './readers';
import { readers } from './readers';
import { hubOf, readRelease, releases, writeRelease, type Instance, type Release, type Told } from './release';
import { hubOver, toldOf } from './yearOver';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../localhost/support/currentCore').currentCore, { virtual: true });

jest.mock('../../src/app/unreadable', () => {
  const actual = jest.requireActual<typeof unreadable>('../../src/app/unreadable');
  const { readers } = jest.requireActual<typeof declared>('./readers');
  const rowReader = <Schema extends z.ZodType>(table: string, kind: string, schema: Schema) => {
    readers.push({ table, kind, schema });
    return actual.rowReader(table, kind, schema);
  };
  return { ...actual, rowReader };
});

const HOURS = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
const OPERATOR = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
const MAIL = { NEXTTERM_MAIL: 'file:///mail', NEXTTERM_MAIL_FROM: 'no-reply@nextterm.example' };
const SLUGS = ['havn', 'nordlys', 'polder'];
const MONTHS = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04'];

/** What kinds are called where they are read, if not as they are stored. */
const READ_AS: Readonly<Record<string, string>> = { azureCharge: 'azurecharge', saasCharge: 'saascharge', overageCharge: 'overagecharge', migrationSchedule: 'migration schedule', parkedSubject: 'parked subject', sweepControl: 'sweep control', sweepFigures: 'sweep figures', startedProcess: 'started process' };

/** Kinds that nobody reads by a schema: that they are there is what they say, or the members that are looked at are looked at one by one. */
const UNPARSED = new Set(['Commerce windowNews', 'Directory receiptWeek', 'Ledger user', 'Usage report', 'Usage meterReport', 'Webhooks webhookTurn', 'Webhooks webhookValidations', 'Catalogue market', 'Catalogue content', 'Partners loading']);

const unreadableOf = (table: string, row: Row): string | undefined => {
  const kind = kindOf(table, row);
  const where = `${table} ${row.partition} ${row.key}`;
  if (kind === undefined) return `${where}: of no kind`;
  if (UNPARSED.has(`${table} ${kind}`)) return undefined;
  const value = currentForm(table, kind)(row.value);
  if (table === 'Deadlines') return parseRow(row.key, row.value).problem;
  const schemas = readers.filter((each) => each.table === table && (each.kind === kind || each.kind === READ_AS[kind] || (table === 'Directory' && kind === 'deadlines' && each.kind === 'deadline')));
  if (schemas.length === 0) return `${where}: nobody reads a ${kind}`;
  return schemas.some(({ schema }) => schema.safeParse(value).success) ? undefined : `${where}: no ${kind}`;
};

/** A year over what a release left, by today's code: its orchestrations go on, what falls due is carried out, months are invoiced. @returns what it comes to. */
const yearOver = async ({ stores, instances }: Release, { from, until }: Pick<Told, 'from' | 'until'>) => {
  const world = await World.at(from, stores, undefined, MAIL);
  const store = await hubOf(instances);
  const hub = await hubOver(world, store);
  await hub.clock.idle();
  const underWay = async () => Object.fromEntries(await Promise.all(instances.map(async ({ record }) => [record.name, (await hub.status(record.id)).runtimeStatus] as const)));
  const atFirst = await underWay();
  for (const month of MONTHS) {
    const next = new Date(`${month}-07T10:00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    await world.advanceTo(next.toISOString());
    await invoiced(world, calendarDate(`${month}-01`));
  }
  await world.advanceTo(until);
  const transfer = instances.find(({ record }) => record.name === 'transferApproval');
  if (transfer !== undefined) await hub.raise(transfer.record.id, 'due', JSON.parse(transfer.record.input ?? '{}'));
  return { world, atFirst, atLast: await underWay(), told: await toldOf(world, SLUGS) };
};

const hubDump = async (store: MemoryStore): Promise<readonly Instance[]> =>
  Promise.all((await store.liveIds()).toSorted().map(async (id) => {
    const { stored, history, inbox } = await store.load(id);
    if (stored?.record.kind !== 'orchestration') throw new Error(`${id} is not there`);
    return { record: stored.record, history, inbox };
  }));

const kindsIn = async (stores: Stores): Promise<readonly string[]> => {
  const seen = new Set<string>();
  for (const [table, store] of Object.entries(stores)) for (const row of await rowsOf(store)) seen.add(`${table} ${kindOf(table, row) ?? 'unknown'}`);
  return [...seen].toSorted();
};

/** A small world with something of every kind, halted: a transfer waits, of a page of renewals half is done, work is parked, a letter is dead. */
const makeRelease = async (release: string): Promise<void> => {
  const { world, http, havn, customers } = await twoShops();
  const customer = customers.havn;
  const done = async (path: string, call: Call): Promise<unknown> => {
    const { status, body } = await http(path, { as: 'havn', ...call });
    if (status >= 400) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  // Whoever is told of anything is not there: letters die within days.
  world.receiver.answers = () => ({ kind: 'answered', status: 500 });
  await done('/nextterm/v1/operations/exchangerates', { method: 'PUT', caller: OPERATOR, body: { rates: [{ from: 'USD', to: 'EUR', month: '2026-05', rate: '0.92' }] } });
  await done(`/v1/customers/${customer}/usagebudget`, { method: 'PATCH', body: { amount: 100 } });
  await done('/v1/profiles/support', { method: 'PUT', body: { email: 'help@havn.example', telephone: '+31 20 555 0100', website: 'https://havn.example' } });
  await world.buy('havn', customer, [{ sku: 'NCWINSRVSUB1:0001', quantity: 4, termDuration: 'P1Y', billingCycle: 'one_time' }, { sku: 'NCSQLSTAND01:0001', quantity: 1, termDuration: 'NoTerm', billingCycle: 'one_time' }]);
  await world.buy('havn', customer, [{ sku: 'NCFJORDINS01:0001', quantity: 6, termDuration: 'P1M', billingCycle: 'monthly' }]);
  const [signal = ''] = await world.buy('havn', customer, [{ sku: 'NCFJORDSIG01:0001', quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }]);
  const [upgraded = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSBASIC01:0001', quantity: 2, termDuration: 'P1Y', billingCycle: 'annual' }]);
  await done(`/v1/customers/${customer}/subscriptions/${upgraded}/transitions`, { method: 'POST', body: { toCatalogItemId: itemOf('NCBUSSTAND01:0001', 'NL'), quantity: 2, transitionType: 'transition_only' } });
  const used = { date: '2026-05-07', quantity: 3 };
  await done(`/nextterm/v1/customers/${customer}/usage`, { method: 'POST', body: { reports: [{ reportId: 'meter-1', azureSubscriptionId: havn.own['entitlementId'], meterId: HOURS, ...used }, { reportId: 'dimension-1', subscriptionId: signal, meterId: 'reports', ...used }] } });
  await park(world.app, { at: world.now(), kind: 'overageReview', customerId: customer, subject: 'PhoneServices' }, { since: instant('2026-05-06T10:00:00Z'), reason: 'the release before could not do it', attempts: 12 }, world.now());
  await world.advanceTo('2026-05-20T10:00:00.000Z');
  await world.buy('havn', customer, [{ sku: 'NCBUSBASIC01:0001', quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' }]);
  await world.advanceTo('2026-06-18T10:00:00.000Z');
  await invoiced(world, calendarDate('2026-05-01'));
  await new SweepRounds().run(world.app, { processes: worldProcesses(world.app), startInvoices: async () => undefined, hub: { isLive: async () => true } });
  await world.buy('havn', customer, [{ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]);

  const store = new MemoryStore();
  const hub = await hubOver(world, store);
  const { id: transferId } = (await done(`/v1/customers/${customer}/transfers`, { as: 'polder', method: 'POST', body: { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@people.example', transferType: 5 } })) as { id: string };
  await hub.start('transferApproval', `transfer-${transferId}`, { at: world.now(), kind: 'transfer', customerId: customer, subject: transferId, stepsPerHistory: 20 });
  // The host goes down when the first page of two is done.
  world.sleepUntil('2026-06-20T10:00:00.000Z');
  const [due] = (await world.app.deadlines.due(world.now())).deadlines.filter(({ kind }) => kind === 'renewal');
  if (due === undefined) throw new Error('Nothing is to be renewed');
  const row = (await rowsOf(world.stores.Deadlines)).find(({ key }) => key.includes('|renewal|') && key <= world.now());
  const work: DueWork = { kind: 'renewal', partition: row?.partition ?? '' };
  let pages = 0;
  const halting = await hubOver(world, store, async (page) => {
    pages += 1;
    if (pages > 1) return new Promise(() => undefined);
    return { ...(await carryOutDue(world.app, page)), more: true };
  });
  void halting.start('renewal', `renewal-${work.partition.replace('|', '-')}`, { ...work, pagesPerHistory: 20 });
  for (let turns = 0; turns < 200 && pages < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  if (pages < 2) throw new Error('The second page did not come');

  await sealDueDays(world.app);
  await goOnChecking(world.app);
  await new SchemaNote().note(world.app);
  const begun = { stores: world.stores, instances: await hubDump(store) };
  const kept: Pick<Told, 'from' | 'until' | 'kinds'> = { kinds: await kindsIn(world.stores), from: world.now(), until: '2027-06-20T10:00:00.000Z' };
  await writeRelease(release, begun, { madeAt: new Date().toISOString().slice(0, 10), ...kept, charged: {}, subscriptions: {}, invoices: {} });
  const { told, ...made } = await readRelease(release);
  const year = await yearOver({ ...made, told }, kept);
  await writeRelease(release, begun, { ...told, ...year.told });
};

const toWrite = process.env['WRITE_RELEASE'];

if (toWrite !== undefined)
  test(`the data folder of release ${toWrite} is written`, async () => {
    // One that is there already stays as it is.
    expect(releases()).not.toContain(toWrite);
    await makeRelease(toWrite);
  }, 120_000);

for (const release of releases())
  describe(`what release ${release} left`, () => {
  let left: Release;

  beforeAll(async () => {
    left = await readRelease(release);
  });

  test('has rows of the kinds that it says, and today’s code can read each', async () => {
    // Made for each consumer's table.
    consumedRows('Notifications');
    const problems: string[] = [];
    for (const [table, store] of Object.entries(left.stores)) {
      for (const row of await rowsOf(store)) {
        const problem = unreadableOf(table, row);
        if (problem !== undefined) problems.push(problem);
      }
    }
    expect(problems).toEqual([]);
    expect(await kindsIn(left.stores)).toEqual(left.told.kinds);
    expect((await goOnWithRows({ stores: left.stores, directory: memoryStores().Directory, clock: { now: () => instant(left.told.from) } }, undefined, { writes: false, everything: true })).newer).toBe(0);
  });

  test('goes on for a year by today’s code: orchestrations end, nothing is found wrong, and the sums are what they were', async () => {
    const { world, atFirst, atLast, told } = await yearOver(left, left.told);
    expect(atFirst).toEqual({ renewal: 'Completed', transferApproval: 'Running' });
    expect(atLast).toEqual({ renewal: 'Completed', transferApproval: 'Completed' });
    expect(told).toEqual({ charged: left.told.charged, subscriptions: left.told.subscriptions, invoices: left.told.invoices });
    expect(world.errors).toEqual([]);
    expect(await goOnWithLedger(world.app, undefined, false)).toMatchObject({ found: 0, findings: [] });
    expect(await rebuild(world.app, false)).toMatchObject({ found: 0, findings: [], removed: 0 });
  });
});
