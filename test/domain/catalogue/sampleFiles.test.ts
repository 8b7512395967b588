import { readFileSync } from 'node:fs';
import path from 'node:path';
import { marketsIn } from '../../../src/domain/catalogue/assemble';
import { type RowProblem } from '../../../src/domain/catalogue/csvRows';
import { catalogueItemSchema } from '../../../src/domain/catalogue/state';
import { partnerSchema } from '../../../src/domain/parties/partner/state';
import { sampleCatalogue, sampleCatalogueFiles, sampleWorld } from './sampleFiles';

describe('the sample files', () => {
  it('are read without a problem', () => {
    const problems: RowProblem[] = [];
    const files = sampleCatalogueFiles(problems);
    expect(problems).toEqual([]);
    expect(files.rows.length).toBe(756 + 756 + 130 + 48 + 52);
    expect(files.matrix).toHaveLength(30);
    expect(marketsIn(files)).toEqual(['NL', 'SE', 'US']);
  });

  it.each(['NL', 'SE', 'US'])('make valid items in %s whose references exist there', (market) => {
    const { items } = sampleCatalogue(market);
    for (const item of items.values()) {
      expect(catalogueItemSchema.parse(item)).toEqual(item);
      const { successor, convertsTo, upgradeTargets, prerequisiteSkus } = item.sku;
      for (const key of [successor, convertsTo, ...upgradeTargets, ...prerequisiteSkus]) if (key !== undefined) expect(items.has(key.toUpperCase())).toBe(true);
    }
  });

  it.each(['README.md', 'docs/your-own-world.md'])('bring as many price lines as %s says', (document) => {
    const priceLines = ['NL', 'SE', 'US'].flatMap((market) => [...sampleCatalogue(market).items.values()].flatMap(({ lines }) => lines)).length;
    expect(readFileSync(path.join(__dirname, '../../..', document), 'utf8')).toContain(`${priceLines} price lines in 3 markets`);
  });

  it('name partners of both kinds, and resellers with and without a signed agreement', () => {
    const partners = sampleWorld().partners.map((partner) => partnerSchema.parse({ version: 1, ...(partner as object) }));
    expect(partners.map(({ slug, kind, country, currency }) => [slug, kind, country, currency])).toEqual([
      ['nordlys', 'direct_bill', 'SE', 'SEK'],
      ['havn', 'direct_bill', 'NL', 'EUR'],
      ['polder', 'indirect_provider', 'NL', 'EUR'],
    ]);
    expect(new Set(partners[2]?.resellers.map((reseller) => reseller.agreementSigned))).toEqual(new Set([true, false]));
  });
});

describe('[CAT-3] a SKU says what it is', () => {
  const { items } = sampleCatalogue('NL');
  const facts = (key: string) => {
    const { kind, minimumQuantity, maximumQuantity, ownershipLimit, prerequisiteSkus, upgradeTargets, overage, baseRule, convertsTo, successor } = items.get(key)?.sku ?? {};
    return { kind, minimumQuantity, maximumQuantity, ownershipLimit, prerequisiteSkus, upgradeTargets, overage, baseRule, convertsTo, successor };
  };
  const plain = { kind: 'licence', minimumQuantity: 1, maximumQuantity: 10_000_000, ownershipLimit: undefined, prerequisiteSkus: [], upgradeTargets: [], overage: undefined, baseRule: undefined, convertsTo: undefined, successor: undefined };
  const bases = ['NCBUSBASIC01:0001', 'NCBUSSTAND01:0001', 'NCBUSPREMI01:0001', 'NCM365ENTE03:0001', 'NCM365ENTE05:0001', 'NCM365ENTE05:0003', 'NCO365ENTE03:0001'];

  it.each([
    { what: 'a licence with a maximum and upgrade targets', key: 'NCBUSSTAND01:0001', expected: { maximumQuantity: 300, upgradeTargets: ['NCBUSPREMI01:0001', 'NCM365ENTE03:0001', 'NCM365ENTE05:0001'] } },
    { what: 'a licence without either', key: 'NCUNIVPRINT1:0001', expected: {} },
    { what: 'a trial and its paid equivalent', key: 'NCBUSPREMI01:0002', expected: { kind: 'trial', minimumQuantity: 25, maximumQuantity: 25, ownershipLimit: { count: 1, scope: 'lifetime' }, upgradeTargets: ['NCBUSPREMI01:0001', 'NCM365ENTE03:0001', 'NCM365ENTE05:0001'], convertsTo: 'NCBUSPREMI01:0001' } },
    { what: 'an add-on that needs one of several bases', key: 'NCM365COPIL1:0001', expected: { kind: 'addon', prerequisiteSkus: bases, baseRule: { kind: 'at_most_base' } } },
    { what: 'one per customer', key: 'NCD365CINS01:0001', expected: { maximumQuantity: 1, ownershipLimit: { count: 1, scope: 'concurrent' } } },
    { what: 'overage and its service', key: 'NCTEAMSPHON1:0001', expected: { overage: { service: 'PhoneServices', minutesPerLicence: 120, minutePrices: expect.arrayContaining([{ market: 'NL', currency: 'EUR', unitPrice: '0.10' }]) as unknown[] } } },
    { what: 'a successor', key: 'NCBUSVOICE01:0001', expected: { kind: 'addon', maximumQuantity: 300, prerequisiteSkus: bases.slice(0, 3), successor: 'NCTEAMSPHON1:0001' } },
  ])('$what', ({ key, expected }) => expect(facts(key)).toEqual({ ...plain, ...expected }));

  it('and which upgrades are refused by name', () => {
    expect(items.get('NCUNIVPRINT1:0001')?.sku.unsupportedUpgrades).toEqual(['NCM365ENTE03:0001', 'NCM365ENTE03:0004', 'NCM365ENTE05:0001', 'NCM365ENTE05:0003']);
    expect(items.get('NCBUSSTAND01:0001')?.sku.unsupportedUpgrades).toEqual([]);
  });
});
