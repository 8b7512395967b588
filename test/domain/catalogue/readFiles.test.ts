import { wholeNumberIn, type RowProblem } from '../../../src/domain/catalogue/csvRows';
import { offerMatrixColumns, parseOfferMatrix } from '../../../src/domain/catalogue/offerMatrix';
import { parsePriceSheet, priceSheetColumns } from '../../../src/domain/catalogue/priceSheet';
import { meterSchema } from '../../../src/domain/catalogue/state';

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
    ['a tier upside down', { PricingTierRangeMin: '10', PricingTierRangeMax: '9' }, 'PricingTierRangeMax', 'is less than PricingTierRangeMin'],
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

  it('names a row by its first line, whatever breaks stand in the fields before it', () => {
    const rows = ['x\ny', 'x\r\ny', 'x\r\n\r\ny', 'x\ry'].map((SkuDescription) => ({ ...good, SkuDescription, Market: 'Nederland' }));
    expect(sheet(...rows).problems.map(({ line }) => line)).toEqual([2, 4, 6, 9]);
  });

  it('reads lines that end in several ways, as a file has that was put together from parts', () => {
    const text = `${csv(priceSheetColumns, good)}\n${csv(priceSheetColumns, { ...good, SkuId: '0002' }).split('\r\n')[1]}\r\n`;
    const problems: RowProblem[] = [];
    expect(parsePriceSheet({ name: 'sheet.csv', text: `${text}"a","b"\n` }, problems).map(({ sku }) => sku.skuId)).toEqual(['0001', '0002']);
    expect(problems).toEqual([{ file: 'sheet.csv', line: 6, column: '', reason: 'has 2 fields where the header has 18' }]);
  });

  it('refuses a quote that never ends', () => {
    const problems: RowProblem[] = [];
    parsePriceSheet({ name: 'sheet.csv', text: `${csv(priceSheetColumns, good)}\r\n"open` }, problems);
    expect(problems.map(({ file, reason }) => [file, reason.startsWith('not readable as CSV: Quote Not Closed')])).toEqual([['sheet.csv', true]]);
  });
});

