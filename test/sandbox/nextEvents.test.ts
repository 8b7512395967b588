import { type Deadline } from '../../src/app/due/deadline';
import { type DeadlineIndex } from '../../src/app/due/deadlineIndex';
import { type WiredApp } from '../../src/wiring/wiring';
import { instant } from '../../src/kernel/instant';
import { apiHref } from '../../src/sandbox/apiHref';
import { MOST_NEXT, nextEvents } from '../../src/sandbox/nextEvents';
import { httpOver } from '../support/httpWorld';
import { World } from '../support/world';

const NOW = instant('2026-03-02T10:00:00Z');
const DAY = 7;

const deadline = (at: string, kind: Deadline['kind'] = 'renewal', subject = 's', customerId = 'c'): Deadline => ({ at: instant(at), kind, customerId, subject });

const holding = async (app: WiredApp, deadlines: readonly Deadline[]): Promise<DeadlineIndex> => {
  await app.deadlines.put(deadlines);
  return app.deadlines;
};

test('what is next over HTTP: what a purchase has ahead of it, with its link, between the runs of invoices', async () => {
  const world = await World.at(NOW);
  const http = httpOver(world);
  const offer = ((await http('/v1/products/NCBUSSTAND01/skus/0001/availabilities?country=NL')).body as { items: { catalogItemId: string }[] }).items[0]?.catalogItemId;
  const customer = world.customer('Zonnebloem');
  const order = await http(`/v1/customers/${customer}/orders`, { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId: offer, quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' }] } });
  const { subscriptionId } = (order.body as { lineItems: { subscriptionId: string }[] }).lineItems[0] ?? { subscriptionId: '' };
  const { items, moveTo } = await nextEvents(world.app.deadlines, NOW, DAY);
  const href = `/v1/customers/${customer}/subscriptions/${subscriptionId}`;
  expect(items.find(({ kind }) => kind === 'renewal')).toEqual({ at: '2026-04-02T00:00:00.000Z', kind: 'renewal', customerId: customer, subject: subscriptionId, href });
  expect(items.filter(({ kind }) => kind !== 'invoiceRun').map(({ href: each }) => each)).toEqual(Array.from({ length: items.length - 1 }, () => href));
  expect(items[0]).toEqual({ at: '2026-03-07T00:00:00.000Z', kind: 'invoiceRun' });
  expect(moveTo).toBe('2026-03-07T00:00:00.000Z');
  expect((await http(href)).status).toBe(200);
});

test('the soonest come first, whichever part of the index holds them; what the app does for itself is none', async () => {
  const { app } = await World.at(NOW);
  const shuffled = Array.from({ length: 300 }, (_, at) => deadline(`2026-03-05T08:${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}Z`, 'renewal', `s${at}`, `c${(at * 7) % 300}`));
  const { items, moveTo } = await nextEvents(await holding(app, [...shuffled.toReversed(), deadline('2026-03-02T11:00:00Z', 'publish'), deadline('2026-03-02T11:00:00Z', 'cartExpiry')]), NOW, DAY);
  expect(items.map(({ subject }) => subject)).toEqual(Array.from({ length: MOST_NEXT }, (_, at) => `s${at}`));
  expect(moveTo).toBe('2026-03-05T08:00:00.000Z');
});

test.each([
  ['an instant within a minute is looked for at its end', ['2026-03-05T08:00:00.001Z'], '2026-03-05T08:01:00.000Z'],
  ['one at the full minute at once', ['2026-03-05T08:01:00.000Z'], '2026-03-05T08:01:00.000Z'],
  ['what is overdue with the next sweep', ['2026-03-01T08:00:00.000Z'], '2026-03-02T10:00:00.000Z'],
  ['nothing but the run of invoices', [], '2026-03-07T00:00:00.000Z'],
])('where to move to: %s', async (_, ats, moveTo) => {
  const { app } = await World.at(NOW);
  expect((await nextEvents(await holding(app, ats.map((at) => deadline(at))), NOW, DAY)).moveTo).toBe(moveTo);
});

test('where the app has more to do for itself than is looked at, what is known is told and how far, and a move goes no further', async () => {
  const pageAt = (hour: number): string => new Date(Date.parse('2026-03-02T11:00:00Z') + hour * 3_600_000).toISOString();
  /** An hour a page, without end: what is told of all, but for a renewal in the third. */
  const busy = { due: async (_until: unknown, _limit?: number, continuation = '0') => ({ deadlines: [...(continuation === '2' ? [deadline(pageAt(2))] : []), ...Array.from({ length: 100 }, (_, at) => deadline(pageAt(Number(continuation)), 'publish', `p${at}`))], continuation: String(Number(continuation) + 1) }) };
  expect(await nextEvents(busy, NOW, DAY)).toEqual({ items: [{ ...deadline(pageAt(2)), href: '/v1/customers/c/subscriptions/s' }], moveTo: pageAt(2), knownUntil: pageAt(19) });
  const later = { due: async (_until: unknown, _limit?: number, continuation = '0') => ({ deadlines: [deadline(pageAt(Number(continuation)), 'publish')], continuation: String(Number(continuation) + 1) }) };
  // The run of invoices, five days ahead, may not be what is next.
  expect(await nextEvents(later, NOW, DAY)).toEqual({ items: [], moveTo: pageAt(19), knownUntil: pageAt(19) });
});

test('links are of subscriptions and transfers', async () => {
  const { app } = await World.at(NOW);
  const { items } = await nextEvents(await holding(app, [deadline('2026-03-03T00:00:00Z', 'transferExpiry', 't'), deadline('2026-03-04T00:00:00Z', 'cancellationWindow', 's|1.1'), deadline('2026-03-05T00:00:00Z', 'usageClose', 'calls|2026-02')]), NOW, DAY);
  expect(items.map(({ kind, href }) => [kind, href])).toEqual([['transferExpiry', '/v1/customers/c/transfers/t'], ['cancellationWindow', '/v1/customers/c/subscriptions/s'], ['usageClose', undefined], ['invoiceRun', undefined]]);
});

test.each([
  ['subscription', 's', '/v1/customers/c/subscriptions/s'],
  ['window', 's|window|1.1', '/v1/customers/c/subscriptions/s'],
  ['transfer', 't', '/v1/customers/c/transfers/t'],
  ['order', 'o', '/v1/customers/c/orders/o'],
  ['customer', 'c', '/v1/customers/c'],
  ['invoice', 'G000000001', '/v1/invoices/G000000001'],
  ['notice', 'n', undefined],
])('of a %s the API has %s at %s', (kind, subject, href) => {
  expect(apiHref(kind, 'c', subject)).toBe(href);
});
