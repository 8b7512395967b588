import { type Caller } from '../../src/adapters/http/caller';
import { failed, refusalsOver } from '../support/expectRefused';
import { httpOver, type Call } from '../support/httpWorld';
import { newRequestId } from '../support/worldDesk';
import { World } from '../support/world';

type Http = ReturnType<typeof httpOver>;

let world: World;
let http: Http;
let customerId: string;

beforeEach(async () => {
  world = await World.at('2021-06-18T10:00:00Z');
  http = httpOver(world);
  customerId = world.customer('Zonnebloem');
});

const id = '00000000-0000-4000-8000-00000000dead';
const link = (uri: string) => ({ uri, method: 'GET', headers: [] });

const address = { firstName: 'Ilse', lastName: 'Kuiper', addressLine1: 'Havenkade 12', city: 'Utrecht', postalCode: '3511 AA', country: 'NL', phoneNumber: '0301234567' };
const profile = { culture: 'nl-NL', email: 'inkoop@lelie.example', language: 'nl', companyName: 'Lelieveld', defaultAddress: address };
const customer = { companyProfile: { domain: 'Lelie.onmicrosoft.com' }, billingProfile: profile };
const post = (body: unknown, more: Call = {}): Call => ({ method: 'POST', body, ...more });

const expectRefused = refusalsOver(() => ({ world, http }));

