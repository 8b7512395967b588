import { type Caller } from '../../src/adapters/http/caller';
import { PARTNERS_PARTITION, tenantKey } from '../../src/app/partner/partnerRows';
import { putPartner } from '../../src/app/partner/putPartner';
import { failed, refusalsOver } from '../support/expectRefused';
import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let nordlys: string;
let havn: string;

beforeEach(async () => {
  world = await World.at('2021-06-18T10:00:00Z');
  http = httpOver(world);
  customerId = world.customer('Zonnebloem');
  nordlys = world.as('nordlys').partner.tenantId;
  havn = world.as('havn').partner.tenantId;
});

const at = '2021-06-18T10:00:00.000Z';
const link = (uri: string) => ({ uri, method: 'GET', headers: [] });
const collectionOf = (items: readonly unknown[], uri: string) => ({ totalCount: items.length, items, links: { self: link(uri) }, attributes: { objectType: 'Collection' } });
const customerToken = (tenantId = customerId): Caller => ({ tenantId, kind: 'customer', userId: 'Ilse', displayName: 'Ilse', roles: ['customer'], appOnly: false });

const expectRefused = refusalsOver(() => ({ world, http }));

const relationships = () => `/nextterm/v1/customers/${customerId}/relationships`;
const resource = (status: string, since = at, partnerTenantId = nordlys) => ({ customerId, partnerTenantId, status, since, attributes: { etag: expect.any(String) as string, objectType: 'ResellerRelationship' } });
/** In lists, with the partner's name. */
const listed = (status: string, since = at, partnerTenantId = nordlys) => ({ ...resource(status, since, partnerTenantId), partnerName: partnerTenantId === havn ? 'Havn Cloud' : 'Nordlys IT' });
const ask = (more: Call = {}) => http(relationships(), { method: 'POST', as: 'nordlys', ...more });
const answer = (word: 'accept' | 'decline', more: Call = {}): readonly [string, Call] => [`${relationships()}/${nordlys}/${word}`, { method: 'POST', caller: customerToken(), ...more }];
const customersOf = async (as: string) => ((await http('/v1/customers', { as })).body as { items: { id: string }[] }).items.map(({ id }) => id);

