import { isDeepStrictEqual } from 'node:util';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { claimAgain, isClaimed, type ClaimStores } from '../customer/domainClaims';
import { entriesOf, directoryRows, type DirectoryEntry } from '../customer/directoryEntry';
import { entryKey } from '../customer/directoryKeys';
import { projectCustomer } from '../customer/directoryProjection';
import { type PartitionStore } from '../../kernel/partitionStore';

/** A version apart is none: most changes of a customer are none of its list, which is then not written anew. */
const saysTheSame = (stored: DirectoryEntry, entry: DirectoryEntry): boolean => isDeepStrictEqual({ ...stored, version: entry.version }, entry);

const isListed = async (directory: PartitionStore, tenantId: string, entry: DirectoryEntry): Promise<boolean> => {
  for (const key of [entryKey(entry.customerId), ...entry.lookups]) {
    const row = await directory.read(tenantId, key);
    const [stored] = row === undefined ? [] : directoryRows.readable([row]).items;
    if (stored === undefined || (stored.version <= entry.version && !saysTheSame(stored, entry))) return false;
  }
  return true;
};

/**
 * CUS-1, DUE-1: whether the directory says of a customer what its row says: in the list of everyone who has to do with it, under all it is found by, and of its domain. One operation for each row.
 * @returns what is not so: `claim`, `entry`.
 */
export const directoryFaults = async (stores: ClaimStores, customer: Customer, now: Instant): Promise<readonly ('claim' | 'entry')[]> => {
  const faults: ('claim' | 'entry')[] = (await isClaimed(stores, customer, now)) ? [] : ['claim'];
  for (const [tenantId, entry] of entriesOf(customer)) {
    if (await isListed(stores.directory, tenantId, entry)) continue;
    return [...faults, 'entry'];
  }
  return faults;
};

/** Writes it as it should be. What is newer stays. @throws when the store fails. */
export const mendDirectory = async (stores: ClaimStores, customer: Customer, now: Instant): Promise<void> => {
  await claimAgain(stores, customer, now);
  await projectCustomer(stores.directory, customer, true);
};
