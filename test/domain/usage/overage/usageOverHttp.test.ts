import { claimDomains } from '../../../support/claimedDomains';
import { httpOver, type Call } from '../../../support/httpWorld';
import { type World } from '../../../support/world';
import { customerToken, operatorToken, oresund } from './oresund';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let ofHavn: string;
let ofNordlys: string;
let azureOfHavn: string;

beforeEach(async () => {
  ({ world, customerId, ofHavn, ofNordlys, azureOfHavn } = await oresund());
  await claimDomains(world);
  http = httpOver(world);
});

const path = () => `/nextterm/v1/customers/${customerId}/usage`;
const line = (reportId: string, minutes: number, more: object = {}) => ({ reportId, service: 'PhoneServices', userId: 'ilse@oresundfoods.example', date: '2026-03-02', minutes, ...more });
const report = (reports: readonly unknown[], more: Call = {}, query = '') => http(`${path()}${query}`, { method: 'POST', body: { reports }, ...more });
/** By the operator, of as many users as it takes. */
const called = async (minutes: number): Promise<void> => {
  const whole = Math.floor(minutes / 1000);
  const lines = [...Array.from({ length: whole }, () => 1000), minutes - whole * 1000].map((each, user) => line(`of-${user}`, each, { userId: `user${user}@oresundfoods.example` }));
  expect((await report(lines, { caller: operatorToken })).body).toMatchObject({ accepted: lines.length });
};
const usage = async (query = '', more: Call = {}) => (await http(`${path()}?service=PhoneServices${query}`, more)).body;
const statuses = (reply: { readonly body: unknown }) => (reply.body as { items: { status: string; reason?: string }[] }).items.map(({ status, reason }) => reason ?? status);

