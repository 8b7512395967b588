import { type PartitionStore } from '../kernel/partitionStore';

/** The tables of an installation; see docs/architecture.md. */
export const tableNames = ['Commerce', 'Deadlines', 'Directory', 'Usage', 'Catalogue', 'Partners', 'Audit', 'Ledger', 'Invoices', 'Webhooks', 'Events', 'Notifications', 'Throttle'] as const;

export type Stores = Readonly<Record<(typeof tableNames)[number], PartitionStore>>;
