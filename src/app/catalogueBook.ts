import { type MarketContent } from '../catalogue/assemble';
import { catalogueOf, type Catalogue } from '../catalogue/state';
import { contentOf, MARKETS_PARTITION, VERSION_KEY, versionPrefix, versionRowSchema, type VersionRow } from '../catalogue/storedRows';
import { type Clock } from '../kernel/clock';
import { toMillis, type Instant } from '../kernel/instant';
import { type KeyRange, type PartitionStore, type Row } from '../kernel/partitionStore';

/** The catalogue as use cases see it: whole markets, from memory. */
export interface CatalogueBook {
  /** Undefined if nothing is sold there. Letter case of the country is ignored. Up to a minute behind an import by another process. */
  of(market: string): Promise<Catalogue | undefined>;
  /** Two-letter countries in which something is sold, in alphabetical order. */
  markets(): Promise<readonly string[]>;
}

export interface CatalogueBookPorts {
  /** The `Catalogue` table. */
  readonly store: PartitionStore;
  readonly clock: Clock;
}

const CHECK_EVERY_MS = 60_000;
/** A market of a thousand SKUs takes some megabytes. */
const MARKETS_KEPT = 32;
const READ_ATTEMPTS = 3;

interface Kept {
  readonly checkedAt: Instant;
  readonly version: string;
  readonly catalogue: Catalogue;
}

/** Keeps markets in memory; a point read of the version row, once a minute and market, says whether one has to be read again. */
export const catalogueBook = ({ store, clock }: CatalogueBookPorts): CatalogueBook => {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Catalogue | undefined>>();
  let markets: { readonly checkedAt: Instant; readonly names: readonly string[] } | undefined;

  const isFresh = (checkedAt: Instant): boolean => {
    const age = toMillis(clock.now()) - toMillis(checkedAt);
    return age >= 0 && age < CHECK_EVERY_MS;
  };

  const refresh = async (market: string): Promise<Catalogue | undefined> => {
    const before = kept.get(market);
    const checkedAt = clock.now();
    const stored = await readMarket(store, market, before?.version);
    kept.delete(market);
    if (stored === undefined) return undefined;
    const catalogue = stored.content === 'unchanged' && before ? before.catalogue : catalogueOf(market, ...contentParts(stored.content));
    kept.set(market, { checkedAt, version: stored.row.version, catalogue });
    for (const oldest of kept.keys()) if (kept.size > MARKETS_KEPT) kept.delete(oldest);
    return catalogue;
  };

  return {
    of: async (name) => {
      const market = name.toUpperCase();
      if (!/^[A-Z]{2}$/.test(market)) return undefined;
      const found = kept.get(market);
      if (found && isFresh(found.checkedAt)) return found.catalogue;
      const running = underWay.get(market) ?? refresh(market).finally(() => underWay.delete(market));
      underWay.set(market, running);
      return running;
    },
    markets: async () => {
      if (markets && isFresh(markets.checkedAt)) return markets.names;
      const checkedAt = clock.now();
      markets = { checkedAt, names: (await allRows(store, MARKETS_PARTITION, {})).map((row) => row.key) };
      return markets.names;
    },
  };
};

const contentParts = (content: MarketContent | 'unchanged'): [MarketContent['items'], MarketContent['promotions']] => {
  if (content === 'unchanged') throw new Error('A market that is not kept cannot be unchanged');
  return [content.items, content.promotions];
};

export interface StoredMarket {
  readonly row: VersionRow;
  readonly etag: string;
  readonly content: MarketContent | 'unchanged';
}

/**
 * The version that holds. @param known a version the caller has: its rows are not read again.
 * @throws if rows are missing although the version did not change: the store is damaged.
 */
export const readMarket = async (store: PartitionStore, market: string, known?: string): Promise<StoredMarket | undefined> => {
  for (let attempt = 1; ; attempt++) {
    const stored = await store.read(market, VERSION_KEY);
    if (stored === undefined) return undefined;
    const row = versionRowSchema.parse(stored.value);
    if (row.version === known) return { row, etag: stored.etag, content: 'unchanged' };
    const rows = await allRows(store, market, { prefix: versionPrefix(row.version) });
    if (rows.length === row.rows) return { row, etag: stored.etag, content: contentOf(rows) };
    if (attempt === READ_ATTEMPTS) throw new Error(`Version ${row.version} of the catalogue of ${market} has ${rows.length} rows of ${row.rows}`);
  }
};

/** Every row of a range, page by page. */
export const allRows = async (store: PartitionStore, partition: string, range: KeyRange): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await store.list(partition, { ...range, ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
};
