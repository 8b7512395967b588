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
    from: string;
    /** Undefined: no end. */
    to?: string;
  }
  interface Wanted {
    readonly PartitionKey: Span;
    readonly RowKey: Span;
  }
  const byTable = new WeakMap<TableRows, Map<string, Partition>>();
  let wanted: Wanted | undefined;

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

  /** What a filter bounds the keys by, in so far as all its conditions have to hold. */
  const boundsOf = (node: FilterNode, bounds: Wanted): void => {
    if (node.name === 'and') {
      for (const side of [node.left, node.right]) if (side !== undefined) boundsOf(side, bounds);
      return;
    }
    const { identifier } = node.left ?? {};
    const { value } = node.right ?? {};
    if (typeof value !== 'string' || (identifier !== 'PartitionKey' && identifier !== 'RowKey')) return;
    const span = bounds[identifier];
    if ((node.name === 'eq' || node.name === 'ge' || node.name === 'gt') && value > span.from) span.from = value;
    if ((node.name === 'eq' || node.name === 'le' || node.name === 'lt') && (span.to === undefined || value < span.to)) span.to = value;
  };

  /** Rows between the bounds, both ends in, in the order of Azurite's answers. */
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
    table.chain = () => (wanted === undefined ? chain() : inOrder(between(partitions, wanted)));
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
    const bounds: Wanted = { PartitionKey: { from: '' }, RowKey: { from: '' } };
    try {
      if (filter !== undefined && filter !== '') boundsOf(parse(filter) as FilterNode, bounds);
    } catch {
      // A filter that is none: Azurite refuses it, with its own words.
      return queryTableEntities.apply(this, given);
    }
    const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
    if (nextPartition !== undefined && decoded(nextPartition) > bounds.PartitionKey.from) bounds.PartitionKey.from = decoded(nextPartition);
    if (nextRow !== undefined && bounds.PartitionKey.from === bounds.PartitionKey.to && decoded(nextRow) > bounds.RowKey.from) bounds.RowKey.from = decoded(nextRow);
    wanted = bounds;
    try {
      // It looks for its rows before it first waits for anything.
      return queryTableEntities.apply(this, given);
    } finally {
      wanted = undefined;
    }
  };
};
