import { importCatalogue, type CatalogueImport } from '../../src/app/catalogue/importCatalogue';
import { priceSheetColumns } from '../../src/domain/catalogue/priceSheet';
import { sampleStores } from './sampleCatalogue';
import { World } from './world';
import { copyOf } from './worldStores';

/** A world whose catalogue is its own: tests import into it. */
export const worldWithOwnCatalogue = async (at: string, settings: Readonly<Record<string, string>> = {}): Promise<World> => {
  const stores = await sampleStores();
  return World.at(at, { ...stores, Catalogue: copyOf(stores.Catalogue) }, undefined, settings);
};

export type SheetFields = Readonly<Partial<Record<(typeof priceSheetColumns)[number], string>>>;

const basics: SheetFields = {
  ProductTitle: 'Werkplek', ProductId: 'NCPX7K2M9QH4', SkuId: '0001', SkuTitle: 'Werkplek', Publisher: 'Microsoft Corporation', UnitOfMeasure: '1 License', TermDuration: 'P1M', BillingPlan: 'Monthly', Market: 'NL', Currency: 'EUR', Tags: 'License',
};

/** A sheet of rows of Werkplek in NL and EUR, by the month. */
export const sheetText = (...rows: readonly SheetFields[]): string =>
  [[...priceSheetColumns], ...rows.map((row) => priceSheetColumns.map((column) => ({ ...basics, ...row })[column] ?? ''))].map((fields) => fields.map((field) => `"${field}"`).join(',')).join('\r\n');

/** Loads files over what the world sells; they hold at once. */
export const importInto = async (world: World, { sheet, extras }: { readonly sheet?: string; readonly extras?: unknown }): Promise<void> => {
  const input: CatalogueImport = {
    priceSheets: sheet === undefined ? [] : [{ name: 'sheet.csv', text: sheet }],
    offerMatrices: [],
    ...(extras !== undefined && { extras: { name: 'extras.json', value: extras } }),
  };
  const imported = await importCatalogue({ store: world.stores.Catalogue, clock: world.clock, newId: () => `version of ${world.now()}` }, input, () => undefined);
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  world.app.catalogues.forget();
};
