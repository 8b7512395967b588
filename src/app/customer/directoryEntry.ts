import { z } from 'zod';
import { providersThrough } from '../../domain/parties/customer/relationship';
import { relationshipSchema, type Customer } from '../../domain/parties/customer/state';
import { lookupKey, type LookupField } from './directoryKeys';
import { rowReader } from '../unreadable';

/** A customer as one partner's list shows it. Without an accepted relationship there is nothing to show but that there is, or was, a request. */
export const directoryEntrySchema = z.object({
  customerId: z.string(),
  /** Of the customer when this was written. */
  version: z.number().int().positive(),
  status: relationshipSchema.shape.status,
  /** Keys of the rows it is found by. */
  lookups: z.array(z.string()),
  shown: z
    .object({
      companyName: z.string(),
      domain: z.string(),
      /** What the partner's customers can be filtered by beside name and domain. */
      resellerTenantId: z.string().optional(),
      providerTenantIds: z.array(z.string()).optional(),
    })
    .optional(),
});

/** Of a partner's list of customers, and of what they are found by. */
export const directoryRows = rowReader('Directory', 'customer', directoryEntrySchema);

export type DirectoryEntry = z.infer<typeof directoryEntrySchema>;
export type ShownCustomer = NonNullable<DirectoryEntry['shown']>;

/** What a filter on a field compares with. */
export const valuesOf = (shown: ShownCustomer, field: LookupField): readonly string[] =>
  ({
    CompanyName: [shown.companyName],
    Domain: [shown.domain],
    IndirectReseller: shown.resellerTenantId === undefined ? [] : [shown.resellerTenantId],
    IndirectCloudSolutionProvider: shown.providerTenantIds ?? [],
  })[field];

const shownEntry = (customer: Customer, shown: ShownCustomer): DirectoryEntry => ({
  customerId: customer.id,
  version: customer.version,
  status: 'accepted',
  shown,
  lookups: (['CompanyName', 'Domain', 'IndirectReseller', 'IndirectCloudSolutionProvider'] as const).flatMap((field) =>
    valuesOf(shown, field).map((value) => lookupKey(field, value, customer.id)),
  ),
});

/** The customer's row in the list of everyone who has, had or asked for a relationship with it, indirect resellers included; by their tenants. */
export const entriesOf = (customer: Customer): ReadonlyMap<string, DirectoryEntry> => {
  const entries = new Map<string, DirectoryEntry>();
  const { name: companyName, domain } = customer;
  const put = (tenantId: string, status: DirectoryEntry['status'], extra: Partial<ShownCustomer>): void => {
    if (status === 'accepted') entries.set(tenantId, shownEntry(customer, { companyName, domain, ...extra }));
    else entries.set(tenantId, { customerId: customer.id, version: customer.version, status, lookups: [] });
  };
  for (const { resellerTenantId, status } of Object.values(customer.relationships)) {
    if (resellerTenantId === undefined) continue;
    const providerTenantIds = [...providersThrough(customer, resellerTenantId)];
    put(resellerTenantId, providerTenantIds.length > 0 ? 'accepted' : status, { providerTenantIds });
  }
  for (const [partner, { status, resellerTenantId }] of Object.entries(customer.relationships)) {
    put(partner, status, resellerTenantId === undefined ? {} : { resellerTenantId });
  }
  return entries;
};
