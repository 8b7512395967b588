import { calendarDate } from '../../../src/kernel/calendarDate';
import { rebuild } from '../../../src/app/check/rebuild';
import { park } from '../../../src/app/operations/parked';
import { operatorToken } from '../usage/overage/oresund';
import { claimDomains } from '../../support/claimedDomains';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let id: string;

beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Zonnebloem');
  [id = ''] = await world.buy('havn', customer, [standard]);
  http = httpOver(world);
  await claimDomains(world);
  await rebuild(world.app, true);
});

const own = () => `/nextterm/v1/customers/${customer}/subscriptions/${id}`;

test('[PRE-3] the options of a subscription over HTTP: effects to the cent, refusals with rule, code and words', async () => {
  const { items, ifNobodyActs } = (await http(`${own()}/options`)).body as { items: Record<string, unknown>[]; ifNobodyActs: unknown };
  const option = (action: string) => items.find((item) => item['action'] === action);
  expect(option('cancel')).toMatchObject({ possible: true, rule: 'CAN-1', until: '2026-06-17T10:00:00.000Z', effect: { status: 'deleted', amount: '-100.8', currency: 'EUR' } });
  expect(option('addSeats')).toMatchObject({ possible: true, rule: 'SUB-2', effect: { quantity: 11, windowClosesAt: '2026-06-17T10:00:00.000Z' } });
  expect(option('planNextCharge')).toMatchObject({ possible: false, rule: 'CYC-1', code: 900269 });
  expect(ifNobodyActs).toEqual({ what: 'cycleCharge', at: '2026-07-10T00:00:00.000Z', state: 'ahead', brings: expect.objectContaining({ amount: '100.8', currency: 'EUR', quantity: 10, unitPrice: '10.08' }) as object });
  expect(option('fileSupportRequest')).toMatchObject({ possible: false, rule: 'CAN-6' });
  await world.advanceTo('2026-06-17T10:00:00Z');
  const later = ((await http(`${own()}/options`)).body as { items: Record<string, unknown>[] }).items;
  expect(later.find((item) => item['action'] === 'cancel')).toMatchObject({ possible: false, rule: 'CAN-1', code: 900117, opensAgain: '2027-06-10' });
  expect(later.find((item) => item['action'] === 'fileSupportRequest')).toEqual({ action: 'fileSupportRequest', possible: true, rule: 'CAN-6' });
  expect(await http(`${own()}/supportrequests?preview=true`, { method: 'POST', body: { reason: 'duplicate_order' } })).toMatchObject({ status: 200, body: { charges: [], reversible: false } });
  expect(await http(`${own()}/options`, { as: 'nordlys' })).toMatchObject({ status: 404 });
});

test('[PRE-3] [UPG-1] what it could be upgraded to: plan, lines and what becomes of it, as the upgrade then does', async () => {
  const { items } = (await http(`${own()}/options`)).body as { items: { action: string; target?: { toCatalogItemId: string; termDuration: string; billingCycle: string }; effect?: { charges: unknown[]; amount: string } }[] };
  const [upgrade] = items.filter(({ action }) => action === 'upgrade');
  expect(upgrade).toMatchObject({ possible: true, rule: 'UPG-1', until: '2027-06-10T00:00:00.000Z', target: { title: 'Microsoft 365 Business Premium', termDuration: 'P1Y' }, effect: { subscriptions: [{ subscriptionId: id, quantity: 10, status: 'active' }], currency: 'EUR' } });
  const { toCatalogItemId, ...plan } = upgrade?.target ?? { toCatalogItemId: '' };
  const body = { toCatalogItemId, quantity: 10, transitionType: 'transition_only', ...('termDuration' in plan && { termDuration: plan.termDuration, billingCycle: plan.billingCycle }) };
  expect(await http(`/v1/customers/${customer}/subscriptions/${id}/transitions`, { method: 'POST', body })).toMatchObject({ status: 200 });
  const charged = (await world.charges(customer, id)).slice(1).map(({ subtotal }) => Number(subtotal));
  expect(charged).toHaveLength(upgrade?.effect?.charges.length ?? -1);
  expect(charged.reduce((sum, each) => sum + each, 0)).toBeCloseTo(Number(upgrade?.effect?.amount), 10);
});

