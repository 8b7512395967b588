import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { allRows } from '../../src/app/allRows';
import { CatalogueBook } from '../../src/app/catalogue/catalogueBook';
import { importCatalogue, type CatalogueImport, type ImportProgress } from '../../src/app/catalogue/importCatalogue';
import { csvTable } from '../../src/domain/catalogue/csvRows';
import { instant } from '../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore } from '../../src/kernel/partitionStore';
import { sampleCatalogue, sampleFile, sampleWorld, sheetNames } from '../domain/catalogue/sampleFiles';

const start = instant('2026-01-31T10:00:00Z');
const sample: CatalogueImport = {
  priceSheets: sheetNames.map(sampleFile),
  offerMatrices: [sampleFile('offer-matrix.csv')],
  extras: { name: 'world.json', value: sampleWorld().catalogue },
};

const world = (store: PartitionStore = new MemoryPartitionStore()) => {
  const time = { elapsed: 0 };
  let ids = 0;
  const happened: ImportProgress[] = [];
  const load = (input: CatalogueImport) => importCatalogue({ store, clock: { now: () => start }, newId: () => `v${++ids}` }, input, (step) => void happened.push(step));
  return { store, time, happened, load, book: new CatalogueBook(store, () => time.elapsed, async () => undefined) };
};

/** One row for another product, so that a change is visible. */
const oneRow = (unitPrice: string, market = 'NL'): CatalogueImport => {
  const [header, first] = sampleFile('price-sheet-nl.csv').text.split('\r\n') as [string, string];
  return { priceSheets: [{ name: 'one.csv', text: `${header}\r\n${first.replace('"5.38"', `"${unitPrice}"`).replace('"NL"', `"${market}"`)}` }], offerMatrices: [] };
};

const priceOfBasic = async (book: CatalogueBook, market = 'NL') => (await book.load(market)).items.get('NCBUSBASIC01:0001')?.lines[0]?.unitPrice;