describe('[CUS-1] a relationship', () => {
  test('is asked for, waits without showing anything, and is accepted', async () => {
    const asked = await ask();
    expect([asked.status, asked.body]).toEqual([201, resource('pending')]);
    await expectRefused(`/v1/customers/${customerId}`, { as: 'nordlys' }, 404, failed(60003, `There is no customer ${customerId}.`));
    expect(await customersOf('nordlys')).not.toContain(customerId);
    expect((await http(relationships(), { as: 'nordlys' })).body).toEqual(collectionOf([listed('pending')], relationships()));

    world.sleepUntil('2021-06-19T10:00:00Z');
    const accepted = await http(...answer('accept'));
    const since = '2021-06-19T10:00:00.000Z';
    expect([accepted.status, accepted.body]).toEqual([200, resource('accepted', since)]);
    expect((await http(`/v1/customers/${customerId}`, { as: 'nordlys' })).status).toBe(200);
    expect(await customersOf('nordlys')).toContain(customerId);
    expect(await customersOf('havn')).toContain(customerId);
    expect((await http(relationships(), { caller: customerToken() })).body).toEqual(
      collectionOf([listed('accepted', '2021-01-01T00:00:00.000Z', havn), listed('accepted', since)], relationships()),
    );
    expect(world.happened()).toEqual(['RelationshipRequested', 'CustomerNotified', 'RelationshipAccepted']);
    await world.expectNothingDue();
  });

  test('[CUS-2] accepted, it opens the way to an order once the agreement is confirmed', async () => {
    const lines = [{ sku: 'NCBUSSTAND01:0001' }];
    await ask();
    expect(await world.as('nordlys').createCart(customerId, lines)).toEqual({ ok: false, error: { kind: 'CustomerNotFound', customerId } });
    await http(...answer('accept'));
    expect(await world.as('nordlys').createCart(customerId, lines)).toEqual({ ok: false, error: { kind: 'AgreementNotConfirmed', customerId } });
    await world.as('nordlys').attest(customerId);
    expect(await world.as('nordlys').createCart(customerId, lines)).toMatchObject({ ok: true });
  });

  test('[CUS-2] the customer may accept the agreement in the same step', async () => {
    const signed = async () => (await http(`/v1/customers/${customerId}/directSignedMicrosoftCustomerAgreementStatus`)).body;
    expect(await signed()).toEqual({ isSigned: false });
    await ask();
    await http(...answer('accept', { body: { acceptCustomerAgreement: true } }));
    expect(await signed()).toEqual({ isSigned: true });
    expect(await world.as('nordlys').createCart(customerId, [{ sku: 'NCBUSSTAND01:0001' }])).toMatchObject({ ok: true });
    expect(world.happened()).toEqual(['RelationshipRequested', 'CustomerNotified', 'RelationshipAccepted', 'CustomerAgreementAccepted']);
  });

  test('[CUS-2] the customer may accept the agreement once the relationship is accepted: it is kept, opens the way to an order, and is told of once', async () => {
    await ask();
    await http(...answer('accept'));
    world.sleepUntil('2021-06-19T10:00:00Z');
    const agrees = { body: { acceptCustomerAgreement: true } };
    expect(await http(...answer('accept', agrees))).toMatchObject({ status: 200, body: resource('accepted') });
    expect(await http(...answer('accept', agrees))).toMatchObject({ status: 200, body: resource('accepted') });
    expect((await http(`/v1/customers/${customerId}/directSignedMicrosoftCustomerAgreementStatus`, { as: 'nordlys' })).body).toEqual({ isSigned: true });
    expect(await world.as('nordlys').createCart(customerId, [{ sku: 'NCBUSSTAND01:0001' }])).toMatchObject({ ok: true });
    expect(world.happened()).toEqual(['RelationshipRequested', 'CustomerNotified', 'RelationshipAccepted', 'CustomerAgreementAccepted']);
  });

  test.each([
    ['accept', 'nothing, then with what is meant to move', {}, { subscriptionsToMove: ['00000000-1111-4222-8333-444444444444'] }],
    ['decline', 'nothing, then with what is meant to move', {}, { subscriptionsToMove: ['00000000-1111-4222-8333-444444444444'] }],
    ['accept', 'through one reseller, then through another', { resellerTenantId: 0 }, { resellerTenantId: 1 }],
  ] as const)('[PAR-3] the customer does not %s what it has not seen: asked for with %s, at the same instant', async (word, _how, first, second) => {
    const { tenantId: provider, resellers } = world.as('polder').partner;
    const through = (asked: object) => ('resellerTenantId' in asked ? { resellerTenantId: resellers[asked.resellerTenantId as number]?.tenantId } : asked);
    const askAs = (body: object) => http(relationships(), { method: 'POST', as: 'polder', body: through(body) });
    const own = async () => {
      const { items } = (await http(relationships(), { caller: customerToken() })).body as { items: { partnerTenantId: string; status: string; attributes: { etag: string } }[] };
      return items.find(({ partnerTenantId }) => partnerTenantId === provider);
    };
    const answered = (etag = '', query = '') => http(`${relationships()}/${provider}/${word}${query}`, { method: 'POST', caller: customerToken(), headers: { 'If-Match': `"${etag}"` } });
    await askAs(first);
    const seen = await own();
    await askAs(second);
    for (const query of ['?preview=true', '']) expect(await answered(seen?.attributes.etag, query)).toMatchObject({ status: 400, body: { code: 2055 } });
    const now = await own();
    expect(now).toMatchObject({ status: 'pending' });
    expect(await answered(now?.attributes.etag)).toMatchObject({ status: 200, body: { status: word === 'accept' ? 'accepted' : 'declined' } });
  });

  test('[PAR-3] the customer does not accept a request through a reseller that has left the provider since: it would show itself to somebody it has nothing to do with; it may decline, and be asked anew', async () => {
    const sluis = { kind: 'indirect_reseller', name: 'Sluis ICT', tenantId: '6b2d3f4e-1c5e-4d7f-9a81-a2b3c4d5e6f7', partnerId: '6400001', country: 'NL', agreementSigned: true, programmeStatus: 'active', domains: [] } as const;
    expect(await putPartner(world.app, { kind: 'indirect_provider', name: 'Kade Distributie', tenantId: '5a1c2f3e-0b4d-4c6e-8f70-91a2b3c4d5e6', partnerId: '5400001', country: 'NL', currency: 'EUR', programmeStatus: 'active', domains: [] })).toMatchObject({ ok: true });
    expect(await putPartner(world.app, { ...sluis, providers: ['5310412', '5400001'] })).toMatchObject({ ok: true });
    const provider = await world.app.partnerByTenant(world.as('polder').partner.tenantId);
    const caller: Caller = { tenantId: provider?.tenantId ?? '', kind: 'partner', ...(provider && { partner: provider }), userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
    const asked = () => http(relationships(), { method: 'POST', caller, body: { resellerTenantId: sluis.tenantId } });
    expect(await asked()).toMatchObject({ status: 201 });
    expect(await putPartner(world.app, { ...sluis, providers: ['5400001'] })).toMatchObject({ ok: true });
    const answered = (word: string): readonly [string, Call] => [`${relationships()}/${caller.tenantId}/${word}`, { method: 'POST', caller: customerToken() }];
    await expectRefused(...answered('accept'), 400, failed(800042, `The partner ${caller.tenantId} asks through the reseller ${sluis.tenantId}, which is none of its own any more: it has to ask anew.`));
    const reseller = await world.app.partnerByTenant(sluis.tenantId);
    expect((await http(`/v1/customers/${customerId}`, { caller: { ...caller, tenantId: sluis.tenantId, ...(reseller && { partner: reseller }) } })).status).toBe(404);
    expect(await http(...answered('decline'))).toMatchObject({ status: 200, body: { status: 'declined' } });
    expect(await http(relationships(), { method: 'POST', as: 'polder' })).toMatchObject({ status: 201 });
    expect(await http(...answered('accept'))).toMatchObject({ status: 200, body: { status: 'accepted' } });
  });

  test('is declined, and may be asked for again', async () => {
    await ask();
    const declined = await http(...answer('decline'));
    expect([declined.status, declined.body]).toEqual([200, resource('declined')]);
    await expectRefused(`/v1/customers/${customerId}`, { as: 'nordlys' }, 404, failed(60003, `There is no customer ${customerId}.`));
    expect((await http(relationships(), { as: 'nordlys' })).body).toEqual(collectionOf([listed('declined')], relationships()));
    await expectRefused(...answer('accept'), 400, failed(800042, `The relationship with the partner ${nordlys} is declined, not pending; the partner has to ask for it first.`));
    expect((await ask()).body).toEqual(resource('pending'));
    expect(world.happened()).toEqual(['RelationshipRequested', 'CustomerNotified', 'RelationshipDeclined', 'RelationshipRequested', 'CustomerNotified']);
  });

  test('asked for or answered twice: nothing more happens', async () => {
    await ask();
    world.sleepUntil('2021-06-19T10:00:00Z');
    expect((await ask()).body).toEqual(resource('pending'));
    await http(...answer('accept'));
    world.sleepUntil('2021-06-20T10:00:00Z');
    expect((await http(...answer('accept'))).body).toEqual(resource('accepted', '2021-06-19T10:00:00.000Z'));
    expect(world.happened()).toEqual(['RelationshipRequested', 'CustomerNotified', 'RelationshipAccepted']);
  });

  test('previewed nothing happens', async () => {
    const before = await world.dump();
    expect((await http(`${relationships()}?preview=true`, { method: 'POST', as: 'nordlys' })).body).toMatchObject({ preview: true, result: resource('pending') });
    expect(await world.dump()).toEqual(before);
  });

  test('is answered by the customer itself only', async () => {
    await ask();
    const [path] = answer('accept');
    await expectRefused(path, { method: 'POST', as: 'nordlys' }, 403, failed(900150, expect.stringContaining('relationships.answer')));
    const other = customerToken(world.customer('Molenwiek'));
    await expectRefused(path, { method: 'POST', caller: other }, 404, failed(60003, `There is no customer ${customerId}.`));
    await expectRefused(relationships(), { caller: other }, 404, failed(60003, `There is no customer ${customerId}.`));
    await expectRefused(`${relationships()}/${havn.replace('1', '2')}/accept`, { method: 'POST', caller: customerToken() }, 404, failed(1000, expect.stringContaining('has not asked')));
  });

  test('with a customer that does not exist is refused, and so is one without a user or the role', async () => {
    const nobody = '00000000-0000-4000-8000-00000000dead';
    await expectRefused(`/nextterm/v1/customers/${nobody}/relationships`, { method: 'POST' }, 404, failed(60003, `There is no customer ${nobody}.`));
    await expectRefused(relationships(), { method: 'POST', as: 'nordlys', appOnly: true }, 403, failed(900329, expect.any(String)));
    await expectRefused(relationships(), { method: 'POST', as: 'nordlys', roles: ['billing_admin'] }, 403, failed(900150, expect.any(String)));
  });

  test('[PAR-2] by a global admin', async () => {
    expect((await ask({ as: 'nordlys', roles: ['global_admin'] })).status).toBe(201);
  });

  test('through a reseller of the provider', async () => {
    const resellerTenantId = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';
    const polder = world.as('polder').partner.tenantId;
    const asked = await ask({ as: 'polder', body: { resellerTenantId } });
    expect([asked.status, asked.body]).toEqual([201, { ...resource('pending', at, polder), resellerTenantId }]);
    await expectRefused(relationships(), { method: 'POST', as: 'nordlys', body: { resellerTenantId } }, 400, failed(900154, expect.stringContaining(resellerTenantId)));
  });

  test('in another region is refused', async () => {
    const row = await world.stores.Partners.read(PARTNERS_PARTITION, tenantKey(nordlys));
    if (row === undefined) throw new Error('Nordlys has no row');
    await world.stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'update', key: row.key, value: { ...row.value, country: 'US' }, etag: row.etag }]);
    await expectRefused(relationships(), { method: 'POST', as: 'nordlys' }, 403, failed(2030, 'A partner in US cannot ask this customer: it is in another region.'));
  });
});

