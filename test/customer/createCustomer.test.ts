import { createCustomer, type CreateCustomer, type CreationFacts } from '../../src/customer/createCustomer';
import { instant } from '../../src/kernel/instant';

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
