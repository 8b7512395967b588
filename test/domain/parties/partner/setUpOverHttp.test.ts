import { type Caller } from '../../../../src/adapters/http/caller';
import { httpOver, type Call, type Reply } from '../../../support/httpWorld';
import { failed, refusalsOver } from '../../../support/expectRefused';
import { World } from '../../../support/world';

const KADE = '5a1c2f3e-0b4d-4c6e-8f70-91a2b3c4d5e6';
const SLUIS = '6b2d3f4e-1c5e-4d7f-9a81-a2b3c4d5e6f7';
const partners = '/nextterm/v1/operations/partners';
const operator: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'op', displayName: 'Op', roles: ['operator'], appOnly: false };

const kade = { kind: 'indirect_provider', name: 'Kade Distributie', partnerId: '5400001', country: 'NL', currency: 'EUR', address: ['Kade 1', '3011 AA Rotterdam'], domains: ['kade.example'], slug: 'kade' };
const sluis = { kind: 'indirect_reseller', name: 'Sluis ICT', partnerId: '6400001', country: 'NL', agreementSigned: true, providers: ['5400001'] };

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;
const ask = (path: string, method: string, body?: unknown): Promise<Reply> => http(path, { method, caller: operator, ...(body !== undefined && { body }) });

beforeEach(async () => {
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
});

const shown = (tenantId: string, body: object, more: object = {}) => ({ tenantId, domains: [], programmeStatus: 'active', ...body, ...more, attributes: { objectType: 'OperatedPartner' } });

test('[PAR-4] the operator sets up a provider and its reseller, who are then asked for as any other; what is read can be sent back, and the log says what stood before', async () => {
  expect(await ask(`${partners}/${KADE.toUpperCase()}`, 'PUT', kade)).toMatchObject({ status: 200, body: shown(KADE, kade, { resellers: [] }) });
  const made = await ask(`${partners}/${SLUIS}`, 'PUT', sluis);
  expect([made.status, made.body]).toEqual([200, shown(SLUIS, sluis, { currency: 'EUR', slug: 'reseller6400001' })]);
  const read = await ask(`${partners}/${KADE}`, 'GET');
  expect([read.status, read.body]).toEqual([200, shown(KADE, kade, { resellers: ['6400001'] })]);

  const asKade = async (): Promise<Caller> => ({ ...operator, tenantId: KADE, kind: 'partner', partner: (await world.app.partnerByTenant(KADE)) ?? world.as('havn').partner, roles: ['admin_agent'] });
  const caller = await asKade();
  expect(await http('/v1/profiles/mpn?mpnId=6400001', { caller })).toMatchObject({ status: 200, body: { partnerName: 'Sluis ICT' } });
  expect(await http(`/v1/compliance/csp/agreementstatus?mpnId=6400001`, { caller })).toMatchObject({ status: 200 });
  expect((await http('/v1/domains/KADE.example', { method: 'HEAD', caller })).status).toBe(200);
  const customer = { companyProfile: { domain: 'kade.example' }, billingProfile: { email: 'a@kade.example', culture: 'nl-NL', language: 'nl', companyName: 'K', defaultAddress: { country: 'NL', city: 'Utrecht', addressLine1: 'Kade 12', firstName: 'I', lastName: 'K' } } };
  expect(await http('/v1/customers', { method: 'POST', body: customer, caller })).toMatchObject({ status: 400, body: { code: 3000, description: 'companyProfile.domain: kade.example is taken.' } });
  expect(await http('/v1/customers', { method: 'POST', body: { ...customer, companyProfile: { domain: 'other.example' } }, caller })).toMatchObject({ status: 201 });

  const before = await world.dump();
  expect((await ask(`${partners}/${KADE}`, 'PUT', read.body)).body).toEqual(read.body);
  expect(await world.dump()).toEqual(before);
  expect(await ask(`${partners}/${SLUIS}`, 'PUT', { ...sluis, agreementSigned: false })).toMatchObject({ body: { agreementSigned: false } });
  expect(await http(`/v1/compliance/csp/agreementstatus?mpnId=6400001`, { caller: await asKade() })).toMatchObject({ status: 400, body: { code: 2203 } });

  const { items } = (await ask('/v1/auditrecords?startDate=2026-03-01', 'GET')).body as { items: { operationType: string; resourceOldValue?: string; operationStatus: string }[] };
  expect(items.map(({ operationType, operationStatus }) => [operationType, operationStatus])).toEqual(Array.from({ length: 4 }, () => ['update_partner', 'succeeded']));
  expect(JSON.parse(items[3]?.resourceOldValue ?? '')).toMatchObject({ partnerId: '6400001', agreementSigned: true });
});