describe('[OVG-6] reporting calls', () => {
  test('line by line: what is wrong is refused with its reason, the good ones are kept', async () => {
    const reply = await report([line('a', 10), line('b', -3), line('c', 5, { userId: 'jan@zonnebloeminstallaties.onmicrosoft.com' }), line('d', 5, { date: '2026-01-31' }), 17, line('e', 5, { service: 'Fax' }), line('f', 4, { subscriptionId: ofHavn }), line('g', 4, { subscriptionId: ofNordlys })]);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ totalCount: 8, accepted: 2, duplicate: 0, refused: 6 });
    expect(statuses(reply)).toEqual(['accepted', 'minutesInvalid', 'userOfAnotherCustomer', 'monthClosed', 'lineUnreadable', 'serviceUnknown', 'accepted', 'subscriptionUnknown']);
    expect((reply.body as { items: object[] }).items[1]).toEqual({ index: 1, reportId: 'b', status: 'refused', reason: 'minutesInvalid', description: 'minutes must be a whole number from 0 to 100000' });
    expect(await usage()).toMatchObject({ usedMinutes: 14, days: [{ date: '2026-03-02', minutes: 14 }] });
  });

  test('a report counts once, under whatever request id it is sent again', async () => {
    await report([line('a', 10), line('b', 20)]);
    expect(statuses(await report([line('b', 20), line('c', 30), line('a', 10)]))).toEqual(['duplicate', 'accepted', 'duplicate']);
    expect(statuses(await report([line('a', 11)]))).toEqual(['reportIdReused']);
    expect(statuses(await report([line('x', 1), line('x', 1), line('x', 2)]))).toEqual(['accepted', 'duplicate', 'reportIdReused']);
    expect(await usage()).toMatchObject({ usedMinutes: 61 });
  });

  test('more than one report holds comes in parts, in any order, and a part that is sent again counts once', async () => {
    const users = Array.from({ length: 2001 }, (_, user) => line(`r${user}`, 1, { userId: `user${user}@oresundfoods.example` }));
    const csv = ['reportId,service,userId,date,minutes', ...users.map(({ reportId, service, userId, date, minutes }) => [reportId, service, userId, date, minutes].join(','))];
    const asCsv = { headers: { 'Content-Type': 'text/csv' } };
    expect((await report(users)).status).toBe(400);
    expect((await report([], { body: csv.join('\n'), ...asCsv })).status).toBe(400);
    expect(await usage()).toMatchObject({ usedMinutes: 0 });
    expect((await report([], { body: [csv[0], csv[2001]].join('\n'), ...asCsv })).body).toMatchObject({ accepted: 1 });
    expect((await report(users.slice(0, 2000))).body).toMatchObject({ accepted: 2000, duplicate: 0 });
    expect((await report(users.slice(1, 2001))).body).toMatchObject({ accepted: 0, duplicate: 2000 });
    expect(await usage()).toMatchObject({ usedMinutes: 2001 });
  });

  test('fifty reports at once for one month are all taken', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, (_, index) => report([line(`r${index}`, 1)])));
    expect(replies.map(statuses)).toEqual(replies.map(() => ['accepted']));
    expect(await usage()).toMatchObject({ usedMinutes: 50 });
  });

  test('as CSV on the same route, bad rows and all', async () => {
    const body = ['reportId,subscriptionId,service,userId,date,minutes', 'a,,PhoneServices,ilse@oresundfoods.example,2026-03-01,10', 'b,,PhoneServices,ilse@oresundfoods.example,2026-03-01', 'c,,PhoneServices,ilse@oresundfoods.example,2026-03-02,-1', 'd,,PhoneServices,ilse@oresundfoods.example,2026-03-02,x', 'e,,PhoneServices,ilse@oresundfoods.example,2026-03-02,7'].join('\r\n');
    const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
    const reply = await http(path(), { method: 'POST', body, headers });
    expect(statuses(reply)).toEqual(['accepted', 'lineUnreadable', 'minutesInvalid', 'minutesInvalid', 'accepted']);
    expect(statuses(await report([line('a', 10, { date: '2026-03-01' })]))).toEqual(['duplicate']);
    expect(await http(path(), { method: 'POST', body: 'reportId,minutes\na,1', headers })).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining('userId column is missing') as string } });
    expect(await http(path(), { method: 'POST', body: 'reportId,service,userId,date,minutes', headers })).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test.each([
    ['no lines', { reports: [] }],
    ['2,001 lines', { reports: Array.from({ length: 2001 }, () => 1) }],
    ['no list', {}],
  ])('%s are refused as a whole', async (_name, body) => {
    expect(await http(path(), { method: 'POST', body })).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test('previewed nothing is taken, and the answer is the one that follows', async () => {
    await report([line('a', 10)]);
    const lines = [line('a', 10), line('b', 5), line('c', -5)];
    const before = await world.dump();
    const preview = await report(lines, {}, '?preview=true');
    expect(preview.body).toMatchObject({ preview: true, result: { accepted: 1, duplicate: 1, refused: 1 } });
    expect(await world.dump()).toEqual(before);
    expect((preview.body as { result: object }).result).toEqual((await report(lines)).body);
  });

  test('is for partners who sell and see the customer, and for the operator', async () => {
    expect(statuses(await report([line('a', 1)], { as: 'nordlys' }))).toEqual(['accepted']);
    expect(statuses(await report([line('b', 1, { subscriptionId: ofNordlys })], { caller: operatorToken }))).toEqual(['accepted']);
    expect(await report([line('c', 1)], { as: 'polder' })).toMatchObject({ status: 404, body: { code: 60003 } });
    expect(await report([line('c', 1)], { caller: customerToken(customerId) })).toMatchObject({ status: 403, body: { code: 900150 } });
    expect(await report([line('c', 1)], { roles: ['billing_admin'] })).toMatchObject({ status: 403, body: { code: 900150 } });
    const other = `/nextterm/v1/customers/${world.customer('Zonnebloem')}/usage`;
    expect(statuses(await http(other, { method: 'POST', body: { reports: [line('c', 1, { userId: 'a@zonnebloeminstallaties.onmicrosoft.com' })] } }))).toEqual(['serviceNotHeld']);
  });

  test('of many at once for the same month adds up', async () => {
    await Promise.all([1, 2, 3, 4].map((part) => report([line(`p${part}`, part), line('same', 100)], { as: part % 2 === 0 ? 'havn' : 'nordlys' })));
    expect(await usage('', { caller: operatorToken })).toMatchObject({ usedMinutes: 210 });
    expect([await usage(), await usage('', { as: 'nordlys' })]).toMatchObject([{ usedMinutes: 106 }, { usedMinutes: 104 }]);
  });
});