describe('[CAT-2] importing the catalogue', () => {
  it('stores what the files say, market by market', async () => {
    const { load, book } = world();
    expect(await load(sample)).toEqual({
      ok: true,
      value: [
        { market: 'NL', skus: 40, priceLines: expect.any(Number) as number },
        { market: 'SE', skus: 39, priceLines: expect.any(Number) as number },
        { market: 'US', skus: 38, priceLines: expect.any(Number) as number },
      ],
    });
    for (const market of ['NL', 'SE', 'US']) expect(await book.load(market)).toEqual(sampleCatalogue(market));
    expect(await book.markets()).toEqual(new Set(['NL', 'SE', 'US']));
  });

  it('removes nothing of what is in force, whatever it says of the version before it', async () => {
    const { store, book } = world();
    const load = (input: CatalogueImport) => importCatalogue({ store, clock: { now: () => start }, newId: () => 'v1' }, input, () => undefined);
    for (const price of ['6.00', '7.00', '8.00']) await load(oneRow(price));
    expect(await priceOfBasic(book)).toBe('8.00');
  });

  it('tells how far it is', async () => {
    const { load, happened } = world();
    await load(oneRow('6.00'));
    expect(happened).toEqual([
      { step: 'read', file: 'one.csv', rows: 1 },
      { step: 'written', market: 'NL', rows: 2, of: 2 },
      { step: 'inForce', market: 'NL', skus: 1, priceLines: 1 },
    ]);
  });

  it('warns of rows of an offer matrix that nothing has a price for, and goes on', async () => {
    const { load, happened, book } = world();
    const { text } = sampleFile('offer-matrix.csv');
    const [header = '', first = ''] = text.split('\r\n');
    const stranger = first.replace('NCBUSBASIC01', 'NCNOWHERE001');
    expect(first).not.toBe(stranger);
    expect(await load({ ...oneRow('6.00'), offerMatrices: [{ name: 'matrix.csv', text: [header, first, stranger].join('\r\n') }] })).toMatchObject({ ok: true });
    expect(happened.filter(({ step }) => step === 'leftOut')).toEqual([{ step: 'leftOut', file: 'matrix.csv', rows: [{ line: 3, sku: 'NCNOWHERE001:0001' }] }]);
    expect([...(await book.load('NL')).items.keys()]).toEqual(['NCBUSBASIC01:0001']);
  });

  it('reports the problems of all files and stores nothing', async () => {
    const { load, store } = world();
    const outcome = await load({
      priceSheets: [...oneRow('dear').priceSheets, { name: 'two.csv', text: '' }],
      offerMatrices: [{ name: 'matrix.csv', text: '' }],
      extras: { name: 'world.json', value: { products: [{ productId: 'X', skuId: '0001', kind: 'toy' }], unsupportedUpgrades: [], promotions: [] } },
    });
    expect(outcome.ok === false && outcome.error.kind === 'FilesNotReadable' && outcome.error.problems.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['one.csv', 2, 'UnitPrice'],
      ['two.csv', 1, ''],
      ['matrix.csv', 1, ''],
      ['world.json', 1, 'products.0.kind'],
    ]);
    expect((await store.listAcross({ fromPartition: ' ', toPartition: '~' })).rows).toEqual([]);
  });

  it('refuses extras of a SKU that has no price anywhere', async () => {
    const { load } = world();
    const extras = { products: [{ productId: 'NCUNKNOWN001', skuId: '0001', kind: 'licence' }], unsupportedUpgrades: [], promotions: [] };
    expect(await load({ ...oneRow('6.00'), extras: { name: 'world.json', value: extras } })).toEqual({
      ok: false,
      error: { kind: 'FilesNotReadable', problems: [{ file: 'world.json', line: 1, column: 'products.0', reason: 'NCUNKNOWN001:0001 has a price in none of the markets' }] },
    });
  });

  it('has nothing to do without a price sheet in an empty store; afterwards a matrix alone changes every market', async () => {
    const { load, book } = world();
    const matrix = { priceSheets: [], offerMatrices: [sampleFile('offer-matrix.csv')] };
    expect(await load(matrix)).toEqual({ ok: false, error: { kind: 'NothingToImport' } });
    await load(oneRow('6.00'));
    await load(oneRow('7.00', 'SE'));
    expect((await load(matrix)).ok).toBe(true);
    for (const market of ['NL', 'SE']) expect((await book.load(market)).items.get('NCBUSBASIC01:0001')?.sku.maximumQuantity).toBe(300);
  });

  it('[CAT-3] applies an offer matrix to every market that is known, though only one gets new prices', async () => {
    const { load, book } = world();
    await load(oneRow('6.00'));
    await load({ ...oneRow('60.00', 'SE'), offerMatrices: [sampleFile('offer-matrix.csv')] });
    book.forget();
    for (const market of ['NL', 'SE']) expect((await book.load(market)).items.get('NCBUSBASIC01:0001')?.sku.maximumQuantity).toBe(300);
    expect(await priceOfBasic(book)).toBe('6.00');
  });

  it('leaves the version that holds in place when the store fails before the switch', async () => {
    const { load, store, book } = world();
    await load(oneRow('6.00'));
    const failing: PartitionStore = {
      read: (...given) => store.read(...given),
      list: (...given) => store.list(...given),
      listAcross: (...given) => store.listAcross(...given),
      commit: (partition, writes) => (writes.some((write) => write.key === 'version') ? Promise.reject(new Error('gone')) : store.commit(partition, writes)),
    };
    await expect(importCatalogue({ store: failing, clock: { now: () => start }, newId: () => 'lost' }, oneRow('9.00'), () => undefined)).rejects.toThrow('gone');
    expect(await priceOfBasic(book)).toBe('6.00');
    expect((await load(oneRow('8.00'))).ok).toBe(true);
    book.forget();
    expect(await priceOfBasic(book)).toBe('8.00');
  });

  it('gives way to another import that came in between, and leaves nothing behind', async () => {
    const { load, store, book } = world();
    await load(oneRow('6.00'));
    let other: Promise<unknown> | undefined;
    const slow: PartitionStore = {
      read: (...given) => store.read(...given),
      list: (...given) => store.list(...given),
      listAcross: (...given) => store.listAcross(...given),
      commit: async (partition, writes) => {
        other ??= load(oneRow('7.00'));
        await other;
        return store.commit(partition, writes);
      },
    };
    expect(await importCatalogue({ store: slow, clock: { now: () => start }, newId: () => 'late' }, oneRow('9.00'), () => undefined)).toEqual({ ok: false, error: { kind: 'ImportOvertaken', market: 'NL' } });
    expect(await priceOfBasic(book)).toBe('7.00');
    expect(await allRows(store, 'NL', 'v|late|')).toEqual([]);
  });

  it('is in force where the answer to its switch was lost, and the repeat of it met its own write', async () => {
    const { load, store, book } = world();
    await load(oneRow('6.00'));
    const lossy: PartitionStore = {
      read: (...given) => store.read(...given),
      list: (...given) => store.list(...given),
      listAcross: (...given) => store.listAcross(...given),
      // As the adapter does: it sends again what was not answered.
      commit: async (partition, writes) => {
        if (writes.some(({ key }) => key === 'version')) await store.commit(partition, writes);
        return store.commit(partition, writes);
      },
    };
    expect(await importCatalogue({ store: lossy, clock: { now: () => start }, newId: () => 'again' }, oneRow('9.00'), () => undefined)).toMatchObject({ ok: true });
    book.forget();
    expect(await priceOfBasic(book)).toBe('9.00');
  });

  it('brings no market into force of which there is nothing: its first import was cut off', async () => {
    const { load, store, book } = world();
    await load(oneRow('6.00'));
    await store.commit('markets', [{ op: 'put', key: 'SE', value: { market: 'SE' } }]);
    expect(await load({ priceSheets: [], offerMatrices: [sampleFile('offer-matrix.csv')] })).toMatchObject({ ok: true, value: [{ market: 'NL' }] });
    expect(await store.read('SE', 'version')).toBeUndefined();
    expect((await book.load('SE')).items.size).toBe(0);
  });

  it('refuses extras that would come to nothing: a market in small letters, a promotion where nothing is sold', async () => {
    const { load, store } = world();
    const { promotions, products } = sampleWorld().catalogue;
    const [promotion] = promotions;
    const extras = (value: unknown) => ({ ...oneRow('6.00', 'SE'), extras: { name: 'world.json', value } });
    const told = async (value: unknown) => {
      const outcome = await load(extras(value));
      return outcome.ok === false && outcome.error.kind === 'FilesNotReadable' ? outcome.error.problems.map(({ column, reason }) => `${column}: ${reason}`) : outcome;
    };
    expect(await told({ products: [], unsupportedUpgrades: [], promotions: [promotion] })).toEqual(['promotions.0.market: nothing has a price in NL']);
    expect(await told({ products: [], unsupportedUpgrades: [], promotions: [{ ...promotion, market: 'nl' }] })).toEqual(['promotions.0.market: must be a country in two capitals, such as NL']);
    expect(await told({ products: [], unsupportedUpgrades: [], promotions: [{ ...promotion, market: 'SE' }] })).toEqual(['promotions.0.market: none of its requiredProducts has a price in SE']);
    const priced = products.find(({ prices }) => prices !== undefined);
    expect(await told({ products: [{ ...priced, prices: priced?.prices?.map((price) => ({ ...price, market: 'nl', currency: 'eur' })).slice(0, 1) }], unsupportedUpgrades: [], promotions: [] })).toEqual([
      'products.0.prices.0.market: must be a country in two capitals, such as NL',
      'products.0.prices.0.currency: must be three capitals, such as EUR',
    ]);
    expect(await allRows(store, 'SE', '')).toEqual([]);
  });

  it('refuses extras of which one would be lost, or nobody could buy: a SKU, a price or a promotion that is named twice, and less at most than at least', async () => {
    const { load, store } = world();
    const { promotions: [promotion], products } = sampleWorld().catalogue;
    const priced = products.find(({ prices }) => prices !== undefined);
    const [price] = priced?.prices ?? [];
    const told = async (value: unknown) => {
      const outcome = await load({ ...oneRow('6.00'), extras: { name: 'world.json', value } });
      return outcome.ok === false && outcome.error.kind === 'FilesNotReadable' ? outcome.error.problems.map(({ column, reason }) => `${column}: ${reason}`) : outcome;
    };
    expect(await told({ products: [priced, { ...priced, title: 'Another' }], unsupportedUpgrades: [], promotions: [promotion, { ...promotion, id: promotion?.id.toLowerCase() }] })).toEqual([
      'products: must name a SKU once',
      'promotions: must name a promotion once for a market',
    ]);
    expect(await told({ products: [{ ...priced, prices: [price, { ...price, unitPrice: '1' }] }], unsupportedUpgrades: [], promotions: [] })).toEqual(['products.0.prices: must name a market, currency, segment, term and plan once']);
    expect(await told({ products: [{ ...priced, minimumQuantity: 5, maximumQuantity: 4 }], unsupportedUpgrades: [], promotions: [] })).toEqual(['products.0.maximumQuantity: is less than minimumQuantity']);
    expect(await allRows(store, 'NL', '')).toEqual([]);
  });

  it('keeps the version before the one that holds, and no older one', async () => {
    const { load, store } = world();
    for (const price of ['6.00', '7.00', '8.00']) await load(oneRow(price));
    const versions = new Set((await allRows(store, 'NL', '')).map((row) => row.key.split('|').slice(0, 2).join('|')));
    expect(versions).toEqual(new Set(['v|v2', 'v|v3', 'version']));
  });
});

