import { type PartitionStore } from '../../kernel/partitionStore';
import { directoryRows, valuesOf, type ShownCustomer } from './directoryEntry';
import { folded, lookupPrefix, type LookupField } from './directoryKeys';
import { readablePage, type Page } from '../unreadable';

/** Values that start so, without regard to case. */
export interface CustomerFilter {
  readonly field: LookupField;
  readonly startsWith: string;
}

export interface ListedCustomer extends ShownCustomer {
  readonly customerId: string;
}

/** A partner's customers in order of their names, or of what is searched for; one query of its partition per page. May lag behind Commerce by a failed publishing. */
export const listCustomers = async (
  directory: PartitionStore,
  partnerTenantId: string,
  filter: CustomerFilter | undefined,
  limit: number,
  continuation?: string,
): Promise<Page<ListedCustomer>> => {
  const { field, startsWith } = filter ?? { field: 'CompanyName', startsWith: '' };
  const page = await directory.list(partnerTenantId, { prefix: lookupPrefix(field, startsWith), limit, ...(continuation !== undefined && { continuation }) });
  const wanted = folded(startsWith);
  const entries = readablePage(page, directoryRows);
  const items = entries.items.flatMap(({ customerId, shown }): ListedCustomer[] =>
    // A key holds the beginning of a long value only.
    shown !== undefined && valuesOf(shown, field).some((value) => folded(value).startsWith(wanted)) ? [{ customerId, ...shown }] : [],
  );
  return { ...entries, items };
};
