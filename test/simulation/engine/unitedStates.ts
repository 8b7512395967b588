import { type Customer } from '../../../src/domain/parties/customer/state';
import { type Partner } from '../../../src/domain/parties/partner/state';
import { type SampleCustomer } from '../../../src/sandbox/sampleFiles';

/** A partner in the United States, who is billed in US dollars: the sample's are in Europe. */
export const potomac: Partner = {
  slug: 'potomac',
  name: 'Potomac Cloud',
  tenantId: '5b0a2f5e-4c1d-4d6b-9a37-1f0c8e5d7a42',
  partnerId: '5310577',
  version: 1,
  kind: 'direct_bill',
  country: 'US',
  currency: 'USD',
  programmeStatus: 'active',
  resellers: [],
  providers: [],
};

/** Its customer. */
export const cedarHollow: SampleCustomer = {
  name: 'Cedar Hollow Dental',
  tenantId: 'c7d1a9e4-2f5b-4b86-8d3c-60e2b1f49a75',
  domain: 'cedarhollowdental.onmicrosoft.com',
  country: 'US',
  segment: 'commercial',
  contact: { firstName: 'June', lastName: 'Carter', email: 'j.carter@cedarhollowdental.example', phoneNumber: '2025550143' },
  address: { addressLine1: '14 Chestnut Street', city: 'Frederick', postalCode: '21701', country: 'US' },
  culture: 'en-US',
  language: 'en',
  relationships: { potomac: 'accepted' },
  agreements: [{ partner: 'potomac', dateAgreed: '2020-12-15T00:00:00.000Z' }],
};

/** What of a world is not in the United States: most lives know nothing of these. */
export const withoutUnitedStates = <W extends { readonly partners: readonly Partner[]; readonly customers: readonly Customer[] }>(world: W): W => ({
  ...world,
  partners: world.partners.filter(({ country }) => country !== potomac.country),
  customers: world.customers.filter(({ country }) => country !== cedarHollow.country),
});
