import { setExchangeRates } from '../../../../../src/app/exchangeRates';
import { calendarDate } from '../../../../../src/kernel/calendarDate';
import { worldWithOwnCatalogue } from '../../../../support/ownCatalogue';
import { invoiced } from '../../../invoice/invoicedWorld';
import { bodyOf, monthly, refused, withSignal, type Wire } from './shop';

const at = (id: string, line: string, month?: string) => `subscriptions/${id}/charges/${encodeURIComponent(line)}/explain${month === undefined ? '' : `?month=${month}`}`;

describe('[ORD-10] [BIL-5] how a line of metered SaaS came to its amount', () => {
  test('dimension, what is included, tier, price row, rate, policy and event, as data and as one sentence; as it stands, closed, invoiced', async () => {
    const { world, report, used, own, id } = await withSignal(monthly, await worldWithOwnCatalogue('2026-03-02T10:00:00.000Z'));
    await setExchangeRates(world.stores.Catalogue, [{ from: 'USD', to: 'EUR', month: calendarDate('2026-03-01'), rate: '0.93' }]);
    bodyOf(await report([used(id, 'a', 'messages', '1500.75')]));
    const open = bodyOf(await own(at(id, `${id}|messages|1000`, '2026-03')));
    expect(open).toMatchObject({ subtotal: '10.01', policy: 'new-commerce', billed: { amount: '9.30', currency: 'EUR', exchangeRate: '0.93', month: '2026-03', isInvoiced: false } });
    expect([open['event'], open['by']]).toEqual([undefined, undefined]);
    expect(open['sentence']).toContain('it stands so until another report, and is closed later; to be invoiced with 2026-03; policy new-commerce.');
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2026-03-01'));
    const closed = bodyOf(await own(at(id, `${id}|messages|1000`, '2026-03')));
    expect(closed).toEqual({
      id: `${id}|messages|1000`,
      chargeType: 'usage',
      subtotal: '10.01',
      currency: 'USD',
      subscription: { id, name: 'Fjordlys Signal', productId: 'NCFJORDSIG01', skuId: '0001' },
      dimension: 'messages',
      meter: { id: 'messages', name: 'Messages sent', unit: '1 Message' },
      price: { unitPrice: '0.02', effectiveUnitPrice: expect.any(String) as string, tierFromUnits: '1000', includedUnits: '1000', priceList: { name: 'saas_dimensions', market: 'NL', productId: 'NCFJORDSIG01', skuId: '0001', isStillListed: true } },
      quantity: '500.75',
      days: { from: '2026-03-01', to: '2026-03-31' },
      arithmetic: '500.75 × 0.02 = 10.015, cut to 10.01 USD',
      rounding: { rule: 'LINE_DOWN', meaning: expect.stringContaining('toward zero') as string },
      policy: 'new-commerce',
      event: { id: expect.any(String) as string, at: '2026-04-06T00:00:00.000Z', types: ['SaasUsageCharged'] },
      by: { kind: 'system' },
      billed: { amount: '9.30', currency: 'EUR', exchangeRate: '0.93', month: '2026-03', isInvoiced: true, usageClosedAt: '2026-04-06T00:00:00.000Z' },
      sentence:
        '10.01 USD for 500.75 × 1 Message of Messages sent of Fjordlys Signal, used in 2026-03: 500.75 × 0.02 = 10.015, cut to 10.01 USD, toward zero (LINE_DOWN); 0.02 from 1000 units on (the first 1000 of each calendar month are included), ' +
        'by the dimensions of Fjordlys Signal in NL, without a first day; at 0.93 that is 9.30 EUR, cut once more; closed at 2026-04-06T00:00:00.000Z; invoiced with 2026-03; policy new-commerce; SaasUsageCharged at 2026-04-06T00:00:00.000Z, as it fell due.',
    });
  });

  test('each line that its list, the ledger and the invoice have is explained, to the cent: plan, what is included, and what is beyond', async () => {
    const { world, http, report, used, own, id } = await withSignal();
    bodyOf(await report([used(id, 'a', 'messages', '1001'), used(id, 'b', 'reports', '3')]));
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    const invoices = await invoiced(world, calendarDate('2026-03-01'));
    const listed = bodyOf<{ items: readonly Wire[] }>(await own(`subscriptions/${id}/charges`)).items.filter(({ chargeType, orderDate }) => chargeType === 'usage' || String(orderDate).startsWith('2026-03'));
    const explained: Wire[] = [];
    for (const line of listed) explained.push(bodyOf(await own(at(id, String(line['id']), line['chargeType'] === 'usage' ? '2026-03' : undefined))));
    expect(explained.map((each, index) => [each['id'], each['subtotal'], listed[index]?.['chargeType']])).toEqual([
      [`${id}|00000001|001`, '40.00', 'new'],
      [`${id}|messages|0`, '0.00', 'usage'],
      [`${id}|messages|1000`, '0.02', 'usage'],
      [`${id}|reports|0`, '0.75', 'usage'],
    ]);
    expect(explained.map(({ subtotal }) => subtotal)).toEqual(listed.map(({ subtotal }) => subtotal));
    expect(explained.map(({ arithmetic }) => arithmetic)).toEqual(['40 × 1 = 40.00 EUR', '1000 × 0 = 0, cut to 0.00 USD', '1 × 0.02 = 0.02, cut to 0.02 USD', '3 × 0.25 = 0.75, cut to 0.75 USD']);
    const billed = (await Promise.all(invoices.map(async (invoice) => bodyOf<{ items: readonly Wire[] }>(await http(`/v1/invoices/${invoice}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`)).items))).flat().filter(({ subscriptionId, unitType }) => subscriptionId === id && unitType !== '');
    expect(billed.map(({ referenceId, subtotal }) => [referenceId, subtotal])).toEqual(explained.slice(1).map((each) => [each['id'], Number((each['billed'] as Wire)['amount'])]));
  });

  test('[BIL-4] its plan is new in the statement of the month, and what was used of it is usage; the plan was bought, whatever was done to it in the same moment', async () => {
    const { http, report, used, own, id } = await withSignal();
    bodyOf(await report([used(id, 'a', 'messages', '1500')]));
    const { items } = bodyOf<{ items: readonly Wire[] }>(await http('/nextterm/v1/statements/2026-03'));
    expect(items.map(({ productId, reason, lines, amount, currency }) => [productId, reason, lines, amount, currency].join(' '))).toEqual(['NCFJORDSIG01 new 1 40.00 EUR', 'NCFJORDSIG01 usage 2 10.00 USD']);
    expect(bodyOf(await own(at(id, '1.1')))).toMatchObject({ event: { types: ['SubscriptionPurchased'] }, by: { operation: 'create_order' } });
  });

  test('without its month, of another month, dimension, subscription or partner there is no such line', async () => {
    const { world, report, used, own, buy, activate, id } = await withSignal();
    bodyOf(await report([used(id, 'a', 'messages', '1500')]));
    const line = `${id}|messages|1000`;
    expect(refused(await own(at(id, line)))).toEqual([400, 800002]);
    for (const [of, month] of [[line, '2026-02'], [`${id}|messages|7`, '2026-03'], [`${id}|reports|0`, '2026-03'], ['1.1', '2026-03']] as const) expect([of, month, ...refused(await own(at(id, of, month)))]).toEqual([of, month, 404, 1000]);
    const other = await buy('NCFJORDSIG01:0001', { termDuration: 'P1M', billingCycle: 'monthly' });
    await activate(other);
    expect(refused(await own(at(other, line, '2026-03')))).toEqual([404, 1000]);
    expect((await own(at(id, line, '2026-03'), { as: 'polder' })).status).toBe(404);
    expect((await own(at(id, '1.1'))).status).toBe(200);
    expect(world.errors).toEqual([]);
  });
});
