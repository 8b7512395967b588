import { join } from 'node:path';
import { PARTNERS_PARTITION, tenantKey } from '../../src/app/partner/partnerRows';
import { RowUnreadable } from '../../src/app/unreadable';
import { holdsData } from '../../src/sandbox/heldData';
import { localState } from '../../src/sandbox/localState';
import { localTenants } from '../../src/sandbox/localTenants';
import { type Organisation } from '../../src/sandbox/tokens/organisations';
import { World } from '../support/world';

const OPERATOR = '9eee026c-68e0-4319-b967-f041adede329';
const HAVN = '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8';
const NORDLYS = 'f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d';
const WATERLAND = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';

const idOf = (found: Organisation | undefined): string | undefined => found?.tenantId;

test('who signs in is found by tenant, slug and domain among the partners, resellers and customers that are stored', async () => {
  const world = await World.at('2021-06-18T09:59:00Z');
  const tenants = localTenants(world.app, OPERATOR);
  const customer = world.customer('Zonnebloem');

  expect(await tenants.byTenantId(HAVN)).toMatchObject({ kind: 'partner', slug: 'havn', name: 'Havn Cloud' });
  expect(await tenants.byTenantId(WATERLAND)).toMatchObject({ kind: 'partner', slug: 'reseller6120045', reseller: true });
  expect(await tenants.byTenantId(customer)).toEqual({ kind: 'customer', tenantId: customer, slug: 'customer', name: 'Zonnebloem Installaties', domains: ['zonnebloeminstallaties.onmicrosoft.com'] });
  expect(await tenants.byTenantId(OPERATOR)).toMatchObject({ kind: 'operator' });
  expect(await tenants.byTenantId('c0ffee00-0000-4000-8000-000000000000')).toBeUndefined();

  expect([idOf(await tenants.bySlug('havn')), idOf(await tenants.bySlug('reseller6120045')), idOf(await tenants.bySlug('operator')), idOf(await tenants.bySlug('acme'))]).toEqual([HAVN, WATERLAND, undefined, undefined]);

  const byDomain = async (domain: string) => idOf(await tenants.byDomain(domain));
  expect([await byDomain('havn.onmicrosoft.com'), await byDomain('havn.example'), await byDomain('reseller6120045.example'), await byDomain('operator.onmicrosoft.com')]).toEqual([HAVN, HAVN, WATERLAND, OPERATOR]);
  expect(await byDomain('zonnebloeminstallaties.onmicrosoft.com')).toBe(customer);
  // No key could be made of some of these.
  for (const domain of ['', 'acme.example', 'a/b', 'x'.repeat(2000), 'über.example', '#?']) expect(await byDomain(domain)).toBeUndefined();

  expect((await tenants.partners()).map(({ slug }) => slug).slice(0, 4)).toEqual(['havn', 'polder', 'nordlys', expect.stringMatching(/^reseller/)]);
});

test('[DUE-2] a partner that cannot be read keeps nobody else from signing in', async () => {
  const world = await World.at('2021-06-18T09:59:00Z');
  await world.stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'put', key: tenantKey(NORDLYS), value: { slug: 'nordlys' } }]);
  const tenants = localTenants(world.app, OPERATOR);
  expect(idOf(await tenants.byDomain('havn.example'))).toBe(HAVN);
  expect((await tenants.partners()).map(({ slug }) => slug)).toEqual(expect.arrayContaining(['havn', 'polder', 'reseller6120045']));
  expect((await tenants.partners()).map(({ slug }) => slug)).not.toContain('nordlys');
});

test('[DUE-2] a partner, a customer and a market that cannot be read are left out of the local state and counted, and keep a start from nothing', async () => {
  const world = await World.at('2021-06-18T09:59:00Z');
  const customer = world.customer('Zonnebloem');
  const root = join(__dirname, '..', '..');
  const before = await localState(world.app, root, localTenants(world.app, OPERATOR));
  await world.stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'put', key: tenantKey(NORDLYS), value: { slug: 'nordlys' } }]);
  await world.stores.Commerce.commit(customer, [{ op: 'put', key: `customer|${customer}`, value: { name: 'Z' } }]);
  const catalogueOf: typeof world.app.catalogueOf = async (market) => {
    if (market === 'SE') throw new RowUnreadable({ table: 'Catalogue', partition: 'markets', key: market, etag: 'e', kind: 'catalogue', reason: 'spoilt', partnerIds: [] });
    return world.app.catalogueOf(market);
  };
  const state = await localState({ ...world.app, catalogueOf }, root, localTenants(world.app, OPERATOR));
  expect([before.unreadable, state.unreadable, state.partners.map(({ slug }) => slug)]).toEqual([undefined, 3, ['havn', 'polder']]);
  expect(state.customers.map(({ tenantId }) => tenantId)).toEqual(before.customers.map(({ tenantId }) => tenantId).filter((tenantId) => tenantId !== customer));
  expect(state.products.length).toBeGreaterThan(0);
  expect(new Set(state.products.flatMap(({ markets }) => markets)).has('SE')).toBe(false);
  expect(await holdsData(world.app)).toBe(true);
});

test('the local state lists client ids by the names under which who is stored signs in', async () => {
  const world = await World.at('2021-06-18T09:59:00Z');
  const stored = await world.app.partners.byTenant(WATERLAND);
  await world.stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'put', key: tenantKey(WATERLAND), value: { ...stored, slug: 'waterland' } }]);
  const { clients } = await localState(world.app, join(__dirname, '..', '..'), localTenants(world.app, OPERATOR));
  const ids = clients.filter(({ tenantId }) => tenantId === WATERLAND).map(({ clientId }) => clientId);
  expect(ids).toContain('waterland-admin_agent');
  expect(ids).not.toContain('reseller6120045-admin_agent');
});
