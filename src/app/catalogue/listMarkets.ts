import { type CatalogueItem } from '../../domain/catalogue/state';
import { MARKETS_PARTITION, VERSION_KEY, versionRowSchema } from '../../domain/catalogue/storedRows';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type Refusal } from '../refusals';
import { pageOf, readableOf, rowReader, type Page } from '../unreadable';
import { readMarket } from './catalogueBook';

/** A country in which something is sold. */
export interface Market {
  readonly country: string;
  /** Of the last import that changed it. */
  readonly version: string;
  readonly importedAt: Instant;
}

/** What is for sale there. */
export interface MarketContents extends Market {
  readonly skus: number;
  readonly priceLines: number;
  readonly promotions: number;
  /** In order of the alphabet. */
  readonly currencies: readonly string[];
}

const versionRows = rowReader('Catalogue', 'catalogue', versionRowSchema);

/** In order of the alphabet; one read more for each. A market whose import has not come to its end is left out. */
export const listMarkets = async (catalogue: PartitionStore, limit: number, continuation?: string): Promise<Page<Market>> => {
  const page = await catalogue.list(MARKETS_PARTITION, { prefix: '', limit, ...(continuation !== undefined && { continuation }) });
  const rows = await Promise.all(page.rows.map(({ key }) => catalogue.read(key, VERSION_KEY)));
  const found = rows.filter((row) => row !== undefined);
  return pageOf(readableOf(found, (row): Market => {
    const { version, importedAt } = versionRows.read(row);
    return { country: row.partition, version, importedAt };
  }), page.continuation);
};

const currenciesOf = (items: readonly CatalogueItem[]): readonly string[] => [...new Set(items.flatMap(({ lines }) => lines.map(({ currency }) => currency)))].toSorted();

/** All of the market is read. Refused: MarketNotImported. @throws RowUnreadable, and where the store is damaged. */
export const getMarket = async (catalogue: PartitionStore, country: string): Promise<Result<MarketContents, Refusal>> => {
  const stored = await readMarket(catalogue, country);
  if (stored === undefined) return failure({ kind: 'MarketNotImported', market: country });
  const { row: { version, importedAt }, content: { items, promotions } } = stored;
  return success({ country, version, importedAt, skus: items.length, priceLines: items.reduce((sum, { lines }) => sum + lines.length, 0), promotions: promotions.length, currencies: currenciesOf(items) });
};
