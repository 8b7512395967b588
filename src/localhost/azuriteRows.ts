/**
 * Finds rows of Azurite's tables by their keys. Azurite itself looks through a whole partition for one row, and through the whole table for a page, so that filling a partition takes the square of its rows.
 * Runs in Azurite's process, where it is put as text: what it uses is handed to it.
 */

interface Row {
  readonly PartitionKey: string;
  readonly RowKey: string;
}

/** A collection of lokijs that holds one table. */
interface TableRows {
  readonly data: readonly Row[];
  binaryIndices: object;
  findOne(query?: object): unknown;
  chain(): unknown;
  on(event: 'insert' | 'update' | 'delete', listener: (rows: Row | readonly Row[]) => void): unknown;
}

/** A filter as Azurite parses it. */
interface FilterNode {
  readonly name?: string;
  readonly identifier?: string;
  readonly value?: unknown;
  readonly left?: FilterNode;
  readonly right?: FilterNode;
}

/** Azurite's `LokiTableMetadataStore`. */
export interface TableStore {
  getEntityCollection: (this: TableStore, ...given: readonly unknown[]) => TableRows;
  queryTableEntities: (this: TableStore, context: unknown, account: string, table: string, options: { readonly filter?: string }, nextPartition?: string, nextRow?: string) => Promise<unknown>;
}

/**
 * Makes the tables of a store find one row in one step, and a page in as many as it has rows. What a query means stays Azurite's own: it is given fewer rows to look at, in order.
 * @param store the prototype of Azurite's store of tables
 * @param parse Azurite's parser of filters
 */