describe('[PAR-3] [OVG-6] what a related partner reports', () => {
  const users = (count: number, minutes: number, prefix = 'n') => Array.from({ length: count }, (_, user) => line(`${prefix}${user}`, minutes, { userId: `user${user}@oresundfoods.example` }));
  const charged = async (more: Call = {}) => ((await usage('', more)) as { charges: object[] }).charges;

  test('is never charged to the other who has the overage: within its own licences it is free, beyond them blocked', async () => {
    expect((await report(users(20, 1000), { as: 'nordlys' })).body).toMatchObject({ accepted: 20 });
    expect(await usage('', { as: 'nordlys' })).toMatchObject({ usedMinutes: 20_000, allowedMinutes: 1200, chargedMinutes: 0, blockedMinutes: 18_800, charges: [] });
    expect(await usage()).toMatchObject({ usedMinutes: 0, allowedMinutes: 1200, remainingMinutes: 1200, chargedMinutes: 0, days: [], charges: [] });
    await report(users(2, 700, 'h'));
    expect(await charged()).toMatchObject([{ quantity: 200, subtotal: '20.00' }]);
    await world.advanceTo('2026-04-06T00:00:00.000Z');
    const charges = async (as: string) => ((await http(`${path()}/charges`, { as })).body as { items: object[] }).items;
    expect([await charges('havn'), await charges('nordlys')]).toMatchObject([[{ quantity: 200, subtotal: '20.00' }], []]);
    expect(await usage('&month=2026-03', { as: 'nordlys' })).toMatchObject({ status: 'closed', usedMinutes: 20_000, blockedMinutes: 18_800 });
  });

  test('it alone reads, with the operator and the customer', async () => {
    await report([line('mine', 10, { userId: 'jan@oresundfoods.example' })]);
    await report([line('theirs', 20)], { as: 'nordlys' });
    await report([line('named', 30, { subscriptionId: ofNordlys }), line('unnamed', 40)], { caller: operatorToken });
    const ids = async (more: Call = {}) => ((await http(`${path()}/calls?service=PhoneServices&date=2026-03-02`, more)).body as { items: { reportId: string }[] }).items.map(({ reportId }) => reportId).sort();
    // What names no subscription is the calls of who has the overage and is charged for them.
    expect(await ids()).toEqual(['mine', 'unnamed']);
    expect(await ids({ as: 'nordlys' })).toEqual(['named', 'theirs']);
    expect(await ids({ caller: operatorToken })).toEqual(['mine', 'named', 'theirs', 'unnamed']);
    expect(await ids({ caller: customerToken(customerId) })).toEqual(['mine', 'named', 'theirs', 'unnamed']);
    expect(await usage('&userId=ilse%40oresundfoods.example')).toMatchObject({ usedMinutes: 50, user: { usedMinutes: 40 } });
    expect(await usage('&userId=ilse%40oresundfoods.example', { as: 'nordlys' })).toMatchObject({ usedMinutes: 50, user: { usedMinutes: 50 } });
  });

  test('one that sells none of the service reads nothing and reports nothing', async () => {
    await report([line('mine', 10)]);
    const zonnebloem = world.customer('Zonnebloem');
    const others = `/nextterm/v1/customers/${zonnebloem}/usage`;
    expect(await http(`${others}/calls?service=PhoneServices&date=2026-03-02`)).toMatchObject({ body: { items: [] } });
    await world.as('havn').patch(customerId, ofHavn, { status: 'deleted' });
    expect(await usage('', { as: 'nordlys' })).toMatchObject({ usedMinutes: 0, licences: 10 });
  });

  test('takes no other one\'s ids: neither refused nor a duplicate', async () => {
    expect(statuses(await report([line('a', 10)], { as: 'nordlys' }))).toEqual(['accepted']);
    expect(statuses(await report([line('a', 10)]))).toEqual(['accepted']);
    expect(statuses(await report([line('a', 99)], { caller: operatorToken }))).toEqual(['accepted']);
    expect(statuses(await report([line('a', 10), line('b', 1)], { as: 'nordlys' }))).toEqual(['duplicate', 'accepted']);
  });

  test('a line beyond 1,440 minutes of a user and day is refused with its reason; what others reported of the user does not count', async () => {
    const reply = await report([line('a', 1400), line('b', 41), line('c', 40), line('d', 1), line('e', 1441, { date: '2026-03-01' }), line('f', 1440, { date: '2026-03-01' })]);
    expect(statuses(reply)).toEqual(['accepted', 'minutesImplausible', 'accepted', 'minutesImplausible', 'minutesImplausible', 'accepted']);
    expect((reply.body as { items: object[] }).items[1]).toMatchObject({ description: 'with these minutes the user would have called longer on that day than is plausible' });
    expect(statuses(await report([line('g', 1), line('a', 1400)]))).toEqual(['minutesImplausible', 'duplicate']);
    expect(statuses(await report([line('g', 1440)], { as: 'nordlys' }))).toEqual(['accepted']);
    expect(await usage()).toMatchObject({ usedMinutes: 2880 });
  });

  test('previewed, pages of one user add up as they do for good', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => line(`p${index}`, 20));
    const preview = await report(lines, {}, '?preview=true');
    expect(preview.body).toMatchObject({ result: { accepted: 72, refused: 28 } });
    expect((preview.body as { result: object }).result).toEqual((await report(lines)).body);
  });
});

