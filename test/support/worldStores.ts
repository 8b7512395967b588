import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { type Stores } from '../../src/wiring/wiring';
import { type PartitionStore, type Row } from '../../src/kernel/partitionStore';

export type TableName = keyof Stores;

export const memoryStores = (): Stores => ({
  Commerce: new MemoryPartitionStore(),
  Deadlines: new MemoryPartitionStore(),
  Directory: new MemoryPartitionStore(),
  Usage: new MemoryPartitionStore(),
  Catalogue: new MemoryPartitionStore(),
  Partners: new MemoryPartitionStore(),
  Audit: new MemoryPartitionStore(),
  Ledger: new MemoryPartitionStore(),
  Invoices: new MemoryPartitionStore(),
  Webhooks: new MemoryPartitionStore(),
  Events: new MemoryPartitionStore(),
});

/** The same stores, each behind a double. */
export const wrapStores = (stores: Stores, wrap: (store: PartitionStore, table: TableName) => PartitionStore): Stores => ({
  Commerce: wrap(stores.Commerce, 'Commerce'),
  Deadlines: wrap(stores.Deadlines, 'Deadlines'),
  Directory: wrap(stores.Directory, 'Directory'),
  Usage: wrap(stores.Usage, 'Usage'),
  Catalogue: wrap(stores.Catalogue, 'Catalogue'),
  Partners: wrap(stores.Partners, 'Partners'),
  Audit: wrap(stores.Audit, 'Audit'),
  Ledger: wrap(stores.Ledger, 'Ledger'),
  Invoices: wrap(stores.Invoices, 'Invoices'),
  Webhooks: wrap(stores.Webhooks, 'Webhooks'),
  Events: wrap(stores.Events, 'Events'),
});

/** Every row of a table, in order of partition and key. */
export const rowsOf = async (store: PartitionStore): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await store.listAcross({ fromPartition: '!', toPartition: '~', ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
};

const copyOf = async (store: PartitionStore): Promise<PartitionStore> => {
  const copy = new MemoryPartitionStore();
  for (const { partition, key, value } of await rowsOf(store)) await copy.commit(partition, [{ op: 'create', key, value }]);
  return copy;
};

/** What changes is copied; catalogue and partners, which no command writes, are shared. */
export const copyOfStores = async (stores: Stores): Promise<Stores> => ({
  ...stores,
  Commerce: await copyOf(stores.Commerce),
  Deadlines: await copyOf(stores.Deadlines),
  Directory: await copyOf(stores.Directory),
  Usage: await copyOf(stores.Usage),
  Audit: await copyOf(stores.Audit),
  Ledger: await copyOf(stores.Ledger),
  Invoices: await copyOf(stores.Invoices),
  Webhooks: await copyOf(stores.Webhooks),
  Events: await copyOf(stores.Events),
});

/** What commands write to. Catalogue and partners are written by imports only. */
export const commandTables: readonly TableName[] = ['Commerce', 'Deadlines', 'Directory', 'Usage', 'Ledger', 'Invoices', 'Webhooks', 'Events'];
/** But the audit log, which a refusal is written to as well. */
export const allTables: readonly TableName[] = [...commandTables, 'Catalogue', 'Partners'];

/** All rows of some tables with their etags: equal before and after means that nothing was written. */
export const dumpOf = async (stores: Stores, tables: readonly TableName[]): Promise<readonly (readonly Row[])[]> => Promise.all(tables.map((table) => rowsOf(stores[table])));
