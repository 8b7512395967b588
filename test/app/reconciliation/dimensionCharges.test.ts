import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { chargeKey, dimensionLineKey } from '../../../src/app/command/commerceKeys';
import { listChargesWithUse } from '../../../src/app/reconciliation/dimensionCharges';

const customerId = '7d2e41b9-6a0f-4c3d-9e85-1b7f20d3c6a4';
const subscriptionId = 'e2a5c1b8-3f47-4d19-8b60-2c9d5e7f1a30';

const planLine = (version: number, orderDate: string) => ({
  key: chargeKey(subscriptionId, version, 1),
  value: {
    type: 'charge', id: `plan ${version}`, chargeType: version === 1 ? 'new' : 'renew', sign: 1, orderDate, chargeStart: orderDate.slice(0, 10), chargeEnd: orderDate.slice(0, 10), unitPrice: '40', effectiveUnitPrice: '40', quantity: 1, subtotal: '40.00', currency: 'EUR', billableDays: 1, cycleDays: 1,
    rounding: 'LINE_DOWN', referenceId: 'r', orderId: 'o', subscriptionId, customerId, partnerId: 'p', productId: 'P', skuId: '1', availabilityId: 'A', termDuration: 'P1M', billingCycle: 'monthly', termStart: orderDate.slice(0, 10), termEnd: orderDate.slice(0, 10),
  },
});

const useLine = (month: string, closedAt: string) => ({
  key: dimensionLineKey(subscriptionId, month, `${subscriptionId}|reports|0`),
  value: { type: 'saasCharge', id: `use ${month}`, chargeType: 'usage', customerId, partnerId: 'p', subscriptionId, meterId: 'reports', name: 'Reports', unit: '1 Report', orderDate: closedAt, chargeStart: `${month}-01`, chargeEnd: `${month}-28`, unitPrice: '0.25', effectiveUnitPrice: '0.25', quantity: '3', subtotal: '0.75', currency: 'USD' },
});

const inPages = async (rows: readonly { readonly key: string; readonly value: object }[], size: number) => {
  const commerce = new MemoryPartitionStore();
  await commerce.commit(customerId, rows.map((row) => ({ op: 'create', ...row })));
  const [items, unreadable]: [string[], string[]] = [[], []];
  let continuation: string | undefined;
  do {
    const page = await listChargesWithUse(commerce, customerId, subscriptionId, size, continuation);
    items.push(...page.items.map(({ id }) => id));
    unreadable.push(...(page.unreadable ?? []).map(({ key }) => key));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return { items, unreadable };
};

describe('[ORD-10] [BIL-4] the charges of metered SaaS in pages', () => {
  const plan = [planLine(1, '2026-02-15T10:00:00.000Z'), planLine(2, '2026-03-15T00:00:00.000Z'), planLine(3, '2026-04-15T00:00:00.000Z')];

  test.each([1, 2, 3, 4, 10])('of %i: a month that closed after the one behind it is told with them, once', async (size) => {
    const rows = [...plan, useLine('2026-02', '2026-04-20T09:00:00.000Z'), useLine('2026-03', '2026-04-06T00:00:00.000Z')];
    expect(await inPages(rows, size)).toEqual({ items: ['plan 1', 'plan 2', 'plan 3', 'use 2026-02', 'use 2026-03'], unreadable: [] });
  });

  test.each([1, 2, 3, 4, 10])('[DUE-2] of %i: a line that cannot be read takes no other with it', async (size) => {
    const damaged = { ...planLine(4, '2026-05-15T00:00:00.000Z'), value: { type: 'charge' } };
    const rows = [...plan, damaged, useLine('2026-01', '2026-02-06T00:00:00.000Z'), useLine('2026-02', '2026-03-06T00:00:00.000Z')];
    const found = await inPages(rows, size);
    expect(found).toEqual({ items: ['use 2026-01', 'plan 1', 'use 2026-02', 'plan 2', 'plan 3'], unreadable: [damaged.key] });
  });
});
