import { contentAfterImport, type CatalogueFiles } from '../../../src/domain/catalogue/assemble';
import { NO_EXTRAS } from '../../../src/domain/catalogue/extras';
import { type SheetRow } from '../../../src/domain/catalogue/priceSheet';
import { type PriceLine } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';

const sku = { productId: 'NCPX7K2M9QH4', skuId: '0001', productTitle: 'Werkplek', title: 'Werkplek Standaard', description: '', publisherName: 'Microsoft Corporation' };
const line = (members: Partial<PriceLine>): PriceLine => ({
  market: 'NL',
  currency: 'EUR',
  segment: 'commercial',
  termDuration: 'P1Y',
  billingCycle: 'annual',
  unitPrice: '120.96',
  effectiveFrom: instant('2026-02-01T00:00:00Z'),
  unitOfMeasure: '1 License',
  tags: ['License'],
  ...members,
});
const files = (rows: readonly SheetRow[], members: Partial<CatalogueFiles> = {}): CatalogueFiles => ({ rows, matrix: [], extras: NO_EXTRAS, ...members });
const nothing = { items: [], promotions: [] };
const plain = {
  ...sku,
  isMicrosoft: true,
  kind: 'licence',
  isKindRead: true,
  tags: ['License'],
  minimumQuantity: 1,
  maximumQuantity: 10_000_000,
  prerequisiteSkus: [],
  upgradeTargets: [],
  unsupportedUpgrades: [],
  allowedMarkets: [],
};

describe('what a market holds after an import', () => {
  it('is its own lines of the sheet', () => {
    const content = contentAfterImport('NL', nothing, files([{ sku, line: line({}) }, { sku, line: line({ market: 'SE' }) }]));
    expect(content).toEqual({ items: [{ sku: plain, lines: [line({})] }], promotions: [] });
  });

  it('keeps older lines, replaces a corrected one and adds the new', () => {
    const march = instant('2026-03-01T00:00:00Z');
    const before = contentAfterImport('NL', nothing, files([{ sku, line: line({}) }, { sku, line: line({ currency: 'SEK', unitPrice: '1300' }) }]));
    const after = contentAfterImport('NL', before, files([{ sku, line: line({ unitPrice: '121' }) }, { sku, line: line({ unitPrice: '130', effectiveFrom: march }) }]));
    expect(after.items[0]?.lines).toEqual([line({ unitPrice: '121' }), line({ currency: 'SEK', unitPrice: '1300' }), line({ unitPrice: '130', effectiveFrom: march })]);
  });

  it('keeps what the matrix said when only a sheet comes, and the prices when only a matrix comes', () => {
    const matrix = [{ productId: sku.productId, skuId: sku.skuId, minimumQuantity: 1, maximumQuantity: 300, prerequisiteSkus: [], upgradeTargets: [], allowedMarkets: ['NL'] }];
    const first = contentAfterImport('NL', nothing, files([{ sku, line: line({}) }]));
    const withMatrix = contentAfterImport('NL', first, files([], { matrix }));
    const expected = { items: [{ sku: { ...plain, maximumQuantity: 300, allowedMarkets: ['NL'] }, lines: [line({})] }], promotions: [] };
    expect(withMatrix).toEqual(expected);
    expect(contentAfterImport('NL', withMatrix, files([{ sku, line: line({}) }]))).toEqual(expected);
  });

  it.each([
    { tags: ['License'], prerequisiteSkus: [], kind: 'licence' },
    { tags: ['License'], prerequisiteSkus: ['NCPR3N8W5YT7:0001'], kind: 'addon' },
    { tags: ['License', 'Trial'], prerequisiteSkus: [], kind: 'trial' },
    { tags: ['ThirdParty'], prerequisiteSkus: [], kind: 'saas' },
    { tags: ['Software'], prerequisiteSkus: [], kind: 'software' },
  ])('tells a $kind by its tags and prerequisites', ({ tags, prerequisiteSkus, kind }) => {
    const matrix = [{ productId: sku.productId, skuId: sku.skuId, minimumQuantity: 1, maximumQuantity: 300, prerequisiteSkus, upgradeTargets: [], allowedMarkets: [] }];
    expect(contentAfterImport('NL', nothing, files([{ sku, line: line({ tags }) }], { matrix })).items[0]?.sku.kind).toBe(kind);
  });

  it('gives a SKU with the overage tag its service, and no other', () => {
    const overageOf = (tags: string[]) => contentAfterImport('NL', nothing, files([{ sku, line: line({ tags }) }])).items[0]?.sku.overage;
    expect([overageOf(['License', 'IncludeOverage']), overageOf(['License'])]).toEqual([{ service: 'PhoneServices', minutesPerLicence: 120 }, undefined]);
  });
});
