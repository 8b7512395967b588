import { readCustomer } from '../app/customer/customerBook';
import { holderOfDomain } from '../app/customer/domainClaims';
import { resellerPartnersOf } from '../domain/parties/partner/resellerPartners';
import { type Partner } from '../domain/parties/partner/state';
import { type WiredApp } from '../wiring/wiring';
import { domainsOf, type Organisation, slugOfDomain, type Tenants } from './tokens/organisations';

const partnerOf = ({ tenantId, slug, name, kind }: Partner): Organisation => ({
  kind: 'partner',
  tenantId: tenantId.toLowerCase(),
  slug,
  name,
  domains: domainsOf(slug),
  ...(kind === 'indirect_reseller' && { reseller: true }),
});

/** Anything else is no domain, and may be no key to look for either. */
const DOMAIN = /^[a-z0-9.-]{1,253}$/;

/** Who can sign in: the operator, and whoever is stored as a partner, reseller or customer now. */
export const localTenants = (app: Pick<WiredApp, 'partners' | 'commerce' | 'stores'>, operatorTenantId: string): Tenants => {
  const operator: Organisation = { kind: 'operator', tenantId: operatorTenantId, slug: 'operator', name: 'Operator', domains: domainsOf('operator') };

  const customer = async (tenantId: string): Promise<Organisation | undefined> => {
    const found = await readCustomer(app.commerce, tenantId);
    return found && { kind: 'customer', tenantId, slug: 'customer', name: found.value.name, domains: [found.value.domain] };
  };

  // Those that cannot be read keep nobody else from signing in.
  const sellers = async (): Promise<readonly Partner[]> => (await app.partners.readable()).items;

  const bySlug = async (slug: string): Promise<Organisation | undefined> => {
    const [, reseller] = /^reseller(\d{1,10})$/.exec(slug) ?? [];
    const partner = reseller === undefined ? (await sellers()).find((candidate) => candidate.slug === slug) : await app.partners.byPartnerId(reseller);
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
      const slug = slugOfDomain(domain);
      const partner = slug === undefined ? undefined : await bySlug(slug);
      if (partner !== undefined) return partner;
      const holder = await holderOfDomain({ commerce: app.commerce, directory: app.stores.Directory }, domain);
      return holder === undefined ? undefined : customer(holder);
    },
    partners: async () => {
      const sold = await sellers();
      return [...sold, ...resellerPartnersOf(sold)].map(partnerOf);
    },
  };
};
