import { type Customer } from '../../domain/parties/customer/state';
import { groupBy } from '../../kernel/groupBy';
import { ANY_ETAG, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { readCustomer } from './customerBook';
import { claimExisting } from './domainClaims';
import { directoryRows, entriesOf, type DirectoryEntry } from './directoryEntry';
import { entryKey, isLookupOf, lookupsPrefix } from './directoryKeys';
import { type EventPublisher, type EventRecord } from '../command/eventRecord';

/** Facts after which somebody's list of customers is another. */
const changesTheList: ReadonlySet<string> = new Set(['CustomerCreated', 'RelationshipRequested', 'RelationshipAccepted', 'RelationshipDeclined', 'RelationshipEnded']);

/** How often it writes anew when another process projects the same customer. */
const attempts = 8;

/** All that a customer is found by in a partner's list, where its own row there cannot say: the whole list is gone over. One operation for each thousand rows. */
const lookupsOf = async (directory: PartitionStore, tenantId: string, customerId: string): Promise<readonly string[]> => {
  const found: string[] = [];
  let continuation: string | undefined;
  do {
    const page = await directory.list(tenantId, { prefix: lookupsPrefix, ...(continuation !== undefined && { continuation }) });
    found.push(...page.rows.map(({ key }) => key).filter((key) => isLookupOf(key, customerId)));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return found;
};

/** @param present its row, and what it has been found by. */
const writesOf = (entry: DirectoryEntry, present: { readonly lookups: readonly string[]; readonly etag: string } | undefined): Write[] => {
  const key = entryKey(entry.customerId);
  const kept = new Set(entry.lookups);
  return [
    present === undefined ? { op: 'create', key, value: entry } : { op: 'update', key, value: entry, etag: present.etag },
    ...entry.lookups.map((lookup): Write => ({ op: 'put', key: lookup, value: entry })),
    ...(present?.lookups ?? []).filter((lookup) => !kept.has(lookup)).map((lookup): Write => ({ op: 'delete', key: lookup, etag: ANY_ETAG })),
  ];
};

const projectEntry = async (directory: PartitionStore, tenantId: string, entry: DirectoryEntry, again: boolean): Promise<void> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await directory.read(tenantId, entryKey(entry.customerId));
    // One that cannot be read says nothing of what is newer: it is written over.
    const [stored] = row === undefined ? [] : directoryRows.readable([row]).items;
    if (stored !== undefined && (stored.version > entry.version || (!again && stored.version === entry.version))) return;
    const present = row && { lookups: stored?.lookups ?? (await lookupsOf(directory, tenantId, entry.customerId)), etag: row.etag };
    if ((await directory.commit(tenantId, writesOf(entry, present))).ok) return;
  }
  throw new Error(`The directory entry of ${entry.customerId} was changed by others in each of ${attempts} attempts`);
};

/**
 * Brings the directory up to a customer's present state. Repeats and old news change nothing.
 * @param again also writes what seems to be there: for a rebuild. @throws when the store fails.
 */
export const projectCustomer = async (directory: PartitionStore, customer: Customer, again = false): Promise<void> => {
  if (again) await claimExisting(directory, customer);
  for (const [tenantId, entry] of entriesOf(customer)) await projectEntry(directory, tenantId, entry, again);
};

/** Resellers that what is told of a customer names, and that its relationships do not name any more: another was asked for before this was told. */
const resellersLeft = (records: readonly EventRecord[], customer: Customer): readonly string[] => {
  const named = records.flatMap(({ facts }) => facts.map((fact) => fact['resellerTenantId'])).filter((tenantId) => typeof tenantId === 'string');
  const present = entriesOf(customer);
  return [...new Set(named)].filter((tenantId) => !present.has(tenantId));
};

/** Takes a customer out of one partner's list, with all that it is found by there, whatever that is by now: of one that is being restored, of which nobody else brings news. Safe to repeat. @throws when the store fails. */
export const unlistCustomer = async (directory: PartitionStore, tenantId: string, { customerId, lookups }: DirectoryEntry): Promise<void> => {
  const row = await directory.read(tenantId, entryKey(customerId));
  const [stored] = row === undefined ? [] : directoryRows.readable([row]).items;
  const left = row === undefined ? [] : (stored?.lookups ?? (await lookupsOf(directory, tenantId, customerId)));
  await directory.commit(tenantId, [...new Set([entryKey(customerId), ...lookups, ...left])].map((key): Write => ({ op: 'delete', key, etag: ANY_ETAG })));
};

/** Keeps the directory on the way to whoever else is told. A failure leaves the records in the outbox, and the sweep comes again. */
export class DirectoryProjection implements EventPublisher {
  constructor(
    private readonly commerce: PartitionStore,
    private readonly directory: PartitionStore,
    private readonly next: EventPublisher,
  ) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    const told = records.filter(({ subject, facts }) => subject.kind === 'customer' && facts.some(({ type }) => changesTheList.has(type)));
    for (const [customerId, own] of groupBy(told, (record) => record.customerId)) {
      const customer = (await readCustomer(this.commerce, customerId))?.value;
      if (customer === undefined) continue;
      await projectCustomer(this.directory, customer);
      const { version } = customer;
      for (const tenantId of resellersLeft(own, customer)) await projectEntry(this.directory, tenantId, { customerId, version, status: 'ended', lookups: [] }, false);
    }
    await this.next.publish(records);
  }
}
