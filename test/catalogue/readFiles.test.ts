import { wholeNumberIn, type RowProblem } from '../../src/catalogue/csvRows';
import { offerMatrixColumns, parseOfferMatrix } from '../../src/catalogue/offerMatrix';
import { parsePriceSheet, priceSheetColumns } from '../../src/catalogue/priceSheet';
import { meterSchema } from '../../src/catalogue/state';

type Fields = Readonly<Record<string, string>>;

const csv = (columns: readonly string[], ...rows: readonly Fields[]): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')).join('\r\n');

const good: Fields = {
  ProductTitle: 'Werkplek Standaard',
  ProductId: 'NCPX7K2M9QH4',
  SkuId: '0001',
  SkuTitle: 'Werkplek Standaard',
  Publisher: 'Microsoft Corporation',
  SkuDescription: 'Alles voor "thuis",\nen onderweg',
  UnitOfMeasure: '1 License',
  TermDuration: 'P1Y',
  BillingPlan: 'Annual',
  Market: 'NL',
  Currency: 'EUR',
  UnitPrice: '120.96',
  EffectiveStartDate: '2/1/2026 12:00:00 AM',
  EffectiveEndDate: '12/31/9999 12:00:00 AM',
  Tags: 'License; includesOverage',
  'ERP Price': '151.20',
};

const sheet = (...rows: readonly Fields[]) => {
  const problems: RowProblem[] = [];
  const read = parsePriceSheet({ name: 'sheet.csv', text: csv(priceSheetColumns, ...rows) }, problems);
  return { read, problems };
};

const read = {
  sku: { productId: 'NCPX7K2M9QH4', skuId: '0001', productTitle: 'Werkplek Standaard', title: 'Werkplek Standaard', description: 'Alles voor "thuis",\nen onderweg', publisherName: 'Microsoft Corporation' },
  line: {
    market: 'NL',
    currency: 'EUR',
    segment: 'commercial',
    termDuration: 'P1Y',
    billingCycle: 'annual',
    unitPrice: '120.96',
    erpPrice: '151.20',
    effectiveFrom: '2026-02-01T00:00:00.000Z',
    unitOfMeasure: '1 License',
    tags: ['License', 'IncludeOverage'],
  },
};

