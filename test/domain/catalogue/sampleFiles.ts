import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentAfterImport, type CatalogueFiles } from '../../../src/domain/catalogue/assemble';
import { type RowProblem, type SourceFile } from '../../../src/domain/catalogue/csvRows';
import { catalogueExtrasSchema, type CatalogueExtras } from '../../../src/domain/catalogue/extras';
import { parseOfferMatrix } from '../../../src/domain/catalogue/offerMatrix';
import { parsePriceSheet } from '../../../src/domain/catalogue/priceSheet';
import { catalogueOf, type Catalogue } from '../../../src/domain/catalogue/state';

export const sheetNames = ['price-sheet-nl.csv', 'price-sheet-se.csv', 'price-sheet-us.csv', 'price-sheet-marketplace.csv', 'price-sheet-software.csv'];

export const sampleFile = (name: string): SourceFile => ({ name, text: readFileSync(path.join(__dirname, '../../../sample', name), 'utf8') });

export const sampleWorld = (): { readonly partners: readonly unknown[]; readonly catalogue: CatalogueExtras } => {
  const world = JSON.parse(sampleFile('world.json').text) as { partners: readonly unknown[]; catalogue: unknown };
  return { partners: world.partners, catalogue: catalogueExtrasSchema.parse(world.catalogue) };
};

export const sampleCatalogueFiles = (problems: RowProblem[] = []): CatalogueFiles => ({
  rows: sheetNames.flatMap((name) => parsePriceSheet(sampleFile(name), problems)),
  matrix: parseOfferMatrix(sampleFile('offer-matrix.csv'), problems),
  extras: sampleWorld().catalogue,
});

const files = sampleCatalogueFiles();

export const sampleCatalogue = (market: string): Catalogue => {
  const { items, promotions } = contentAfterImport(market, { items: [], promotions: [] }, files);
  return catalogueOf(market, items, promotions);
};
