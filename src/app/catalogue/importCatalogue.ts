import { contentAfterImport, marketsIn, type CatalogueFiles, type MarketContent } from '../../domain/catalogue/assemble';
import { type RowProblem, type SourceFile } from '../../domain/catalogue/csvRows';
import { catalogueExtrasSchema, NO_EXTRAS, type CatalogueExtras } from '../../domain/catalogue/extras';
import { parseOfferMatrix } from '../../domain/catalogue/offerMatrix';
import { parsePriceSheet } from '../../domain/catalogue/priceSheet';
import { skuKey } from '../../domain/catalogue/state';
import { MARKETS_PARTITION, rowsOf, VERSION_KEY, versionPrefix, type VersionRow } from '../../domain/catalogue/storedRows';
import { type Clock } from '../../kernel/clock';
import { ANY_ETAG, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { allRows } from '../allRows';
import { readMarket, readVersion, type StoredMarket } from './catalogueBook';
import { RowUnreadable } from '../unreadable';

export interface CatalogueImport {
  readonly priceSheets: readonly SourceFile[];
  readonly offerMatrices: readonly SourceFile[];
  /** What the two formats cannot say, already read from JSON; `name` is the file it came from. */
  readonly extras?: { readonly name: string; readonly value: unknown };
}

export interface ImportPorts {
  /** The `Catalogue` table. */
  readonly store: PartitionStore;
  readonly clock: Clock;
  readonly newId: () => string;
}

export type ImportProgress =
  | { readonly step: 'read'; readonly file: string; readonly rows: number }
  /** Rows of an offer matrix that change nothing: what they name has a price in none of the markets. */
  | { readonly step: 'leftOut'; readonly file: string; readonly rows: readonly { readonly line: number; readonly sku: string }[] }
  | { readonly step: 'written'; readonly market: string; readonly rows: number; readonly of: number }
  | { readonly step: 'inForce'; readonly market: string; readonly skus: number; readonly priceLines: number };

export type ImportRefusal =
  | { readonly kind: 'FilesNotReadable'; readonly problems: readonly RowProblem[] }
  /** No market is named by the files, and none is known that they could change. */
  | { readonly kind: 'NothingToImport' }
  /** Another import of this market came in between; this market stayed as that one left it. */
  | { readonly kind: 'ImportOvertaken'; readonly market: string };

export interface ImportedMarket {
  readonly market: string;
  readonly skus: number;
  readonly priceLines: number;
}

/** The store takes a hundred writes at once. */
const WRITES_PER_COMMIT = 100;

/**
 * Loads price sheets, offer matrices and extras over what the catalogue holds. All files are read first and all their problems reported together.
 * A market's new version is written beside the one that holds and takes over by one row, last: a market is never half loaded.
 * Several markets take over one after the other; after a crash in between, the same import again completes it.
 */
export const importCatalogue = async (
  ports: ImportPorts,
  input: CatalogueImport,
  progress: (happened: ImportProgress) => void,
): Promise<Result<readonly ImportedMarket[], ImportRefusal>> => {
  const problems: RowProblem[] = [];
  const files = readFiles(input, problems, progress);
  if (problems.length > 0) return failure({ kind: 'FilesNotReadable', problems });

  const markets = await marketsToChange(ports.store, files, input.extras !== undefined);
  const plans: MarketPlan[] = [];
  for (const market of markets) {
    const stored = await readMarket(ports.store, market);
    // What is there already is carried over: without a part of it nothing is imported.
    const [damaged] = stored?.unreadable ?? [];
    if (damaged !== undefined) throw new RowUnreadable(damaged);
    const content = contentAfterImport(market, stored?.content ?? { items: [], promotions: [] }, files);
    // One that is only listed, as its first import was cut off, is none yet.
    if (stored !== undefined || content.items.length > 0) plans.push({ market, stored, content });
  }
  const strangers = unmatchedExtras(input.extras?.name ?? '', files, plans);
  if (strangers.length > 0) return failure({ kind: 'FilesNotReadable', problems: strangers });
  if (plans.length === 0) return failure({ kind: 'NothingToImport' });
  for (const { name, lines } of files.matrixLines) {
    const sold = soldIn(plans);
    const rows = [...lines].flatMap(([sku, line]) => (sold.has(sku) ? [] : [{ line, sku }]));
    if (rows.length > 0) progress({ step: 'leftOut', file: name, rows });
  }

  const imported: ImportedMarket[] = [];
  for (const plan of plans) {
    const done = await bringIntoForce(ports, plan, progress);
    if (!done.ok) return done;
    imported.push(done.value);
  }
  return success(imported);
};

/** Everything that is wrong with the files by themselves, whatever the catalogue holds. */
export const problemsOfFiles = (input: CatalogueImport): readonly RowProblem[] => {
  const problems: RowProblem[] = [];
  readFiles(input, problems, () => undefined);
  return problems;
};

/** Those the prices name; offer matrix and extras say what holds in every market, so with them those that are known as well. */
const marketsToChange = async (store: PartitionStore, files: CatalogueFiles, hasExtras: boolean): Promise<readonly string[]> => {
  const named = marketsIn(files);
  if (files.matrix.length === 0 && !hasExtras) return named;
  const known = (await allRows(store, MARKETS_PARTITION, '')).map((row) => row.key);
  return [...new Set([...named, ...known])];
};

interface MarketPlan {
  readonly market: string;
  readonly stored: StoredMarket | undefined;
  readonly content: MarketContent;
}

interface ReadFiles extends CatalogueFiles {
  /** Where each offer matrix names its SKUs. */
  readonly matrixLines: readonly { readonly name: string; readonly lines: ReadonlyMap<string, number> }[];
}

const readFiles = (input: CatalogueImport, problems: RowProblem[], progress: (happened: ImportProgress) => void): ReadFiles => {
  const matrixLines: { name: string; lines: Map<string, number> }[] = [];
  const parseMatrix = (file: SourceFile): ReturnType<typeof parseOfferMatrix> => {
    const lines = new Map<string, number>();
    matrixLines.push({ name: file.name, lines });
    return parseOfferMatrix(file, problems, lines);
  };
  const reading =
    <T>(parse: (file: SourceFile, problems: RowProblem[]) => readonly T[]) =>
    (file: SourceFile): readonly T[] => {
      const rows = parse(file, problems);
      progress({ step: 'read', file: file.name, rows: rows.length });
      return rows;
    };
  return {
    rows: input.priceSheets.flatMap(reading(parsePriceSheet)),
    matrix: input.offerMatrices.flatMap(reading(parseMatrix)),
    matrixLines,
    extras: input.extras === undefined ? NO_EXTRAS : readExtras(input.extras, problems),
  };
};

const readExtras = ({ name, value }: { readonly name: string; readonly value: unknown }, problems: RowProblem[]): CatalogueExtras => {
  const parsed = catalogueExtrasSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  problems.push(...parsed.error.issues.map((issue) => ({ file: name, line: 1, column: issue.path.join('.'), reason: issue.message })));
  return NO_EXTRAS;
};

/** By `product:sku`. */
const soldIn = (plans: readonly MarketPlan[]): ReadonlySet<string> => new Set(plans.flatMap((plan) => plan.content.items.map(({ sku }) => skuKey(sku.productId, sku.skuId))));

/** What is wrong with a promotion where none of what it is for is sold; undefined: nothing. */
const strayPromotion = ({ market, requiredProducts }: CatalogueExtras['promotions'][number], plans: readonly MarketPlan[]): string | undefined => {
  const items = plans.find((plan) => plan.market === market)?.content.items ?? [];
  if (items.length === 0) return `nothing has a price in ${market}`;
  const sold = new Set(items.map(({ sku }) => skuKey(sku.productId, sku.skuId)));
  return requiredProducts.some(({ productId, skuId }) => sold.has(skuKey(productId, skuId))) ? undefined : `none of its requiredProducts has a price in ${market}`;
};

/** Extras of a SKU that has a price nowhere are a slip of the pen, and so is a promotion of nothing that is sold in its market: neither would come to anything. */
const unmatchedExtras = (file: string, files: CatalogueFiles, plans: readonly MarketPlan[]): RowProblem[] => {
  const sold = new Set(plans.flatMap((plan) => plan.content.items.map((item) => `${item.sku.productId}:${item.sku.skuId}`)));
  return [
    ...files.extras.products.flatMap(({ productId, skuId }, index) =>
      sold.has(`${productId}:${skuId}`) ? [] : [{ file, line: 1, column: `products.${index}`, reason: `${productId}:${skuId} has a price in none of the markets` }],
    ),
    ...files.extras.promotions.flatMap((promotion, index) => {
      const reason = strayPromotion(promotion, plans);
      return reason === undefined ? [] : [{ file, line: 1, column: `promotions.${index}.market`, reason }];
    }),
  ];
};

const bringIntoForce = async (ports: ImportPorts, plan: MarketPlan, progress: (happened: ImportProgress) => void): Promise<Result<ImportedMarket, ImportRefusal>> => {
  const { market, stored, content } = plan;
  const { store } = ports;
  const version = ports.newId();
  const rows = rowsOf(version, content);
  await inCommits(store, market, rows.map(({ key, value }) => ({ op: 'put', key, value })), (written) => progress({ step: 'written', market, rows: written, of: rows.length }));
  await inCommits(store, MARKETS_PARTITION, [{ op: 'put', key: market, value: { market } }]);

  const row: VersionRow = { version, ...(stored && { previous: stored.row.version }), importedAt: ports.clock.now(), rows: rows.length };
  const takeOver: Write = stored ? { op: 'update', key: VERSION_KEY, value: row, etag: stored.etag } : { op: 'create', key: VERSION_KEY, value: row };
  // A commit whose answer was lost is sent again, and meets its own write.
  const isInForce = (await store.commit(market, [takeOver])).ok || (await readVersion(store, market))?.value.version === version;
  const over = isInForce ? stored?.row.previous : version;
  // What is in force stays, whatever it says of the version before it.
  if (!isInForce || over !== version) await removeVersion(store, market, over);
  if (!isInForce) return failure({ kind: 'ImportOvertaken', market });

  const priceLines = content.items.reduce((sum, item) => sum + item.lines.length, 0);
  progress({ step: 'inForce', market, skus: content.items.length, priceLines });
  return success({ market, skus: content.items.length, priceLines });
};

/** Rows under an id that one import alone has. */
const removeVersion = async (store: PartitionStore, market: string, version: string | undefined): Promise<void> => {
  if (version === undefined) return;
  const rows = await allRows(store, market, versionPrefix(version));
  await inCommits(store, market, rows.map(({ key }) => ({ op: 'delete', key, etag: ANY_ETAG })));
};

/** For writes that carry no condition. */
const inCommits = async (store: PartitionStore, partition: string, writes: readonly Write[], written: (count: number) => void = () => undefined): Promise<void> => {
  for (let start = 0; start < writes.length; start += WRITES_PER_COMMIT) {
    const outcome = await store.commit(partition, writes.slice(start, start + WRITES_PER_COMMIT));
    if (!outcome.ok) throw new Error(`An unconditional write of ${outcome.conflict.key} met a condition`);
    written(Math.min(start + WRITES_PER_COMMIT, writes.length));
  }
};