describe('the catalogue book', () => {
  it('[CAT-2] looks for another version every ten seconds of real time, and no more often', async () => {
    const { load, book, time } = world();
    await load(oneRow('6.00'));
    expect(await priceOfBasic(book)).toBe('6.00');
    await load(oneRow('7.00'));
    time.elapsed += 9_999;
    expect(await priceOfBasic(book)).toBe('6.00');
    time.elapsed += 1;
    expect(await priceOfBasic(book)).toBe('7.00');
  });

  it('looks again at once when it was told to forget', async () => {
    const { load, book } = world();
    await load(oneRow('6.00'));
    await priceOfBasic(book);
    await load(oneRow('7.00'));
    book.forget();
    expect(await priceOfBasic(book)).toBe('7.00');
  });

  it('keeps nothing of what was being read when it was told to forget', async () => {
    const { load, store } = world();
    let meanwhile: (() => Promise<void>) | undefined;
    const interrupted: PartitionStore = {
      read: (partition, key) => store.read(partition, key),
      list: async (partition, range) => {
        const page = await store.list(partition, range);
        const happening = meanwhile;
        meanwhile = undefined;
        await happening?.();
        return page;
      },
      listAcross: (range) => store.listAcross(range),
      commit: (partition, writes) => store.commit(partition, writes),
    };
    const book = new CatalogueBook(interrupted, () => 0, async () => undefined);
    await load(oneRow('6.00'));
    let after: Promise<string | undefined> = Promise.resolve(undefined);
    meanwhile = async () => {
      await load(oneRow('7.00'));
      book.forget();
      after = priceOfBasic(book);
    };
    const before = await priceOfBasic(book);
    expect([before, await after, await priceOfBasic(book)]).toEqual(['6.00', '7.00', '7.00']);
  });

  it('reads only the version row while the version stays, and nothing within ten seconds', async () => {
    const { load, store, time } = world();
    await load(oneRow('6.00'));
    const operations: string[] = [];
    const counting: PartitionStore = {
      read: (partition, key) => (operations.push(`read ${key}`), store.read(partition, key)),
      list: (partition, range) => (operations.push(`list ${range.prefix ?? ''}`), store.list(partition, range)),
      listAcross: (range) => store.listAcross(range),
      commit: (partition, writes) => store.commit(partition, writes),
    };
    const book = new CatalogueBook(counting, () => time.elapsed, async () => undefined);
    await Promise.all([book.load('NL'), book.load('nl'), book.load('NL')]);
    expect(operations.splice(0)).toEqual(['read version', 'read version', 'list v|v1|']);
    await book.load('NL');
    expect(operations.splice(0)).toEqual([]);
    time.elapsed += 10_000;
    await book.load('NL');
    expect(operations).toEqual(['read version']);
  });

  it.each(['DE', 'x', 'NLD', ''])('is empty where nothing is sold: "%s"', async (market) => {
    const { load, book } = world();
    await load(oneRow('6.00'));
    expect((await book.load(market)).items.size).toBe(0);
  });

  it('refuses a version whose rows are missing', async () => {
    const { load, store, book } = world();
    await load(oneRow('6.00'));
    await store.commit('NL', [{ op: 'delete', key: 'v|v1|item|00000|lines|000', etag: ANY_ETAG }]);
    await expect(book.load('NL')).rejects.toThrow('Version v1 of the catalogue of NL has 1 rows of 2');
  });

  it('reads again when the version it was reading is replaced twice meanwhile', async () => {
    const { load, store } = world();
    await load(oneRow('6.00'));
    let replaced: Promise<unknown> | undefined;
    const slow: PartitionStore = {
      read: (...given) => store.read(...given),
      list: async (...given) => {
        replaced ??= load(oneRow('7.00')).then(() => load(oneRow('8.00')));
        await replaced;
        return store.list(...given);
      },
      listAcross: (...given) => store.listAcross(...given),
      commit: (...given) => store.commit(...given),
    };
    expect(await priceOfBasic(new CatalogueBook(slow, () => 0, async () => undefined))).toBe('8.00');
  });

  it('does not remember that there was no market yet', async () => {
    const { load, book } = world();
    expect(await book.markets()).toEqual(new Set());
    await load(oneRow('6.00'));
    expect(await book.markets()).toEqual(new Set(['NL']));
  });
});