export const findRowsByKey = (store: TableStore, parse: (filter: string) => unknown): void => {
  interface Partition {
    readonly rows: Map<string, Row>;
    /** In order; undefined until somebody asks for it. */
    keys?: string[];
  }
  interface Span {
    readonly from: string;
    /** Undefined: no end. */
    readonly to?: string;
  }
  interface Wanted {
    readonly PartitionKey: Span;
    readonly RowKey: Span;
  }
  const byTable = new WeakMap<TableRows, Map<string, Partition>>();
  /** A query whose keys can be in more places than that is answered by looking through all that lies between. */
  const MOST_PLACES = 500;
  let wanted: readonly Wanted[] | undefined;

  /** Where a key is, or would be. */
  const positionOf = (keys: readonly string[], key: string): number => {
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** What is left of a place by one condition. */
  const narrowed = ({ name, left, right }: FilterNode, place: Wanted): Wanted => {
    const { identifier } = left ?? {};
    const { value } = right ?? {};
    if (typeof value !== 'string' || (identifier !== 'PartitionKey' && identifier !== 'RowKey')) return place;
    let span = place[identifier];
    if ((name === 'eq' || name === 'ge' || name === 'gt') && value > span.from) span = { ...span, from: value };
    if ((name === 'eq' || name === 'le' || name === 'lt') && (span.to === undefined || value < span.to)) span = { ...span, to: value };
    return { ...place, [identifier]: span };
  };

  /** Where in a place the keys can be of what a filter asks for: in one of these. */
  const placesOf = (node: FilterNode, place: Wanted): readonly Wanted[] => {
    const sides = [node.left, node.right].filter((side) => side !== undefined);
    if (node.name === 'or') {
      const places = sides.flatMap((side) => placesOf(side, place));
      return places.length > MOST_PLACES ? [place] : places;
    }
    if (node.name !== 'and') return [narrowed(node, place)];
    let places: readonly Wanted[] = [place];
    for (const side of sides) {
      const closer = places.flatMap((one) => placesOf(side, one));
      if (closer.length <= MOST_PLACES) places = closer;
    }
    return places;
  };

  const later = (one: string | undefined, other: string | undefined): string | undefined => (one === undefined || other === undefined ? undefined : one > other ? one : other);

  const around = (one: Span, other: Span): Span => {
    const to = later(one.to, other.to);
    return { from: one.from < other.from ? one.from : other.from, ...(to !== undefined && { to }) };
  };

  /** Places of one partition in order, none of them over another; of several partitions, one place around all. */
  const inTurn = (places: readonly Wanted[]): readonly Wanted[] => {
    const [first] = places;
    const { from, to } = first?.PartitionKey ?? { from: '' };
    const isOne = from === to && places.every(({ PartitionKey }) => PartitionKey.from === from && PartitionKey.to === to);
    const kept: Wanted[] = [];
    for (const place of [...places].sort((a, b) => (a.RowKey.from < b.RowKey.from ? -1 : 1))) {
      const last = kept.at(-1);
      const isOver = last !== undefined && (!isOne || last.RowKey.to === undefined || place.RowKey.from <= last.RowKey.to);
      if (isOver) kept[kept.length - 1] = { PartitionKey: around(last.PartitionKey, place.PartitionKey), RowKey: around(last.RowKey, place.RowKey) };
      else kept.push(place);
    }
    return kept;
  };

  /** Rows within the bounds, both ends in, in the order of Azurite's answers. */
  function* between(partitions: Map<string, Partition>, { PartitionKey, RowKey }: Wanted): Generator<Row> {
    const { from, to } = PartitionKey;
    const names = from === to ? [from] : [...partitions.keys()].filter((name) => name >= from && (to === undefined || name <= to)).sort((a, b) => (a < b ? -1 : 1));
    for (const name of names) {
      const partition = partitions.get(name);
      if (partition === undefined) continue;
      const keys = (partition.keys ??= [...partition.rows.keys()].sort((a, b) => (a < b ? -1 : 1)));
      for (let position = positionOf(keys, RowKey.from); position < keys.length; position += 1) {
        const key = keys[position] ?? '';
        if (RowKey.to !== undefined && key > RowKey.to) break;
        const row = partition.rows.get(key);
        if (row !== undefined) yield row;
      }
    }
  }

  function* within(partitions: Map<string, Partition>, places: readonly Wanted[]): Generator<Row> {
    for (const place of places) yield* between(partitions, place);
  }

  /** What `chain()` gives to Azurite's query. */
  const inOrder = (rows: Iterable<Row>) => {
    const conditions: ((row: Row) => boolean)[] = [];
    let most = Infinity;
    const chained = {
      where: (condition: (row: Row) => boolean) => {
        conditions.push(condition);
        return chained;
      },
      sort: () => chained,
      limit: (limit: number) => {
        most = limit;
        return chained;
      },
      data: () => {
        const found: Row[] = [];
        for (const row of rows) {
          if (found.length >= most) break;
          if (conditions.every((holds) => holds(row))) found.push(row);
        }
        return found;
      },
    };
    return chained;
  };

  const index = (table: TableRows): Map<string, Partition> => {
    const partitions = new Map<string, Partition>();
    const add = (row: Row): void => {
      const partition: Partition = partitions.get(row.PartitionKey) ?? { rows: new Map() };
      partitions.set(row.PartitionKey, partition);
      if (partition.keys !== undefined && !partition.rows.has(row.RowKey)) partition.keys.splice(positionOf(partition.keys, row.RowKey), 0, row.RowKey);
      partition.rows.set(row.RowKey, row);
    };
    const remove = (row: Row): void => {
      const partition = partitions.get(row.PartitionKey);
      if (partition?.rows.get(row.RowKey) !== row) return;
      partition.rows.delete(row.RowKey);
      partition.keys?.splice(positionOf(partition.keys, row.RowKey), 1);
      if (partition.rows.size === 0) partitions.delete(row.PartitionKey);
    };
    const each = (work: (row: Row) => void) => (rows: Row | readonly Row[]): void => {
      for (const row of [rows].flat() as readonly Row[]) work(row);
    };
    table.data.forEach(add);
    table.on('insert', each(add));
    table.on('update', each(add));
    table.on('delete', each(remove));
    // Kept in order with every write, by going through all rows.
    table.binaryIndices = {};
    const [findOne, chain] = [table.findOne.bind(table), table.chain.bind(table)];
    table.findOne = (query = {}) => {
      const { PartitionKey, RowKey, ...others } = query as Partial<Row>;
      if (PartitionKey === undefined || RowKey === undefined || Object.keys(others).length > 0) return findOne(query);
      return partitions.get(PartitionKey)?.rows.get(RowKey) ?? null;
    };
    table.chain = () => (wanted === undefined ? chain() : inOrder(within(partitions, wanted)));
    return partitions;
  };

  const getEntityCollection = store.getEntityCollection;
  store.getEntityCollection = function (...given) {
    const table = getEntityCollection.apply(this, [...given]);
    if (!byTable.has(table)) byTable.set(table, index(table));
    return table;
  };
  const queryTableEntities = store.queryTableEntities;
  store.queryTableEntities = function (...given) {
    const [, , , { filter }, nextPartition, nextRow] = given;
    let places: readonly Wanted[] = [{ PartitionKey: { from: '' }, RowKey: { from: '' } }];
    try {
      if (filter !== undefined && filter !== '') places = inTurn(places.flatMap((everywhere) => placesOf(parse(filter) as FilterNode, everywhere)));
    } catch {
      // A filter that is none: Azurite refuses it, with its own words.
      return queryTableEntities.apply(this, given);
    }
    const after = (span: Span, next: string | undefined): Span => {
      const from = next === undefined ? '' : Buffer.from(next, 'base64').toString('utf8');
      return from > span.from ? { ...span, from } : span;
    };
    wanted = places.map(({ PartitionKey, RowKey }) => {
      const bounds = after(PartitionKey, nextPartition);
      return { PartitionKey: bounds, RowKey: after(RowKey, bounds.from === bounds.to ? nextRow : undefined) };
    });
    try {
      // It looks for its rows before it first waits for anything.
      return queryTableEntities.apply(this, given);
    } finally {
      wanted = undefined;
    }
  };
};
