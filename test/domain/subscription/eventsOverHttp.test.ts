import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly version: number;
  readonly data: Record<string, unknown>;
}

interface Page {
  readonly items: readonly Told[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

const product = { productId: 'NCBUSPREMI01', skuId: '0001', availabilityId: availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL'), billingCycle: 'monthly', termDuration: 'P1Y' };

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let id: string;

/** |10 Jun: bought----12 Jun: +2--16 Jun closing--17 Jun closed, 18 Jun: closing--19 Jun closed--20 Jun: planned--21 Jun: suspended| */
beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Zonnebloem');
  [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }]);
  http = httpOver(world);
  const patch = async (at: string, body: object) => {
    await world.advanceTo(at);
    expect(await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body })).toMatchObject({ status: 200 });
  };
  await patch('2026-06-12T08:00:00Z', { quantity: 12 });
  await patch('2026-06-20T08:00:00Z', { scheduledNextTermInstructions: { product, quantity: 12 } });
  await patch('2026-06-21T08:00:00Z', { status: 'suspended' });
});

const path = () => `/nextterm/v1/customers/${customer}/subscriptions/${id}/events`;
const page = async (query = '', headers: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const reply = await http(`${path()}${query}`, { headers });
  expect(reply.status).toBe(200);
  return reply.body as Page;
};

/** Page after page, by the links. */
const inPages = async (query: string): Promise<Told[]> => {
  const items: Told[] = [];
  let next: Page | undefined = await page(query);
  while (next !== undefined) {
    items.push(...next.items);
    const link: Page['links']['next'] = next.links.next;
    next = link && (await page('?seekOperation=Next', Object.fromEntries(link.headers.map(({ key, value }) => [key, value]))));
  }
  return items;
};

const expected = [
  ['2026-06-10T10:00:00.000Z', 'SubscriptionPurchased', 'subscription', 1],
  ['2026-06-12T08:00:00.000Z', 'SeatsAdded', 'subscription', 2],
  ['2026-06-16T10:00:00.000Z', 'WindowClosing', 'window', 1],
  ['2026-06-17T10:00:00.000Z', 'WindowClosed', 'window', 2],
  ['2026-06-18T08:00:00.000Z', 'WindowClosing', 'window', 1],
  ['2026-06-19T08:00:00.000Z', 'WindowClosed', 'window', 2],
  ['2026-06-20T08:00:00.000Z', 'ChangeScheduled', 'subscription', 3],
  ['2026-06-21T08:00:00.000Z', 'ScheduledChangeRemoved', 'subscription', 4],
  ['2026-06-21T08:00:00.000Z', 'AutoRenewTurnedOff', 'subscription', 4],
  ['2026-06-21T08:00:00.000Z', 'SubscriptionSuspended', 'subscription', 4],
];
const shown = (items: readonly Told[]) => items.map(({ at, type, subject, version }) => [at, type, subject.kind, version]);

test('[SUB-3] [SUS-4] in order of time, its windows among its changes, each fact under its own type, with its subject and that subject\'s version', async () => {
  const { items } = await page();
  expect(shown(items)).toEqual(expected);
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  expect(items.filter(({ subject }) => subject.kind === 'subscription').every(({ subject }) => subject.id === id)).toBe(true);
  expect(new Set(items.filter(({ subject }) => subject.kind === 'window').map(({ subject }) => subject.id)).size).toBe(2);
  expect(items.at(-3)?.data).toEqual({ reason: 'Suspended' });
});

test.each([1, 2, 3, 4, 10, 11])('[SUB-3] in pages of %i: the same, nothing twice and nothing left out, also inside a change', async (size) => {
  expect((await page(`?size=${size}`)).items.length).toBe(Math.min(size, expected.length));
  expect(shown(await inPages(`?size=${size}`))).toEqual(expected);
});

test('[SUB-3] one type alone, however deep it lies in its change, page by page', async () => {
  expect(shown((await page('?type=SubscriptionSuspended')).items)).toEqual(expected.slice(-1));
  for (const size of [1, 2, 500]) expect(shown(await inPages(`?type=WindowClosed&size=${size}`))).toEqual(expected.filter(([, type]) => type === 'WindowClosed'));
  expect((await page('?type=NoSuchFact')).items).toEqual([]);
  expect(await http(`${path()}?type=`)).toMatchObject({ status: 400, body: { code: 800002 } });
});

test('[SUB-3] what was stored before the windows had a stream of their own is read in order of time too', async () => {
  const rows = (await world.commerceRows()).filter(({ key }) => key.startsWith('event|window|'));
  const { Commerce } = world.stores;
  const former = rows.map(({ value }) => {
    const { subject, version } = value as { subject: { id: string }; version: number };
    return { op: 'create', key: `event|${subject.id}|0000000${version}`, value } as const;
  });
  await Commerce.commit(customer, [...rows.map(({ key }) => ({ op: 'delete', key, etag: ANY_ETAG }) as const), ...former]);
  expect(shown((await page()).items)).toEqual(expected);
  for (const size of [1, 3]) expect(shown(await inPages(`?size=${size}`))).toEqual(expected);
});
