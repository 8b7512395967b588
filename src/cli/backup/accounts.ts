import { type BackedUpAccount } from '../../app/backup/takeBackup';
import { backupOrder } from '../../wiring/backupOrder';
import { type Stores } from '../../wiring/wiring';

/** The accounts and tables of an installation, in the order in which they are backed up. */
export const accountsOf = (stores: Stores): readonly BackedUpAccount[] => [{ account: 'main', tables: backupOrder.map(({ table, isSettled }) => ({ table, isSettled, store: stores[table] })) }];
