import { gunzipSync } from 'node:zlib';
import { endExport } from '../../../src/app/export/endExport';
import { readExport } from '../../../src/app/export/exportBook';
import { type ExportFiles } from '../../../src/app/export/exportFiles';
import { writeExportPart } from '../../../src/app/export/writeExportPart';
import { linePrefix } from '../../../src/app/ledger/ledgerKeys';
import { type Deadline } from '../../../src/app/due/deadline';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { type Stores } from '../../../src/wiring/wiring';
import { copyLines, invoiced, standard } from '../../domain/invoice/invoicedWorld';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { afterEachFault, everyPlace, seenByCaller } from '../../support/worldFaults';
import { rowsOf } from '../../support/worldStores';

const JULY = '2021-07-07T00:00:00.000Z';
const requestId = '5d0a3a80-4d3a-4c1b-9f6e-0a4f2b7f0001';
const OF_A_PART = 100;
const LINES = 2 * OF_A_PART + 50;

const withSmallParts = (world: World): void => world.use({ ...world.app, exporting: { ...world.app.exporting, linesOfAPart: OF_A_PART } });

/** June of Havn with so many lines, invoiced: one that was sold, and copies of it. */
const june = async (lines: number): Promise<Stores> => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  await world.buy('havn', world.customer('Zonnebloem'), [standard]);
  await copyLines(world, lines);
  await world.advanceTo(JULY);
  await invoiced(world, calendarDate('2021-06-01'));
  return world.stores;
};

const ask = (world: World) => httpOver(world)('/v1.0/reports/partners/billing/reconciliation/billed/export', { method: 'POST', body: { invoiceId: 'G000000001' }, headers: { 'MS-RequestId': requestId } });

const exportOf = async (world: World) => {
  const [row] = (await rowsOf(world.stores.Invoices)).filter(({ key }) => key.startsWith('export|'));
  return row && (await readExport(world.stores.Invoices, row.partition, row.key.slice('export|'.length)))?.value;
};

/** The parts that the row names, each line by what tells it from others. */
const references = async (world: World): Promise<readonly string[]> => {
  const found = await exportOf(world);
  return (found?.parts ?? []).flatMap(({ name }) =>
    gunzipSync(world.files.read(found?.id ?? '', name) ?? '')
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { ReferenceId: string }).ReferenceId),
  );
};

