import { claimDomains } from '../../support/claimedDomains';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly tense: string;
  readonly at?: string;
  readonly from?: string;
  readonly until?: string;
  readonly amount?: string;
  readonly [member: string]: unknown;
}
interface Timeline {
  readonly asOf: string;
  readonly present: Readonly<Record<string, unknown>>;
  readonly ifNobodyActs?: { readonly what: string; readonly at: string };
  readonly items: readonly Item[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;

const counts = new OperationCounts();

const start = async (at: string): Promise<void> => {
  world = await World.at(at, undefined, (store, table) => new CountingStore(store, table, counts));
  http = httpOver(world);
  customer = world.customer('Zonnebloem');
  await claimDomains(world);
};

const path = (id: string) => `/nextterm/v1/customers/${customer}/subscriptions/${id}/timeline`;
const timelineOf = async (id: string, query = '', roles = ['admin_agent']) => (await http(`${path(id)}${query}`, { roles })).body as Timeline;
const patch = async (id: string, body: object) => expect(await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body })).toMatchObject({ status: 200 });
const brief = ({ kind, tense, at, from, until, amount }: Item) => [kind, tense, at ?? `${from?.slice(0, 10)}..${until?.slice(0, 10)}`, ...(amount === undefined ? [] : [amount])].join(' ');


/** Points alone, without what only the future or only the past says. */
const happening = (items: readonly Item[]) => items.filter(({ at, kind }) => at !== undefined && kind !== 'cancellation_ends').map(({ kind, at, amount, title, rule, says }) => ({ kind, at, amount, title, rule, says }));

test('[PRE-4] [SUB-3] [SUB-5] what happened to a subscription, what it is, and what comes, in one order, with what each charged', async () => {
  await start('2026-06-10T10:00:00Z');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  await world.advanceTo('2026-06-12T10:00:00Z');
  await patch(id, { quantity: 15 });
  await world.advanceTo('2026-06-13T10:00:00Z');
  await patch(id, { quantity: 8 });
  await patch(id, { autoRenewEnabled: false });
  await world.advanceTo('2026-06-18T10:00:00Z');
  const { items, present, ifNobodyActs, asOf } = await timelineOf(id);
  expect(items.map(brief)).toEqual([
    'term present 2026-06-10..2026-07-10',
    'window past 2026-06-10..2026-06-17',
    'subscription_purchased past 2026-06-10T10:00:00.000Z 100.8',
    'window present 2026-06-12..2026-06-19',
    'seats_added past 2026-06-12T10:00:00.000Z 47.04',
    'seats_removed past 2026-06-13T10:00:00.000Z -63.51',
    'auto_renew_turned_off past 2026-06-13T10:00:00.000Z',
    'retention future 2026-07-10..2026-08-09',
    'subscription_expired future 2026-07-10T00:00:00.000Z',
    'retention future 2026-08-09..2026-11-07',
    'subscription_disabled future 2026-08-09T00:00:00.000Z',
    'subscription_deleted future 2026-11-07T00:00:00.000Z',
    'data_end future 2026-11-07T00:00:00.000Z',
  ]);
  expect(asOf).toBe('2026-06-18T10:00:00.000Z');
  // Seven came off, out of the window that closes first.
  const of = (kind: string) => items.filter((item) => item.kind === kind);
  expect(of('window').map(({ window, rule }) => [rule, window])).toEqual([
    ['SUB-3', { state: 'closed', opened: 10, used: 7, left: 0 }],
    ['SUB-3', { state: 'open', opened: 5, used: 0, left: 5, fullRefundUntil: '2026-06-13T10:00:00.000Z' }],
  ]);
  expect(of('retention').map(({ stage, rule }) => [stage, rule])).toEqual([['expired', 'REN-6'], ['disabled', 'REN-6']]);
  expect(of('term')[0]).toMatchObject({ title: 'Term', product: { productId: 'NCBUSSTAND01', title: 'Microsoft 365 Business Standard' }, term: { number: 1, quantity: 8, termDuration: 'P1M', billingCycle: 'monthly', unitPrice: '10.08' }, events: [`${id}:1`] });
  const [bought] = of('subscription_purchased');
  expect(bought).toMatchObject({ id: `${id}:1.1`, title: 'Bought', rule: 'ORD-1', orderId: present['orderId'], says: { quantity: 10, termEnd: '2026-07-09' }, currency: 'EUR', charges: [{ id: `${id}|00000001|001`, chargeType: 'new' }], events: [`${id}:1`] });
  expect(of('subscription_expired')[0]).toMatchObject({ says: { reason: 'AutoRenewOff' }, events: [] });
  expect(present).toMatchObject({ status: 'active', quantity: 8, autoRenewEnabled: false, seatsThatCanComeOff: 5, term: { number: 1, from: '2026-06-10T00:00:00.000Z', until: '2026-07-10T00:00:00.000Z' }, atRisk: { action: 'reduceSeats', quantity: 5, until: '2026-06-19T10:00:00.000Z', currency: 'EUR' } });
  expect(present).not.toHaveProperty('cancellableUntil');
  expect(ifNobodyActs).toMatchObject({ what: 'expiry', at: '2026-07-10T00:00:00.000Z', state: 'ahead' });
  // What is at risk is what the preview of that change says.
  const preview = (await http(`/v1/customers/${customer}/subscriptions/${id}?preview=true`, { method: 'PATCH', body: { quantity: 3 } })).body as { charges: { subtotal: string }[] };
  const refund = preview.charges.reduce((sum, { subtotal }) => sum - Math.round(Number(subtotal) * 100), 0);
  expect(Math.round(Number((present['atRisk'] as { amount: string }).amount) * 100)).toBe(refund);
});

