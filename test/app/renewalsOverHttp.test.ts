import { parse } from 'csv-parse/sync';
import { subscriptionKey } from '../../src/app/command/commerceKeys';
import { httpOver } from '../support/httpWorld';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { World } from '../support/world';

interface NextTerm {
  readonly atTermEnd: string;
  readonly quantity: number;
  readonly catalogItemId: string;
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly customTermEndDate?: string;
}
interface Line {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly planTag: string;
  readonly nextTerm: NextTerm;
}
interface Planned extends Line {
  readonly friendlyName: string;
  readonly what: string;
  readonly at: string;
  readonly quantity: number;
  readonly brings?: { readonly amount?: string; readonly quantity: number; readonly product: { readonly title: string }; readonly status: string };
}
interface Item {
  readonly line: number;
  readonly status: string;
  readonly code?: number;
  readonly reason?: string;
  readonly requestId?: string;
  readonly after?: NextTerm;
  readonly effects?: { readonly charges: readonly { readonly subtotal: string }[]; readonly ahead?: readonly { readonly what: string; readonly brings: { readonly amount?: string } }[] };
}
interface Outcomes {
  readonly counts: Readonly<Record<string, number>>;
  readonly items: readonly Item[];
}

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let ids: readonly string[];

// |--10 Jun three months (ten, ten, a year)--9 Jul last day--|10 Jul the next--|
beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Zonnebloem');
  ids = await world.buy('havn', customer, [standard, { ...standard, sku: 'NCBUSBASIC01:0001' }, { ...standard, sku: 'NCBUSPREMI01:0001', termDuration: 'P1Y' }]);
  http = httpOver(world);
});

const plan = async (query = 'until=2026-07-11T00:00:00Z'): Promise<readonly Planned[]> => ((await http(`/nextterm/v1/renewals?${query}`)).body as { readonly items: readonly Planned[] }).items;
/** Lines of the three, in the order in which they were bought, of those whose term ends until then. */
const mine = async (query?: string): Promise<readonly (Planned | undefined)[]> => {
  const all = await plan(query);
  return ids.map((id) => all.find(({ subscriptionId }) => subscriptionId === id));
};
const lineOf = (planned: Planned | undefined, nextTerm: object = {}): object => {
  if (planned === undefined) throw new Error('There is no such line.');
  const { customerId, subscriptionId, planTag } = planned;
  return { customerId, subscriptionId, planTag, nextTerm: { ...planned.nextTerm, ...nextTerm } };
};
const send = async (action: 'apply' | 'undo', lines: readonly unknown[], query = ''): Promise<Outcomes> => {
  const { status, body } = await http(`/nextterm/v1/renewals/${action}${query}`, { method: 'POST', body: { lines } });
  expect({ status, ...(status !== 200 && { body }) }).toEqual({ status: 200 });
  return (query === '' ? body : (body as { readonly result: Outcomes }).result) as Outcomes;
};
const statuses = ({ items }: Outcomes): readonly string[] => items.map(({ status, code }) => (code === undefined ? status : `${status} ${code}`));
const subscription = async (id = ids[0] ?? '') => (await http(`/v1/customers/${customer}/subscriptions/${id}`)).body as Record<string, unknown>;


