import { type Caller } from '../../../../src/adapters/http/caller';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { httpOver, type Call } from '../../../support/httpWorld';
import { World } from '../../../support/world';
import { invoiced, standard } from '../../invoice/invoicedWorld';

let world: World;
let http: ReturnType<typeof httpOver>;

beforeEach(async () => {
  world = await World.at('2021-06-18T10:00:00Z');
  http = httpOver(world);
});

const get = async (name: string, call: Call = {}) => (await http(`/v1/profiles/${name}`, call)).body as { attributes: { etag: string } };
const put = (name: string, body: unknown, call: Call = {}) => http(`/v1/profiles/${name}`, { method: 'PUT', body, ...call });
const link = (name: string) => ({ self: { uri: `/profiles/${name}`, method: 'GET', headers: [] } });
const etag = expect.any(String) as string;
const tenantId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

/** Whoever has that tenant, as stored now. */
const callerOf = async (tenant = ''): Promise<Caller> => {
  const partner = await world.app.partnerByTenant(tenant);
  if (partner === undefined) throw new Error(`There is no partner ${tenant}`);
  return { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
};

/** As the published .NET library sends it. */
const address = { Country: 'NL', Region: null, City: 'Utrecht', State: '', AddressLine1: 'Havenkade 12', AddressLine2: '', PostalCode: '3511 AA', FirstName: 'Ilse', LastName: 'Kuiper', PhoneNumber: '0301234567' };
const whole = { ...address, Region: 'West', State: 'UT', District: 'Centrum', AddressLine2: 'Hal 3', AddressLine3: 'Deur 2', MiddleName: 'van' };
const kept = { country: 'NL', city: 'Utrecht', addressLine1: 'Havenkade 12', postalCode: '3511 AA', firstName: 'Ilse', lastName: 'Kuiper', phoneNumber: '0301234567' };

test('who a partner is stands in its profiles before it says anything', async () => {
  expect(await get('organization')).toEqual({
    id: tenantId, companyName: 'Havn Cloud', defaultAddress: { country: 'NL' }, tenantId, domain: 'havn.onmicrosoft.com', language: 'nl', culture: 'nl-NL', profileType: 'OrganizationProfile', links: link('organization'), attributes: { etag, objectType: 'OrganizationProfile' },
  });
  expect(await get('legalbusiness')).toEqual({
    companyName: 'Havn Cloud', address: { country: 'NL' }, vettingStatus: 'authorized', vettingSubStatus: 'none', profileType: 'LegalBusinessProfile', links: link('legalbusiness'), attributes: { etag, objectType: 'LegalBusinessProfile' },
  });
  expect(await get('billing')).toEqual({ companyName: 'Havn Cloud', address: { country: 'NL' }, billingCurrency: 'EUR', profileType: 'BillingProfile', links: link('billing'), attributes: { etag, objectType: 'BillingProfile' } });
  expect(await get('support')).toEqual({ profileType: 'support_profile', links: link('support'), attributes: { etag, objectType: 'PartnerSupportProfile' } });
});

test.each([
  { name: 'organization', said: { DefaultAddress: address, Email: 'post@havn.example', Language: 'en', Culture: 'nl-NL' }, holds: { defaultAddress: kept, email: 'post@havn.example', language: 'en', culture: 'nl-NL', companyName: 'Havn Cloud' } },
  {
    name: 'legalbusiness',
    said: { Address: address, PrimaryContact: { FirstName: 'Ilse', LastName: 'Kuiper', Email: 'ilse@havn.example', PhoneNumber: '' }, CompanyApproverAddress: address, CompanyApproverEmail: 'ilse@havn.example' },
    holds: { address: kept, primaryContact: { firstName: 'Ilse', lastName: 'Kuiper', email: 'ilse@havn.example' }, companyApproverAddress: kept, companyApproverEmail: 'ilse@havn.example', vettingStatus: 'authorized' },
  },
  { name: 'billing', said: { Address: whole, PrimaryContact: { FirstName: 'Ilse', PhoneNumber: '0301234567' }, PurchaseOrderNumber: '9888', TaxId: 'NL123456789B01' }, holds: { address: { ...kept, region: 'West', state: 'UT', district: 'Centrum', addressLine2: 'Hal 3', addressLine3: 'Deur 2', middleName: 'van' }, primaryContact: { firstName: 'Ilse', phoneNumber: '0301234567' }, purchaseOrderNumber: '9888', taxId: 'NL123456789B01', billingCurrency: 'EUR' } },
  { name: 'support', said: { Email: 'help@havn.example', Telephone: '0301234567', Website: 'www.havn.example' }, holds: { email: 'help@havn.example', telephone: '0301234567', website: 'www.havn.example' } },
])('$name is read, sent back whole with a change, kept, and in the audit log', async ({ name, said, holds }) => {
  const before = await get(name);
  const replaced = await put(name, { ...before, ...said, links: { Self: { Uri: `/profiles/${name}`, Method: 'GET', Headers: [] } } });
  expect(replaced).toMatchObject({ status: 200, body: holds });
  expect(await get(name)).toEqual(replaced.body);
  expect(await get(name, { as: 'polder' })).not.toMatchObject(holds);
  const stale = await put(name, {}, { headers: { 'If-Match': `"${before.attributes.etag}"` } });
  expect(stale).toMatchObject({ status: 400, body: { code: 2055 } });
  const emptied = await put(name, {}, { headers: { 'If-Match': `"${(await get(name)).attributes.etag}"` } });
  expect(emptied.body).toMatchObject({ ...before, attributes: { objectType: (before.attributes as unknown as { objectType: string }).objectType } });
  const { items } = (await http('/v1/auditrecords')).body as { items: { resourceType: string; operationStatus: string }[] };
  expect(items.map(({ resourceType, operationStatus }) => [resourceType, operationStatus])).toEqual([['partner_profile', 'succeeded'], ['partner_profile', 'failed'], ['partner_profile', 'succeeded']]);
});

test.each([
  { says: 'another name', name: 'organization', body: { companyName: 'Havn Holding' }, code: 800042, of: 'companyName cannot be changed; it is Havn Cloud' },
  { says: 'another tenant', name: 'organization', body: { tenantId: '00000000-0000-4000-8000-000000000001' }, code: 800042, of: 'tenantId' },
  { says: 'another domain', name: 'organization', body: { domain: 'other.example' }, code: 800042, of: 'domain' },
  { says: 'another country', name: 'legalbusiness', body: { companyApproverAddress: { country: 'SE' } }, code: 800042, of: 'companyApproverAddress.country cannot be changed; it is NL' },
  { says: 'another vetting', name: 'legalbusiness', body: { vettingStatus: 'pending' }, code: 800042, of: 'vettingStatus' },
  { says: 'another currency', name: 'billing', body: { billingCurrency: 'USD' }, code: 800042, of: 'billingCurrency cannot be changed; it is EUR' },
  { says: 'a postal code of another country', name: 'billing', body: { address: { postalCode: '98052' } }, code: 3000, of: 'postalCode' },
  { says: 'a culture of another country', name: 'organization', body: { culture: 'sv-SE' }, code: 3000, of: 'sv-SE' },
  { says: 'a language of three letters', name: 'organization', body: { language: 'nld' }, code: 3000, of: 'nld' },
  { says: 'what is no address for mail', name: 'support', body: { email: 'help' }, code: 800002, of: 'email' },
])('$says is refused, and nothing is kept', async ({ name, body, code, of }) => {
  const before = await get(name);
  expect(await put(name, body)).toMatchObject({ status: 400, body: { code, description: expect.stringContaining(of) as string } });
  expect(await get(name)).toEqual(before);
});

test('[BIL-2] an invoice is addressed to where the billing profile says, and before it says anything to where the operator does', async () => {
  const { partner } = world.as('havn');
  const row = await world.stores.Partners.read('partners', `tenant|${partner.tenantId}`);
  await world.stores.Partners.commit('partners', [{ op: 'put', key: `tenant|${partner.tenantId}`, value: { ...row?.value, address: ['Havenstraat 12', '3511 AA Utrecht', 'Centrum', 'Utrecht'] } }]);
  world.sleepUntil('2021-06-18T10:02:00Z');
  const before = await get('billing', { caller: await callerOf(partner.tenantId) });
  expect(before).toMatchObject({ address: { country: 'NL', addressLine1: 'Havenstraat 12', addressLine2: '3511 AA Utrecht', addressLine3: 'Centrum, Utrecht' } });
  const customer = world.customer('Zonnebloem');
  await world.buy('havn', customer, [standard]);
  await world.advanceTo('2021-07-07T00:00:00Z');
  await invoiced(world, calendarDate('2021-06-01'));
  await put('billing', { address });
  await world.advanceTo('2021-08-07T00:00:00Z');
  await invoiced(world, calendarDate('2021-07-01'));
  const addressed = async (id: string) => ((await world.stores.Invoices.read(partner.tenantId, `invoice|${id}`))?.value as { billedTo: unknown } | undefined)?.billedTo;
  const billedTo = { name: 'Havn Cloud', partnerId: '5310388', country: 'NL' };
  expect(await addressed('G000000001')).toEqual({ ...billedTo, address: ['Havenstraat 12', '3511 AA Utrecht', 'Centrum', 'Utrecht'] });
  expect(await addressed('G000000002')).toEqual({ ...billedTo, address: ['Havenkade 12', '3511 AA Utrecht'] });
});

test('[PAR-1] a reseller reads its own, and changes nothing', async () => {
  const [reseller] = world.as('polder').partner.resellers;
  const caller = await callerOf(reseller?.tenantId);
  expect(await get('organization', { caller })).toMatchObject({ companyName: reseller?.name });
  expect(await put('support', { telephone: '1' }, { caller })).toMatchObject({ status: 403, body: { code: 900308 } });
});

test('[DUE-2] a profile that cannot be read is said to be so, and the others are read', async () => {
  await put('support', { telephone: '1' });
  const partition = `profiles|${world.as('havn').partner.tenantId}`;
  await world.stores.Partners.commit(partition, [{ op: 'put', key: 'support', value: { version: 'one' } }]);
  expect(await http('/v1/profiles/support')).toMatchObject({ status: 500, body: { code: 800094 } });
  expect((await http('/v1/profiles/billing')).status).toBe(200);
});