test('[PAR-4] what is wrong with a partner is said by name, with a code, and changes nothing', async () => {
  const refused = refusalsOver(() => ({ world, http }));
  const put = (tenantId: string, body: unknown, status: number, answer: unknown): Promise<void> => refused(`${partners}/${tenantId}`, { method: 'PUT', caller: operator, body }, status, answer);
  const invalid = (...problems: string[]) => failed(800002, expect.stringContaining(problems.join('; ')));
  const havn = world.as('havn').partner;
  const asHavn = { kind: 'direct_bill', name: 'Havn', partnerId: havn.partnerId, country: 'NL', currency: 'EUR' };
  await put(KADE, { ...kade, kind: 'reseller', partnerId: '0x', country: 'Nederland', domains: ['kade', 'kade'], slug: 'Kade!' }, 400, failed(800002, expect.stringMatching(/kind.*partnerId.*country.*domains.*slug/s)));
  await put(SLUIS, { ...sluis, agreementSigned: undefined, providers: [] }, 400, invalid('agreementSigned: is required of an indirect_reseller', 'providers: must name a provider of an indirect_reseller'));
  await put(KADE, { ...kade, currency: undefined, agreementSigned: true, providers: ['5310412'] }, 400, invalid('currency: is required of a partner that is billed', 'agreementSigned: is an indirect_reseller’s', 'providers: are an indirect_reseller’s'));
  await put(KADE, { ...kade, country: 'XX' }, 400, failed(3000, 'country: XX is no country that Partner Center knows.'));
  await put(KADE, { ...kade, currency: 'EUX' }, 400, failed(3000, 'currency: EUX is no currency of ISO 4217.'));
  await put(KADE, { ...kade, partnerId: havn.partnerId }, 409, failed(800042, `partnerId: ${havn.partnerId} is that of the partner ${havn.tenantId}.`));
  await put(KADE, { ...kade, slug: 'havn' }, 409, failed(800042, 'slug: havn is that of another partner.'));
  await put(operator.tenantId, kade, 409, failed(800042, `The tenant ${operator.tenantId} is that of the operator.`));
  await put(world.customer('Zonnebloem'), kade, 409, failed(800042, expect.stringContaining("a customer's")));
  await put(havn.tenantId, { ...asHavn, currency: 'USD' }, 409, failed(800042, expect.stringContaining('currency: of the partner')));
  await put(SLUIS, sluis, 400, failed(3000, 'providers: no indirect provider has the PartnerID 5400001.'));
  await refused(`${partners}/${havn.tenantId}`, { method: 'DELETE', caller: operator }, 409, failed(800042, expect.stringContaining('it has customers')));
  await refused(`${partners}/${KADE}`, { method: 'DELETE', caller: operator }, 404, failed(1000, `There is no partner with the tenant ${KADE}.`));
  await refused(`${partners}/${KADE}?preview=true`, { method: 'PUT', caller: operator, body: kade }, 400, failed(800042, expect.anything()));
});

test('[PAR-4] partners, markets and policies are listed, page by page', async () => {
  await ask(`${partners}/${KADE}`, 'PUT', kade);
  const first = await ask(`${partners}?size=8`, 'GET');
  const { continuation } = first.body as { continuation?: string };
  const { links: { next } } = first.body as { links: { next: { uri: string; headers: { key: string; value: string }[] } } };
  const second = await http(next.uri, { caller: operator, headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) });
  const tenants = [first, second].flatMap(({ body }) => (body as { items: { tenantId: string }[] }).items.map(({ tenantId }) => tenantId));
  expect([continuation, tenants.length, tenants, tenants.includes(KADE)]).toEqual([undefined, 12, tenants.toSorted(), true]);
  expect(await ask(`${partners}/${KADE}`, 'DELETE')).toMatchObject({ status: 204 });
  expect(await ask(`${partners}/${KADE}`, 'GET')).toMatchObject({ status: 404, body: { code: 1000 } });

  const markets = '/nextterm/v1/operations/markets';
  const { items } = (await ask(markets, 'GET')).body as { items: { country: string; version: string }[] };
  expect(items.map(({ country }) => country)).toEqual(['NL', 'SE', 'US']);
  const nl = (await ask(`${markets}/nl`, 'GET')).body as { skus: number; priceLines: number };
  const catalogue = await world.app.catalogueOf('NL');
  expect(nl).toMatchObject({ ...items[0], skus: catalogue.items.size, currencies: ['CHF', 'DKK', 'EUR', 'GBP', 'NOK', 'SEK'] });
  expect(nl.priceLines).toBe([...catalogue.items.values()].reduce((sum, { lines }) => sum + lines.length, 0));
  expect(await ask(`${markets}/DE`, 'GET')).toMatchObject({ status: 404, body: { code: 1000, description: 'Nothing is imported for the market DE.' } });

  const policies = (await ask('/nextterm/v1/operations/policies', 'GET')).body as { items: { name: string; status: string }[] };
  expect(policies.items.map(({ name, status }) => [name, status])).toEqual([['new-commerce', 'in_force'], ['extended-service-term', 'kept']]);
  expect(policies.items[0]).toMatchObject({ windowHours: 168, cartLifeDays: 7, rounding: 'LINE_DOWN' });
});