test('[PRE-4] [PRE-2] what is foreseen is what then happens, to the cent and to the instant, of every kind', async () => {
  await start('2026-06-10T10:00:00Z');
  const buy = async (line: object) => (await world.buy('havn', customer, [line as typeof standard]))[0] ?? '';
  const held = {
    suspended: await buy(standard),
    planned: await buy({ ...standard, quantity: 4 }),
    trial: await buy({ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }),
    years: await buy({ sku: 'NCM365ENTE03:0001', quantity: 3, termDuration: 'P3Y', billingCycle: 'monthly' }),
    saas: await buy({ sku: 'NCFJORDINS01:0001', quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' }),
    phone: await buy({ sku: 'NCTEAMSPHON1:0001', quantity: 3, termDuration: 'P1Y', billingCycle: 'annual' }),
    software: await buy({ sku: 'NCSQLSTAND01:0001', quantity: 3, termDuration: 'NoTerm', billingCycle: 'one_time' }),
  };
  await world.advanceTo('2026-06-12T10:00:00Z');
  await patch(held.suspended, { status: 'suspended' });
  const [productId, skuId, availabilityId] = (await world.as('havn').item('NL', 'NCBUSPREMI01:0001')).split(':');
  await patch(held.planned, { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 6 } });
  const ids = Object.entries(held);
  const until = '2026-11-20T00:00:00.000Z';
  const foreseen = new Map<string, Timeline>();
  for (const [name, id] of ids) foreseen.set(name, await timelineOf(id));
  await world.advanceTo(until);
  for (const [name, id] of ids) {
    const before = foreseen.get(name)?.items ?? [];
    const told = await timelineOf(id);
    const came = (items: readonly Item[], tense: string) => happening(items.filter(({ at = '', kind, tense: is }) => is === tense && at > '2026-06-12T10:00:00.000Z' && at <= until && kind !== 'subscription_activated'));
    expect([name, came(told.items, 'past')]).toEqual([name, came(before, 'future')]);
    const spans = (items: readonly Item[]) => items.filter(({ kind, from = '' }) => kind !== 'window' && from !== '' && from <= until).map(({ id: span, kind, from, until: end, term, stage }) => ({ span, kind, from, end, term, stage }));
    expect([name, spans(told.items)]).toEqual([name, spans(before)]);
  }
  const kinds = (name: keyof typeof held) => (foreseen.get(name)?.items ?? []).filter(({ tense }) => tense === 'future').map(({ kind }) => kind);
  expect(foreseen.get('planned')?.present).toMatchObject({ scheduledChange: { quantity: 6, termDuration: 'P1Y', effectiveAt: '2026-07-10T00:00:00.000Z' } });
  expect(kinds('planned').slice(0, 5)).toEqual(['cancellation_ends', 'term', 'window', 'scheduled_change_applied', 'subscription_renewed']);
  expect(kinds('suspended')).toEqual(['cancellation_ends', 'retention', 'subscription_expired', 'subscription_deleted', 'data_end']);
  expect(kinds('software')).toEqual(['cancellation_ends']);
  expect(foreseen.get('software')?.present).toMatchObject({ seatsThatCanComeOff: 0, atRisk: { action: 'cancel', through: 'order', quantity: 3, amount: '9180', until: '2026-07-10T10:00:00.000Z' } });
  expect(foreseen.get('trial')?.items.filter(({ kind }) => kind === 'trial')).toMatchObject([{ tense: 'present', rule: 'TRI-1', until: '2026-07-10T00:00:00.000Z' }]);
  // A three-year term: twelve months of charges, and two terms behind it.
  expect(foreseen.get('years')?.items.filter(({ kind, tense }) => tense === 'future' && (kind === 'cycle_charged' || kind === 'term')).map(({ kind, at, from }) => `${kind} ${(at ?? from ?? '').slice(0, 10)}`)).toEqual([
    ...['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06'].map((month) => `cycle_charged ${month}-10`),
    'term 2029-06-10',
    'term 2032-06-10',
  ]);
  expect((await timelineOf(held.suspended)).items.filter(({ kind }) => kind === 'suspension')).toMatchObject([{ tense: 'past', from: '2026-06-12T10:00:00.000Z', until: '2026-07-10T00:00:00.000Z', rule: 'SUS-1' }]);
});

test('[PRE-4] [PAR-2] [PAR-3] [REQ-1] amounts for whoever may read charges, pages, a span of time, and nothing of another partner', async () => {
  await start('2026-06-10T10:00:00Z');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  await world.advanceTo('2026-07-12T10:00:00Z');
  await timelineOf(id);
  counts.reset();
  const all = (await timelineOf(id)).items;
  // The subscription and its customer; all that the customer has; three streams of events, and charges.
  expect([counts.of('Commerce').read, counts.of('Commerce').list, counts.operations()]).toEqual([2, 5, 7]);
  const plain = await timelineOf(id, '', ['helpdesk_agent']);
  expect(plain.items.map(({ id: item, kind, tense }) => [item, kind, tense])).toEqual(all.map(({ id: item, kind, tense }) => [item, kind, tense]));
  const text = JSON.stringify(plain);
  expect(['amount', 'charges', 'unitPrice', 'brings', 'atRisk'].filter((member) => text.includes(`"${member}"`))).toEqual([]);
  expect(plain.ifNobodyActs).toMatchObject({ what: 'renewal', at: '2026-08-10T00:00:00.000Z' });

  const seen: Item[] = [];
  let page = await timelineOf(id, '?size=5');
  for (;;) {
    seen.push(...page.items);
    expect(page.items.length).toBeLessThanOrEqual(5);
    const { next } = page.links;
    if (next === undefined) break;
    page = (await http(next.uri, { headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } })).body as Timeline;
  }
  expect(seen).toEqual(all);
  // The term's end is not part of it; a point at `since` is in, one at `until` is not.
  const within = async (query: string) => (await timelineOf(id, query)).items.map(brief);
  expect(await within('?since=2026-07-10T00:00:00Z&until=2026-08-10T00:00:00Z')).toEqual(['term present 2026-07-10..2026-08-10', 'window present 2026-07-10..2026-07-17', 'subscription_renewed past 2026-07-10T00:00:00.000Z 100.8', 'cancellation_ends future 2026-07-17T00:00:00.000Z']);
  expect((await within('?since=2026-07-09T23:59:59.999Z&until=2026-08-10T00:00:00.001Z')).slice(0, 1)).toEqual(['term past 2026-06-10..2026-07-10']);
  expect((await within('?until=2026-08-10T00:00:00.001Z')).at(-1)).toBe('subscription_renewed future 2026-08-10T00:00:00.000Z 100.8');
  expect(await http(`${path(id)}?since=yesterday`)).toMatchObject({ status: 400 });
  for (const as of ['nordlys', 'polder']) expect(await http(path(id), { as })).toMatchObject({ status: 404 });
  expect(await http(path('0f8fad5b-d9cb-469f-a165-70867728950e'))).toMatchObject({ status: 404 });
});

