import { beginInvoiceRun, countInvoiceShard, issueInvoices, type MonthToInvoice, type ShardCount } from '../../../src/app/invoice/invoiceRun';
import { ledgerPartition, shardOf } from '../../../src/app/ledger/ledgerKeys';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { runInvoices } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';

const june = calendarDate('2021-06-01');
const licence = { sku: 'NCBUSSTAND01:0001', quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const issuing = '2021-07-07T00:00:00.000Z';

/** Havn sold twice in June; how its months stand, over HTTP. */
const sold = async () => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  const http = httpOver(world);
  for (const name of ['Zonnebloem', 'Grachtenpand']) await world.buy('havn', world.customer(name), [licence]);
  const month: MonthToInvoice = { partnerId: world.as('havn').partner.tenantId, month: june };
  const progress = async (of = '2021-06') => (await http(`/nextterm/v1/invoiceruns/${of}`)).body;
  return { world, http, month, progress };
};

const begun = async (world: World, month: MonthToInvoice): Promise<readonly ShardCount[]> => {
  const run = await beginInvoiceRun(world.app, month);
  if (run.status !== 'draft') throw new Error(`The run is ${run.status}`);
  return run.shards;
};

/** As many lines more as a shard's second round counts. */
const MORE = 10_050;

describe('[BIL-2] how far the invoicing of a month is', () => {
  test('before its day, on it, shard by shard while it is counted, and once it is issued', async () => {
    const { world, month, progress } = await sold();
    expect(await progress()).toEqual({ month: '2021-06', status: 'ahead', dueAt: issuing });
    world.sleepUntil('2021-07-06T23:59:59.999Z');
    expect(await progress()).toMatchObject({ status: 'ahead' });
    world.sleepUntil(issuing);
    expect(await progress()).toEqual({ month: '2021-06', status: 'waiting', dueAt: issuing });
    const shards = await begun(world, month);
    expect(await progress()).toEqual({ month: '2021-06', status: 'counting', startedAt: issuing, linesCounted: 0, partsLeft: 4 });
    const counts: ShardCount[] = [];
    for (const shard of shards) {
      counts.push(await countInvoiceShard(world.app, month, shard));
      expect(await progress()).toEqual({ month: '2021-06', status: 'counting', startedAt: issuing, linesCounted: counts.reduce((sum, { lines }) => sum + lines, 0), partsLeft: 4 - counts.length });
    }
    world.sleepUntil('2021-07-07T00:05:00.000Z');
    await issueInvoices(world.app, month, counts);
    const issued = { month: '2021-06', status: 'issued', startedAt: issuing, issuedAt: '2021-07-07T00:05:00.000Z', linesCounted: 2, partsLeft: 0, invoices: ['G000000001'], links: { invoices: [{ uri: '/invoices/G000000001', method: 'GET', headers: [] }] } };
    expect(await progress()).toEqual(issued);
    // A straggler that counts again changes nothing of what is told.
    await countInvoiceShard(world.newProcess(), month, shards[0] ?? { shard: 0, lines: 0, totals: [], isOver: false });
    expect(await progress()).toEqual(issued);
    expect(await progress('2021-07')).toEqual({ month: '2021-07', status: 'ahead', dueAt: '2021-08-07T00:00:00.000Z' });
  });

  test('of a shard that takes several rounds it tells each', async () => {
    const { world, month, progress } = await sold();
    const customer = world.customer('Zonnebloem');
    const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith(`line|${customer}`));
    for (let start = 0; start < MORE; start += 100) {
      const writes = Array.from({ length: Math.min(100, MORE - start) }, (_, index) => ({ op: 'create' as const, key: `line|${customer}|licence|s|${String(start + index).padStart(8, '0')}|001`, value: row?.value ?? {} }));
      await world.stores.Ledger.commit(ledgerPartition(month.partnerId, june, shardOf(customer)), writes);
    }
    world.sleepUntil(issuing);
    const shard = (await begun(world, month)).find((each) => each.shard === shardOf(customer));
    if (shard === undefined) throw new Error('There is no such shard');
    const first = await countInvoiceShard(world.app, month, shard);
    expect(await progress()).toMatchObject({ status: 'counting', linesCounted: 10_000, partsLeft: 4 });
    await countInvoiceShard(world.app, month, first);
    expect(await progress()).toMatchObject({ status: 'counting', linesCounted: MORE + 1, partsLeft: 3 });
  });

  test('[DUE-2] one that waits for a row to be mended says so, and goes on once it is', async () => {
    const { world, month, progress } = await sold();
    world.sleepUntil(issuing);
    const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith(`line|${world.customer('Zonnebloem')}`));
    if (row === undefined) throw new Error('There is no line');
    await world.stores.Ledger.commit(row.partition, [{ op: 'put', key: row.key, value: { type: 'ledgerLine' } }]);
    await runInvoices(world.app, month);
    expect(await progress()).toEqual({ month: '2021-06', status: 'held', startedAt: issuing, linesCounted: 1, partsLeft: 1, reason: 'A stored row cannot be read, so nothing is issued until it can. The operator has been told which.' });
    await world.stores.Ledger.commit(row.partition, [{ op: 'put', key: row.key, value: row.value }]);
    await runInvoices(world.app, month);
    expect(await progress()).toMatchObject({ status: 'issued', linesCounted: 2 });
  });

  test('a month that has not begun, one before the books and what is none are refused; another partner sees its own', async () => {
    const { world, http, month } = await sold();
    world.sleepUntil(instant(issuing));
    await runInvoices(world.app, month);
    expect((await http('/nextterm/v1/invoiceruns/2021-08')).status).toBe(400);
    expect((await http('/nextterm/v1/invoiceruns/2021-05')).status).toBe(404);
    expect((await http('/nextterm/v1/invoiceruns/2021-13')).status).toBe(400);
    expect((await http('/nextterm/v1/invoiceruns/2021-06', { as: 'polder' })).status).toBe(404);
    expect((await http('/nextterm/v1/invoiceruns/2021-06', { roles: ['sales_agent'] })).status).toBe(403);
  });
});