describe('[CUS-1] creating a customer', () => {
  const expected = (newId: string, commerceId: string, profileId: string, etag: string) => ({
    id: newId,
    commerceId,
    companyProfile: {
      tenantId: newId,
      domain: 'lelie.onmicrosoft.com',
      companyName: 'Lelieveld',
      links: { self: link(`/customers/${newId}/profiles/company`) },
      attributes: { objectType: 'CustomerCompanyProfile' },
    },
    billingProfile: { ...profile, id: profileId, links: { self: link(`/customers/${newId}/profiles/billing`) }, attributes: { etag, objectType: 'CustomerBillingProfile' } },
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: true,
    customDomains: ['lelie.onmicrosoft.com'],
    links: { self: link(`/customers/${newId}`) },
    attributes: { objectType: 'Customer' },
  });
  const idsOf = (body: unknown) => {
    const created = body as ReturnType<typeof expected> & { userCredentials?: { userName: string; password: string } };
    return { ...created, profileId: created.billingProfile.id, etag: created.billingProfile.attributes.etag };
  };

  test('answers 201 with its first administrator, who is shown once', async () => {
    const created = await http('/v1/customers', post({ ...customer, enableGDAPByDefault: false }));
    expect(created.status).toBe(201);
    const { id: newId, commerceId, profileId, etag, userCredentials } = idsOf(created.body);
    const resource = expected(newId, commerceId, profileId, etag);
    expect(created.body).toEqual({ ...resource, enableGDAPByDefault: false, userCredentials: { userName: 'admin', password: expect.stringMatching(/^[\w-]{16}$/) as string } });
    expect((await http(`/v1/customers/${newId}`)).body).toEqual(resource);
    expect((await http(`/v1/customers/${newId}/profiles/company`)).body).toEqual(resource.companyProfile);
    expect((await http(`/v1/customers/${newId}/profiles/billing`)).body).toEqual(resource.billingProfile);
    expect(world.happened()).toEqual(['CustomerCreated']);
    expect(userCredentials?.password).not.toBe(idsOf((await http('/v1/customers', post({ ...customer, companyProfile: { domain: 'b.example' } }))).body).userCredentials?.password);
    await world.expectNothingDue();
  });

  test('repeated under the same request id it answers the very same', async () => {
    const headers = { 'MS-RequestId': newRequestId() };
    const first = await http('/v1/customers', post(customer, { headers }));
    const again = await http('/v1/customers', post(customer, { headers }));
    expect([again.status, again.text]).toEqual([201, first.text]);
  });

  test('[CUS-3] keeps all that is said of the company, and where it is', async () => {
    const whole = { ...profile, firstName: 'Ilse', lastName: 'Kuiper', defaultAddress: { ...address, region: 'West', state: 'UT', district: 'Centrum', addressLine2: 'Hal 3', addressLine3: 'Deur 2', middleName: 'van', emailAddress: 'ilse@lelie.example' } };
    const created = await http('/v1/customers', post({ companyProfile: { ...customer.companyProfile, organizationRegistrationNumber: '30123456' }, billingProfile: whole }));
    expect(created).toMatchObject({ status: 201, body: { companyProfile: { organizationRegistrationNumber: '30123456' }, billingProfile: whole } });
    expect((await http(`/v1/customers/${idsOf(created.body).id}/profiles/billing`)).body).toMatchObject(whole);
  });

  test('previewed it shows no password and claims no domain', async () => {
    const before = await world.dump();
    const preview = await http('/v1/customers?preview=true', post(customer));
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({ preview: true, result: { relationshipToPartner: 'reseller' } });
    expect(preview.text).not.toContain('password');
    expect(await world.dump()).toEqual(before);
  });

  test('for an indirect reseller, by its provider and with a user', async () => {
    const associatedPartnerId = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';
    const created = await http('/v1/customers', post({ ...customer, associatedPartnerId }, { as: 'polder' }));
    expect([created.status, created.body]).toEqual([201, expect.objectContaining({ associatedPartnerId })]);
    expect((await http(`/v1/customers/${idsOf(created.body).id}`, { as: 'polder' })).body).toMatchObject({ associatedPartnerId });
    const other = { ...customer, companyProfile: { domain: 'b.example' }, associatedPartnerId };
    await expectRefused('/v1/customers', post(other, { as: 'polder', appOnly: true }), 403, failed(900329, expect.stringContaining('app-only')));
    await expectRefused('/v1/customers', post(other, { as: 'havn' }), 400, failed(900154, `associatedPartnerId: ${associatedPartnerId} is not an indirect reseller of the caller.`));
    expect((await http('/v1/customers', post({ ...customer, companyProfile: { domain: 'c.example' } }, { as: 'polder', appOnly: true }))).status).toBe(201);
  });

  test('[CUS-3] empty text is what is left out', async () => {
    const created = await http('/v1/customers', post({ associatedPartnerId: '', companyProfile: { ...customer.companyProfile, organizationRegistrationNumber: ' ' }, billingProfile: { ...profile, firstName: '', defaultAddress: { ...address, state: '', addressLine2: '', emailAddress: ' ' } } }));
    expect([created.status, (created.body as { billingProfile: object }).billingProfile]).toEqual([201, expect.objectContaining({ ...profile, defaultAddress: address })]);
    expect(created.body).not.toHaveProperty('billingProfile.firstName');
    expect(created.body).not.toHaveProperty('associatedPartnerId');
    await expectRefused('/v1/customers', post({ ...customer, billingProfile: { ...profile, companyName: '' } }), 400, failed(800002, expect.stringContaining('billingProfile.companyName')));
  });

  test.each(['en-US', 'EN-us', 'nl-NL'])('[CUS-3] the culture %s is one of the Netherlands', async (culture) => {
    expect(await http('/v1/customers', post({ ...customer, billingProfile: { ...profile, culture, language: 'En' } }))).toMatchObject({ status: 201, body: { billingProfile: { culture, language: 'En' } } });
  });

  const inCountry = (country: string, culture: string, companyProfile: object = {}, over: object = {}) => ({
    companyProfile: { domain: 'x.example', ...companyProfile },
    billingProfile: { ...profile, culture, defaultAddress: { ...address, country, ...over } },
  });

  test.each([
    ['a domain that is taken', { ...customer, companyProfile: { domain: 'zonnebloeminstallaties.onmicrosoft.com' } }, 3000, 'companyProfile.domain: zonnebloeminstallaties.onmicrosoft.com is taken.'],
    ['no registration number', inCountry('HU', 'hu-HU'), 600049, 'organizationRegistrationNumber: is required in HU.'],
    ['one of a wrong form', inCountry('KZ', 'kk-KZ', { organizationRegistrationNumber: '12' }), 600050, 'organizationRegistrationNumber: in KZ it must match ^\\d{12}$.'],
    ['no phone number', inCountry('KZ', 'kk-KZ', { organizationRegistrationNumber: '123456789012' }, { phoneNumber: null }), 600051, 'defaultAddress.phoneNumber: is required in KZ.'],
    ['a registration number where there is none', inCountry('US', 'en-US', { organizationRegistrationNumber: '12' }), 600002, 'organizationRegistrationNumber: US takes none.'],
    ['no culture', inCountry('NL', 'Dutch'), 3000, 'billingProfile.culture: Dutch is no culture of NL; allowed: nl-NL, en-US.'],
    ['no language of two letters', { ...customer, billingProfile: { ...profile, language: 'nld' } }, 3000, 'billingProfile.language: nld is no language of two letters; those of NL: nl, en.'],
    ['a foreign culture', inCountry('NL', 'fr-FR'), 3000, 'billingProfile.culture: fr-FR is no culture of NL; allowed: nl-NL, en-US.'],
    ['a wrong postal code', inCountry('NL', 'nl-NL', {}, { postalCode: '35' }), 3000, 'defaultAddress is not usable. postalCode: "35" does not match ^\\d{4} ?[A-Z]{2}$.'],
    ['a state that is none', inCountry('US', 'en-US', {}, { state: 'ZZ', postalCode: '98052' }), 3000, expect.stringMatching(/^defaultAddress is not usable\. state: "ZZ" is none of AL, AK/)],
    ['a market without prices', inCountry('DE', 'de-DE'), 3000, 'country: the market DE is not served here.'],
    ['no domain', { ...customer, companyProfile: {} }, 800002, 'The input is not valid. companyProfile.domain: is required.'],
  ])('with %s is refused', async (_name, body, code, description) => {
    await expectRefused('/v1/customers', post(body), 400, failed(code, description));
  });

  test('[PAR-1] an indirect reseller is told to go through its provider', async () => {
    const partner = await world.app.partnerOf('6120045');
    if (partner === undefined) throw new Error('The sample has no such reseller');
    const caller: Caller = { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
    await expectRefused('/v1/customers', post(customer, { caller }), 403, failed(900308, expect.stringContaining('PartnerID 5310412')));
  });
});

test('[PAR-1] a partner whose programme status is restricted creates no customer', async () => {
  const { partner } = world.as('havn');
  const caller: Caller = { tenantId: partner.tenantId, kind: 'partner', partner: { ...partner, programmeStatus: 'restricted' }, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
  await expectRefused('/v1/customers', post(customer, { caller }), 403, failed(900149, expect.stringContaining('restricted')));
});

describe('[CUS-3] the billing profile', () => {
  const path = () => `/v1/customers/${customerId}/profiles/billing`;
  const put = (etag: string | undefined, body: object = profile): Call => ({ method: 'PUT', body, ...(etag !== undefined && { headers: { 'If-Match': `"${etag}"` } }) });
  const present = async () => (await http(path())).body as { id: string; attributes: { etag: string } };

  test('is replaced against its etag, and the next write needs the new one', async () => {
    const { id: profileId, attributes } = await present();
    const replaced = await http(path(), put(attributes.etag));
    const { etag } = (replaced.body as typeof attributes & { attributes: typeof attributes }).attributes;
    expect([replaced.status, replaced.body]).toEqual([
      200,
      { ...profile, id: profileId, links: { self: link(`/customers/${customerId}/profiles/billing`) }, attributes: { etag, objectType: 'CustomerBillingProfile' } },
    ]);
    expect(replaced.headers).toMatchObject({ ETag: `"${etag}"` });
    expect((await present()).attributes.etag).toBe(etag);
    expect(world.happened()).toEqual(['BillingProfileChanged']);
    await expectRefused(path(), put(attributes.etag), 400, failed(2055, `The etag ${attributes.etag} is no longer valid; the resource now has ${etag}. Read it again and repeat the change.`));
    expect((await http(path(), put(etag))).status).toBe(200);
  });

  test('the etag may come in the body that was read; what else happens to the customer leaves it as it is', async () => {
    const { attributes } = await present();
    await world.as('havn').attest(customerId);
    expect((await http(path(), put(undefined, { ...profile, attributes }))).status).toBe(200);
  });

  test('without an etag, a member or the market it is refused', async () => {
    const { etag } = (await present()).attributes;
    await expectRefused(path(), put(undefined), 400, failed(800002, 'The header If-Match is required.'));
    await expectRefused(path(), { method: 'PUT', body: profile, headers: { 'If-Match': '*' } }, 400, failed(800002, 'The header If-Match is required.'));
    await expectRefused(path(), put(etag, { ...profile, email: undefined }), 400, failed(800002, 'The input is not valid. email: is required.'));
    const swedish = { ...profile, culture: 'sv-SE', defaultAddress: { ...address, country: 'SE', postalCode: '75320' } };
    await expectRefused(path(), put(etag, swedish), 400, failed(3000, "defaultAddress.country: the customer's market is NL and cannot become SE."));
  });

  test('[PAR-3] of another partner does not exist', async () => {
    const { etag } = (await present()).attributes;
    for (const call of [{ as: 'nordlys' }, { ...put(etag), as: 'nordlys' }]) await expectRefused(path(), call, 404, failed(60003, `There is no customer ${customerId}.`));
  });
});

describe('[CUS-1] helpers', () => {
  test.each([
    ['zonnebloeminstallaties.onmicrosoft.com', 200],
    ['ZonnebloemInstallaties.onmicrosoft.com', 200],
    ['tulpenhof.onmicrosoft.com', 404],
  ])('HEAD of the domain %s: %i, without a body', async (domain, status) => {
    const reply = await http(`/v1/domains/${domain}`, { method: 'HEAD' });
    expect([reply.status, reply.text, reply.headers['Content-Type']]).toEqual([status, '', undefined]);
  });

  test('a domain is free until a customer has it', async () => {
    const head = async () => (await http('/v1/domains/lelie.onmicrosoft.com', { method: 'HEAD' })).status;
    expect(await head()).toBe(404);
    await http('/v1/customers', post(customer));
    expect(await head()).toBe(200);
  });

  test('an address is checked against the rules of its country', async () => {
    const asked = { addressLine1: 'Havenkade 12', city: 'Utrecht', postalCode: '3511aa', country: 'NL' };
    const check = async (over: object) => http('/v1/validations/address', post({ ...asked, ...over }));
    expect(await check({})).toMatchObject({
      status: 200,
      body: { originalAddress: asked, status: 'InteractionRequired', suggestedAddresses: [{ ...asked, postalCode: '3511AA' }] },
    });
    const fits = { ...asked, postalCode: '3511 AA' };
    expect((await check(fits)).body).toEqual({ originalAddress: fits, suggestedAddresses: [], status: 'NotValidated', validationMessage: "The address fits the country's rules; whether it exists was not looked up." });
    expect((await check({ postalCode: '35' })).body).toMatchObject({ status: 'None', suggestedAddresses: [] });
    const american = { country: 'us', state: 'wa', postalCode: '98052', addressLine2: 'Suite 3' };
    expect((await check(american)).body).toMatchObject({ originalAddress: american, status: 'InteractionRequired', suggestedAddresses: [{ country: 'US', state: 'WA', addressLine2: 'Suite 3' }] });
    await expectRefused('/v1/validations/address', post({ ...asked, city: undefined }), 400, failed(800002, 'The input is not valid. city: is required.'));
  });

  test('the rules of a market', async () => {
    const rules = await http('/v1/countryvalidationrules/nl');
    expect([rules.status, rules.body]).toEqual([
      200,
      {
        iso2Code: 'NL',
        defaultCulture: 'nl-NL',
        isStateRequired: false,
        states: { value: [] },
        supportedLanguages: { value: ['nl', 'en'] },
        supportedCultures: { value: ['nl-NL', 'en-US'] },
        isPostalCodeRequired: false,
        postalCodeRegex: '^\\d{4} ?[A-Z]{2}$',
        isCityRequired: true,
        isVatIdSupported: true,
        taxIdFormat: '^NL\\d{9}B\\d{2}$',
        taxIdSample: 'NL123456789B01',
        phoneNumberRegex: '^(\\+31|0)\\d{9}$',
        isRegistrationNumberSupported: true,
        isTaxIdSupported: true,
        resellerAgreementRegion: 'EMEA',
        geographicRegion: 'EU/EFTA',
        countryCallingCodes: { value: ['31'] },
        attributes: { objectType: 'CountryInformation' },
      },
    ]);
    expect((await http('/v1/countryvalidationrules/US')).body).toMatchObject({ isStateRequired: true, states: { value: expect.arrayContaining(['WA']) as string[] } });
    await expectRefused('/v1/countryvalidationrules/AQ', {}, 404, failed(1000, 'There are no validation rules for the country AQ.'));
  });

  test('there is no validation status', async () => {
    const path = `/v1/customers/${customerId}/validationStatus`;
    await expectRefused(`${path}?type=account`, {}, 404, failed(600074, `There is no validation status of the customer ${customerId}.`, { errorMessageExtended: 'InternalErrorCode=600074' }));
    await expectRefused(`${path}?type=weather`, {}, 400, failed(900126, 'type: "weather" is none of account.'));
    await expectRefused(`/v1/customers/${id}/validationStatus?type=account`, {}, 404, failed(60003, `There is no customer ${id}.`));
  });

  test('customers are not deleted', async () => {
    await expectRefused(`/v1/customers/${customerId}`, { method: 'DELETE' }, 400, failed(900127, 'Customers can be deleted in an integration sandbox only, and this is none.'));
    await expectRefused(`/v1/customers/${id}`, { method: 'DELETE' }, 404, failed(60003, `There is no customer ${id}.`));
  });

  test('an id that is no GUID', async () => {
    await expectRefused('/v1/customers/zonne', {}, 400, failed(900118, 'The customer id "zonne" is not a GUID.'));
  });
});
