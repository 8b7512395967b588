import { allRead, csvTable, fieldReader, listIn, optional, productIdIn, skuIdIn, skuKeysIn, wholeNumberIn, type CsvRow, type RowProblem, type SourceFile } from './csvRows';
import { skuKey, UNLIMITED_QUANTITY, type Sku } from './state';

/** The columns of Partner Center's offer matrix, in its order. */
export const offerMatrixColumns = [
  'ProductTitle',
  'ProductId',
  'SkuId',
  'SkuTitle',
  'ProvisioningId',
  'ProvisioningString',
  'MinLicenses',
  'MaxLicenses',
  'AssetOwnershipLimit',
  'AssetOwnershipLimitType',
  'ProductSkuPreRequisites',
  'ProductSkuConversion',
  'Description',
  'AllowedCountries',
] as const;

/** What the matrix says of a SKU in every market. */
export type MatrixSku = Pick<
  Sku,
  'productId' | 'skuId' | 'minimumQuantity' | 'maximumQuantity' | 'ownershipLimit' | 'prerequisiteSkus' | 'upgradeTargets' | 'allowedMarkets' | 'provisioningId' | 'provisioningString'
>;

/** What else the file is, by its header. */
const otherFile = (names: readonly string[]): string | undefined => (names.includes('unitprice') && !names.includes('minlicenses') ? 'is a price sheet, not an offer matrix' : undefined);

/**
 * Reads an offer matrix. Rows with a problem are left out and named in `problems`; a SKU that appears twice is a problem.
 * @param lines is filled with the line of each SKU that was read, by `product:sku`.
 */
export const parseOfferMatrix = (file: SourceFile, problems: RowProblem[], lines = new Map<string, number>()): readonly MatrixSku[] =>
  csvTable(file, offerMatrixColumns, problems, otherFile).rows.flatMap((row) => {
    const parsed = parseRow(file, row, problems);
    if (parsed === undefined) return [];
    const key = skuKey(parsed.productId, parsed.skuId);
    const earlier = lines.get(key);
    if (earlier !== undefined) {
      problems.push({ file: file.name, line: row.line, column: 'SkuId', reason: `repeats ${key} of line ${earlier}` });
      return [];
    }
    lines.set(key, row.line);
    return [parsed];
  });

const parseRow = (file: SourceFile, row: CsvRow, problems: RowProblem[]): MatrixSku | undefined => {
  const { read, problem } = fieldReader(file, row, problems);
  const count = (column: string): number | null | undefined => read(column, optional((text) => wholeNumberIn(text) || undefined), 'a whole number above 0');
  const fields = allRead({
    productId: read('ProductId', productIdIn, '12 characters A-Z, 0-9'),
    skuId: read('SkuId', skuIdIn, '4 characters A-Z, 0-9'),
    minimum: count('MinLicenses'),
    maximum: count('MaxLicenses'),
    limit: count('AssetOwnershipLimit'),
    scope: read('AssetOwnershipLimitType', ownershipScopeIn, 'ConcurrentCount or LifetimeCount'),
    prerequisiteSkus: read('ProductSkuPreRequisites', skuKeysIn, 'a list of product/sku'),
    upgradeTargets: read('ProductSkuConversion', skuKeysIn, 'a list of product/sku'),
    allowedMarkets: read('AllowedCountries', marketsIn, 'a list of two-letter countries'),
  });
  if (fields === undefined) return undefined;
  const { minimum, maximum, limit, scope, ...sku } = fields;
  const minimumQuantity = minimum ?? 1;
  const maximumQuantity = maximum ?? UNLIMITED_QUANTITY;
  if (maximumQuantity < minimumQuantity) {
    problem('MaxLicenses', 'is less than MinLicenses');
    return undefined;
  }
  return {
    ...sku,
    minimumQuantity,
    maximumQuantity,
    ...(limit !== null && { ownershipLimit: { count: limit, scope } }),
    ...(row.text('ProvisioningId') !== '' && { provisioningId: row.text('ProvisioningId') }),
    ...(row.text('ProvisioningString') !== '' && { provisioningString: row.text('ProvisioningString') }),
  };
};

/** The page names `ConcurrentCount` "or lifetime"; any spelling that begins so is read. */
const ownershipScopeIn = (text: string): 'concurrent' | 'lifetime' | undefined => {
  if (text === '' || /^concurrent/i.test(text)) return 'concurrent';
  return /^lifetime/i.test(text) ? 'lifetime' : undefined;
};

const marketsIn = (text: string): string[] | undefined => {
  const markets = listIn(text, /[;,]/);
  return markets.every((market) => /^[A-Z]{2}$/.test(market)) ? markets : undefined;
};