const trial = { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' } as const;
const path = (id: string): string => `/v1/customers/${customer}/subscriptions/${id}`;
const patch = async (id: string, body: object) => expect((await http(path(id), { method: 'PATCH', body })).status).toBe(200);

describe('the plan', () => {
  test('[BLK-1] each subscription whose term ends, with what that brings to the cent, in order of time; by span, customer and role', async () => {
    const other = world.customer('Oresund');
    const [ended = ''] = await world.buy('havn', other, [{ ...standard, quantity: 3 }]);
    await world.buy('havn', other, [trial]);
    await http(`/v1/customers/${other}/subscriptions/${ended}`, { method: 'PATCH', body: { autoRenewEnabled: false, friendlyName: '=1+1' } });
    const all = await plan('until=2026-07-11T00:00:00Z');
    const told = all.map(({ what, friendlyName, nextTerm, brings }) => [what, friendlyName, nextTerm.atTermEnd, nextTerm.quantity, nextTerm.termDuration, brings?.status, brings?.amount ?? '']);
    expect(told.toSorted()).toEqual([
      ['expiry', '=1+1', 'cancel', 3, 'P1M', 'expired', ''],
      ['renewal', 'Microsoft 365 Business Basic', 'renew', 10, 'P1M', 'active', '53.8'],
      ['renewal', 'Microsoft 365 Business Standard', 'renew', 10, 'P1M', 'active', '100.8'],
      ['trialConversion', expect.any(String) as string, 'renew', 25, 'P1Y', 'active', expect.any(String) as string],
    ]);
    expect((await plan(`until=2026-07-11T00:00:00Z&customerId=${other}`)).map(({ what }) => what).toSorted()).toEqual(['expiry', 'trialConversion']);
    // Both ends of the span: the instant itself is in `from` and not in `until`.
    expect(await plan('until=2026-07-10T00:00:00.000Z')).toEqual([]);
    expect(await plan('from=2026-07-10T00:00:00.000Z&until=2026-07-11T00:00:00Z')).toHaveLength(all.length);
    expect(await plan('from=2026-07-10T00:00:00.001Z&until=2026-07-11T00:00:00Z')).toEqual([]);
    expect((await plan('from=2020-01-01&until=2027-07-11T00:00:00Z')).map(({ what }) => what)).toHaveLength(all.length + 1);
    const unpaid = (await http('/nextterm/v1/renewals', { roles: ['helpdesk_agent'] })).body as { readonly items: readonly Planned[] };
    expect(unpaid.items.map(({ brings }) => brings)).toEqual(all.map(() => undefined));
    expect((await http('/nextterm/v1/renewals', { as: 'nordlys' })).body).toMatchObject({ items: expect.not.arrayContaining([expect.objectContaining({ customerId: customer })]) as unknown });
  });

  test('[BLK-1] as a file: the same line by line, in pages too; what a spreadsheet would take for a formula is none', async () => {
    await patch(ids[0] ?? '', { friendlyName: '=cmd()' });
    const query = 'until=2026-07-11T00:00:00Z&format=csv';
    const whole = await http(`/nextterm/v1/renewals?${query}`);
    const rows = parse(whole.text, { columns: true }) as readonly Record<string, string>[];
    expect(rows.map((row) => [row['SubscriptionId'], row['QuantityNow'], row['TermEndDate'], row['Becomes'], row['Amount'], row['Currency'], row['AtTermEnd'], row['Quantity'], row['CatalogItemId'], row['TermDuration'], row['BillingCycle'], row['CustomTermEndDate'], row['PlanTag']])).toEqual(
      (await plan()).map((each) => [each.subscriptionId, '10', '2026-07-09', `10 ${each.brings?.product.title}, P1M monthly`, each.brings?.amount, 'EUR', 'renew', '10', each.nextTerm.catalogItemId, 'P1M', 'monthly', '', each.planTag]),
    );
    expect(rows.map((row) => row['SubscriptionName'])).toContain("'=cmd()");
    const first = await http(`/nextterm/v1/renewals?${query}&size=1`);
    const second = await http(`/nextterm/v1/renewals?${query}&size=1&seekOperation=Next`, { headers: { 'MS-ContinuationToken': first.headers['MS-ContinuationToken'] ?? '' } });
    expect(first.text + second.text).toBe(whole.text);
    const unpaid = await http(`/nextterm/v1/renewals?${query}`, { roles: ['helpdesk_agent'] });
    expect(parse(unpaid.text, { columns: true }).map((row) => [(row as Record<string, string>)['Becomes'], (row as Record<string, string>)['Amount']])).toEqual([['', ''], ['', '']]);
  });
});

describe('carrying lines out', () => {
  test('[BLK-2] [PRE-2] each line by itself, as the preview said: changed, left alone, or refused with its reason; then it comes so', async () => {
    const [one, two] = await mine();
    const [, , year] = await mine('until=2028-01-01T00:00:00Z');
    const lines = [
      lineOf(one, { quantity: 12 }),
      lineOf(two, { catalogItemId: 'ncbusstand01:0001', termDuration: 'P1Y' }),
      lineOf(year),
      { ...lineOf(year), nextTerm: { atTermEnd: 'cancel' } },
      { ...lineOf(one, { quantity: 0 }), nextTerm: { quantity: 0, seats: 3 } },
      { ...lineOf(one), customerId: world.customer('Oresund'), nextTerm: { quantity: 4 } },
      { ...lineOf(one), subscriptionId: customer, nextTerm: { quantity: 4 } },
      'no object',
      lineOf(one, { quantity: 13 }),
      lineOf(two, { atTermEnd: 'cancel', quantity: 99 }),
    ];
    const previewed = await send('apply', lines, '?preview=true');
    expect(statuses(previewed)).toEqual(['would_apply', 'would_apply', 'unchanged', 'would_apply', 'refused 800002', 'refused 20003', 'refused 20003', 'refused 800002', 'refused 2055', 'refused 800093']);
    expect(previewed.items[4]?.reason).toBe('The input is not valid. nextTerm.quantity: Too small: expected number to be >=1; nextTerm: Unrecognized key: "seats".');
    expect(await subscription()).not.toHaveProperty('scheduledNextTermInstructions');

    const done = await send('apply', lines);
    expect(statuses(done)).toEqual(['applied', 'applied', 'unchanged', 'applied', 'refused 800002', 'refused 20003', 'refused 20003', 'refused 800002', 'refused 2055', 'refused 2055']);
    expect(done.counts).toEqual({ applied: 3, unchanged: 1, refused: 6 });
    expect([done.items[0], done.items[1], done.items[3]].map((item) => item?.after)).toEqual([previewed.items[0], previewed.items[1], previewed.items[3]].map((item) => item?.after));
    expect(done.items[1]?.after).toMatchObject({ catalogItemId: one?.nextTerm.catalogItemId, termDuration: 'P1Y', quantity: 10 });
    expect(await subscription(ids[2])).toMatchObject({ autoRenewEnabled: false });

    const events = (await http(`/nextterm/v1/customers/${customer}/subscriptions/${ids[0]}/events?type=ChangeScheduled`)).body as { readonly items: readonly { readonly cause?: { readonly requestId?: string; readonly command?: string } }[] };
    expect(events.items).toHaveLength(1);
    const records = (await http('/v1/auditrecords?startDate=2026-06-10&endDate=2026-06-10')).body as { readonly items: readonly { readonly requestId?: string; readonly operationType: string; readonly operationStatus: string; readonly customerId?: string }[] };
    const ofLines = records.items.filter(({ operationType, customerId }) => operationType === 'update_subscription' && customerId === customer);
    expect(ofLines.map(({ operationStatus }) => operationStatus).toSorted()).toEqual(['failed', 'failed', 'failed', 'succeeded', 'succeeded', 'succeeded']);
    expect(records.items.filter(({ operationType }) => operationType === 'apply_renewal_plan')).toHaveLength(1);

    const amounts = [previewed.items[0], previewed.items[1]].map((item) => item?.effects?.ahead?.find(({ what }) => what === 'renewal')?.brings.amount);
    await world.advanceTo('2026-07-10T00:00:00Z');
    const charged = await Promise.all([ids[0], ids[1]].map(async (id) => (await world.charges(customer, id ?? '')).at(-1)));
    expect(charged.map((line) => [line?.quantity, Number(line?.subtotal)])).toEqual([[12, Number(amounts[0])], [10, Number(amounts[1])]]);
    await world.expectNothingDue();
  });

  test('[BLK-2] [PRE-2] lines of one subscription in one batch are previewed as they would come, one behind the other', async () => {
    const [one] = await mine();
    const twice = [lineOf(one, { quantity: 12 }), lineOf(one), lineOf(one, { quantity: 12 }), lineOf(one, { quantity: 13 })];
    expect(statuses(await send('apply', twice, '?preview=true'))).toEqual(['would_apply', 'unchanged', 'unchanged', 'refused 2055']);
    expect(statuses(await send('apply', twice))).toEqual(['applied', 'unchanged', 'applied_before', 'refused 2055']);
    await world.advanceTo('2026-07-11T00:00:00.000Z');
    const previewed = await send('undo', twice, '?preview=true');
    expect(statuses(previewed)).toEqual(['would_take_back', 'not_applied', 'unchanged', 'not_applied']);
    expect(statuses(await send('undo', twice))).toEqual(['taken_back', 'not_applied', 'taken_back_before', 'not_applied']);
  });

  test('[BLK-2] a line is known by what it says: in another batch it answers as before, after the term too, and nothing happens twice', async () => {
    const [one, two] = await mine();
    const line = lineOf(one, { quantity: 12 });
    const first = await send('apply', [line]);
    const again = await send('apply', [lineOf(two, { quantity: 11 }), line]);
    expect(statuses(again)).toEqual(['applied', 'applied_before']);
    expect(again.items[1]).toEqual({ ...first.items[0], line: 2, status: 'applied_before' });
    expect(statuses(await send('apply', [line], '?preview=true'))).toEqual(['applied_before']);
    await world.advanceTo('2026-07-10T00:00:00Z');
    expect(statuses(await send('apply', [line]))).toEqual(['applied_before']);
    expect((await world.charges(customer, ids[0] ?? '')).map(({ quantity }) => quantity)).toEqual([10, 12]);
  });

  test('[BLK-2] what was changed since the plan is refused and not overwritten; what it is not about, and a line nobody touched, is not in the way', async () => {
    const [, , year] = await mine('until=2028-01-01T00:00:00Z');
    const [one, two] = await mine();
    await patch(ids[0] ?? '', { quantity: 11 });
    await patch(ids[2] ?? '', { friendlyName: 'Shop' });
    await world.advanceTo('2026-07-10T00:00:00Z');
    // A month of the year was charged, and the others have renewed.
    expect(statuses(await send('apply', [lineOf(one, { quantity: 12 }), lineOf(two, { quantity: 9 }), lineOf(year, { quantity: 8 }), lineOf(one), lineOf(two)]))).toEqual(['refused 2055', 'refused 2055', 'applied', 'unchanged', 'unchanged']);
    expect(await subscription(ids[0])).toMatchObject({ quantity: 11 });
    expect(await subscription(ids[2])).toMatchObject({ scheduledNextTermInstructions: { quantity: 8 } });
  });

  test('[BLK-2] a plan that stands is shown, kept as far as it is not asked for, and goes where what comes by itself is asked for', async () => {
    const [before] = await mine();
    await send('apply', [lineOf(before, { quantity: 12 })]);
    const [stands] = await mine();
    expect(stands?.nextTerm).toMatchObject({ quantity: 12 });
    const { customerId, subscriptionId, planTag } = stands ?? { customerId: '', subscriptionId: '', planTag: '' };
    expect(statuses(await send('apply', [{ customerId, subscriptionId, planTag, nextTerm: { termDuration: 'P1Y' } }]))).toEqual(['applied']);
    expect(await subscription()).toMatchObject({ scheduledNextTermInstructions: { quantity: 12, product: { termDuration: 'P1Y' } } });
    const [longer] = await mine();
    expect(statuses(await send('apply', [lineOf(longer, { termDuration: 'P1M', quantity: 10 })]))).toEqual(['applied']);
    expect(await subscription()).not.toHaveProperty('scheduledNextTermInstructions');
  });

  test('[BLK-2] killed at any operation and sent again: each line exactly once', async () => {
    const [one, two] = await mine();
    const lines = [lineOf(one, { quantity: 12 }), lineOf(two, { atTermEnd: 'cancel' })];
    const from = world.stores;
    const act = (killed: World) => httpOver(killed)('/nextterm/v1/renewals/apply', { method: 'POST', body: { lines } });
    const places = await everyPlace('2026-06-10T10:00:00Z', from, act, 'dieAfter');
    expect(places.length).toBeGreaterThan(10);
    await afterEachFault(places.filter(({ at }) => at === 'commit'), '2026-06-10T10:00:00Z', from, act, async (rest) => {
      const { body } = await act(rest);
      expect((body as Outcomes).items.map(({ status }) => status.replace('_before', ''))).toEqual(['applied', 'applied']);
      const versions = await Promise.all([ids[0], ids[1]].map(async (id) => (await rest.subscription(customer, id ?? '')).version));
      expect(versions).toEqual([2, 2]);
      expect(await rest.subscription(customer, ids[0] ?? '')).toMatchObject({ scheduledChange: { quantity: 12 } });
    });
  });

  test('[BLK-2] [PAR-3] [DUE-2] [AUD-1] another partner’s, and one that cannot be read, refuse that line alone, and its record says so', async () => {
    const [one, two] = await mine();
    // A plan is judged by all that the customer has; that a term ends is not.
    const lines = [lineOf(one, { quantity: 12 }), lineOf(two, { quantity: 11 }), lineOf(two, { atTermEnd: 'cancel' })];
    const others = (await http('/nextterm/v1/renewals/apply', { method: 'POST', body: { lines }, as: 'nordlys' })).body as Outcomes;
    expect(statuses(others)).toEqual(['refused 20003', 'refused 20003', 'refused 20003']);
    const key = subscriptionKey(ids[0] ?? '');
    const row = await world.stores.Commerce.read(customer, key);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { ...row?.value, term: 'none' } }]);
    world.restart();
    const reply = await http('/nextterm/v1/renewals/apply', { method: 'POST', body: { lines } });
    expect([statuses(reply.body as Outcomes), reply.headers['NextTerm-Unreadable']]).toEqual([['refused 800094', 'refused 800094', 'applied'], '1']);
    const records = (await http('/v1/auditrecords')).body as { readonly items: readonly { readonly operationType: string; readonly operationStatus: string }[] };
    expect(records.items.filter(({ operationType }) => operationType === 'update_subscription').map(({ operationStatus }) => operationStatus).toSorted()).toEqual(['failed', 'failed', 'succeeded']);
    expect((await http('/nextterm/v1/renewals?until=2026-07-11T00:00:00Z')).body).toMatchObject({ totalCount: 1, unreadable: [{ kind: 'subscription', id: ids[0] }] });
  });

  test('[BLK-2] a hundred lines at a call, and at least one', async () => {
    const [one] = await mine();
    for (const count of [0, 101]) expect(await http('/nextterm/v1/renewals/apply', { method: 'POST', body: { lines: Array.from({ length: count }, () => lineOf(one)) } })).toMatchObject({ status: 400, body: { code: 800002 } });
    expect((await send('apply', Array.from({ length: 100 }, () => lineOf(one)))).counts).toEqual({ unchanged: 100 });
  });
});

