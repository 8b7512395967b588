import { createCustomer, type CreateCustomer, type CreationFacts } from '../../../../src/domain/parties/customer/createCustomer';
import { instant } from '../../../../src/kernel/instant';

const now = instant('2026-02-27T09:00:00Z');
const markets = new Set(['NL', 'SE']);
const facts = (resellers: readonly string[] = [], domainTaken = false): CreationFacts => ({ markets, resellers: new Set(resellers), domainTaken });
const reseller = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';

const command = (members: Partial<CreateCustomer> = {}, country = 'NL'): CreateCustomer => ({
  customerId: 'c',
  commerceId: 'commerce',
  partnerTenantId: 'p',
  domain: 'tuinbouw.example',
  billingProfile: { id: 'b', email: 'a@tuinbouw.example', culture: 'nl-NL', language: 'nl', companyName: 'Tuinbouw', defaultAddress: { country } },
  ...members,
});

test('[CUS-1] [CUS-3] a new customer: its market, its segment, the relationship accepted, no agreement yet', () => {
  expect(createCustomer(command(), facts(), now)).toEqual({
    ok: true,
    value: {
      id: 'c',
      commerceId: 'commerce',
      version: 1,
      name: 'Tuinbouw',
      domain: 'tuinbouw.example',
      country: 'NL',
      segment: 'commercial',
      billingProfile: command().billingProfile,
      createdAt: now,
      relationships: { p: { status: 'accepted', since: now } },
      attestations: {},
    },
  });
});

test.each(['NL', 'nl', 'Nl'])('[CUS-3] the market %s is the Netherlands', (country) => {
  expect(createCustomer(command({}, country), facts(), now)).toMatchObject({ ok: true, value: { country: 'NL' } });
});

test.each(['DE', 'XX'])('[CUS-3] the market %s, in which nothing is sold, is refused', (country) => {
  expect(createCustomer(command({}, country), facts(), now)).toEqual({ ok: false, error: { kind: 'MarketNotSupported', country } });
});

describe('[CUS-1] through an indirect reseller', () => {
  test('of the provider', () => {
    const created = createCustomer(command({ resellerTenantId: reseller }), facts([reseller]), now);
    expect(created).toMatchObject({ ok: true, value: { relationships: { p: { status: 'accepted', resellerTenantId: reseller } } } });
  });

  test('of somebody else is refused', () => {
    expect(createCustomer(command({ resellerTenantId: reseller }), facts(['other']), now)).toEqual({
      ok: false,
      error: { kind: 'ResellerNotPartnered', resellerTenantId: reseller },
    });
  });
});

describe('[CUS-1] what the country asks', () => {
  const inCountry = (country: string, culture: string, more: Partial<CreateCustomer> = {}, address: object = {}) => {
    const asked = command(more, country);
    return createCustomer({ ...asked, billingProfile: { ...asked.billingProfile, culture, defaultAddress: { country, ...address } } }, { ...facts(), markets: new Set(['NL', 'HU', 'US']) }, now);
  };

  test('a registration number and a phone number, kept with the customer', () => {
    expect(inCountry('HU', 'hu-HU')).toEqual({ ok: false, error: { kind: 'RegistrationNumberMissing', country: 'HU' } });
    expect(inCountry('HU', 'hu-HU', { organizationRegistrationNumber: '12345678-1-23' })).toEqual({ ok: false, error: { kind: 'PhoneNumberMissing', country: 'HU' } });
    expect(inCountry('HU', 'hu-HU', { organizationRegistrationNumber: '12345678-1-23' }, { phoneNumber: '1' })).toMatchObject({
      ok: true,
      value: { country: 'HU', organizationRegistrationNumber: '12345678-1-23' },
    });
  });

  test('no registration number in the United States', () => {
    const address = { state: 'WA', postalCode: '98052' };
    expect(inCountry('US', 'en-US', { organizationRegistrationNumber: '1' }, address)).toEqual({ ok: false, error: { kind: 'RegistrationNumberNotSupported', country: 'US' } });
    expect(inCountry('US', 'en-US', {}, address)).toMatchObject({ ok: true, value: { country: 'US' } });
  });

  test('its culture and its addresses', () => {
    expect(inCountry('NL', 'sv-SE')).toEqual({ ok: false, error: { kind: 'CultureNotSupported', culture: 'sv-SE', country: 'NL' } });
    expect(inCountry('US', 'en-US', {}, { state: 'WA' })).toEqual({ ok: false, error: { kind: 'AddressNotUsable', problems: ['postalCode: is required in US'] } });
  });
});

test('[CUS-1] a domain that is taken is refused', () => {
  expect(createCustomer(command(), facts([], true), now)).toEqual({ ok: false, error: { kind: 'DomainTaken', domain: 'tuinbouw.example' } });
});