describe('[BIL-4] an export that is interrupted', () => {
  test.each(['dieBefore', 'dieAfter', 'lostAnswer', 'sentAgain'] as const)('at any operation has each line once when it is done: %s', async (does) => {
    const from = await june(3);
    const act = async (world: World): Promise<void> => {
      await ask(world);
      for (let ticks = 0; ticks < 3; ticks += 1) await world.tick();
    };
    await afterEachFault(await everyPlace(JULY, from, act, does), JULY, from, act, async (world) => {
      expect((await ask(world)).status).toBe(202);
      await world.advanceTo('2021-07-07T00:30:00.000Z');
      expect((await exportOf(world))?.status).toBe('succeeded');
      const lines = await references(world);
      expect([lines.length, new Set(lines).size]).toEqual([3, 3]);
      expect(await world.due()).toEqual([]);
    });
  });

  test('before it stood, by a conflict that came to nothing, is asked for again; by conflicts without end it is refused, and nothing stands', async () => {
    const world = await World.at(JULY);
    const asked = () => httpOver(world)('/v1.0/reports/partners/billing/reconciliation/unbilled/export', { method: 'POST', body: { currencyCode: 'EUR', billingPeriod: 'current' }, headers: { 'MS-RequestId': requestId } });
    const conflict = { ok: false as const, conflict: { key: 'export', reason: 'exists' as const } };
    const commit = jest.spyOn(world.app.invoices, 'commit').mockResolvedValue(conflict);
    expect(await asked()).toMatchObject({ status: 409, body: { code: 800082 } });
    expect(await exportOf(world)).toBeUndefined();
    commit.mockRestore();
    jest.spyOn(world.app.invoices, 'commit').mockResolvedValueOnce(conflict);
    expect((await asked()).status).toBe(202);
    expect((await exportOf(world))?.status).toBe('notStarted');
  });

  test('between its parts, before or after a file is written, goes on: no line twice, none missing', async () => {
    const from = await june(LINES);
    for (const nth of [1, 2, 3]) {
      for (const isWritten of [false, true]) {
        const world = await World.at(JULY, from);
        withSmallParts(world);
        await ask(world);
        const put = world.files.put.bind(world.files);
        let puts = 0;
        const spy = jest.spyOn(world.files, 'put').mockImplementation(async (...file) => {
          puts += 1;
          if (puts === nth && !isWritten) throw new StoreUnavailable('not written');
          await put(...file);
          if (puts === nth) throw new StoreUnavailable('answer lost');
        });
        await world.tick();
        spy.mockRestore();
        world.restart();
        withSmallParts(world);
        await world.settle();
        const lines = await references(world);
        expect([nth, isWritten, lines.length, new Set(lines).size]).toEqual([nth, isWritten, LINES, LINES]);
        expect((await exportOf(world))?.parts.map((part) => part.lines)).toEqual([OF_A_PART, OF_A_PART, 50]);
      }
    }
  });

  test('asked for and stopped before it was stored: the sweep waits for it, and forgets it after five minutes', async () => {
    const world = await World.at(JULY);
    const due: Deadline = { at: world.now(), kind: 'export', customerId: world.as('havn').partner.tenantId, subject: requestId };
    await world.app.deadlines.put([due]);
    world.sleepUntil('2021-07-07T00:04:59.999Z');
    await world.tick();
    expect(await world.due()).toEqual([due]);
    world.sleepUntil('2021-07-07T00:05:00.000Z');
    await world.tick();
    expect(await world.due()).toEqual([]);
  });

  test('two writers of one part: one wins, and the other’s file is none of the export', async () => {
    const world = await World.at(JULY, await june(5));
    await ask(world);
    const [due] = await world.due();
    if (due === undefined) throw new Error('Nothing is due');
    const outcomes = await Promise.all([writeExportPart(world.app, due), writeExportPart(world.newProcess(), due)]);
    expect(outcomes.map(({ status }) => status)).toContain('succeeded');
    expect(await references(world)).toHaveLength(5);
    expect((await exportOf(world))?.parts).toHaveLength(1);
  });

  test('forgotten beside somebody who was a moment quicker: the next try forgets it', async () => {
    const world = await World.at(JULY, await june(1));
    await ask(world);
    await world.settle();
    await world.advanceTo('2021-07-14T00:00:00.000Z');
    expect((await exportOf(world))?.status).toBe('expired');
    world.sleepUntil('2021-08-13T00:00:00.000Z');
    const { invoices } = world.app;
    const commit = invoices.commit.bind(invoices);
    let refused = 0;
    jest.spyOn(invoices, 'commit').mockImplementation(async (partition, writes) => {
      const [write] = writes;
      if (write?.op !== 'delete' || !write.key.startsWith('export|') || refused > 0) return commit(partition, writes);
      refused += 1;
      return { ok: false, conflict: { key: write.key, reason: 'changed' } };
    });
    await world.settle();
    expect([refused, await exportOf(world)]).toEqual([1, expect.objectContaining({ status: 'expired' })]);
    await world.advanceTo('2021-08-13T01:00:00.000Z');
    expect([refused, await exportOf(world), await world.due()]).toEqual([1, undefined, []]);
  });

  test('what a writer left behind as the export expired goes when it is forgotten', async () => {
    const world = await World.at(JULY, await june(5));
    await ask(world);
    await world.settle();
    const found = await exportOf(world);
    if (found === undefined) throw new Error('There is no export');
    await world.advanceTo('2021-07-14T00:00:00.000Z');
    expect((await exportOf(world))?.status).toBe('expired');
    await world.files.put(found.id, 'late.gz', Buffer.from('x'));
    await world.advanceTo('2021-08-13T00:00:00.000Z');
    expect([world.files.names(found.id), await exportOf(world)]).toEqual([[], undefined]);
  });

  test('files that cannot be taken away are tried again, and the export is told to have expired', async () => {
    const world = await World.at(JULY, await june(5));
    await ask(world);
    await world.settle();
    const found = await exportOf(world);
    world.sleepUntil('2021-07-14T00:00:00.000Z');
    const broken: ExportFiles = { ...world.files, put: async () => undefined, link: world.files.link.bind(world.files), remove: async () => Promise.reject(new StoreUnavailable('away')) };
    await expect(endExport({ ...world.app, exportFiles: broken }, { at: world.now(), kind: 'exportExpiry', customerId: found?.partnerId ?? '', subject: found?.id ?? '' })).rejects.toThrow('away');
    expect((await exportOf(world))?.status).toBe('expired');
    await world.settle();
    expect(world.files.names(found?.id ?? '')).toEqual([]);
  });
});

test('[BIL-4] a line that cannot be read is left out, counted in the manifest and raised to the operator', async () => {
  const world = await World.at(JULY, await june(3));
  const [row] = (await rowsOf(world.stores.Ledger)).filter(({ key }) => key.startsWith(linePrefix));
  await world.stores.Ledger.commit(row?.partition ?? '', [{ op: 'put', key: row?.key ?? '', value: { type: 'ledgerLine' } }]);
  await ask(world);
  await world.settle();
  expect(await exportOf(world)).toMatchObject({ status: 'succeeded', unreadable: 1 });
  expect(await references(world)).toHaveLength(2);
  expect((await rowsOf(world.stores.Directory)).filter(({ key }) => key.includes('unreadable')).length + world.errors.length).toBeGreaterThan(0);
});

test('[BIL-4] what a part costs: a query for each thousand lines, and two operations for its row', async () => {
  const counts = new OperationCounts();
  const world = await World.at(JULY, await june(3500), (store, table) => (table === 'Ledger' || table === 'Invoices' ? new CountingStore(store, table, counts) : store));
  await ask(world);
  const before = counts.operations();
  await seenByCaller(world.settle());
  expect((await exportOf(world))?.status).toBe('succeeded');
  expect(counts.operations() - before).toBeLessThanOrEqual(4 + 12);
});