describe('[OVG-6] reading what was used', () => {
  test('within the allowance of all licences, whoever sold them: what is left', async () => {
    await called(2399);
    expect(await usage('', { caller: operatorToken })).toEqual({
      customerId,
      service: 'PhoneServices',
      month: '2026-03',
      status: 'open',
      closesAt: '2026-04-06T00:00:00.000Z',
      licences: 20,
      allowedMinutes: 2400,
      usedMinutes: 2399,
      remainingMinutes: 1,
      chargedMinutes: 0,
      blockedMinutes: 0,
      days: [{ date: '2026-03-02', minutes: 2399, includedMinutes: 2399, chargedMinutes: 0, blockedMinutes: 0 }],
      charges: [],
      attributes: { objectType: 'OverageUsage' },
    });
  });

  test('beyond it: charged to the assigned subscription at the published price, shown to who is charged', async () => {
    await called(2450);
    const charge = { chargeType: 'overage', azureSubscriptionId: azureOfHavn, quantity: 50, unitPrice: '0.10', subtotal: '5.00', currency: 'EUR' };
    expect(await usage()).toMatchObject({ licences: 10, remainingMinutes: 0, chargedMinutes: 50, charges: [charge], days: [{ azureSubscriptionId: azureOfHavn }] });
    expect(await usage('', { caller: operatorToken })).toMatchObject({ licences: 20, charges: [charge] });
    const ofCustomer = await usage('', { caller: customerToken(customerId) });
    const ofNordlys = await usage('', { as: 'nordlys' });
    expect(ofCustomer).toMatchObject({ usedMinutes: 2450, chargedMinutes: 50, charges: [] });
    expect(ofNordlys).toMatchObject({ licences: 10, allowedMinutes: 1200, usedMinutes: 0, chargedMinutes: 0, days: [], charges: [] });
    for (const seen of [ofCustomer, ofNordlys]) expect(JSON.stringify(seen)).not.toContain(azureOfHavn);
  });

  test('by user and by day', async () => {
    await report([line('a', 10), line('b', 20, { date: '2026-03-01' }), line('c', 40, { userId: 'jan@oresundfoods.example' }), line('d', 1, { userId: 'jan@oresundfoods.onmicrosoft.com' })]);
    expect(await usage('&userId=Ilse%40oresundfoods.example')).toMatchObject({ usedMinutes: 71, user: { usedMinutes: 30, days: [{ date: '2026-03-01', minutes: 20 }, { date: '2026-03-02', minutes: 10 }] } });
    const calls = (query: string, more: Call = {}) => http(`${path()}/calls?service=PhoneServices&date=2026-03-02${query}`, more);
    expect((await calls('&size=2')).body).toMatchObject({ totalCount: 2, items: [{ userId: 'ilse@oresundfoods.example', minutes: 10 }, { userId: 'jan@oresundfoods.example', minutes: 40 }], links: { next: { uri: expect.stringContaining('&size=2&seekOperation=Next') as string } } });
    expect((await calls('&userId=jan@oresundfoods.example')).body).toMatchObject({ totalCount: 1, items: [{ reportId: 'c' }] });
    expect(await calls('', { as: 'polder' })).toMatchObject({ status: 404 });
  });

  test('[DUE-2] the sum of a user is refused where one of its calls cannot be read, instead of being short of it; the month, which has its own row, is not', async () => {
    await report([line('a', 10)]);
    await world.stores.Usage.commit(`${customerId}|PhoneServices|2026-03`, [{ op: 'put', key: 'call|2026-03-02|ilse@oresundfoods.example|b', value: { type: 'call', minutes: 'many' } }]);
    expect(await http(`${path()}?service=PhoneServices&userId=ilse%40oresundfoods.example`)).toMatchObject({ status: 500 });
    expect(await usage()).toMatchObject({ usedMinutes: 10 });
  });

  test('of a month without calls, or of a service without any', async () => {
    expect(await usage('&month=2026-04')).toMatchObject({ month: '2026-04', usedMinutes: 0, days: [] });
    expect(await usage('&month=2026-13')).toMatchObject({ code: 800002 });
    expect((await http(`${path()}?service=Fax`)).body).toMatchObject({ licences: 0, allowedMinutes: 0 });
    expect(await http(path(), { as: 'polder' })).toMatchObject({ status: 404, body: { code: 60003 } });
  });
});

