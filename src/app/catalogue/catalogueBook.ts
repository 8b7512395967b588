import { type MarketContent } from '../../domain/catalogue/assemble';
import { catalogueOf, type Catalogue } from '../../domain/catalogue/state';
import { contentOf, MARKETS_PARTITION, VERSION_KEY, versionPrefix, versionRowSchema, type VersionRow } from '../../domain/catalogue/storedRows';
import { type PartitionStore } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { notReadable, rowReader, type UnreadableRow } from '../unreadable';

const CHECK_EVERY_MS = 10_000;
/** A market of a thousand SKUs takes some megabytes. */
const MARKETS_KEPT = 32;
const READ_ATTEMPTS = 3;

interface Kept {
  readonly checkedAt: number;
  readonly version: string;
  readonly catalogue: Catalogue;
}

/**
 * Whole markets, kept in memory. A point read of the version row, every ten seconds and market, says whether a market has to be read again;
 * so an import by another process shows within ten seconds, one by this process at once. They are seconds of real time: the app's own clock may stand still.
 */
export class CatalogueBook {
  private readonly kept = new Map<string, Kept>();
  private readonly underWay = new Map<string, Promise<Catalogue>>();
  /** How often it was told to forget: what was read across that is kept for nobody. */
  private forgotten = 0;
  private marketNames: { readonly checkedAt: number; readonly names: ReadonlySet<string> } | undefined;

  /** @param store the `Catalogue` table. @param elapsed milliseconds of real time since any fixed moment. @param onDamaged told of rows that cannot be read; what they are part of is not sold. */
  constructor(
    private readonly store: PartitionStore,
    private readonly elapsed: () => number,
    private readonly onDamaged: (rows: readonly UnreadableRow[]) => Promise<void>,
  ) {}

  /** What is sold in a country, letter case ignored; empty where nothing is. @throws when the store fails. */
  async load(country: string): Promise<Catalogue> {
    const market = country.toUpperCase();
    if (!/^[A-Z]{2}$/.test(market)) return catalogueOf(market, []);
    const kept = this.kept.get(market);
    if (kept && this.isFresh(kept.checkedAt)) return kept.catalogue;
    return this.underWay.get(market) ?? this.begin(market);
  }

  /** Two-letter countries in which something is sold. */
  async markets(): Promise<ReadonlySet<string>> {
    if (this.marketNames && this.isFresh(this.marketNames.checkedAt)) return this.marketNames.names;
    const [checkedAt, forgotten] = [this.elapsed(), this.forgotten];
    const names = new Set((await allRows(this.store, MARKETS_PARTITION, '')).map((row) => row.key));
    // Nothing imported yet is not worth remembering: an import is about to come.
    if (names.size > 0 && forgotten === this.forgotten) this.marketNames = { checkedAt, names };
    return names;
  }

  /** Forgets what was read, and what is being read: for the process that has just imported. */
  forget(): void {
    this.forgotten += 1;
    this.kept.clear();
    this.underWay.clear();
    this.marketNames = undefined;
  }

  private isFresh(checkedAt: number): boolean {
    return this.elapsed() - checkedAt < CHECK_EVERY_MS;
  }

  private begin(market: string): Promise<Catalogue> {
    const running = this.refresh(market).finally(() => {
      if (this.underWay.get(market) === running) this.underWay.delete(market);
    });
    this.underWay.set(market, running);
    return running;
  }

  private async refresh(market: string): Promise<Catalogue> {
    const [checkedAt, forgotten] = [this.elapsed(), this.forgotten];
    const before = this.kept.get(market);
    const row = await readVersion(this.store, market);
    if (forgotten === this.forgotten) this.kept.delete(market);
    if (row === undefined) return catalogueOf(market, []);
    const fresh = before?.version === row.value.version ? before : await this.read(market);
    if (forgotten !== this.forgotten) return fresh.catalogue;
    this.kept.set(market, { ...fresh, checkedAt });
    for (const oldest of this.kept.keys()) if (this.kept.size > MARKETS_KEPT) this.kept.delete(oldest);
    return fresh.catalogue;
  }

  private async read(market: string): Promise<Omit<Kept, 'checkedAt'>> {
    const stored = await readMarket(this.store, market);
    await this.onDamaged(stored?.unreadable ?? []);
    return { version: stored?.row.version ?? '', catalogue: catalogueOf(market, stored?.content.items ?? [], stored?.content.promotions) };
  }
}

export interface StoredMarket {
  readonly row: VersionRow;
  readonly etag: string;
  readonly content: MarketContent;
  /** Rows that cannot be read: the content lacks what they are part of. */
  readonly unreadable: readonly UnreadableRow[];
}

const versionRows = rowReader('Catalogue', 'catalogue', versionRowSchema);

/** Which version of a market holds; undefined where nothing was imported. @throws RowUnreadable. */
export const readVersion = async (store: PartitionStore, market: string): Promise<{ readonly value: VersionRow; readonly etag: string } | undefined> => {
  const row = await store.read(market, VERSION_KEY);
  return row && versionRows.readStored(row);
};

/**
 * The version that holds; undefined where nothing was imported.
 * @throws if rows stay missing: the store is damaged. (While they are read, two imports may replace them: then it is read again.)
 */
export const readMarket = async (store: PartitionStore, market: string): Promise<StoredMarket | undefined> => {
  for (let attempt = 1; ; attempt++) {
    const version = await readVersion(store, market);
    if (version === undefined) return undefined;
    const { value: row, etag } = version;
    const rows = await allRows(store, market, versionPrefix(row.version));
    if (rows.length === row.rows) {
      const { content, damaged } = contentOf(rows);
      return { row, etag, content, unreadable: damaged.map((each) => notReadable('Catalogue', 'catalogue', each.row, each.reason)) };
    }
    if (attempt === READ_ATTEMPTS) throw new Error(`Version ${row.version} of the catalogue of ${market} has ${rows.length} rows of ${row.rows}`);
  }
};
