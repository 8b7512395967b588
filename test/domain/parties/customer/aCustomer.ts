import { type Customer } from '../../../../src/domain/parties/customer/state';
import { instant } from '../../../../src/kernel/instant';

export const now = instant('2026-02-27T09:00:00.000Z');

/** A Dutch customer of the partner `p`, with a relationship and nothing else. */
export const aCustomer = (over: Partial<Customer> = {}): Customer => ({
  id: 'c',
  commerceId: 'commerce',
  version: 3,
  name: 'Tuinbouw',
  domain: 'tuinbouw.example',
  country: 'NL',
  segment: 'commercial',
  billingProfile: { id: 'b', email: 'a@tuinbouw.example', culture: 'nl-NL', language: 'nl', companyName: 'Tuinbouw', defaultAddress: { country: 'NL', city: 'Delft' } },
  createdAt: instant('2026-01-01T00:00:00.000Z'),
  relationships: { p: { status: 'accepted', since: instant('2026-01-01T00:00:00.000Z') } },
  attestations: {},
  ...over,
});
