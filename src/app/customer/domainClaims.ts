import { z } from 'zod';
import { type Customer } from '../../customer/state';
import { type Instant, plusMinutes } from '../../kernel/instant';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { readCustomer } from './customerBook';
import { claimKey } from './directoryKeys';
import { rowReader } from '../unreadable';

const claimRows = rowReader('Directory', 'domain', z.object({ customerId: z.string(), claimedAt: instantSchema }));

/**
 * For so long a claim stands without its customer: longer than creating one can take with all retries of the adapter. Later it is an orphan, left by a crash
 * between the two, and whoever asks next takes it over.
 */
const graceMinutes = 10;

const attempts = 8;

export interface ClaimStores {
  readonly commerce: PartitionStore;
  readonly directory: PartitionStore;
}

const standsFor = async ({ commerce }: ClaimStores, domain: string, row: Row, now: Instant): Promise<boolean> => {
  const { customerId, claimedAt } = claimRows.read(row);
  const holder = await readCustomer(commerce, customerId);
  return holder?.value.domain === domain || plusMinutes(claimedAt, graceMinutes) > now;
};

/** Whether a customer has the domain, or is being created with it. */
export const isDomainTaken = async (stores: ClaimStores, domain: string, now: Instant): Promise<boolean> => {
  const row = await stores.directory.read(claimKey(domain), claimKey(domain));
  return row !== undefined && standsFor(stores, domain, row, now);
};

/** Whether it is another customer's, or will be. */
export const isDomainOfAnother = async (stores: ClaimStores, domain: string, customerId: string, now: Instant): Promise<boolean> => {
  const row = await stores.directory.read(claimKey(domain), claimKey(domain));
  return row !== undefined && claimRows.read(row).customerId !== customerId && standsFor(stores, domain, row, now);
};

/**
 * Claims a domain for a customer that is about to be created: first the claim, then the customer. The id of a customer is computed from its request, so a
 * repeat of the request finds its own claim and goes on. @returns false if it is another's.
 */
export const claimDomain = async (stores: ClaimStores, domain: string, customerId: string, now: Instant): Promise<boolean> => {
  const { directory } = stores;
  const key = claimKey(domain);
  const value = { type: 'domain', customerId, claimedAt: now };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if ((await directory.commit(key, [{ op: 'create', key, value }])).ok) return true;
    const row = await directory.read(key, key);
    if (row === undefined) continue;
    if (claimRows.read(row).customerId === customerId) return true;
    if (await standsFor(stores, domain, row, now)) return false;
    if ((await directory.commit(key, [{ op: 'update', key, value, etag: row.etag }])).ok) return true;
  }
  return false;
};

/** Gives a domain back that was claimed for a customer, unless the customer has it. */
export const releaseDomain = async ({ commerce, directory }: ClaimStores, domain: string, customerId: string): Promise<void> => {
  const holder = await readCustomer(commerce, customerId);
  if (holder?.value.domain === domain) return;
  const key = claimKey(domain);
  const row = await directory.read(key, key);
  if (row !== undefined && claimRows.read(row).customerId === customerId) await directory.commit(key, [{ op: 'delete', key }]);
};

/** The claim of a customer that is there: of one that came with its data, or when the directory is rebuilt. One that is claimed already stays so. */
export const claimExisting = async (directory: PartitionStore, customer: Customer): Promise<void> => {
  const key = claimKey(customer.domain);
  await directory.commit(key, [{ op: 'create', key, value: { type: 'domain', customerId: customer.id, claimedAt: customer.createdAt } }]);
};