test('[PRE-4] [TRF-2] a transfer ends the one timeline and begins the other, each naming the other side', async () => {
  await start('2026-06-10T10:00:00Z');
  customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  const transfers = `/v1/customers/${customer}/transfers`;
  const [havn, nordlys] = [world.as('havn').partner.tenantId, world.as('nordlys').partner.tenantId];
  const transfer = (await http(transfers, { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: havn, customerEmailId: 'it@oresundfoods.example', transferType: 5 } })).body as { id: string };
  await http(`${transfers}/${transfer.id}`, { method: 'PATCH', body: { lineItems: [{ subscriptionId: id, productType: 'OnlineServicesNCE' }] } });
  await world.advanceTo('2026-06-10T11:00:00Z');
  const source = await timelineOf(id);
  expect(source.items.map(brief)).toEqual(['term past 2026-06-10..2026-06-10', 'window past 2026-06-10..2026-06-10', 'subscription_purchased past 2026-06-10T10:00:00.000Z 105.6', expect.stringMatching(/^subscription_transferred past 2026-06-10T10:\d\d:\d\d\.000Z/)]);
  expect(source.items.at(-1)).toMatchObject({ rule: 'TRF-2', says: { transferId: transfer.id, toPartnerTenantId: nordlys } });
  const [received] = ((await http(`/v1/customers/${customer}/subscriptions`, { as: 'nordlys' })).body as { items: { id: string }[] }).items;
  const target = (await http(path(received?.id ?? ''), { as: 'nordlys' })).body as Timeline;
  expect(target.items.slice(0, 3).map(({ kind, tense }) => `${kind} ${tense}`)).toEqual(expect.arrayContaining(['term present', 'subscription_received past']));
  expect(target.items.find(({ kind }) => kind === 'subscription_received')).toMatchObject({ says: { transferId: transfer.id, fromPartnerTenantId: havn }, orderId: target.present['orderId'] });
  expect(await http(path(received?.id ?? ''))).toMatchObject({ status: 404 });
});