describe('[CUS-1] giving a customer up', () => {
  const end = (more: Call = {}): readonly [string, Call] => [`/v1/customers/${customerId}`, { method: 'PATCH', body: { relationshipToPartner: 'none', attributes: { objectType: 'Customer' } }, ...more }];

  test('without anything active it ends, and the customer is gone from the list', async () => {
    const before = (await http(`/v1/customers/${customerId}`)).body as object;
    const ended = await http(...end());
    expect([ended.status, ended.body]).toEqual([200, { ...before, relationshipToPartner: 'none', allowDelegatedAccess: false }]);
    expect(await customersOf('havn')).not.toContain(customerId);
    expect((await http(relationships())).body).toMatchObject({ items: [{ status: 'ended', since: at }] });
    await expectRefused(`/v1/customers/${customerId}`, {}, 404, failed(60003, `There is no customer ${customerId}.`));
    expect(world.happened()).toEqual(['RelationshipEnded']);
    await expectRefused(...end(), 404, failed(60003, `There is no customer ${customerId}.`));
  });

  test('with an active subscription it goes on', async () => {
    const [id = ''] = await world.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001' }]);
    await expectRefused(...end(), 403, failed(600006, `The relationship cannot end while subscriptions are active; suspend them first: ${id}.`));
    await world.as('havn').patch(customerId, id, { autoRenewEnabled: false });
    world.sleepUntil('2021-08-01T00:00:00Z');
    expect((await http(...end())).status).toBe(200);
  });

  test('needs a user, and says none', async () => {
    await expectRefused(...end({ appOnly: true }), 403, failed(900329, expect.any(String)));
    await expectRefused(...end({ body: { relationshipToPartner: 'advisor' } }), 400, failed(900126, 'relationshipToPartner: "advisor" is none of none.'));
    await expectRefused(...end({ as: 'nordlys' }), 404, failed(60003, expect.any(String)));
  });
});