describe('a price sheet', () => {
  it('is read whole: quotes, line breaks, tags, an open end', () => expect(sheet(good)).toEqual({ read: [read], problems: [] }));

  it.each([
    { name: 'a midnight means the whole day', end: '2/28/2026 12:00:00 AM', effectiveTo: '2026-03-01T00:00:00.000Z' },
    { name: 'another time means its whole second', end: '2/28/2026 11:59:59 PM', effectiveTo: '2026-03-01T00:00:00.000Z' },
    { name: 'ISO dates of later editions', end: '2026-02-28T23:59:59.9999999Z', effectiveTo: '2026-03-01T00:00:00.000Z' },
    { name: 'year 9999 means no end', end: '9999-12-31T23:59:59.9999999Z', effectiveTo: undefined },
  ])('EffectiveEndDate: $name', ({ end, effectiveTo }) => expect(sheet({ ...good, EffectiveEndDate: end }).read[0]?.line.effectiveTo).toBe(effectiveTo));

  it('forgives a byte-order mark, other column orders and names without blanks, empty lines and lost leading zeros', () => {
    const problems: RowProblem[] = [];
    const columns = ['Segment', ...[...priceSheetColumns].reverse()];
    const text = `\uFEFF${csv(columns, { ...good, SkuId: '1', Segment: 'Charity' }).replace('ERP Price', 'ERPPrice')}\r\n\r\n`;
    expect({ rows: parsePriceSheet({ name: 'sheet.csv', text }, problems), problems }).toEqual({ rows: [{ ...read, line: { ...read.line, segment: 'nonprofit' } }], problems: [] });
  });

  it('ends a line early at the end of sale of a preview file', () => {
    const problems: RowProblem[] = [];
    const rows = parsePriceSheet({ name: 'sheet.csv', text: csv([...priceSheetColumns, 'EndofSaleDate'], { ...good, EndofSaleDate: '6/30/2026 11:59:59 PM' }) }, problems);
    expect([rows[0]?.line.effectiveTo, problems]).toEqual(['2026-07-01T00:00:00.000Z', []]);
  });

  it.each<[string, Fields, string, string]>([
    ['a product id of another length', { ProductId: 'NCPX7K2' }, 'ProductId', '"NCPX7K2" is not 12 characters A-Z, 0-9'],
    ['no product id', { ProductId: '' }, 'ProductId', 'is empty, expected 12 characters A-Z, 0-9'],
    ['a SKU id too long', { SkuId: '00012' }, 'SkuId', '"00012" is not 4 characters A-Z, 0-9'],
    ['no title', { SkuTitle: ' ' }, 'SkuTitle', 'is empty, expected a text'],
    ['an unknown term', { TermDuration: 'P2M' }, 'TermDuration', '"P2M" is not one of P1M, P1Y, P2Y, P3Y, P5Y, NoTerm'],
    ['an unknown plan', { BillingPlan: 'Weekly' }, 'BillingPlan', '"Weekly" is not one of Monthly, Annual, Biennial, Triennial, OneTime, None'],
    ['a plan longer than the term', { TermDuration: 'P1M' }, 'BillingPlan', '"Annual" does not fit a term of P1M'],
    ['a country name', { Market: 'Netherlands' }, 'Market', '"Netherlands" is not a two-letter country'],
    ['a currency sign', { Currency: '€' }, 'Currency', '"€" is not a three-letter currency'],
    ['a decimal comma', { UnitPrice: '120,96' }, 'UnitPrice', '"120,96" is not a price like 120.96'],
    ['a negative price', { UnitPrice: '-1' }, 'UnitPrice', '"-1" is not a price like 120.96'],
    ['an exponent', { UnitPrice: '1e3' }, 'UnitPrice', '"1e3" is not a price like 120.96'],
    ['words for a retail price', { 'ERP Price': 'ask' }, 'ERP Price', '"ask" is not a price like 120.96'],
    ['a day that does not exist', { EffectiveStartDate: '2/30/2026 12:00:00 AM' }, 'EffectiveStartDate', '"2/30/2026 12:00:00 AM" is not a date like 2/1/2026 12:00:00 AM'],
    ['an end before the start', { EffectiveEndDate: '1/30/2026 12:00:00 AM' }, 'EffectiveEndDate', 'lies before EffectiveStartDate'],
  ])('names file, line and column of %s, and goes on', (_name, wrong, column, reason) => {
    const { read: rows, problems } = sheet(good, { ...good, ...wrong }, { ...good, SkuId: '0002' });
    // The description of every row has a line break: the second row begins in line 4.
    expect(problems).toEqual([{ file: 'sheet.csv', line: 4, column, reason }]);
    expect(rows.map((row) => row.sku.skuId)).toEqual(['0001', '0002']);
  });

  it('names every problem of a row', () => {
    expect(sheet({ ...good, Market: 'x', Currency: 'y', UnitPrice: 'z' }).problems.map((problem) => problem.column)).toEqual(['Market', 'Currency', 'UnitPrice']);
  });

  it('takes a repeated row once and refuses one that contradicts', () => {
    expect(sheet(good, good)).toEqual({ read: [read], problems: [] });
    expect(sheet(good, { ...good, UnitPrice: '99' }).problems).toEqual([
      { file: 'sheet.csv', line: 4, column: 'UnitPrice', reason: 'contradicts line 2: the same SKU, term, plan, currency and start' },
    ]);
  });

  it.each([
    ['an empty file', '', [{ file: 'sheet.csv', line: 1, column: '', reason: 'the file is empty' }]],
    ['a missing column', csv(priceSheetColumns.filter((column) => column !== 'Currency'), good), [{ file: 'sheet.csv', line: 1, column: 'Currency', reason: 'column is missing' }]],
    ['a column twice', csv([...priceSheetColumns, 'erp price'], good), [{ file: 'sheet.csv', line: 1, column: 'erp price', reason: 'column appears twice' }]],
    ['a short row', `${csv(priceSheetColumns)}\r\n"a","b"`, [{ file: 'sheet.csv', line: 2, column: '', reason: 'has 2 fields where the header has 18' }]],
  ])('refuses %s', (_name, text, expected) => {
    const problems: RowProblem[] = [];
    expect(parsePriceSheet({ name: 'sheet.csv', text }, problems)).toEqual([]);
    expect(problems).toEqual(expected);
  });

  it('refuses a quote that never ends', () => {
    const problems: RowProblem[] = [];
    parsePriceSheet({ name: 'sheet.csv', text: `${csv(priceSheetColumns, good)}\r\n"open` }, problems);
    expect(problems.map(({ file, reason }) => [file, reason.startsWith('not readable as CSV: Quote Not Closed')])).toEqual([['sheet.csv', true]]);
  });
});

