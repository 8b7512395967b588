import { type RowProblem } from '../../../src/domain/catalogue/csvRows';
import { readPortfolio } from '../../../src/domain/portfolio/readPortfolio';

const id = '7d2f6a4e-3c1b-4f0a-9d8e-5b6c7a8d9e0f';

const read = (text: string) => {
  const problems: RowProblem[] = [];
  return { ...readPortfolio({ name: 'portfolio.csv', text }, problems), problems: problems.map(({ line, column, reason }) => `${line} ${column}: ${reason}`) };
};

describe('a portfolio', () => {
  test('[SUB-8] is read from our own export, which names the day of renewal, whether it renews, and the product', () => {
    const { rows, problems } = read(`"SubscriptionId","SubscriptionName","LicensesPurchased","Status","BillingCycle","Promotion","Reseller"\r\n"${id}","Microsoft 365 E3","12","active, auto-renew on, renews 2026-03-10","monthly","none","6120045"\r\n`);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { line: 2, id, customer: null, name: 'Microsoft 365 E3', catalogItemId: null, productId: null, skuId: null, product: null, quantity: 12, isSuspended: false, term: null, billingCycle: 'monthly', start: null, end: '2026-03-09', bought: null, autoRenew: true, promotionId: null, unitPrice: null, currency: null, market: null, resellerOfRecord: '6120045' },
    ]);
  });

  test("[SUB-8] is read from Partner Center's lists, whatever the case and blanks of their names, with their dates, terms and switches", () => {
    const { rows, problems } = read(
      ['customerTenantId;ID;friendly name;Product Id;SKU id;License Count;status;Term;Billing plan;Effective Start Date;Commitment End Date;Creation Date;Auto Renew Enabled;Promotion Id;Price;Currency;Market;MPN Id', `AAAA;${id.toUpperCase()};Front desk;ncbusprem i01;1;7;Active;1 year;Annual;3/31/2025 8:30:00 AM;3/30/2026 12:00:00 AM;3/31/2024;False;PRBUSPREMI01:0001:PRSPRING2026;1.209,50;eur;nl;`].join('\n').replace('prem i01', 'premi01'),
    );
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({ customer: 'aaaa', id, name: 'Front desk', productId: 'NCBUSPREMI01', skuId: '0001', quantity: 7, term: 'P1Y', billingCycle: 'annual', start: '2025-03-31T08:30:00.000Z', end: '2026-03-30', bought: '2024-03-31T00:00:00.000Z', autoRenew: false, promotionId: 'PRBUSPREMI01:0001:PRSPRING2026', unitPrice: '1209.50', currency: 'EUR', market: 'NL', resellerOfRecord: null });
  });

  const header = 'SubscriptionId,ProductId,SkuId,LicensesPurchased,TermDuration,BillingCycle,TermEndDate,AutoRenew,Status';

  test('names every mistake of every row by line and column, and takes none of those rows', () => {
    const { rows, problems } = read([header, 'not-a-guid,SHORT,00001,0,P7Y,weekly,2026-02-30,maybe,active', `${id},NCBUSPREMI01,0001,5,P1Y,monthly,,on,active`, `${id},NCBUSPREMI01,0001,5,P1Y,monthly,2026-03-09,on,"active, auto-renew on, renews 2026-03-11"`, `${id},NCBUSPREMI01,0001,5,P1Y,monthly,2026-03-09,on,suspended`, `${id},NCBUSPREMI01,0001,5,P1Y,monthly,2026-03-09,on,pending`].join('\n'));
    expect(problems).toEqual([
      '2 SubscriptionId: "not-a-guid" is not a GUID',
      '2 ProductId: "SHORT" is not 12 characters A-Z, 0-9',
      '2 SkuId: "00001" is not 4 characters A-Z, 0-9',
      '2 LicensesPurchased: "0" is not a whole number from 1 on',
      '2 TermDuration: "P7Y" is not one of P1M, P1Y, P2Y, P3Y, P5Y',
      '2 BillingCycle: "weekly" is not one of monthly, annual, biennial, triennial, one_time',
      '2 TermEndDate: "2026-02-30" is not a date like 2026-12-31',
      '2 AutoRenew: "maybe" is not on or off',
      '3 TermEndDate: is empty, and the status names no day of renewal',
      '4 TermEndDate: is 2026-03-09, and the status has it renew after 2026-03-10',
      '5 AutoRenew: a suspended subscription does not renew: set it to off',
      '6 Status: "pending" is not one of active, suspended, expired, disabled, deleted, cancelled, canceled, terminated, deprovisioned',
    ]);
    expect(rows.map(({ line }) => line)).toEqual([4, 5, 6]);
  });

  test('counts and leaves out what is over, whatever else the row says', () => {
    const { rows, ended, problems } = read([header, 'gone,,,0,,,,,deleted', 'gone,,,,,,,,Expired'].join('\n'));
    expect({ rows, ended, problems }).toEqual({ rows: [], ended: 2, problems: [] });
  });

  test('names every column that it cannot do without', () => {
    expect(read('CustomerId,Promotion\nx,y').problems).toEqual(['1 SubscriptionId: column is missing', '1 LicensesPurchased: column is missing', '1 BillingCycle: column is missing', '1 CatalogItemId: column is missing', '1 TermEndDate: column is missing', '1 AutoRenew: column is missing']);
  });

  test('with dates that can be read in two ways, or that contradict each other, is refused', () => {
    const dated = (...ends: readonly string[]): readonly string[] => read([header, ...ends.map((end) => `${id},NCBUSPREMI01,0001,5,P1Y,monthly,${end},on,active`)].join('\n')).problems;
    expect(dated('03/09/2026')).toEqual(['2 TermEndDate: dates of this file can be read as month first and as day first: write them like 2026-12-31']);
    expect(dated('03/19/2026', '19/03/2026')).toHaveLength(1);
    expect(dated('03/09/2026', '03/19/2026')).toEqual([]);
  });
});
