import { allRead, csvTable, fieldReader, listIn, optional, productIdIn, skuIdIn, wholeNumberIn, type CsvRow, type CsvTable, type RowProblem, type SourceFile } from './csvRows';
import { dateOrderOf, type DateOrder } from './dateOrder';
import { decimalMarkOf, priceIn, type DecimalMark } from './decimalMark';
import { sheetEndIn, sheetInstantIn } from './sheetDate';
import { type PriceLine, type Segment } from './state';
import { billingCycles, cyclesInTerm, termDurations, type BillingCycle } from './terms';

/** The columns of Partner Center's price sheet, in its order. `Segment` came later and may be missing. */
export const priceSheetColumns = [
  'ProductTitle',
  'ProductId',
  'SkuId',
  'SkuTitle',
  'Publisher',
  'SkuDescription',
  'UnitOfMeasure',
  'TermDuration',
  'BillingPlan',
  'Market',
  'Currency',
  'UnitPrice',
  'PricingTierRangeMin',
  'PricingTierRangeMax',
  'EffectiveStartDate',
  'EffectiveEndDate',
  'Tags',
  'ERP Price',
] as const;

/** What a row says of its SKU, beside the price. */
export interface SheetSku {
  readonly productId: string;
  readonly skuId: string;
  readonly productTitle: string;
  readonly title: string;
  readonly description: string;
  readonly publisherName: string;
}

export interface SheetRow {
  readonly sku: SheetSku;
  readonly line: PriceLine;
}

const segmentNames: Readonly<Record<string, Segment>> = {
  '': 'commercial',
  commercial: 'commercial',
  education: 'education',
  government: 'government',
  charity: 'nonprofit',
  nonprofit: 'nonprofit',
};

/** `OneTime`, `one_time`, `Annual`, …; an empty plan is none, as for trials. */
const billingPlanIn = (text: string): BillingCycle | undefined => {
  const plain = text.replaceAll(/[\s_]/g, '').toLowerCase();
  return plain === '' ? 'none' : billingCycles.find((cycle) => cycle.replace('_', '') === plain);
};

/** Two places of the documentation spell this tag differently; it is kept as `IncludeOverage`. */
const tagsIn = (text: string): string[] => listIn(text, ';').map((tag) => (/^includes?overage$/i.test(tag) ? 'IncludeOverage' : tag));

const dateColumns = ['EffectiveStartDate', 'EffectiveEndDate', 'EndofSaleDate'] as const;
const priceColumns = ['UnitPrice', 'ERP Price'] as const;

/** How the dates and prices of one file are written. */
interface SheetForms {
  readonly order: DateOrder;
  readonly mark: DecimalMark;
}

const inWords = {
  dates: {
    ambiguous: 'can be read in two ways, and no date of the file tells the day from the month: save the dates as 2026-02-01',
    contradictory: 'and others name the day and the month in another order: save the dates as 2026-02-01',
  },
  prices: {
    ambiguous: 'can be read as thousands or with three decimals, and no price of the file tells which: save the prices as 1209.60',
    contradictory: 'and others have another decimal mark: save the prices as 1209.60',
  },
} as const;

/**
 * A comma-separated file is as it was downloaded where nothing tells otherwise; one that went through a spreadsheet of another language must tell itself. Undefined: it does not, and that is its only problem.
 */
const formsOf = ({ separator, rows }: CsvTable, file: SourceFile, problems: RowProblem[]): SheetForms | undefined => {
  const texts = (columns: readonly string[]): string[] => columns.flatMap((column) => rows.map((row) => row.text(column)));
  const isAsDownloaded = separator === ',';
  const [order, mark] = [dateOrderOf(texts(dateColumns), isAsDownloaded ? 'monthFirst' : undefined), decimalMarkOf(texts(priceColumns), isAsDownloaded ? '.' : undefined)];
  const problem = (what: keyof typeof inWords, columns: readonly string[], how: 'ambiguous' | 'contradictory', isOne: (text: string) => boolean): undefined => {
    const found = rows.flatMap((row) => columns.map((column) => ({ line: row.line, column, text: row.text(column) }))).find(({ text }) => isOne(text));
    problems.push({ file: file.name, line: found?.line ?? 1, column: found?.column ?? '', reason: `${what} like "${found?.text ?? ''}" ${inWords[what][how]}` });
    return undefined;
  };
  if (order === 'ambiguous') return problem('dates', dateColumns, order, (text) => dateOrderOf([text], undefined) === 'ambiguous');
  if (order === 'contradictory') return problem('dates', dateColumns, order, (text) => dateOrderOf([text], undefined) === 'dayFirst');
  if (mark === 'ambiguous') return problem('prices', priceColumns, mark, (text) => decimalMarkOf([text], undefined) === 'ambiguous');
  if (mark === 'contradictory') return problem('prices', priceColumns, mark, (text) => decimalMarkOf([text], undefined) === ',');
  return { order, mark };
};

const AZURE = 'is a price sheet of Azure, whose meters and reservations are not imported: download that of licences (PricesheetView updatedlicensebased)';

/** What else the file is, by its header. */
const otherFile = (names: readonly string[]): string | undefined => {
  if (names.some((name) => name.startsWith('meter'))) return AZURE;
  return names.includes('minlicenses') && !names.includes('unitprice') ? 'is an offer matrix, not a price sheet' : undefined;
};