test('[PRE-3] [REN-5] what is due is queued, and parked once it was given up', async () => {
  const next = async () => ((await http(`${own()}/options`)).body as { ifNobodyActs: unknown }).ifNobodyActs;
  world.sleepUntil('2026-07-09T23:59:59.999Z');
  expect(await next()).toMatchObject({ what: 'cycleCharge', state: 'ahead' });
  world.sleepUntil('2026-07-10T00:00:00.000Z');
  expect(await next()).toMatchObject({ what: 'cycleCharge', at: '2026-07-10T00:00:00.000Z', state: 'queued' });
  await park(world.app, { at: world.now(), kind: 'cycle', customerId: customer, subject: id }, { since: world.now(), reason: 'unreadable', attempts: 28 }, world.now());
  expect(await next()).toMatchObject({ what: 'cycleCharge', state: 'parked', failingSince: '2026-07-10T00:00:00.000Z' });
  await world.settle();
  expect(await next()).toMatchObject({ what: 'cycleCharge', at: '2026-08-10T00:00:00.000Z', state: 'ahead' });
});

describe('[PRE-3] deadlines', () => {
  const deadlines = async (query = '', more: Call = {}) => http(`/nextterm/v1/deadlines${query}`, more);

  test('a partner sees its own over all its customers, in order of time, until it says', async () => {
    expect((await deadlines('?until=2026-07-10T00:00:01Z')).body).toMatchObject({
      items: [
        { kind: 'windowCloses', at: '2026-06-17T10:00:00.000Z', customerId: customer, subjectId: id, quantity: 10 },
        { kind: 'cancellationEnds', at: '2026-06-17T10:00:00.000Z' },
        { kind: 'cycleCharge', at: '2026-07-10T00:00:00.000Z' },
      ],
    });
    expect((await deadlines('?until=2026-07-10T00:00:00Z')).body).toMatchObject({ totalCount: 2 });
    expect((await deadlines(`?customerId=${customer}`)).body).toMatchObject({ totalCount: 3 });
    expect((await deadlines('', { as: 'nordlys' })).body).toMatchObject({ totalCount: 0 });
    expect(await deadlines(`?customerId=${customer}`, { as: 'nordlys' })).toMatchObject({ status: 404 });
  });

  test('pages over customers reach every deadline once', async () => {
    const [second = ''] = await world.buy('havn', world.customer('Grachtenpand'), [standard]);
    const subjects: string[] = [];
    let page = (await deadlines('?until=2026-07-11T00:00:00Z&size=1')).body as { items: { subjectId: string; kind: string }[]; links: { next?: { uri: string; headers: { value: string }[] } } };
    for (;;) {
      subjects.push(...page.items.map(({ subjectId, kind }) => `${kind} ${subjectId}`));
      const { next } = page.links;
      if (next === undefined) break;
      page = (await http(next.uri, { headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } })).body as typeof page;
    }
    expect(subjects.toSorted()).toEqual([id, second].flatMap((each) => ['windowCloses', 'cancellationEnds', 'cycleCharge'].map((kind) => `${kind} ${each}`)).toSorted());
  });

  test('as a calendar: an event each, its id the same when it is read again', async () => {
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { friendlyName: 'Büro; Utrecht, ganz oben unter dem Dach und noch viel weiter' } });
    const calendar = await deadlines('', { headers: { Accept: 'text/calendar' } });
    expect(calendar.headers['Content-Type']).toBe('text/calendar; charset=utf-8');
    const lines = calendar.text.split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(3);
    expect(lines).toContain('DTSTART:20260710T000000Z');
    expect(calendar.text.replaceAll('\r\n ', '')).toContain('SUMMARY:Can be cancelled until now: Büro\\; Utrecht\\, ganz oben unter dem Dach und noch viel weiter');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect((await deadlines('', { headers: { Accept: 'text/calendar' } })).text).toBe(calendar.text);
  });
});