describe('[OVG-7] the month closes', () => {
  const charges = async (query = '', as = 'havn') => ((await http(`${path()}/charges${query}`, { as })).body as { items: object[] }).items;

  test('at its instant, once: late reports before it are rated anew, after it they are refused', async () => {
    await called(2450);
    await world.advanceTo('2026-04-05T23:59:59.999Z');
    expect(statuses(await report([line('late', 10, { date: '2026-03-31' })], { caller: operatorToken }))).toEqual(['accepted']);
    expect(await charges()).toEqual([]);
    world.happened();
    await world.advanceTo('2026-04-06T00:00:00.000Z');
    expect(world.happened()).toContain('OverageCharged');
    expect(statuses(await report([line('later', 10, { date: '2026-03-31' })]))).toEqual(['monthClosed']);
    const expected = {
      id: `PhoneServices|2026-03|${azureOfHavn}`,
      chargeType: 'overage',
      orderDate: '2026-04-06T00:00:00.000Z',
      chargeStartDate: '2026-03-01',
      chargeEndDate: '2026-03-31',
      service: 'PhoneServices',
      azureSubscriptionId: azureOfHavn,
      unit: 'minute',
      unitPrice: '0.10',
      quantity: 60,
      subtotal: '6.00',
      currency: 'EUR',
      attributes: { objectType: 'OverageCharge' },
    };
    expect(await charges()).toEqual([expected]);
    expect([await charges('?month=2026-03'), await charges('?month=2026-04'), await charges('', 'nordlys')]).toEqual([[expected], [], []]);
    expect(await usage('&month=2026-03')).toMatchObject({ status: 'closed', closedAt: '2026-04-06T00:00:00.000Z', chargedMinutes: 60 });
    await world.expectNothingDue();
  });

  test('licences bought afterwards change nothing of it', async () => {
    await called(2450);
    await world.advanceTo('2026-04-06T00:00:00.000Z');
    const before = await usage('&month=2026-03');
    await world.as('havn').patch(customerId, ofHavn, { quantity: 30 });
    expect(await usage('&month=2026-03')).toEqual(before);
  });

  test('without overage there is no line', async () => {
    await report([line('a', 5)]);
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    expect(await charges()).toEqual([]);
    await world.expectNothingDue();
  });
});
