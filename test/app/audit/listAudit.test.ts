import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { auditId, listAudit } from '../../../src/app/audit/auditBook';
import { recordsPartition } from '../../../src/app/audit/seals/sealKeys';
import { type AuditRecord } from '../../../src/domain/audit/state';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const tenantId = '11111111-1111-4111-8111-111111111111';
const FIRST = calendarDate('2026-06-10');
const DAYS = [FIRST, calendarDate('2026-06-11')];
const span = { from: instant('2026-06-10T00:00:00Z'), to: instant('2026-06-11T23:59:59.999Z') };
/** Of each day, of which every four-hundredth is of a cart. */
const OF_A_DAY = 1300;
const isCart = (record: AuditRecord): Promise<boolean> => Promise.resolve(record.resourceType === 'cart');

const filled = async () => {
  const store = new MemoryPartitionStore();
  for (const day of DAYS) {
    for (let start = 0; start < OF_A_DAY; start += 100) {
      const records = Array.from({ length: 100 }, (_, index): AuditRecord => {
        const number = start + index;
        const at = instant(`${day}T12:00:00.000Z`);
        const type = number % 400 === 399 ? 'cart' : 'order';
        return { id: auditId(at, String(number).padStart(6, '0')), tenantId, at, resourceType: type, operationType: 'create_cart', subjects: {}, status: 'succeeded' };
      });
      await store.commit(recordsPartition(tenantId, day), records.map((record) => ({ op: 'create' as const, key: record.id, value: { type: 'audit', ...record } })));
    }
  }
  await store.commit(recordsPartition(tenantId, FIRST), [{ op: 'create', key: auditId(instant('2026-06-10T12:00:00.000Z'), '000600x'), value: { type: 'audit', damaged: true } }]);
  const list = jest.spyOn(store, 'list');
  return { tables: { audit: store, commerce: new MemoryPartitionStore() }, list };
};

/** All pages of that size. */
const walked = async ({ tables, list }: Awaited<ReturnType<typeof filled>>, limit: number) => {
  const pages: { readonly ids: readonly string[]; readonly damaged: number; readonly queries: number }[] = [];
  let continuation: string | undefined;
  do {
    list.mockClear();
    const page = await listAudit(tables, tenantId, span, isCart, limit, continuation);
    pages.push({ ids: page.items.map(({ id }) => id), damaged: page.unreadable?.length ?? 0, queries: list.mock.calls.length });
    continuation = page.continuation;
  } while (continuation !== undefined);
  return pages;
};

test.each([1, 2, 1000])('[AUD-1] a page of %i with a filter that rarely fits costs a handful of queries, and pages leave nothing out and bring nothing twice', async (limit) => {
  const pages = await walked(await filled(), limit);
  const ids = pages.flatMap((page) => page.ids);
  expect(ids).toEqual(DAYS.flatMap((day) => [399, 799, 1199].map((number) => auditId(instant(`${day}T12:00:00.000Z`), String(number).padStart(6, '0')))));
  expect(pages.reduce((sum, { damaged }) => sum + damaged, 0)).toBe(1);
  expect(Math.max(...pages.map(({ queries }) => queries))).toBeLessThanOrEqual(5);
  expect(Math.max(...pages.map((page) => page.ids.length))).toBeLessThanOrEqual(limit);
});

test('[AUD-1] a page goes on where one of an earlier release ended', async () => {
  const { tables } = await filled();
  const { continuation, rows } = await tables.audit.list(recordsPartition(tenantId, FIRST), { limit: 700 });
  expect(rows).toHaveLength(700);
  const { items } = await listAudit(tables, tenantId, span, isCart, 1, `2026-06-10~${continuation ?? ''}`);
  expect(items.map(({ id }) => id)).toEqual(['2026-06-10T12:00:00.000Z_000799']);
});
