import { type PartnerUse } from '../../domain/parties/partner/refusals';
import { isOver } from '../../domain/parties/partner/removePartner';
import { isResellerWish, slugOf, type PartnerStanding, type PartnerWish } from '../../domain/parties/partner/setUpPartner';
import { type Partner } from '../../domain/parties/partner/state';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { readCustomer } from '../customer/customerBook';
import { entryPrefix, lookupPrefix } from '../customer/directoryKeys';
import { isDomainOfAnother } from '../customer/domainClaims';
import { listInvoices } from '../invoice/invoiceBook';
import { type PartnerBook } from '../partnerBook';
import { domainKey, partnerIdKey, readPartner, slugKey, tenantFoundBy, type StoredPartner } from './partnerRows';

export interface PartnerPorts {
  readonly partners: PartnerBook;
  /** The `Partners` table. */
  readonly partnerRows: PartitionStore;
  readonly commerce: PartitionStore;
  readonly directory: PartitionStore;
  readonly invoices: PartitionStore;
  readonly clock: Clock;
  readonly operatorTenantId: string;
}

/** What needs a partner: customers it has, had or asked, also through a provider; resellers; invoices. */
export const useOf = async ({ directory, invoices }: PartnerPorts, { tenantId, resellers }: Partner): Promise<PartnerUse | undefined> => {
  if (resellers.length > 0) return 'resellers';
  if ((await directory.list(tenantId, { prefix: entryPrefix, limit: 1 })).rows.length > 0) return 'customers';
  const { items, unreadable = [] } = await listInvoices(invoices, tenantId, 1);
  return items.length + unreadable.length > 0 ? 'invoices' : undefined;
};

/** By their PartnerIDs, straight from the store; whom nobody has is left out. */
export const storedProviders = async (rows: PartitionStore, partnerIds: readonly string[]): Promise<ReadonlyMap<string, StoredPartner>> => {
  const found = await Promise.all(
    partnerIds.map(async (partnerId) => {
      const tenantId = await tenantFoundBy(rows, partnerIdKey(partnerId));
      return [partnerId, tenantId === undefined ? undefined : await readPartner(rows, tenantId)] as const;
    }),
  );
  return new Map(found.flatMap(([partnerId, provider]) => (provider === undefined ? [] : [[partnerId, provider] as const])));
};

/** A customer's tenant does not matter to who asks. */
const A_CUSTOMER = 'customer';

const domainHolder = async ({ partnerRows, commerce, directory, clock }: PartnerPorts, domain: string, tenantId: string): Promise<string | undefined> =>
  (await tenantFoundBy(partnerRows, domainKey(domain))) ?? ((await isDomainOfAnother({ commerce, directory }, domain, tenantId, clock.now())) ? A_CUSTOMER : undefined);

const tenantHolder = async ({ commerce, operatorTenantId }: PartnerPorts, tenantId: string): Promise<PartnerStanding['tenantOf']> => {
  if (tenantId === operatorTenantId) return 'operator';
  return (await readCustomer(commerce, tenantId)) === undefined ? undefined : 'customer';
};

/** Of the providers that a reseller leaves, those who sell to customers through it. */
const sellingThrough = async ({ directory }: PartnerPorts, resellerTenantId: string, providers: readonly Partner[]): Promise<ReadonlySet<string>> => {
  const selling = await Promise.all(
    providers.map(async ({ partnerId, tenantId }) => ((await directory.list(resellerTenantId, { prefix: lookupPrefix('IndirectCloudSolutionProvider', tenantId), limit: 1 })).rows.length > 0 ? [partnerId] : [])),
  );
  return new Set(selling.flat());
};

/** What a wish is decided on, with what its commit is guarded by. */
export interface ReadStanding {
  readonly standing: PartnerStanding;
  readonly stored: StoredPartner | undefined;
  readonly providers: ReadonlyMap<string, StoredPartner>;
}

/** @throws RowUnreadable, and when the store fails. */
export const readStanding = async (ports: PartnerPorts, wish: PartnerWish): Promise<ReadStanding> => {
  const { partnerRows, clock } = ports;
  const { tenantId } = wish;
  const stored = await readPartner(partnerRows, tenantId);
  const named = isResellerWish(wish) ? wish.providers : [];
  const before = stored?.value.providers ?? [];
  const providers = await storedProviders(partnerRows, [...new Set([...named, ...before])]);
  const domains = await Promise.all(wish.domains.map(async (domain) => [domain, await domainHolder(ports, domain, tenantId)] as const));
  const left = before.flatMap((partnerId) => (named.includes(partnerId) ? [] : (providers.get(partnerId)?.value ?? [])));
  return {
    stored,
    providers,
    standing: {
      stored: stored?.value,
      isOver: stored !== undefined && isOver(stored.value, clock.now()) && (await useOf(ports, stored.value)) === undefined,
      tenantOf: await tenantHolder(ports, tenantId),
      partnerIdOf: await tenantFoundBy(partnerRows, partnerIdKey(wish.partnerId)),
      slugHolder: await tenantFoundBy(partnerRows, slugKey(slugOf(wish, stored?.value))),
      domainsOf: new Map(domains.flatMap(([domain, holder]) => (holder === undefined ? [] : [[domain, holder] as const]))),
      providers: new Map([...providers].map(([partnerId, { value }]) => [partnerId, value])),
      sellsThrough: await sellingThrough(ports, tenantId, left),
    },
  };
};