describe('[CAT-2] a price sheet as a spreadsheet leaves it', () => {
  /** @param separator of the fields, which are quoted only where they need it. */
  const saved = (separator: string, ...rows: readonly Fields[]): string =>
    [[...priceSheetColumns], ...rows.map((row) => priceSheetColumns.map((column) => row[column] ?? ''))].map((fields) => fields.map((field) => (/[";,\n\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(separator)).join('\r\n');
  const readText = (text: string) => {
    const problems: RowProblem[] = [];
    return { rows: parsePriceSheet({ name: 'sheet.csv', text }, problems), problems };
  };

  it.each([
    { start: '2/1/2023 0:00', end: '2/28/2023 23:59', from: '2023-02-01T00:00:00.000Z', to: '2023-03-01T00:00:00.000Z' },
    { start: '1/1/1753', end: '11/30/9999 23:59', from: '1753-01-01T00:00:00.000Z', to: undefined },
    { start: '2023-02-01 00:00:00', end: '2023-02-28 23:59:59', from: '2023-02-01T00:00:00.000Z', to: '2023-03-01T00:00:00.000Z' },
    { start: '2023-02-01 0:00', end: '2023-02-28', from: '2023-02-01T00:00:00.000Z', to: '2023-03-01T00:00:00.000Z' },
    { start: '2/1/2023 12:00 AM', end: '11/3/2023 6:57 AM', from: '2023-02-01T00:00:00.000Z', to: '2023-11-03T06:58:00.000Z' },
    { start: '2/1/2023 12:00 pm', end: '2/13/2023 11:59:59\u202fPM', from: '2023-02-01T12:00:00.000Z', to: '2023-02-14T00:00:00.000Z' },
    { start: '2/1/2023 0:00', end: '2/28/2023 6:57:00', from: '2023-02-01T00:00:00.000Z', to: '2023-02-28T06:57:01.000Z' },
    { start: '13/1/2023 0:00', end: '2/3/2023 0:00', from: '2023-01-13T00:00:00.000Z', to: '2023-03-03T00:00:00.000Z' },
  ])('dates from $start to $end', ({ start, end, from, to }) => {
    const { rows, problems } = readText(saved(',', { ...good, EffectiveStartDate: start, EffectiveEndDate: end }));
    expect([rows[0]?.line.effectiveFrom, rows[0]?.line.effectiveTo, problems]).toEqual([from, to, []]);
  });

  it.each(['2/1/2023 24:00', '2/1/2023 13:00 PM', '2/1/2023 0:00 AM', '2/1/23', '2-1/2023', '44958', '2023-02-30 00:00', '2023-02-01T24:00:00Z', '2/1/2023 0:60'])('no date: %s', (start) => {
    expect(readText(saved(',', { ...good, EffectiveStartDate: start })).problems).toEqual([{ file: 'sheet.csv', line: 2, column: 'EffectiveStartDate', reason: `"${start}" is not a date like 2/1/2026 12:00:00 AM` }]);
  });

  const european: Fields = { ...good, SkuId: '1', UnitPrice: '1.209,60', 'ERP Price': '151,2', EffectiveStartDate: '1-2-2026 00:00', EffectiveEndDate: '31-12-9999 00:00' };
  const priced = { ...read, line: { ...read.line, unitPrice: '1209.60', erpPrice: '151.2' } };

  it.each([
    { name: 'semicolons and decimal commas', text: saved(';', european) },
    { name: 'a line that names the separator', text: `sep=;\r\n${saved(';', european)}` },
    { name: 'the same behind a byte-order mark, quoted', text: `\uFEFF"sep=;"\r\n${saved(';', european)}` },
    { name: 'tabs', text: saved('\t', european) },
    { name: 'empty fields behind the rows, and rows of nothing', text: `${saved(';', european).replaceAll('\r\n', ';;\r\n').replace('ERP Price', 'ERP Price')};;\r\n;;;;` },
    { name: 'commas between, decimal commas in quotes', text: saved(',', { ...european, EffectiveStartDate: '1.2.2026', EffectiveEndDate: '31.12.9999' }) },
    { name: 'a line that names the comma', text: `sep=,\n${saved(',', { ...good, UnitPrice: '1209.60', 'ERP Price': '151.2' })}` },
    { name: 'semicolons, with American dates and prices', text: saved(';', { ...good, UnitPrice: '1,209.60', 'ERP Price': '151.2', EffectiveStartDate: '2/1/2026 0:00', EffectiveEndDate: '11/30/9999 23:59' }) },
  ])('$name', ({ text }) => expect(readText(text)).toEqual({ rows: [priced], problems: [] }));

  it('numbers its lines from the one that names the separator', () => {
    expect(readText(`sep=;\r\n${saved(';', european, { ...european, SkuId: '2', Market: 'Nederland' })}`).problems).toEqual([{ file: 'sheet.csv', line: 5, column: 'Market', reason: '"Nederland" is not a two-letter country' }]);
    expect(readText('sep=;\r\nProductId;SkuId').problems[0]).toMatchObject({ line: 2, reason: 'column is missing' });
  });

  const slashed = { ...good, EffectiveStartDate: '2/1/2026 0:00', EffectiveEndDate: '5/4/2026 0:00' };
  it.each([
    { name: 'dates that can be read in two ways', text: saved(';', { ...slashed, EffectiveStartDate: '1/1/1753' }), line: 2, column: 'EffectiveEndDate', reason: 'dates like "5/4/2026 0:00" can be read in two ways, and no date of the file tells the day from the month: save the dates as 2026-02-01' },
    { name: 'dates written both ways', text: saved(';', { ...slashed, EffectiveEndDate: '12/31/9999' }, { ...slashed, SkuId: '2', EffectiveEndDate: '31/12/9999' }), line: 4, column: 'EffectiveEndDate', reason: 'dates like "31/12/9999" and others name the day and the month in another order: save the dates as 2026-02-01' },
    { name: 'a price that can be a thousand or one', text: saved(';', { ...good, UnitPrice: '1.209', 'ERP Price': '' }), line: 2, column: 'UnitPrice', reason: 'prices like "1.209" can be read as thousands or with three decimals, and no price of the file tells which: save the prices as 1209.60' },
    { name: 'prices with both marks', text: saved(';', good, { ...good, SkuId: '2', UnitPrice: '9,5' }), line: 4, column: 'UnitPrice', reason: 'prices like "9,5" and others have another decimal mark: save the prices as 1209.60' },
    { name: 'a sheet of Azure usage', text: '"ProductTitle","ProductId","SkuId","MeterId","MeterType"\r\n"a","b","c","d","e"', line: 1, column: '', reason: expect.stringContaining('is a price sheet of Azure') as string },
    { name: 'a sheet of Azure reservations', text: saved(',', good, { ...good, SkuId: '2', Tags: 'Azure;Reservation' }), line: 4, column: 'Tags', reason: expect.stringContaining('is a price sheet of Azure') as string },
    { name: 'an offer matrix', text: csv(offerMatrixColumns), line: 1, column: '', reason: 'is an offer matrix, not a price sheet' },
    { name: 'a web page', text: '<!DOCTYPE html><html></html>', line: 1, column: '', reason: 'is a web page, not a CSV file: it was not downloaded with success' },
    { name: 'an error as JSON', text: '{"code":"2000"}', line: 1, column: '', reason: 'is JSON, not a CSV file' },
  ])('refuses $name in one sentence', ({ text, line, column, reason }) => {
    expect(readText(text)).toEqual({ rows: [], problems: [{ file: 'sheet.csv', line, column, reason }] });
  });

  it('is as it was downloaded where commas separate and nothing else tells', () => {
    const { rows, problems } = readText(saved(',', { ...good, UnitPrice: '1.209', EffectiveStartDate: '2/1/2026 0:00', EffectiveEndDate: '5/4/2026 0:00' }));
    expect([rows[0]?.line, problems]).toMatchObject([{ unitPrice: '1.209', effectiveFrom: '2026-02-01T00:00:00.000Z', effectiveTo: '2026-05-05T00:00:00.000Z' }, []]);
  });
});

describe('an offer matrix', () => {
  it('refuses a price sheet in one sentence', () => {
    const problems: RowProblem[] = [];
    parseOfferMatrix({ name: 'matrix.csv', text: csv(priceSheetColumns, good) }, problems);
    expect(problems).toEqual([{ file: 'matrix.csv', line: 1, column: '', reason: 'is a price sheet, not an offer matrix' }]);
  });

  it('is read as a spreadsheet leaves it', () => {
    const problems: RowProblem[] = [];
    const [sku] = parseOfferMatrix({ name: 'matrix.csv', text: `sep=;\n${offerMatrixColumns.join(';')}\nWerkplek;NCPX7K2M9QH4;1;Werkplek;;;1;300;;;;NCPR3N8W5YT7/3;;"NL;SE"` }, problems);
    expect([sku?.upgradeTargets, sku?.allowedMarkets, problems]).toEqual([['NCPR3N8W5YT7:0003'], ['NL', 'SE'], []]);
  });


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
