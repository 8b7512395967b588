import { deadlinesOfPartner } from '../../src/app/deadlineList/listDeadlines';
import { behind } from '../../src/app/deadlineList/listRows';
import { rowsOfSheet } from '../../src/app/deadlineList/sheet';
import { derivedGuid } from '../../src/app/command/ids';
import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { instant, plusMinutes } from '../../src/kernel/instant';
import { claimDomains } from '../support/claimedDomains';
import { CountingStore } from '../support/countingStore';
import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';

const sku = 'NCBUSSTAND01:0001';
const month = { sku, quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const year = { sku, quantity: 3, termDuration: 'P1Y', billingCycle: 'annual' } as const;
const trial = { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' } as const;

interface Listed {
  readonly totalCount: number;
  readonly until: string;
  readonly lookedUntil: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly unreadable?: readonly unknown[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

const begin = async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const http = httpOver(world);
  const get = async (path: string, call: Call = {}) => (await http(path, call)).body as Listed;
  const after = async ({ links: { next } }: Listed) => get(next?.uri ?? '', { headers: { 'MS-ContinuationToken': next?.headers[0]?.value ?? '' } });
  await claimDomains(world);
  return { world, http, get, after, customer: world.customer('Zonnebloem'), other: world.customer('Gracht') };
};

describe('[PRE-4] windows that close soon', () => {
  test('most money first on a page, in order of time over pages, as a cancellation then gives it back', async () => {
    const { world, http, get, after, customer, other } = await begin();
    const [first = ''] = await world.buy('havn', customer, [month]);
    await world.advanceTo('2026-06-11T10:00:00Z');
    const [dear = ''] = await world.buy('havn', other, [year]);
    await world.buy('havn', other, [trial]);
    await world.advanceTo('2026-06-12T10:00:00Z');
    await http(`/v1/customers/${customer}/subscriptions/${first}`, { method: 'PATCH', body: { quantity: 14 } });
    await world.advanceTo('2026-06-13T10:00:00Z');

    const all = await get('/nextterm/v1/windows');
    expect(all).toMatchObject({ totalCount: 2, until: '2026-06-20T10:00:00.000Z', lookedUntil: '2026-06-20T10:00:00.000Z' });
    expect(all.items.map(({ subscriptionId }) => subscriptionId)).toEqual([dear, first]);
    const monthly = {
      customerId: customer,
      subscriptionId: first,
      product: { productId: 'NCBUSSTAND01', skuId: '0001' },
      market: 'NL',
      quantity: 14,
      seatsThatCanComeOff: 14,
      closesAt: '2026-06-17T10:00:00.000Z',
      windows: [
        { closesAt: '2026-06-17T10:00:00.000Z', quantity: 10 },
        { closesAt: '2026-06-19T10:00:00.000Z', quantity: 4 },
      ],
      cancellableUntil: '2026-06-17T10:00:00.000Z',
    };
    expect(all.items[1]).toMatchObject(monthly);
    for (const { subscriptionId, customerId, atRisk } of all.items as readonly { subscriptionId: string; customerId: string; atRisk: { amount: string; action: string } }[]) {
      const { charges } = (await http(`/v1/customers/${customerId}/subscriptions/${subscriptionId}?preview=true`, { method: 'PATCH', body: { status: 'deleted' } })).body as { charges: { subtotal: number }[] };
      expect([atRisk.action, Number(atRisk.amount)]).toEqual(['cancel', -charges.reduce((sum, { subtotal }) => sum + Number(subtotal), 0)]);
    }

    const one = await get('/nextterm/v1/windows?size=1');
    expect([one.items.map(({ subscriptionId }) => subscriptionId), one.lookedUntil]).toEqual([[first], '2026-06-17T10:00:00.000Z']);
    const two = await after(one);
    expect([two.items.map(({ subscriptionId }) => subscriptionId), two.lookedUntil]).toEqual([[dear], '2026-06-18T10:00:00.000Z']);
    const last = await after(two);
    expect([last.items, last.lookedUntil, last.links.next]).toEqual([[], '2026-06-20T10:00:00.000Z', undefined]);

    const helpdesk = await get('/nextterm/v1/windows', { roles: ['helpdesk_agent'] });
    expect(helpdesk.items.map(({ subscriptionId, atRisk }) => [subscriptionId, atRisk])).toEqual([[first, undefined], [dear, undefined]]);
    expect(await get('/nextterm/v1/windows', { as: 'nordlys' })).toMatchObject({ totalCount: 0 });
    expect(await get('/nextterm/v1/windows?until=2026-06-17T10:00:00Z')).toMatchObject({ totalCount: 0 });
    expect(await get('/nextterm/v1/windows?until=2026-06-17T10:00:00.001Z')).toMatchObject({ totalCount: 1 });

    // At the instant itself only what was added later can come off.
    await world.advanceTo('2026-06-17T10:00:00Z');
    const later = await get('/nextterm/v1/windows');
    expect(later.items.find(({ subscriptionId }) => subscriptionId === first)).toMatchObject({ seatsThatCanComeOff: 4, closesAt: '2026-06-19T10:00:00.000Z', atRisk: { action: 'reduceSeats', quantity: 4, until: '2026-06-19T10:00:00.000Z' } });
  });

  test('[DUE-2] what hangs together with a row that cannot be read is listed without money, and the row is told of', async () => {
    const { world, get, customer } = await begin();
    const [kept = '', damaged = ''] = await world.buy('havn', customer, [month, year]);
    const [row] = (await world.commerceRows()).filter(({ key }) => key === `subscription|${damaged}`);
    await world.stores.Commerce.commit(customer, [{ op: 'update', key: `subscription|${damaged}`, value: { ...row?.value, quantity: 'many' }, etag: row?.etag ?? '' }]);
    const listed = await get('/nextterm/v1/windows?until=2026-06-18T00:00:00Z');
    expect(listed.items.map(({ subscriptionId, seatsThatCanComeOff, atRisk }) => [subscriptionId, seatsThatCanComeOff, atRisk])).toEqual([[kept, 10, undefined]]);
    expect(listed.unreadable).toHaveLength(1);
  });
});

describe('[PRE-3] deadlines of some kinds', () => {
  test('are asked for by one word or several; with charges, windows say what can be had back until then', async () => {
    const { world, http, get, after, customer } = await begin();
    const [first = ''] = await world.buy('havn', customer, [month]);
    const [free = ''] = await world.buy('havn', customer, [trial]);
    const until = 'until=2026-08-01T00:00:00Z';
    const paid = await get(`/nextterm/v1/deadlines?${until}&kind=TrialConversion&details=true&charges=true`);
    expect(paid.items).toMatchObject([{ kind: 'trialConversion', subjectId: free, quantity: 25, brings: { currency: 'EUR', quantity: 25 } }]);
    const both = await get(`/nextterm/v1/deadlines?${until}&kind=renewal,trialConversion`);
    expect(both.items.map(({ kind, subjectId }) => [kind, subjectId]).toSorted()).toEqual([['renewal', first], ['trialConversion', free]]);
    expect(await get(`/nextterm/v1/deadlines?${until}&kind=renewal&kind=trialConversion&customerId=${customer}`)).toMatchObject({ totalCount: 2 });
    const one = await get(`/nextterm/v1/deadlines?${until}&kind=renewal,trialConversion&size=1`);
    expect([...one.items, ...(await after(one)).items]).toEqual(both.items);
    expect((await http(`/nextterm/v1/deadlines?${until}&kind=renewal`, { headers: { Accept: 'text/calendar' } })).text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const closing = await get(`/nextterm/v1/deadlines?${until}&kind=windowCloses,cancellationEnds&charges=true`);
    expect(closing.items.map(({ kind, subjectId, atRisk }) => [kind, subjectId, atRisk])).toEqual([
      ['windowCloses', first, { action: 'cancel', through: 'subscription', quantity: 10, until: '2026-06-17T10:00:00.000Z', amount: '100.8', currency: 'EUR' }],
      ['cancellationEnds', first, expect.objectContaining({ amount: '100.8' })],
      ...closing.items.slice(2).map(({ kind, subjectId }) => [kind, subjectId, undefined]),
    ]);
    for (const kind of ['renewals', '', 'renewal,']) expect(await http(`/nextterm/v1/deadlines?kind=${kind}`)).toMatchObject({ status: 400, body: { code: 900126 } });
  });

  test('a page looks at five thousand rows, and ends where it is, with what comes behind them on the next', async () => {
    const store = new CountingStore(new MemoryPartitionStore());
    const start = instant('2026-06-10T10:00:00Z');
    const partnerId = derivedGuid('partner', 'many');
    const customerId = derivedGuid('customer', 'one');
    const coming = Array.from({ length: 6001 }, (_, index) => ({ at: plusMinutes(start, index + 1), kind: index === 6000 || index === 2 ? ('renewal' as const) : ('windowCloses' as const) }));
    const rows = [...rowsOfSheet({ partnerId, customerId, sheet: 0, subjects: [{ subjectId: 'one', version: 1, name: 'One', coming }] })];
    for (let from = 0; from < rows.length; from += 100) await store.commit(`deadlines|${partnerId}`, rows.slice(from, from + 100).map(([key, value]) => ({ op: 'create', key, value })));
    const read = async (after: string) => {
      const before = store.counts.total().list;
      const { items, continuation } = await deadlinesOfPartner(store, partnerId, { after, until: plusMinutes(start, 10_000), limit: 10, kinds: ['renewal'] });
      return { at: items.map(({ at }) => at), continuation, queries: store.counts.total().list - before };
    };
    const one = await read(behind(start));
    expect([one.at, one.queries]).toEqual([[plusMinutes(start, 3)], 5]);
    const two = await read(one.continuation ?? '');
    expect([two.at, two.queries, two.continuation]).toEqual([[plusMinutes(start, 6001)], 2, undefined]);
  });
});