describe('[PAR-1] partners of partners', () => {
  const waterland = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';
  const related = { id: waterland, name: 'Waterland ICT', relationshipType: 'is_indirect_cloud_solution_provider_of', mpnId: '6120045', attributes: { objectType: 'PartnerRelationship' } };
  const reseller = async (): Promise<Caller> => {
    const partner = await world.app.partnerOf('6120045');
    if (partner === undefined) throw new Error('The sample has no such reseller');
    return { tenantId: waterland, kind: 'partner', partner, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
  };
  const list = async (type: string, call: Call) => (await http(`/v1/relationships?relationship_type=${type}`, call)).body as { totalCount: number; items: unknown[] };

  test('a provider lists its resellers, a reseller its providers, a direct partner nobody', async () => {
    const resellers = await list('IsIndirectCloudSolutionProviderOf', { as: 'polder' });
    expect([resellers.totalCount, resellers.items[0]]).toEqual([8, { ...related, state: 'Active', location: 'NL' }]);
    expect(await list('is_indirect_reseller_of', { caller: await reseller() })).toEqual(
      collectionOf(
        [
          {
            id: world.as('polder').partner.tenantId,
            name: 'Polder Distributie',
            relationshipType: 'is_indirect_reseller_of',
            mpnId: '5310412',
            state: 'Active',
            location: 'NL',
            attributes: { objectType: 'PartnerRelationship' },
          },
        ],
        '/relationships?relationship_type=IsIndirectResellerOf',
      ),
    );
    expect((await list('IsIndirectResellerOf', { as: 'havn' })).items).toEqual([]);
    await expectRefused('/v1/relationships?relationship_type=IsCousinOf', {}, 400, failed(900126, expect.stringContaining('IsCousinOf')));
    await expectRefused('/v1/relationships', {}, 400, failed(800002, expect.stringContaining('is required')));
  });

  test('the resellers of a customer', async () => {
    const id = world.customer('Tulpveld');
    expect((await http(`/v1/customers/${id}/relationships`, { as: 'polder' })).body).toEqual(collectionOf([related], `/customers/${id}/relationships`));
    expect((await http(`/v1/customers/${customerId}/relationships`)).body).toEqual(collectionOf([], `/customers/${customerId}/relationships`));
  });

  test('[CUS-1] the address where a customer accepts is a page of the console, in the link and in what the customer is told', async () => {
    const installed = await World.at(at, undefined, undefined, { NEXTTERM_PUBLIC_URL: 'https://nextterm.example/' });
    const url = `https://nextterm.example/console?invType=ResellerRelationship&partnerId=${nordlys}&msppId=0&DAP=false#/requests/${nordlys}`;
    expect((await httpOver(installed)('/v1/customers/relationshiprequests', { as: 'nordlys' })).body).toMatchObject({ url });
    await httpOver(installed)(relationships(), { method: 'POST', as: 'nordlys' });
    expect(installed.published.flatMap(({ facts }) => facts).filter(({ type }) => type === 'CustomerNotified')).toEqual([expect.objectContaining({ url })]);
  });

  test('the address where a customer accepts is a path where nobody said how others reach the installation; of a provider it names the reseller, and the list does', async () => {
    const reply = await http('/v1/customers/relationshiprequests');
    expect([reply.status, reply.body]).toEqual([
      200,
      { url: `/console?invType=ResellerRelationship&partnerId=${havn}&msppId=0&DAP=false#/requests/${havn}`, attributes: { objectType: 'RelationshipRequest' } },
    ]);
    const through = await http(`/v1/customers/relationshiprequests?indirectResellerId=${waterland}`, { as: 'polder' });
    expect((through.body as { url: string }).url).toContain(`indirectResellerId=${waterland}`);
    await http(relationships(), { method: 'POST', as: 'polder', body: { resellerTenantId: waterland } });
    expect((await http(relationships(), { as: 'polder' })).body).toMatchObject({ items: [{ status: 'pending', partnerName: 'Polder Distributie', resellerName: 'Waterland ICT' }] });
    await expectRefused(`/v1/customers/relationshiprequests?indirectResellerId=${waterland}`, {}, 400, failed(900154, expect.stringContaining(waterland)));
    await expectRefused('/v1/customers/relationshiprequests', { appOnly: true }, 403, failed(900329, expect.any(String)));
  });

  const status = (query: string) => `/v1/compliance/csp/agreementstatus${query}`;

  test.each(['?mpnId=6120045', '?MPNID=6120045', `?tenantId=${waterland}`, `?tenantId=${waterland.toUpperCase()}`])('has signed: %s', async (query) => {
    const reply = await http(status(query), { as: 'polder' });
    expect([reply.status, reply.body]).toEqual([200, { isAgreementSigned: true }]);
  });

  test.each([
    ['?tenantId=seven', 2000, 'PartnerApiServiceControllers'],
    ['?mpnId=seven', 2000, 'PartnerApiServiceControllers'],
    [`?mpnId=6120045&tenantId=${waterland}`, 2000, 'PartnerApiServiceControllers'],
    ['', 2001, 'ComplianceController'],
    ['?mpnId=', 2001, 'ComplianceController'],
    ['?mpnId=999', 2200, 'PartnerFD'],
    ['?mpnId=6120051', 2203, 'PartnerFD'],
    ['?mpnId=5310388', 2204, 'PartnerFD'],
    ['?tenantId=00000000-0000-4000-8000-00000000dead', 2205, 'PartnerFD'],
    ['?tenantId=e3f55851-1536-447e-a1e8-6ae26cc563bd', 2206, 'PartnerFD'],
  ])('%s: 400 / %i', async (query, code, source) => {
    await expectRefused(status(query), { as: 'polder' }, 400, failed(code, expect.stringMatching(/.\.$/), { source }));
  });

  test('in another region: 400 / 2201', async () => {
    const { partner } = world.as('polder');
    const caller: Caller = { tenantId: partner.tenantId, kind: 'partner', partner: { ...partner, country: 'US' }, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
    await expectRefused(status('?mpnId=6120045'), { caller }, 400, failed(2201, 'The reseller with the PartnerID 6120045 (NL) is not in the region of the provider (US).', { source: 'PartnerFD' }));
  });

  test('the profile of a PartnerID', async () => {
    const profile = (partnerName: string, mpnId: string) => ({ partnerName, mpnId, profileType: 'MpnProfile', links: { self: link(`/profiles/mpn?mpnId=${mpnId}`) }, attributes: { objectType: 'MpnProfile' } });
    expect((await http('/v1/profiles/mpn?mpnId=6120045')).body).toEqual(profile('Waterland ICT', '6120045'));
    expect((await http('/v1/profiles/mpn')).body).toEqual(profile('Havn Cloud', '5310388'));
    await expectRefused('/v1/profiles/mpn?mpnId=999', {}, 404, failed(3000, 'There is no partner with the PartnerID 999.', { source: 'PartnerFD' }));
    await expectRefused('/v1/profiles/mpn', { appOnly: true }, 403, failed(900329, expect.any(String)));
  });
});
