import { allRows } from '../app/allRows';
import { readCustomer } from '../app/customer/customerBook';
import { holderOfDomain } from '../app/customer/domainClaims';
import { PARTNERS_PARTITION, partnerRows, tenantPrefix } from '../app/partner/partnerRows';
import { type Partner } from '../domain/parties/partner/state';
import { type WiredApp } from '../wiring/wiring';
import { domainsOf, type Organisation, slugOfDomain, type Tenants } from './tokens/organisations';

const partnerOf = ({ tenantId, slug, name, kind, domains: [first, ...others] = [] }: Partner): Organisation => ({
  kind: 'partner',
  tenantId: tenantId.toLowerCase(),
  slug,
  name,
  domains: first === undefined ? domainsOf(slug) : [first, ...others],
  ...(kind === 'indirect_reseller' && { reseller: true }),
});

/** Anything else is no domain, and may be no key to look for either. */
const DOMAIN = /^[a-z0-9.-]{1,253}$/;

/** Who can sign in: the operator, and whoever is stored as a partner, reseller or customer now. */
export const localTenants = (app: Pick<WiredApp, 'partners' | 'partnerRows' | 'commerce' | 'stores'>, operatorTenantId: string): Tenants => {
  const operator: Organisation = { kind: 'operator', tenantId: operatorTenantId, slug: 'operator', name: 'Operator', domains: domainsOf('operator') };

  const customer = async (tenantId: string): Promise<Organisation | undefined> => {
    const found = await readCustomer(app.commerce, tenantId);
    return found && { kind: 'customer', tenantId, slug: 'customer', name: found.value.name, domains: [found.value.domain] };
  };

  // Those that cannot be read keep nobody else from signing in. Who was removed signs in no more.
  const everybody = async (): Promise<readonly Partner[]> =>
    partnerRows.readable(await allRows(app.partnerRows, PARTNERS_PARTITION, tenantPrefix)).items.filter(({ removedAt }) => removedAt === undefined);

  const bySlug = async (slug: string): Promise<Organisation | undefined> => {
    const partner = (await everybody()).find((candidate) => candidate.slug === slug);
    return partner && partnerOf(partner);
  };

  return {
    operatorTenantId,
    byTenantId: async (tenantId) => {
      if (tenantId === operatorTenantId) return operator;
      const partner = await app.partners.byTenant(tenantId);
      return partner === undefined ? customer(tenantId) : partnerOf(partner);
    },
    bySlug,
    byDomain: async (domain) => {
      if (!DOMAIN.test(domain)) return undefined;
      if (operator.domains.includes(domain)) return operator;
      const named = await app.partners.byDomain(domain);
      if (named !== undefined) return partnerOf(named);
      const slug = slugOfDomain(domain);
      const partner = slug === undefined ? undefined : await bySlug(slug);
      if (partner !== undefined) return partner;
      const holder = await holderOfDomain({ commerce: app.commerce, directory: app.stores.Directory }, domain);
      return holder === undefined ? undefined : customer(holder);
    },
    partners: async () => {
      const found = (await everybody()).map(partnerOf);
      return [...found.filter(({ reseller }) => reseller !== true), ...found.filter(({ reseller }) => reseller === true)];
    },
  };
};
