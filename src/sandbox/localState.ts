import { readCustomer } from '../app/customer/customerBook';
import { listCustomers } from '../app/customer/customerList';
import { type WiredApp } from '../wiring/wiring';
import { type CatalogueItem } from '../domain/catalogue/state';
import { type Customer } from '../domain/parties/customer/state';
import { type Partner } from '../domain/parties/partner/state';
import { type Tenants } from './tokens/organisations';
import { PARTNER_ROLES } from './tokens/roles';
import { readSampleWorld } from './sampleFiles';

const partnerState = (partner: Partner) => ({
  slug: partner.slug,
  name: partner.name,
  tenantId: partner.tenantId,
  partnerId: partner.partnerId,
  kind: partner.kind,
  country: partner.country,
  currency: partner.currency,
  ...(partner.resellers.length > 0 && {
    resellers: partner.resellers.map(({ name, partnerId, tenantId, agreementSigned }) => ({ name, partnerId, tenantId, agreementSigned })),
  }),
});

const productState = ({ sku }: CatalogueItem, markets: readonly string[]) => ({
  title: sku.title,
  productId: sku.productId,
  skuId: sku.skuId,
  kind: sku.kind,
  tags: sku.tags,
  upgradesTo: sku.upgradeTargets,
  markets,
});

const productStates = async (app: WiredApp) => {
  const found = new Map<string, { item: CatalogueItem; markets: string[] }>();
  for (const market of await app.markets()) {
    for (const [key, item] of (await app.catalogueOf(market)).items) {
      const known = found.get(key);
      if (known === undefined) found.set(key, { item, markets: [market] });
      else known.markets.push(market);
    }
  }
  return [...found.values()].map(({ item, markets }) => productState(item, markets));
};

/** Of each partner, where the world is the user's own. */
const MOST_CUSTOMERS = 200;

/** The sample's customers as far as they are there; of a world of the user's own the first of each partner's, by name. */
const storedCustomers = async (app: WiredApp, root: string, partners: readonly Partner[]): Promise<readonly Customer[]> => {
  const read = async (ids: readonly string[]): Promise<readonly Customer[]> => {
    const found: Customer[] = [];
    for (const id of ids) {
      const customer = (await readCustomer(app.commerce, id))?.value;
      if (customer !== undefined) found.push(customer);
    }
    return found;
  };
  const sample = await read((await readSampleWorld(root)).customers.map(({ tenantId }) => tenantId));
  if (sample.length > 0) return sample;
  const listed = await Promise.all(partners.map(({ tenantId }) => listCustomers(app.directory, tenantId, undefined, MOST_CUSTOMERS)));
  return read([...new Set(listed.flatMap(({ items }) => items.map(({ customerId }) => customerId)))]);
};

/** Client ids that say who and what they are, any secret going with them: `customer` in the tenant of each customer. Any other id is taken too, in the tenant it names. */
const clientStates = async (tenants: Tenants, customers: readonly { readonly tenantId: string }[]) => [
  ...(await tenants.partners()).flatMap(({ slug, tenantId }) => PARTNER_ROLES.map((role) => ({ clientId: `${slug}-${role}`, tenantId, role }))),
  ...customers.map(({ tenantId }) => ({ clientId: 'customer', tenantId, role: 'customer' })),
  { clientId: 'operator', tenantId: tenants.operatorTenantId, role: 'operator' },
];

const customerStates = async (app: WiredApp, root: string, partners: readonly Partner[]) => {
  const slugOf = (tenantId: string): string => partners.find((partner) => partner.tenantId === tenantId)?.slug ?? tenantId;
  return (await storedCustomers(app, root, partners)).map((customer) => ({
    name: customer.name,
    tenantId: customer.id,
    country: customer.country,
    segment: customer.segment,
    relationships: Object.fromEntries(Object.entries(customer.relationships).map(([partner, { status }]) => [slugOf(partner), status])),
    agreements: Object.keys(customer.attestations).map(slugOf),
  }));
};

/** `GET /local/state`: partners, customers and products as they are now, so that a script needs no copy-paste. */
export const localState = async (app: WiredApp, root: string, tenants: Tenants) => {
  const partners = await app.partners.all();
  const customers = await customerStates(app, root, partners);
  return {
    operatorTenantId: tenants.operatorTenantId,
    roles: PARTNER_ROLES,
    clients: await clientStates(tenants, customers),
    partners: partners.map(partnerState),
    customers,
    products: await productStates(app),
  };
};
