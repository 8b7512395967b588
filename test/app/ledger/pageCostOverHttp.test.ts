import { ledgerPartition, shardOf } from '../../../src/app/ledger/ledgerKeys';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { runInvoices } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';

const june = calendarDate('2021-06-01');
const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const unbilled = (period: string) => `/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=${period}`;
const billed = '/v1/invoices/G000000001/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR';

interface Page {
  readonly items: readonly { readonly customerId: string }[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

/** Havn's June: one line that was sold, and one of each of so many customers more, all over the shards or in the last of them alone. A process that starts now, and counts. */
const withCustomers = async (more: number, spread: 'all' | 'last' = 'all') => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  await world.buy('havn', world.customer('Zonnebloem'), [standard]);
  const [line] = (await rowsOf(world.stores.Ledger)).filter(({ key }) => key.startsWith('line|'));
  const { tenantId } = world.as('havn').partner;
  for (let count = 0; count < more; count += 1) {
    const id = `${(spread === 'all' ? count % 16 : 15).toString(16)}0000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    const value = { ...line?.value, item: { ...(line?.value['item'] as object), customer: { id, name: 'N', domain: 'n', country: 'NL' } } };
    const user = { op: 'create' as const, key: `user|${id}`, value: { type: 'user', partnerId: tenantId, customerId: id } };
    await world.stores.Ledger.commit(ledgerPartition(tenantId, june, shardOf(id)), [{ op: 'create', key: `line|${id}|licence|s|00000001|001`, value }, user]);
  }
  const counts = new OperationCounts();
  const counted = () => world.restart((store, table) => new CountingStore(store, table, counts));
  return { world, counts, counted, tenantId };
};

/** All pages of a list: how many lines each has, whose, and what it cost. */
const walked = async (world: World, counts: OperationCounts, path: string, size: number) => {
  const http = httpOver(world);
  const lines: number[] = [];
  const customers: string[] = [];
  const costs: object[] = [];
  for (let next: { readonly path: string; readonly headers: Readonly<Record<string, string>> } | undefined = { path: `${path}&size=${size}`, headers: {} }; next !== undefined; ) {
    counts.reset();
    const page: Page = (await http(next.path, { headers: next.headers })).body as Page;
    const ledger = counts.of('Ledger');
    const { list, listAcross } = counts.total();
    costs.push({ ledger: ledger.list + ledger.listAcross, elsewhere: list + listAcross - ledger.list - ledger.listAcross, commerce: counts.of('Commerce').read });
    lines.push(page.items.length);
    customers.push(...page.items.map(({ customerId }) => customerId));
    const { next: link } = page.links;
    next = link && { path: `/v1${link.uri}`, headers: Object.fromEntries(link.headers.map(({ key, value }) => [key, value])) };
  }
  expect(customers).toEqual(customers.toSorted());
  expect(new Set(customers).size).toBe(customers.length);
  return { lines, costs };
};

const oneQuery = { ledger: 1, elsewhere: 0, commerce: 0 };

/** Pages of so many, of so many lines. */
const paged = (lines: number, size: number): readonly number[] => Array.from({ length: Math.ceil(lines / size) }, (_, page) => Math.min(size, lines - page * size));

describe('[BIL-4] what a page costs', () => {
  test.each([10, 1000])('of %i customers: each page of unbilled lines, and of the lines of an invoice, is one query, across the shards', async (customers) => {
    const { world, counts, counted, tenantId } = await withCustomers(customers - 1);
    counted();
    for (const size of [1000, Math.ceil(customers / 4)]) {
      const lines = paged(customers, size);
      expect(await walked(world, counts, unbilled('current'), size)).toEqual({ lines, costs: lines.map(() => oneQuery) });
    }
    world.sleepUntil('2021-07-07T00:00:00.000Z');
    expect((await runInvoices(world.app, { partnerId: tenantId, month: june })).outcome).toEqual({ status: 'issued', invoices: ['G000000001'] });
    for (const size of [1000, Math.ceil(customers / 4)]) {
      const lines = paged(customers, size);
      expect(await walked(world, counts, billed, size)).toEqual({ lines, costs: lines.map(() => oneQuery) });
    }
  });

  test('lines that lie in the last shard alone are found with one query too; of a page of two thousand there are two, as storage gives a thousand rows at a time', async () => {
    const { world, counts, counted } = await withCustomers(1500, 'last');
    counted();
    expect(await walked(world, counts, unbilled('current'), 1000)).toEqual({ lines: [1000, 501], costs: [oneQuery, oneQuery] });
    expect(await walked(world, counts, unbilled('current'), 2000)).toEqual({ lines: [1501], costs: [{ ...oneQuery, ledger: 2 }] });
  });
});
