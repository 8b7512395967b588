import { setExchangeRates } from '../../../src/app/exchangeRates';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver, type Call } from '../../support/httpWorld';
import { worldWithOwnCatalogue } from '../../support/ownCatalogue';
import { type World } from '../../support/world';
import { invoiced } from '../invoice/invoicedWorld';
import { operatorToken, oresund } from '../usage/overage/oresund';

interface Explained {
  readonly id: string;
  readonly subtotal: string;
  readonly quantity: string | number;
  readonly arithmetic: string;
  readonly sentence: string;
  readonly partnerEarnedCredit?: { readonly percent: number; readonly quantity: string; readonly days: readonly string[] };
  readonly price: { readonly tierFromUnits?: string };
  readonly billed: { readonly amount: string; readonly currency: string; readonly exchangeRate?: string; readonly month: string; readonly isInvoiced: boolean; readonly usageClosedAt?: string };
}
interface Line {
  readonly referenceId: string;
  readonly subscriptionId: string;
  readonly subtotal: number;
  readonly currency: string;
  readonly chargeStartDate: string;
}

const at = '2026-03-02T10:00:00.000Z';
const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azure: string;
let plan: string;

const unbilled = async (period = 'current'): Promise<Line[]> => {
  const pages = await Promise.all(['EUR', 'USD'].map((currency) => http(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=${currency}&period=${period}`)));
  return pages.flatMap(({ body }) => (body as { items: Line[] }).items).filter(({ subscriptionId }) => subscriptionId === plan);
};
const explain = (id: string, month?: string, call?: Call, of = plan) => http(`/nextterm/v1/customers/${customerId}/subscriptions/${of}/charges/${encodeURIComponent(id)}/explain${month === undefined ? '' : `?month=${month}`}`, call);
const explained = async (id: string, month?: string) => (await explain(id, month)).body as Explained;
const meterLine = () => `${azure}|${hours}|0`;
const report = async (reports: readonly object[]) => expect((await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports } })).body).toMatchObject({ refused: 0 });
const used = (date: string, quantity: string) => ({ reportId: `${date}-${quantity}`, azureSubscriptionId: azure, meterId: hours, date, quantity });
const called = (user: number) => ({ reportId: `c${user}`, service: 'PhoneServices', userId: `u${user}@oresundfoods.example`, date: '2026-03-02', minutes: 1300 });

beforeEach(async () => {
  ({ world, customerId, azureOfHavn: azure } = await oresund(at, await worldWithOwnCatalogue(at)));
  http = httpOver(world);
  const { items } = (await http(`/v1/customers/${customerId}/subscriptions`)).body as { items: { id: string; productType: { id: string } }[] };
  plan = items.find(({ productType }) => productType.id === 'Azure')?.id ?? '';
  await report([used('2026-03-02', '29'), ...[0, 1, 2, 3].map(called)]);
});

describe('[AZP-4] how a line of metered use came to its amount', () => {
  test('meter, tier, quantity, price and its list, credit, rate, as data and as one sentence; as it stands, closed, invoiced', async () => {
    await setExchangeRates(world.stores.Catalogue, [{ from: 'USD', to: 'EUR', month: calendarDate('2026-03-01'), rate: '0.9' }]);
    const open = await explained(meterLine(), '2026-03');
    expect(open).toMatchObject({
      id: meterLine(),
      chargeType: 'usage',
      subtotal: '21.39',
      currency: 'USD',
      meter: { id: hours },
      price: { tierFromUnits: '0', priceList: { name: 'azure_consumption', market: 'SE', isStillListed: true } },
      quantity: '29',
      days: { from: '2026-03-01', to: '2026-03-31' },
      rounding: { rule: 'LINE_DOWN' },
      billed: { amount: '19.25', currency: 'EUR', exchangeRate: '0.9', month: '2026-03', isInvoiced: false },
    });
    expect(open.sentence).toContain('it stands so until another report');
    await world.advanceTo('2026-04-06T00:30:00.000Z');
    const closed = await explained(meterLine(), '2026-03');
    expect(closed).toMatchObject({ subtotal: '21.39', billed: { amount: '19.25', isInvoiced: false, usageClosedAt: expect.any(String) as string } });
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2026-03-01'));
    // A rate that is set later changes nothing of what was billed.
    await setExchangeRates(world.stores.Catalogue, [{ from: 'USD', to: 'EUR', month: calendarDate('2026-03-01'), rate: '2' }]);
    expect(await explained(meterLine(), '2026-03')).toMatchObject({ ...closed, billed: { ...closed.billed, isInvoiced: true }, sentence: closed.sentence.replace('to be invoiced', 'invoiced') });
    expect(closed.sentence).toBe(
      '21.39 USD for 29 × 1 Hour of Virtual Machines D4 v5, used in 2026-03: 29 × 0.868 − 3.7758 (15 % partner earned credit of 29) = 21.3962, cut to 21.39 USD, toward zero (LINE_DOWN); 0.868 from 0 units on, by the Azure price list of SE, without a first day; at 0.9 that is 19.25 EUR, cut once more; closed at 2026-04-06T00:00:00.000Z; to be invoiced with 2026-03; policy new-commerce; AzureUsageCharged at 2026-04-06T00:00:00.000Z, as it fell due.',
    );
  });

  test('what closes after the invoice of its month is to be invoiced with the next', async () => {
    world.sleepUntil('2026-04-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2026-03-01'));
    expect((await explained(meterLine(), '2026-03')).billed).toEqual({ amount: '21.39', currency: 'USD', month: '2026-04', isInvoiced: false });
    await world.settle();
    expect((await explained(meterLine(), '2026-03')).billed).toMatchObject({ amount: '21.39', month: '2026-04', isInvoiced: false, usageClosedAt: expect.any(String) as string });
    await world.advanceTo('2026-05-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2026-04-01'));
    expect((await explained(meterLine(), '2026-03')).billed).toMatchObject({ amount: '21.39', month: '2026-04', isInvoiced: true });
  });

  test('each of the lines of the month, whatever the tier: quantity × price, less the credit, is the amount', async () => {
    await world.advanceTo('2026-03-21T10:00:00.000Z');
    await report([used('2026-03-03', '900'), used('2026-03-20', '50000')]);
    const lines = await unbilled();
    expect(lines.length).toBeGreaterThan(1);
    for (const { referenceId, subtotal, currency, chargeStartDate } of lines) {
      const { id, billed } = await explained(referenceId, chargeStartDate.slice(0, 7));
      expect([id, Number(billed.amount), billed.currency]).toEqual([referenceId, subtotal, currency]);
    }
  });

  test('of another plan, partner, month, or of none there is no such line; nor is one named without its month', async () => {
    const refused = async (reply: ReturnType<typeof explain>) => {
      const { status, body } = await reply;
      return [status, (body as { code: number }).code, (body as { description: string }).description] as const;
    };
    expect(await refused(explain(meterLine()))).toEqual([400, 800002, expect.stringContaining('the month in which it was used')]);
    expect(await refused(explain(meterLine(), '2026-02'))).toEqual([404, 1000, expect.stringContaining('2026-02')]);
    expect((await refused(explain(`${azure}|${hours}|7`, '2026-03')))[0]).toBe(404);
    expect((await refused(explain(meterLine(), '2026-13')))[0]).toBe(400);
    expect((await refused(explain('3.1')))[0]).toBe(404);
    expect((await refused(explain('a|b', '2026-03')))[0]).toBe(400);
    expect((await refused(explain(meterLine(), '2026-03', { as: 'nordlys' })))[0]).toBe(404);
    const { items } = (await http(`/v1/customers/${customerId}/subscriptions`)).body as { items: { id: string; productType: { id: string } }[] };
    const licence = items.find(({ productType }) => productType.id !== 'Azure')?.id;
    expect(await refused(explain(meterLine(), '2026-03', undefined, licence))).toEqual([404, 1000, expect.stringContaining(meterLine())]);
    expect((await refused(explain('1.1', '2026-03', undefined, licence)))[0]).toBe(400);
    expect((await explain('1.1', undefined, undefined, licence)).status).toBe(200);
    expect(world.errors).toEqual([]);
  });
});

describe('[OVG-7] how a line of overage came to its amount', () => {
  test('minutes by the day, the price of one, and what the partner’s own licences bring; the month is in its id', async () => {
    const line = (await unbilled()).find(({ referenceId }) => referenceId.startsWith('PhoneServices|'));
    const open = await explained(line?.referenceId ?? '');
    expect(open).toMatchObject({ id: line?.referenceId, chargeType: 'overage', currency: 'EUR', service: 'PhoneServices', azureSubscription: { id: azure }, days: [{ date: '2026-03-02', minutes: open.quantity }], rounding: { rule: 'LINE_DOWN' }, billed: { amount: open.subtotal, currency: 'EUR', month: '2026-03', isInvoiced: false } });
    expect(Number(open.subtotal)).toBe(line?.subtotal);
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2026-03-01'));
    const closed = await explained(line?.referenceId ?? '');
    expect(closed).toMatchObject({ subtotal: open.subtotal, arithmetic: open.arithmetic, billed: { isInvoiced: true } });
    expect(closed.sentence).toBe(
      '280.00 EUR for 2800 minutes of PhoneServices beyond the allowance, called on 2026-03-02: 2800 × 0.10 = 280.00 EUR (LINE_DOWN); 0.10 a minute, by the price that the extras of SE have; no discount, no earned credit; closed at 2026-04-06T00:00:00.000Z; invoiced with 2026-03; policy new-commerce; OverageCharged at 2026-04-06T00:00:00.000Z, as it fell due.',
    );
  });
});