describe('an offer matrix', () => {
  const row: Fields = {
    ProductTitle: 'Werkplek Standaard',
    ProductId: 'NCPX7K2M9QH4',
    SkuId: '0001',
    SkuTitle: 'Werkplek Standaard',
    ProvisioningId: '7be2',
    MinLicenses: '1',
    MaxLicenses: '300',
    AssetOwnershipLimit: '1',
    AssetOwnershipLimitType: 'ConcurrentCount',
    ProductSkuPreRequisites: 'NCPR3N8W5YT7/0001, NCPR3N8W5YT7/2',
    ProductSkuConversion: 'NCPR3N8W5YT7/0003',
    AllowedCountries: 'NL;SE',
  };
  const matrix = (...rows: readonly Fields[]) => {
    const problems: RowProblem[] = [];
    const skus = parseOfferMatrix({ name: 'matrix.csv', text: csv(offerMatrixColumns, ...rows) }, problems);
    return { skus, problems };
  };

  it('says limits, prerequisites, upgrade targets and countries', () => {
    expect(matrix(row)).toEqual({
      skus: [
        {
          productId: 'NCPX7K2M9QH4',
          skuId: '0001',
          minimumQuantity: 1,
          maximumQuantity: 300,
          ownershipLimit: { count: 1, scope: 'concurrent' },
          prerequisiteSkus: ['NCPR3N8W5YT7:0001', 'NCPR3N8W5YT7:0002'],
          upgradeTargets: ['NCPR3N8W5YT7:0003'],
          allowedMarkets: ['NL', 'SE'],
          provisioningId: '7be2',
        },
      ],
      problems: [],
    });
  });

  it('leaves what is empty without limit', () => {
    expect(matrix({ ProductId: 'NCPX7K2M9QH4', SkuId: '0001' })).toEqual({
      skus: [{ productId: 'NCPX7K2M9QH4', skuId: '0001', minimumQuantity: 1, maximumQuantity: 10_000_000, prerequisiteSkus: [], upgradeTargets: [], allowedMarkets: [] }],
      problems: [],
    });
  });

  it.each<[string, Fields, string, string]>([
    ['a maximum below the minimum', { MinLicenses: '5', MaxLicenses: '4' }, 'MaxLicenses', 'is less than MinLicenses'],
    ['a minimum of none', { MinLicenses: '0' }, 'MinLicenses', '"0" is not a whole number above 0'],
    ['an unknown kind of limit', { AssetOwnershipLimitType: 'Monthly' }, 'AssetOwnershipLimitType', '"Monthly" is not ConcurrentCount or LifetimeCount'],
    ['a target without SKU', { ProductSkuConversion: 'NCPR3N8W5YT7' }, 'ProductSkuConversion', '"NCPR3N8W5YT7" is not a list of product/sku'],
    ['a country name', { AllowedCountries: 'NL;Sweden' }, 'AllowedCountries', '"NL;Sweden" is not a list of two-letter countries'],
  ])('names %s', (_name, wrong, column, reason) => {
    expect(matrix(row, { ...row, ...wrong, SkuId: '0002' }).problems).toEqual([{ file: 'matrix.csv', line: 3, column, reason }]);
  });

  it('refuses a SKU that appears twice', () => {
    expect(matrix(row, row).problems).toEqual([{ file: 'matrix.csv', line: 3, column: 'SkuId', reason: 'repeats NCPX7K2M9QH4:0001 of line 2' }]);
  });
});

test('[AZP-4] the price of a meter is read as a program writes it, in plain digits from then on', () => {
  const meter = { meterId: 'm', name: 'Requests', unit: '1', currency: 'USD', earnsCredit: true, tiers: [{ fromUnits: '0', unitPrice: '1E-05' }] };
  expect(meterSchema.parse(meter)).toEqual({ ...meter, tiers: [{ fromUnits: '0', unitPrice: '0.00001' }] });
  expect(meterSchema.safeParse({ ...meter, tiers: [{ fromUnits: '0', unitPrice: 'free' }] }).success).toBe(false);
});

test('a whole number in a sheet is one with or without a zero behind its point', () => {
  expect(['5', '5.0', '5.00', '5.5', '-5'].map(wholeNumberIn)).toEqual([5, 5, 5, undefined, undefined]);
});