describe('taking lines back', () => {
  test('[BLK-3] while the term runs: plans go, or what was planned before comes back, and auto-renew; once, and only what was done', async () => {
    const [first] = await mine();
    await send('apply', [lineOf(first, { quantity: 12 })]);
    const [one, two] = await mine();
    const lines = [lineOf(one, { atTermEnd: 'cancel' }), lineOf(two, { quantity: 9 }), lineOf(two, { quantity: 8 }), lineOf(one)];
    expect(statuses(await send('apply', lines))).toEqual(['applied', 'applied', 'refused 2055', 'unchanged']);
    expect(await subscription()).not.toHaveProperty('scheduledNextTermInstructions');
    expect(statuses(await send('undo', lines, '?preview=true'))).toEqual(['would_take_back', 'would_take_back', 'not_applied', 'not_applied']);
    expect(statuses(await send('undo', lines))).toEqual(['taken_back', 'taken_back', 'not_applied', 'not_applied']);
    expect(await subscription()).toMatchObject({ autoRenewEnabled: true, scheduledNextTermInstructions: { quantity: 12 } });
    expect(await subscription(ids[1])).not.toHaveProperty('scheduledNextTermInstructions');
    expect(statuses(await send('undo', lines))).toEqual(['taken_back_before', 'taken_back_before', 'not_applied', 'not_applied']);
    // A success that did nothing would be the worst of answers.
    expect(statuses(await send('apply', lines.slice(0, 2)))).toEqual(['refused 800002', 'refused 800002']);
    const [, anew] = await mine();
    expect(statuses(await send('apply', [lineOf(anew, { quantity: 9 })]))).toEqual(['applied']);
  });

  test('[BLK-3] what somebody has changed since stays as it is', async () => {
    const [one] = await mine();
    const lines = [lineOf(one, { quantity: 12 })];
    await send('apply', lines);
    await patch(ids[0] ?? '', { autoRenewEnabled: false });
    expect(statuses(await send('undo', lines))).toEqual(['refused 2055']);
    expect(await subscription()).toMatchObject({ autoRenewEnabled: false });
  });

  test('[BLK-3] [SUB-4] [CAN-1] once it has renewed: seats, and a renewal that was not to be, until the millisecond in which their windows close', async () => {
    const [more = '', back = '', other = ''] = await world.buy('havn', world.customer('Oresund'), [standard, { ...standard, sku: 'NCBUSBASIC01:0001' }, { ...standard, sku: 'NCBUSPREMI01:0001' }]);
    customer = world.customer('Oresund');
    await patch(back, { autoRenewEnabled: false });
    const own = await plan(`until=2026-07-11T00:00:00Z&customerId=${customer}`);
    const of = (id: string) => own.find(({ subscriptionId }) => subscriptionId === id);
    const lines = [lineOf(of(more), { quantity: 12 }), lineOf(of(back), { atTermEnd: 'renew' }), lineOf(of(other), { termDuration: 'P1Y' })];
    expect(statuses(await send('apply', lines))).toEqual(['applied', 'applied', 'applied']);
    await world.advanceTo('2026-07-16T23:59:59.999Z');
    const previewed = await send('undo', lines, '?preview=true');
    expect(statuses(previewed)).toEqual(['would_take_back', 'would_take_back', 'refused 800042']);
    expect(previewed.items[1]?.effects?.charges.map(({ subtotal }) => Number(subtotal) < 0)).toEqual([true]);
    expect(statuses(await send('undo', lines))).toEqual(['taken_back', 'taken_back', 'refused 800042']);
    expect([await subscription(more), await subscription(back)]).toMatchObject([{ quantity: 10 }, { status: 'deleted' }]);
    await world.expectNothingDue();
  });

  test('[BLK-3] [CAN-2] once it has renewed, what was done since is not cancelled with the renewal that was not to be', async () => {
    const [id = ''] = ids;
    await patch(id, { autoRenewEnabled: false });
    const [one] = await mine();
    const lines = [lineOf(one, { atTermEnd: 'renew', quantity: 12 })];
    expect(statuses(await send('apply', lines))).toEqual(['applied']);
    await world.advanceTo('2026-07-11T00:00:00.000Z');
    await patch(id, { quantity: 50 });
    for (const query of ['?preview=true', '']) expect(statuses(await send('undo', lines, query))).toEqual(['refused 2055']);
    expect(await subscription(id)).toMatchObject({ status: 'active', quantity: 50 });
    await patch(id, { quantity: 12 });
    expect(statuses(await send('undo', lines))).toEqual(['taken_back']);
    expect(await subscription(id)).toMatchObject({ status: 'deleted' });
  });

  test('[BLK-3] [SUB-4] [CAN-1] when the windows are closed, and a term later, it says why not', async () => {
    await patch(ids[1] ?? '', { autoRenewEnabled: false });
    const [one, two] = await mine();
    const lines = [lineOf(one, { quantity: 12 }), lineOf(two, { atTermEnd: 'renew' })];
    await send('apply', lines);
    await world.advanceTo('2026-07-17T00:00:00.000Z');
    expect(statuses(await send('undo', lines))).toEqual(['refused 800090', 'refused 900117']);
    await world.advanceTo('2026-08-10T00:00:00.000Z');
    expect(statuses(await send('undo', lines))).toEqual(['refused 800042', 'refused 800042']);
    expect(await subscription()).toMatchObject({ quantity: 12 });
  });
});
