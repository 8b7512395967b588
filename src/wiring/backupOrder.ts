import { type tableNames } from './wiring';

type TableName = (typeof tableNames)[number];

/** How a table is backed up, and in which order. */
export interface TableInOrder {
  readonly table: TableName;
  /** Whether each of its partitions is taken as of one moment. */
  readonly isSettled: boolean;
}

const settled = (table: TableName): TableInOrder => ({ table, isSettled: true });
const asItComes = (table: TableName): TableInOrder => ({ table, isSettled: false });

/**
 * All tables, in the order in which a back-up reads them. What is made of something is read before it: an invoice's lines are then in the ledger that is read after it, and a ledger's in the customers that are read after that. What
 * came in between is in no invoice, no ledger, no feed and no index yet, and is brought there after a restore as after a crash. What is referred to (prices, partners) and what records (the audit log) comes last.
 * A feed, an audit log or an index is never quiet in a large installation, and needs no moment: its rows are written once, or are compared with the state afterwards.
 */
export const backupOrder: readonly TableInOrder[] = [
  settled('Invoices'),
  asItComes('Ledger'),
  settled('Usage'),
  asItComes('Events'),
  asItComes('Webhooks'),
  asItComes('Notifications'),
  asItComes('Deadlines'),
  asItComes('Directory'),
  settled('Commerce'),
  settled('Catalogue'),
  settled('Partners'),
  asItComes('Audit'),
  asItComes('Throttle'),
];