describe('[CAN-6] support requests', () => {
  const path = () => `${own()}/supportrequests`;
  const file = (body: object = { reason: 'duplicate_order', note: 'Ordered twice' }, call: Call = {}) => http(path(), { method: 'POST', body, ...call });
  const decide = (requestId: string, word: 'grant' | 'refuse', body: object, call: Call = { caller: operatorToken }, query = '') => http(`${path()}/${requestId}/${word}${query}`, { method: 'POST', body, ...call });
  const filed = async (): Promise<string> => ((await file()).body as { id: string }).id;

  test('1 ms before the window closes it is not needed, afterwards it is', async () => {
    await world.advanceTo('2026-06-17T09:59:59.999Z');
    expect(await file()).toMatchObject({ status: 400, body: { code: 800042 } });
    await world.advanceTo('2026-06-17T10:00:00.000Z');
    expect(await file()).toMatchObject({ status: 201, body: { status: 'filed', reason: 'duplicate_order', filedBy: 'user of the test' } });
  });

  test('granted by the operator: ended with today\'s refund, previewed to the cent, and audited', async () => {
    await world.advanceTo('2026-06-25T10:00:00Z');
    const requestId = await filed();
    expect(await decide(requestId, 'grant', {}, {})).toMatchObject({ status: 403 });
    const preview = (await decide(requestId, 'grant', {}, { caller: operatorToken }, '?preview=true')).body as { charges: { subtotal: string }[] };
    expect(preview.charges.map(({ subtotal }) => subtotal)).toEqual(['-50.40']);
    expect(await decide(requestId, 'grant', {})).toMatchObject({ status: 200, body: { status: 'granted', refund: '50.40', decidedBy: 'Op' } });
    expect((await http(`/v1/customers/${customer}/subscriptions/${id}`)).body).toMatchObject({ status: 'deleted' });
    expect(await http(`${path()}/${requestId}`)).toMatchObject({ status: 200, body: { status: 'granted' } });
    const audited = world.published.filter(({ subject }) => subject.kind === 'supportCase').flatMap(({ facts }) => facts.map(({ type, by }) => [type, by]));
    expect(audited).toEqual([['SupportRequestFiled', 'user of the test'], ['SupportRequestGranted', 'Op']]);
    expect(await decide(requestId, 'grant', {})).toMatchObject({ status: 400, body: { code: 800042 } });
    await world.expectNothingDue();
  });

  test.each([
    ['a stated refund is that of the line', '12.34', 200],
    ['all of the cycle', '100.80', 200],
    ['a cent more than the cycle cost', '100.81', 400],
    ['nothing', '0', 200],
  ])('%s', async (_name, refund, status) => {
    await world.advanceTo('2026-06-25T10:00:00Z');
    expect((await decide(await filed(), 'grant', { refund })).status).toBe(status);
    const refunds = (await world.charges(customer, id)).filter(({ chargeType }) => chargeType === 'cancelImmediate').map(({ subtotal }) => subtotal);
    expect(refunds).toEqual(status === 400 || refund === '0' ? [] : [`-${refund}`]);
  });

  test('[BIL-1] of a cycle that was cut short, and in which seats were added, no more comes back than it was charged', async () => {
    const [short = ''] = await world.buy('havn', customer, [{ ...standard, customTermEndDate: calendarDate('2026-06-30') }]);
    await world.advanceTo('2026-06-20T10:00:00Z');
    await http(`/v1/customers/${customer}/subscriptions/${short}`, { method: 'PATCH', body: { quantity: 100 } });
    const charged = (await world.charges(customer, short)).reduce((sum, { subtotal }) => sum + Number(subtotal), 0);
    const requests = `/nextterm/v1/customers/${customer}/subscriptions/${short}/supportrequests`;
    const { id: requestId } = (await http(requests, { method: 'POST', body: { reason: 'duplicate_order' } })).body as { id: string };
    const grant = (refund: number) => http(`${requests}/${requestId}/grant`, { method: 'POST', body: { refund: refund.toFixed(2) }, caller: operatorToken });
    expect(charged.toFixed(2)).toBe('403.20');
    expect(await grant(charged + 0.01)).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining(`${charged.toFixed(2)}.`) as string } });
    expect(await grant(charged)).toMatchObject({ status: 200, body: { refund: charged.toFixed(2) } });
  });

  test('[BIL-3] a stated refund is of the running cycle, also where seats of the one before come back as a whole', async () => {
    await world.advanceTo('2026-07-09T23:00:00Z');
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 13 } });
    await world.advanceTo('2026-07-10T00:00:00Z');
    const requestId = await filed();
    const preview = (await decide(requestId, 'grant', {}, { caller: operatorToken }, '?preview=true')).body as { charges: { chargeStartDate: string }[] };
    expect(preview.charges.map(({ chargeStartDate }) => chargeStartDate)).toEqual(['2026-07-09T00:00:00Z', '2026-07-09T00:00:00Z', '2026-07-10T00:00:00Z']);
    expect(await decide(requestId, 'grant', { refund: '100' })).toMatchObject({ status: 200, body: { refund: '100.00' } });
    const refunds = (await world.charges(customer, id)).filter(({ chargeType }) => chargeType === 'cancelImmediate');
    expect(refunds).toMatchObject([{ quantity: 13, chargeStart: '2026-07-10', chargeEnd: '2026-08-09', subtotal: '-100.00' }]);
    await world.expectNothingDue();
  });

  test('refused by the operator with why; the subscription goes on', async () => {
    await world.advanceTo('2026-06-25T10:00:00Z');
    const requestId = await filed();
    expect(await decide(requestId, 'refuse', {})).toMatchObject({ status: 400, body: { code: 800002 } });
    expect(await decide(requestId, 'refuse', { why: 'The order was used' })).toMatchObject({ status: 200, body: { status: 'refused', why: 'The order was used' } });
    expect((await http(`/v1/customers/${customer}/subscriptions/${id}`)).body).toMatchObject({ status: 'active' });
  });

  test('another partner sees none, and unknown reasons are refused', async () => {
    await world.advanceTo('2026-06-25T10:00:00Z');
    const requestId = await filed();
    expect(await http(`${path()}/${requestId}`, { as: 'nordlys' })).toMatchObject({ status: 404 });
    expect(await file({ reason: 'because' })).toMatchObject({ status: 400 });
    expect(await http(`${path()}/${requestId}`, { caller: operatorToken })).toMatchObject({ status: 200 });
  });
});

