import { z } from 'zod';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant, plusMinutes } from '../../kernel/instant';
import { deleteAsRead, type PartitionStore, type Row } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { readCustomer } from './customerBook';
import { claimKey } from './directoryKeys';
import { rowReader } from '../unreadable';

const claimSchema = z.object({ customerId: z.string(), claimedAt: instantSchema });
const claimRows = rowReader('Directory', 'domain', claimSchema);

/**
 * For so long a claim stands without its customer: longer than creating one can take with all retries of the adapter. Later it is an orphan, left by a crash
 * between the two, and whoever asks next takes it over.
 */
const graceMinutes = 10;

/** So old a claim of one's own leaves time enough to create its customer before it is an orphan. */
const freshMinutes = 1;

const attempts = 8;

export interface ClaimStores {
  readonly commerce: PartitionStore;
  readonly directory: PartitionStore;
}

const hasDomain = async ({ commerce }: Pick<ClaimStores, 'commerce'>, customerId: string, domain: string): Promise<boolean> => (await readCustomer(commerce, customerId))?.value.domain === domain;

const standsFor = async (stores: ClaimStores, domain: string, row: Row, now: Instant): Promise<boolean> => {
  const { customerId, claimedAt } = claimRows.read(row);
  return (await hasDomain(stores, customerId, domain)) || plusMinutes(claimedAt, graceMinutes) > now;
};

/** Whether a customer has the domain, or is being created with it. */
export const isDomainTaken = async (stores: ClaimStores, domain: string, now: Instant): Promise<boolean> => {
  const row = await stores.directory.read(claimKey(domain), claimKey(domain));
  return row !== undefined && standsFor(stores, domain, row, now);
};

/** Id of the customer that has the domain. One that is only being created with it has not got it yet. */
export const holderOfDomain = async ({ commerce, directory }: ClaimStores, domain: string): Promise<string | undefined> => {
  const row = await directory.read(claimKey(domain), claimKey(domain));
  if (row === undefined) return undefined;
  const { customerId } = claimRows.read(row);
  return (await hasDomain({ commerce }, customerId, domain)) ? customerId : undefined;
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
    const claim = claimRows.read(row);
    const isOwn = claim.customerId === customerId;
    // One of an attempt long ago is anybody's by now: it is made anew, so that nobody takes it over while the customer is stored.
    if (isOwn && (plusMinutes(claim.claimedAt, freshMinutes) > now || (await hasDomain(stores, customerId, domain)))) return true;
    if (!isOwn && (await standsFor(stores, domain, row, now))) return false;
    if ((await directory.commit(key, [{ op: 'update', key, value, etag: row.etag }])).ok) return true;
  }
  return false;
};

/** Gives a domain back that was claimed for a customer, unless the customer has it. Where others write the claim meanwhile, it stays theirs. */
export const releaseDomain = async ({ commerce, directory }: ClaimStores, domain: string, customerId: string): Promise<void> => {
  if (await hasDomain({ commerce }, customerId, domain)) return;
  const key = claimKey(domain);
  const row = await directory.read(key, key);
  if (row !== undefined && claimRows.read(row).customerId === customerId) await directory.commit(key, [deleteAsRead(row)]);
};

/** The claim of a customer that is there: of one that came with its data, or when the directory is rebuilt. One that is claimed already stays so. */
export const claimExisting = async (directory: PartitionStore, customer: Customer): Promise<void> => {
  const key = claimKey(customer.domain);
  await directory.commit(key, [{ op: 'create', key, value: { type: 'domain', customerId: customer.id, claimedAt: customer.createdAt } }]);
};

const claimOf = (row: Row | undefined): z.output<typeof claimSchema> | undefined => (row === undefined ? undefined : claimRows.readable([row]).items[0]);

/** Whether the domain of a customer that is there is claimed for it; or, as two with one domain came with their data, for another that has it. */
const isClaimedIn = async (stores: ClaimStores, { id, domain }: Customer, row: Row | undefined, now: Instant): Promise<boolean> => {
  const claim = claimOf(row);
  return row !== undefined && claim !== undefined && (claim.customerId === id || (await standsFor(stores, domain, row, now)));
};

/** The same as it is stored. */
export const isClaimed = async (stores: ClaimStores, customer: Customer, now: Instant): Promise<boolean> => {
  const key = claimKey(customer.domain);
  return isClaimedIn(stores, customer, await stores.directory.read(key, key), now);
};

/** Claims the domain of a customer that is there, over a claim that cannot be read, or that is left of a customer that never came. One that stands for another, or is made by then, stays. */
export const claimAgain = async (stores: ClaimStores, customer: Customer, now: Instant): Promise<void> => {
  const key = claimKey(customer.domain);
  const row = await stores.directory.read(key, key);
  if (await isClaimedIn(stores, customer, row, now)) return;
  if (row === undefined) return claimExisting(stores.directory, customer);
  const value = { type: 'domain', customerId: customer.id, claimedAt: customer.createdAt };
  await stores.directory.commit(key, [{ op: 'update', key, value, etag: row.etag }]);
};
