import { customerKey } from '../app/command/commerceKeys';
import { customerRows } from '../app/customer/customerBook';
import { listCustomers } from '../app/customer/customerList';
import { type Readable } from '../app/unreadable';
import { type WiredApp } from '../wiring/wiring';
import { type CatalogueItem } from '../domain/catalogue/state';
import { type Customer } from '../domain/parties/customer/state';
import { type Partner } from '../domain/parties/partner/state';
import { StoreUnavailable, type Row } from '../kernel/partitionStore';
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

/** What is sold in a market; undefined where that cannot be read. */
const itemsOf = async (app: WiredApp, market: string): Promise<ReadonlyMap<string, CatalogueItem> | undefined> => {
  try {
    return (await app.catalogueOf(market)).items;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return undefined;
  }
};

const productStates = async (app: WiredApp) => {
  const found = new Map<string, { item: CatalogueItem; markets: string[] }>();
  let unreadable = 0;
  for (const market of await app.markets()) {
    const items = await itemsOf(app, market);
    if (items === undefined) unreadable += 1;
    for (const [key, item] of items ?? []) {
      const known = found.get(key);
      if (known === undefined) found.set(key, { item, markets: [market] });
      else known.markets.push(market);
    }
  }
  return { products: [...found.values()].map(({ item, markets }) => productState(item, markets)), unreadable };
};

/** Of each partner, where the world is the user's own. */
const MOST_CUSTOMERS = 200;

interface StoredCustomers extends Readable<Customer> {
  /** Whether a partner has more than are looked at. */
  readonly more: boolean;
}

/** The sample's customers as far as they are there; of a world of the user's own the first of each partner's, by name. */
const storedCustomers = async (app: WiredApp, root: string, partners: readonly Partner[]): Promise<StoredCustomers> => {
  const read = async (ids: readonly string[]): Promise<Readable<Customer>> => {
    const rows: Row[] = [];
    for (const id of ids) {
      const row = await app.commerce.read(id, customerKey(id));
      if (row !== undefined) rows.push(row);
    }
    return customerRows.readable(rows);
  };
  const sample = await read((await readSampleWorld(root)).customers.map(({ tenantId }) => tenantId));
  if (sample.items.length + sample.unreadable.length > 0) return { ...sample, more: false };
  const listed = await Promise.all(partners.map(({ tenantId }) => listCustomers(app.directory, tenantId, undefined, MOST_CUSTOMERS)));
  const own = await read([...new Set(listed.flatMap(({ items }) => items.map(({ customerId }) => customerId)))]);
  return { ...own, more: listed.some(({ continuation }) => continuation !== undefined) };
};

/** Client ids that say who and what they are, any secret going with them: `customer` in the tenant of each customer. Any other id is taken too, in the tenant it names. */
const clientStates = async (tenants: Tenants, customers: readonly { readonly tenantId: string }[]) => [
  ...(await tenants.partners()).flatMap(({ slug, tenantId }) => PARTNER_ROLES.map((role) => ({ clientId: `${slug}-${role}`, tenantId, role }))),
  ...customers.map(({ tenantId }) => ({ clientId: 'customer', tenantId, role: 'customer' })),
  { clientId: 'operator', tenantId: tenants.operatorTenantId, role: 'operator' },
];

const customerStates = (customers: readonly Customer[], partners: readonly Partner[]) => {
  const slugOf = (tenantId: string): string => partners.find((partner) => partner.tenantId === tenantId)?.slug ?? tenantId;
  return customers.map((customer) => ({
    name: customer.name,
    tenantId: customer.id,
    country: customer.country,
    segment: customer.segment,
    relationships: Object.fromEntries(Object.entries(customer.relationships).map(([partner, { status }]) => [slugOf(partner), status])),
    agreements: Object.keys(customer.attestations).map(slugOf),
  }));
};

/**
 * `GET /local/state`: partners, customers and products as they are now, so that a script needs no copy-paste. Partners, customers and markets that cannot be read are left out and counted (`unreadable`); `moreCustomers`: a partner of a world
 * of the user's own has more than two hundred.
 */
export const localState = async (app: WiredApp, root: string, tenants: Tenants) => {
  const readable = await app.partners.readable();
  const partners = readable.items.filter(({ removedAt }) => removedAt === undefined);
  const stored = await storedCustomers(app, root, partners);
  const customers = customerStates(stored.items, partners);
  const { products, unreadable: markets } = await productStates(app);
  const unreadable = readable.unreadable.length + stored.unreadable.length + markets;
  return {
    operatorTenantId: tenants.operatorTenantId,
    roles: PARTNER_ROLES,
    clients: await clientStates(tenants, customers),
    partners: partners.map(partnerState),
    customers,
    products,
    ...(stored.more && { moreCustomers: true }),
    ...(unreadable > 0 && { unreadable }),
  };
};