describe('[REN-7] what cannot be renewed', () => {
  const parked = async (call: Call = { caller: operatorToken }) => http('/nextterm/v1/operations/parked', call);
  const breakIt = async () => {
    const key = `subscription|${id}`;
    const row = await world.stores.Commerce.read(customer, key);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { ...row?.value, cycle: 'gone' } }]);
    return async () => void (await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: row?.value ?? {} }]));
  };

  test.each([
    ['at its last try before it has failed for 24 hours, and until the next, it is still tried', '2026-07-11T00:20:59.999Z', 0],
    ['at its first try after 24 hours it is parked, and told', '2026-07-11T00:21:00.000Z', 1],
  ])('%s', async (_name, now, count) => {
    await world.advanceTo('2026-07-01T00:00:00Z');
    await breakIt();
    await world.advanceTo(now);
    expect((await parked()).body).toMatchObject({ totalCount: count });
    expect(world.happened().filter((type) => type === 'WorkParked')).toHaveLength(count);
  });

  test('the operator releases it once it is mended, and it is charged as it should have been; nobody else was held up', async () => {
    await world.advanceTo('2026-07-01T00:00:00Z');
    const [other = ''] = await world.buy('havn', customer, [{ ...standard, termDuration: 'P1M' }]);
    const mend = await breakIt();
    await world.advanceTo('2026-08-05T00:00:00Z');
    expect((await world.subscription(customer, other)).term.number).toBe(2);
    const { items } = (await parked()).body as { items: { id: string; reason: string; attempts: number }[] };
    expect(items).toHaveLength(1);
    expect(await parked({})).toMatchObject({ status: 403 });
    await mend();
    expect(await http(`/nextterm/v1/operations/parked/${items[0]?.id}/release`, { method: 'POST', caller: operatorToken })).toMatchObject({ status: 200, body: { status: 'released' } });
    await world.settle();
    expect((await world.charges(customer, id)).map(({ chargeStart }) => chargeStart)).toEqual(['2026-06-10', '2026-07-10']);
    expect((await parked()).body).toMatchObject({ totalCount: 0 });
    expect(await http(`/nextterm/v1/operations/parked/${items[0]?.id}/release`, { method: 'POST', caller: operatorToken })).toMatchObject({ status: 404 });
  });
});