test('[PRE-4] [DUE-2] what cannot be read leaves a gap and no more, and what an older version kept is told by its facts', async () => {
  await start('2026-06-10T10:00:00Z');
  const [id = '', other = ''] = await world.buy('havn', customer, [standard, { ...standard, quantity: 2 }]);
  await patch(id, { status: 'suspended' });
  await world.advanceTo('2026-06-11T10:00:00Z');
  await patch(id, { status: 'active' });
  await patch(id, { autoRenewEnabled: true });
  const whole = (await timelineOf(id)).items;
  const commerce = world.stores.Commerce;
  const rewrite = async (key: string, value: (before: object) => object) => {
    const row = await commerce.read(customer, key);
    await commerce.commit(customer, [{ op: 'update', key, etag: row?.etag ?? '', value: { ...value(row?.value ?? {}) } }]);
  };
  // As it was kept before changes told their fields.
  for (const version of [1, 2, 3]) await rewrite(`event|${id}|0000000${version}`, (before) => Object.fromEntries(Object.entries(before).filter(([member]) => member !== 'changed')));
  expect((await timelineOf(id)).items).toEqual(whole);
  await rewrite(`event|${id}|00000003`, (before) => ({ ...before, facts: [] }));
  await rewrite(`subscription|${other}`, (before) => ({ ...before, term: 'lost' }));
  const answer = await http(path(id));
  const told = answer.body as Timeline & { unreadable: { kind: string }[] };
  expect([answer.status, answer.headers['NextTerm-Unreadable'], told.unreadable.map(({ kind }) => kind).toSorted()]).toEqual([200, '2', ['event', 'subscription']]);
  expect(told.items.some(({ kind }) => kind === 'subscription_resumed')).toBe(false);
  expect(told.items.filter(({ kind, tense }) => kind === 'term' && tense === 'present')).toEqual(whole.filter(({ kind, tense }) => kind === 'term' && tense === 'present'));
  expect(told.present).not.toHaveProperty('atRisk');
});
