import { openTables } from '../../src/adapters/tables/openTables';
import { CatalogueBook } from '../../src/app/catalogue/catalogueBook';
import { importCatalogue, type CatalogueImport, type ImportProgress } from '../../src/app/catalogue/importCatalogue';
import { instant } from '../../src/kernel/instant';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';
import { CountingStore } from '../support/countingStore';

const SKUS = 417;
const HEADER =
  '"ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration","BillingPlan","Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax","EffectiveStartDate","EffectiveEndDate","Tags","ERP Price"';

/** 417 SKUs, two plans in six currencies each: 5,004 rows. @param price of SKU 0. */
const largeSheet = (price: string): CatalogueImport => {
  const rows = Array.from({ length: SKUS }, (_, sku) =>
    ['Monthly', 'Annual'].flatMap((plan) =>
      ['EUR', 'SEK', 'NOK', 'DKK', 'CHF', 'GBP'].map(
        (currency) =>
          `"Large ${sku}","LARGE${String(sku).padStart(7, '0')}","0001","Large ${sku}","Microsoft Corporation","","1 License","P1Y","${plan}","NL","${currency}","${sku === 0 ? price : '10.00'}","","","1/1/2026 12:00:00 AM","12/31/9999 12:00:00 AM","License","20.00"`,
      ),
    ),
  );
  return { priceSheets: [{ name: 'large.csv', text: [HEADER, ...rows.flat()].join('\r\n') }], offerMatrices: [] };
};

let azurite: RunningAzurite;
let store: PartitionStore;
beforeAll(async () => {
  azurite = await startTestAzurite();
  const tables = openTables({ connectionString: azurite.connectionString });
  await tables.ensureTable('Catalogue');
  store = tables.store('Catalogue');
});
afterAll(() => azurite.stop());

it('[CAT-2] loads, replaces and keeps a sheet of 5,004 rows in Table Storage, with progress and in few operations', async () => {
  let versions = 0;
  const counted = new CountingStore(store);
  const load = (input: CatalogueImport, progress: ImportProgress[] = []) =>
    importCatalogue({ store: counted, clock: { now: () => instant('2026-03-01T00:00:00Z') }, newId: () => `v${(versions += 1)}` }, input, (step) => void progress.push(step));
  const book = new CatalogueBook(store, () => 0, async () => undefined);
  const priceOf0 = async () => {
    book.forget();
    const { items } = await book.load('NL');
    return [items.size, items.get('LARGE0000000:0001')?.lines.length, items.get('LARGE0000000:0001')?.lines[0]?.unitPrice];
  };

  const progress: ImportProgress[] = [];
  expect(await load(largeSheet('10.00'), progress)).toEqual({ ok: true, value: [{ market: 'NL', skus: SKUS, priceLines: 5004 }] });
  expect(progress[0]).toEqual({ step: 'read', file: 'large.csv', rows: 5004 });
  expect(progress.slice(1, -1).map((step) => step.step === 'written' && step.rows)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 834]);
  expect(progress.at(-1)).toEqual({ step: 'inForce', market: 'NL', skus: SKUS, priceLines: 5004 });
  // The version that holds is asked for; nine commits of rows, one for the list of markets, one that takes over.
  const { read, list, commit } = counted.counts.total();
  expect({ read, list, commit }).toEqual({ read: 1, list: 0, commit: 11 });
  expect(await priceOf0()).toEqual([SKUS, 12, '10.00']);

  const bad = largeSheet('10.00');
  const [{ text = '' } = {}] = bad.priceSheets;
  const outcome = await load({ ...bad, priceSheets: [{ name: 'bad.csv', text: text.replace('"Large 3","LARGE0000003"', '"Large 3","LARGE3"') }] });
  expect(outcome).toEqual({ ok: false, error: { kind: 'FilesNotReadable', problems: [{ file: 'bad.csv', line: 38, column: 'ProductId', reason: '"LARGE3" is not 12 characters A-Z, 0-9' }] } });
  expect(await priceOf0()).toEqual([SKUS, 12, '10.00']);

  expect((await load(largeSheet('11.00'))).ok).toBe(true);
  expect(await priceOf0()).toEqual([SKUS, 12, '11.00']);
});
