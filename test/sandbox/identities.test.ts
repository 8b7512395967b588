import { lookupKey } from '../../src/app/customer/directoryKeys';
import { type Identities, localIdentities, MOST_IDENTITIES } from '../../src/sandbox/identities';
import { identitiesRoute } from '../../src/sandbox/identitiesRoute';
import { localTenants } from '../../src/sandbox/localTenants';
import { loadSigningKeys } from '../../src/sandbox/tokens/signingKeys';
import { TokenIssuer } from '../../src/sandbox/tokens/tokenIssuer';
import { tokenRoutes } from '../../src/sandbox/tokens/tokenRoutes';
import { World } from '../support/world';

const OPERATOR = '9eee026c-68e0-4319-b967-f041adede329';
const HAVN = '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8';

const askedOf = (world: World) => {
  const tenants = localTenants(world.app, OPERATOR);
  const route = identitiesRoute((named) => localIdentities(world.app, tenants, named));
  const asked = async (query = ''): Promise<{ status: number; body: Identities }> => {
    const { status, body } = await route.handle({ method: 'GET', url: new URL(`http://127.0.0.1/local/identities${query}`), headers: {}, params: {}, body: Buffer.alloc(0) });
    return { status, body: body as Identities };
  };
  return { tenants, asked };
};

test('who can sign in is listed with client ids and users, each of which gets a token with a user over the token endpoint', async () => {
  const { tenants, asked } = askedOf(await World.at('2021-06-18T09:59:00Z'));
  const { status, body } = await asked();
  expect([status, body.more]).toEqual([200, false]);
  const [first] = body.organisations;
  expect(first).toMatchObject({ kind: 'partner', name: 'Havn Cloud', tenantId: HAVN, domain: 'havn.example' });
  expect(first?.clients.map(({ role, clientId, username }) => `${role} ${clientId} ${username}`)).toEqual(
    ['admin_agent', 'sales_agent', 'helpdesk_agent', 'billing_admin', 'global_admin'].map((role) => `${role} havn-${role} ${role}@havn.example`),
  );
  expect(body.organisations.at(-1)).toMatchObject({ kind: 'operator', clients: [{ role: 'operator', clientId: 'operator', username: 'operator@operator.example' }] });
  expect(body.customers.find(({ name }) => name.startsWith('Zonnebloem'))?.clients).toEqual([{ role: 'customer', clientId: 'customer', username: 'customer@zonnebloeminstallaties.onmicrosoft.com' }]);
  expect(body.customers.map(({ name }) => name)).toEqual(body.customers.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en')));

  const issuer = new TokenIssuer({ keys: await loadSigningKeys(), url: 'http://127.0.0.1:7071', tenants, realNow: () => 1_624_010_340 });
  const [, endpoint] = tokenRoutes(issuer);
  const kinds = new Set<string>();
  for (const { kind, tenantId, clients } of [...body.organisations, ...body.customers]) {
    const [client] = clients;
    if (client === undefined || kinds.has(kind)) continue;
    kinds.add(kind);
    const form = new URLSearchParams({ grant_type: 'password', client_id: client.clientId, username: client.username, password: 'any', scope: 'https://api.partnercenter.microsoft.com/.default' });
    const answer = await endpoint?.handle({ method: 'POST', url: new URL(`http://127.0.0.1/${tenantId}/oauth2/v2.0/token`), headers: { 'content-type': 'application/x-www-form-urlencoded' }, params: { tenantId }, body: Buffer.from(form.toString()) });
    const [, claims = ''] = (answer?.body as { access_token: string }).access_token.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ tid: tenantId, roles: [client.role], upn: client.username });
  }
  expect([...kinds].toSorted()).toEqual(['customer', 'operator', 'partner', 'reseller']);
});

test('a name finds who begins so; one that is too long is refused', async () => {
  const { asked } = askedOf(await World.at('2021-06-18T09:59:00Z'));
  const names = async (named: string): Promise<readonly string[]> => {
    const { body } = await asked(`?named=${named}`);
    return [...body.organisations, ...body.customers].map(({ name }) => name);
  };
  expect([await names('zonneb'), await names('HAVN'), await names('nobody')]).toEqual([['Zonnebloem Installaties'], ['Havn Cloud'], []]);
  expect(await asked(`?named=${'x'.repeat(101)}`)).toMatchObject({ status: 400, body: { code: 'NameTooLong' } });
  expect((await asked(`?named=${'x'.repeat(100)}`)).status).toBe(200);
});

test('[DUE-2] a customer that cannot be read hides no other; more than fit are not listed, and said to be there', async () => {
  const world = await World.at('2021-06-18T09:59:00Z');
  const { asked } = askedOf(world);
  const before = (await asked()).body.customers.length;
  const put = (count: number, row: (customerId: string) => object): Promise<unknown> =>
    world.app.stores.Directory.commit(HAVN, Array.from({ length: count }, (_, at) => {
      const customerId = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
      return { op: 'put' as const, key: lookupKey('CompanyName', `aardvark ${at}`, customerId), value: row(customerId) };
    }));
  await put(1, () => ({ customerId: 7 }));
  expect((await asked()).body).toMatchObject({ customers: { length: before }, more: false });
  const shown = (customerId: string) => ({ customerId, version: 1, status: 'accepted', lookups: [], shown: { companyName: `Aardvark ${customerId}`, domain: 'aardvark.example' } });
  await put(99, shown);
  expect((await asked()).body).toMatchObject({ customers: { length: before + 99 }, more: false });
  await world.app.stores.Directory.commit(HAVN, Array.from({ length: 90 }, (_, at) => ({ op: 'put' as const, key: lookupKey('CompanyName', `bee ${at}`, String(at)), value: shown(`11111111-0000-4000-8000-${String(at).padStart(12, '0')}`) })));
  await world.app.stores.Directory.commit(HAVN, Array.from({ length: 90 }, (_, at) => ({ op: 'put' as const, key: lookupKey('CompanyName', `cow ${at}`, String(at)), value: shown(`22222222-0000-4000-8000-${String(at).padStart(12, '0')}`) })));
  expect((await asked()).body).toMatchObject({ customers: { length: MOST_IDENTITIES }, more: true });
});