describe('[CAT-2] [CAT-3] what kind a SKU is', () => {
  const sheet: CatalogueImport = { priceSheets: [sampleFile('price-sheet-nl.csv')], offerMatrices: [] };
  const matrix: CatalogueImport = { priceSheets: [], offerMatrices: [sampleFile('offer-matrix.csv')] };
  const kindsIn = async (...imports: readonly CatalogueImport[]) => {
    const { load, book } = world();
    for (const each of imports) expect(await load(each)).toMatchObject({ ok: true });
    return new Map([...(await book.load('NL')).items].map(([key, { sku }]) => [key, sku.kind]));
  };

  it('is read from tags and prerequisites, in whatever order sheet and matrix come', async () => {
    const together = await kindsIn({ ...sheet, ...{ offerMatrices: matrix.offerMatrices } });
    expect(new Set(together.values())).toContain('addon');
    expect(await kindsIn(sheet, matrix)).toEqual(together);
    expect(await kindsIn(sheet, matrix, sheet)).toEqual(together);
  });

  it('a limit, and whatever else a later edition of the matrix leaves empty, is gone', async () => {
    const [header = '', ...rows] = sampleFile('offer-matrix.csv').text.split('\r\n');
    const names = header.split(',').map((name) => name.replaceAll('"', ''));
    const { load, book } = world();
    await load({ ...sheet, ...{ offerMatrices: matrix.offerMatrices } });
    const limited = [...(await book.load('NL')).items.values()].find(({ sku }) => sku.ownershipLimit !== undefined)?.sku;
    expect(limited).toBeDefined();
    const row = rows.find((each) => each.includes(limited?.productId ?? '?') && each.includes(limited?.skuId ?? '?')) ?? '';
    const [table] = [csvTable({ name: 'm', text: [header, row].join('\n') }, [], [])];
    const emptied = names.map((name) => (name.startsWith('AssetOwnershipLimit') || name.startsWith('Provisioning') ? '' : (table.rows[0]?.text(name) ?? ''))).map((field) => `"${field.replaceAll('"', '""')}"`);
    await load({ priceSheets: [], offerMatrices: [{ name: 'later.csv', text: [header, emptied.join(',')].join('\n') }] });
    book.forget();
    const after = (await book.load('NL')).items.get(`${limited?.productId}:${limited?.skuId}`)?.sku;
    expect([after?.ownershipLimit, after?.provisioningId, after?.provisioningString]).toEqual([undefined, undefined, undefined]);
  });

  it('stays what the extras once said', async () => {
    const addOn = [...(await kindsIn(sheet, matrix))].find(([, kind]) => kind === 'addon')?.[0] ?? '';
    const [productId = '', skuId = ''] = addOn.split(':');
    const said: CatalogueImport = { priceSheets: [], offerMatrices: [], extras: { name: 'world.json', value: { products: [{ productId, skuId, kind: 'licence' }], unsupportedUpgrades: [], promotions: [] } } };
    expect((await kindsIn(sheet, said, matrix, sheet)).get(addOn)).toBe('licence');
  });
});