/** Reservations have the columns of licences; their tags tell. */
const isAzure = (row: CsvRow): boolean => {
  const tags = listIn(row.text('Tags').toLowerCase(), ';');
  return tags.includes('azure') && (tags.includes('consumption') || tags.includes('reservation'));
};

const SHEET_DATE = 'a date like 2/1/2026 12:00:00 AM';

/**
 * Reads a price sheet, as it was downloaded or as a spreadsheet left it, wherever that can be read in one way only. Rows with a problem are left out and named in `problems`; the others are returned.
 * Two rows of one key (SKU, market, currency, segment, term, plan, tier, start) that differ are a problem; a mere repeat is not.
 */
export const parsePriceSheet = (file: SourceFile, problems: RowProblem[]): readonly SheetRow[] => {
  const seen = new Map<string, { readonly line: number; readonly content: string }>();
  const table = csvTable(file, priceSheetColumns, problems, otherFile);
  const azure = table.rows.find(isAzure);
  if (azure !== undefined) {
    problems.push({ file: file.name, line: azure.line, column: 'Tags', reason: AZURE });
    return [];
  }
  const forms = formsOf(table, file, problems);
  if (forms === undefined) return [];
  return table.rows.flatMap((row) => {
    const parsed = parseRow(file, row, forms, problems);
    if (parsed === undefined) return [];
    const key = [parsed.sku.productId, parsed.sku.skuId, lineKey(parsed.line)].join('|');
    const content = JSON.stringify(parsed.line);
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, { line: row.line, content });
      return [parsed];
    }
    if (earlier.content !== content) problems.push({ file: file.name, line: row.line, column: 'UnitPrice', reason: `contradicts line ${earlier.line}: the same SKU, term, plan, currency and start` });
    return [];
  });
};

/** What a line is the price of; lines that share it may follow each other or overlap. */
export const priceKey = (line: PriceLine): string =>
  [line.market, line.currency, line.segment, line.termDuration, line.billingCycle, line.tierMin ?? '', line.tierMax ?? ''].join('|');

/** What makes a line the same line in another edition of the sheet. */
export const lineKey = (line: PriceLine): string => `${priceKey(line)}|${line.effectiveFrom}`;

const parseRow = (file: SourceFile, row: CsvRow, { order, mark }: SheetForms, problems: RowProblem[]): SheetRow | undefined => {
  const { read, problem } = fieldReader(file, row, problems);
  const price = priceIn(mark);
  const endOf = (given: string) => sheetEndIn(given, order);
  const text = (column: string): string | undefined => read(column, (given) => given || undefined, 'a text');
  const fields = allRead({
    productId: read('ProductId', productIdIn, '12 characters A-Z, 0-9'),
    skuId: read('SkuId', skuIdIn, '4 characters A-Z, 0-9'),
    productTitle: text('ProductTitle'),
    title: text('SkuTitle'),
    publisherName: text('Publisher'),
    termDuration: read('TermDuration', (given) => termDurations.find((term) => term.toUpperCase() === given.toUpperCase()), `one of ${termDurations.join(', ')}`),
    billingCycle: read('BillingPlan', billingPlanIn, 'one of Monthly, Annual, Biennial, Triennial, OneTime, None'),
    market: read('Market', (given) => (/^[A-Z]{2}$/.test(given) ? given : undefined), 'a two-letter country'),
    currency: read('Currency', (given) => (/^[A-Z]{3}$/.test(given) ? given : undefined), 'a three-letter currency'),
    unitPrice: read('UnitPrice', price, 'a price like 120.96'),
    erpPrice: read('ERP Price', optional(price), 'a price like 120.96'),
    tierMin: read('PricingTierRangeMin', optional(wholeNumberIn), 'a whole number'),
    tierMax: read('PricingTierRangeMax', optional(wholeNumberIn), 'a whole number'),
    effectiveFrom: read('EffectiveStartDate', (given) => sheetInstantIn(given, order), SHEET_DATE),
    end: read('EffectiveEndDate', endOf, SHEET_DATE),
    endOfSale: read('EndofSaleDate', optional(endOf), SHEET_DATE),
    segment: read('Segment', (given) => segmentNames[given.toLowerCase()], 'one of Commercial, Education, Government, Charity'),
  });
  if (fields === undefined) return undefined;
  const { productId, skuId, productTitle, title, publisherName, erpPrice, tierMin, tierMax, end, endOfSale, ...line } = fields;
  if (cyclesInTerm(line.termDuration, line.billingCycle) === undefined) {
    problem('BillingPlan', `"${row.text('BillingPlan')}" does not fit a term of ${line.termDuration}`);
    return undefined;
  }
  const [effectiveTo] = [end, endOfSale].filter((date) => date !== null).sort();
  if (effectiveTo !== undefined && effectiveTo <= line.effectiveFrom) {
    problem('EffectiveEndDate', 'lies before EffectiveStartDate');
    return undefined;
  }
  if (tierMin !== null && tierMax !== null && tierMax < tierMin) {
    problem('PricingTierRangeMax', 'is less than PricingTierRangeMin');
    return undefined;
  }
  return {
    sku: { productId, skuId, productTitle, title, description: row.text('SkuDescription'), publisherName },
    line: {
      ...line,
      ...(erpPrice !== null && { erpPrice }),
      ...(tierMin !== null && { tierMin }),
      ...(tierMax !== null && { tierMax }),
      ...(effectiveTo !== undefined && { effectiveTo }),
      unitOfMeasure: row.text('UnitOfMeasure'),
      tags: tagsIn(row.text('Tags')),
    },
  };
};
