import { calendarDate } from '../../../src/kernel/calendarDate';
import { billedAmount, billedTotal, pricedAmount, rateIn } from '../../../src/domain/reconciliation/exchange';
import { operatorToken, oresund } from '../usage/overage/oresund';
import { httpOver } from '../../support/httpWorld';
import { worldWithOwnCatalogue } from '../../support/ownCatalogue';
import { type World } from '../../support/world';

const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
const rate = (month: string, value: string) => ({ from: 'USD', to: 'EUR', month: calendarDate(month), rate: value });

describe('[BIL-5] an exchange rate', () => {
  const rates = [rate('2026-03-01', '0.92'), rate('2026-01-01', '0.9'), rate('2026-05-01', '0.95')];

  test.each([
    ['2025-12-01', undefined],
    ['2026-01-01', '0.9'],
    ['2026-02-01', '0.9'],
    ['2026-03-01', '0.92'],
    ['2026-04-01', '0.92'],
    ['2027-01-01', '0.95'],
  ])('holds for its month and later ones until the next is set: %s', (month, expected) => {
    expect(rateIn(rates, calendarDate(month))?.rate).toBe(expected);
  });

  test('a line is cut twice, toward zero: in its pricing currency, then in the one it is billed in; a total is not', () => {
    expect(billedAmount('21.39', '0.846202666', 'EUR')).toBe('18.10');
    expect(billedAmount('-0.01', '0.5', 'EUR')).toBe('0.00');
    expect(billedAmount('21.39', '150', 'JPY')).toBe('3208');
    expect(billedTotal('21.3962', '0.846202666')).toBe('18.105521482269200'.replace(/0+$/, ''));
  });

  test('the other way an amount is cut once, toward zero', () => {
    expect(pricedAmount('13.30', '0.9137', 'USD')).toBe('14.55');
    expect(pricedAmount('10', '0.5', 'USD')).toBe('20.00');
    expect(pricedAmount('0.01', '10.5', 'USD')).toBe('0.00');
  });
});

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;

const path = '/nextterm/v1/operations/exchangerates';
const put = (rates: readonly object[], more: object = { caller: operatorToken }) => http(path, { method: 'PUT', body: { rates }, ...more });
const lines = async (type: string, currency: string, period = 'current') =>
  ((await http(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${type}&currencycode=${currency}&period=${period}`)).body as { items: Record<string, unknown>[] }).items.filter(({ unitType }) => unitType !== '');

describe('[AZP-4] [BIL-4] a rate that is first said when the month of use is closed', () => {
  test('holds for the days behind its lines as for the lines', async () => {
    ({ world, customerId, azureOfHavn } = await oresund(undefined, await worldWithOwnCatalogue('2026-03-02T10:00:00.000Z')));
    http = httpOver(world);
    await world.advanceTo('2026-03-03T10:00:00.000Z');
    await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports: [{ reportId: 'a', azureSubscriptionId: azureOfHavn, meterId: hours, date: '2026-03-03', quantity: '29' }] } });
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    expect(await lines('usagelineitems', 'USD', 'previous')).toMatchObject([{ billingPreTaxTotal: 21.3962, billingCurrency: 'USD', pcToBCExchangeRate: 1 }]);
    await put([{ from: 'USD', to: 'EUR', month: '2026-03', rate: '0.846202666' }]);
    expect(await lines('billinglineitems', 'EUR', 'previous')).toMatchObject([{ subtotal: 18.1, pcToBCExchangeRate: 0.846202666 }]);
    expect(await lines('usagelineitems', 'EUR', 'previous')).toMatchObject([{ billingPreTaxTotal: 18.1055214822692, billingCurrency: 'EUR', pcToBCExchangeRate: 0.846202666 }]);
    expect(await lines('usagelineitems', 'USD', 'previous')).toEqual([]);
  });
});

describe('[AZP-4] [BIL-4] usage billed in another currency than it is priced in', () => {
  beforeAll(async () => {
    ({ world, customerId, azureOfHavn } = await oresund());
    http = httpOver(world);
    await world.advanceTo('2026-03-03T10:00:00.000Z');
  });

  test('as it is priced, until somebody says a rate', async () => {
    const reports = [{ reportId: 'a', azureSubscriptionId: azureOfHavn, meterId: hours, date: '2026-03-03', quantity: '29' }];
    expect((await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports } })).status).toBe(200);
    expect(await lines('billinglineitems', 'USD')).toMatchObject([{ subtotal: 21.39, currency: 'USD', pricingCurrency: 'USD', pcToBCExchangeRate: 1 }]);
    expect(await lines('billinglineitems', 'EUR')).toEqual([]);
  });

  test('the operator says it, and nobody else; what is not sound is refused', async () => {
    const sound = { from: 'usd', to: 'EUR', month: '2026-03', rate: '0.846202666' };
    expect((await put([sound], {})).status).toBe(403);
    for (const differing of [{ rate: '0' }, { rate: '-1' }, { rate: 0.9 }, { rate: '1e3' }, { month: '2026-13' }, { from: 'EUR' }, { to: 'EURO' }]) expect((await put([{ ...sound, ...differing }])).status).toBe(400);
    expect((await put([sound, sound])).status).toBe(400);
    expect((await put([])).status).toBe(400);
    expect(await put([sound])).toMatchObject({ status: 200, body: { rates: [{ from: 'USD', to: 'EUR', month: '2026-03', rate: '0.846202666' }] } });
    expect((await http(path, { caller: operatorToken })).body).toMatchObject({ items: [{ from: 'USD', to: 'EUR', month: '2026-03', rate: '0.846202666' }] });
    expect((await http(path)).status).toBe(403);
  });

  test('from then on in the partner’s currency, its prices as they are published', async () => {
    expect(await lines('billinglineitems', 'USD')).toEqual([]);
    expect(await lines('billinglineitems', 'EUR')).toMatchObject([{ unitPrice: 0.868, subtotal: 18.1, currency: 'EUR', pricingCurrency: 'USD', pcToBCExchangeRate: 0.846202666 }]);
    expect(await lines('usagelineitems', 'EUR')).toMatchObject([{ billingPreTaxTotal: 18.1055214822692, pricingPreTaxTotal: 21.3962, billingCurrency: 'EUR', pricingCurrency: 'USD' }]);
  });

  test('a month that is closed keeps its rate, whatever is said afterwards; the next has the new one', async () => {
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    await put([{ from: 'USD', to: 'EUR', month: '2026-03', rate: '2' }, { from: 'USD', to: 'EUR', month: '2026-04', rate: '0.5' }]);
    expect(await lines('billinglineitems', 'EUR', 'previous')).toMatchObject([{ subtotal: 18.1, pcToBCExchangeRate: 0.846202666 }]);
    const reports = [{ reportId: 'b', azureSubscriptionId: azureOfHavn, meterId: hours, date: '2026-04-05', quantity: '29' }];
    await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports } });
    expect(await lines('billinglineitems', 'EUR')).toMatchObject([{ subtotal: 10.69, pcToBCExchangeRate: 0.5 }]);
  });
});
