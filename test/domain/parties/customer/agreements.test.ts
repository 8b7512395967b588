import { attestAgreement, type AttestAgreement } from '../../../../src/domain/parties/customer/attestAgreement';
import { mayOrder, visibleTo } from '../../../../src/domain/parties/customer/relationship';
import { templatesOfType } from '../../../../src/domain/parties/customer/agreements';
import { type Customer } from '../../../../src/domain/parties/customer/state';
import { instant } from '../../../../src/kernel/instant';

const now = instant('2026-02-27T09:00:00.000Z');
const mca = '117a77b0-9360-443b-8795-c6dedc750cf9';
const cloud = '998b88de-aa99-4388-a42c-1b3517d49490';

const customer: Customer = {
  id: 'c',
  commerceId: 'commerce',
  version: 3,
  name: 'Tuinbouw',
  domain: 'tuinbouw.example',
  country: 'NL',
  segment: 'commercial',
  billingProfile: { id: 'b', email: 'a@tuinbouw.example', culture: 'nl-NL', language: 'nl', companyName: 'Tuinbouw', defaultAddress: { country: 'NL' } },
  createdAt: now,
  relationships: { p: { status: 'accepted', since: now } },
  attestations: {},
};

const command: AttestAgreement = {
  partnerTenantId: 'p',
  userId: 'u',
  agreementType: 'MicrosoftCustomerAgreement',
  templateId: mca,
  dateAgreed: instant('2026-02-20T00:00:00.000Z'),
  primaryContact: { firstName: 'Noor', lastName: 'Bakker', email: 'n.bakker@example.com' },
};

const attested = (over: Partial<AttestAgreement>, from: Customer = customer, at = now) => {
  const latest = from.attestations[over.partnerTenantId ?? 'p'];
  return attestAgreement({ ...command, ...over }, from, latest === undefined ? [] : [latest], at);
};

const confirmed = (() => {
  const result = attested({});
  if (!result.ok) throw new Error(result.error.kind);
  return result.value.customer;
})();

test('[CUS-2] keeps who, when and how to reach them, for this partner, and raises the version', () => {
  const attestation = {
    agreementType: 'MicrosoftCustomerAgreement',
    templateId: mca,
    dateAgreed: '2026-02-20T00:00:00.000Z',
    primaryContact: command.primaryContact,
    userId: 'u',
    attestedAt: now,
  };
  expect(attested({})).toEqual({ ok: true, value: { attestation, customer: { ...customer, version: 4, attestations: { p: attestation } } } });
});

test.each([
  { dateAgreed: '2026-02-27T09:00:00.000Z', name: 'at this very instant', ok: true },
  { dateAgreed: '2026-02-27T09:00:00.001Z', name: 'a millisecond from now', ok: false },
])('[CUS-2] agreed $name: accepted is $ok', ({ dateAgreed, ok }) => {
  const result = attested({ dateAgreed: instant(dateAgreed) });
  expect(result.ok).toBe(ok);
  if (!result.ok) expect(result.error).toEqual({ kind: 'AgreementDateInFuture', dateAgreed });
});

test.each([
  { name: 'the cloud agreement, which no longer counts', over: { agreementType: 'MicrosoftCloudAgreement', templateId: cloud } },
  { name: 'a template of another type', over: { templateId: cloud } },
  { name: 'an unknown template', over: { templateId: 'c0ffee00-0000-4000-8000-000000000000' } },
])('[CUS-2] $name is refused', ({ over }) => {
  expect(attested(over)).toEqual({ ok: false, error: { kind: 'AgreementTemplateUnknown', templateId: over.templateId } });
});

test.each<{ name: string; over: Partial<AttestAgreement>; again: boolean }>([
  { name: 'the same details', over: {}, again: false },
  { name: 'the same details by another user', over: { userId: 'v' }, again: false },
  { name: 'another date', over: { dateAgreed: instant('2026-02-21T00:00:00Z') }, again: true },
  { name: 'another first name', over: { primaryContact: { ...command.primaryContact, firstName: 'Nora' } }, again: true },
  { name: 'another last name', over: { primaryContact: { ...command.primaryContact, lastName: 'Visser' } }, again: true },
  { name: 'another address', over: { primaryContact: { ...command.primaryContact, email: 'nb@example.com' } }, again: true },
  { name: 'a telephone number', over: { primaryContact: { ...command.primaryContact, phoneNumber: '030' } }, again: true },
  { name: 'the same details for another partner', over: { partnerTenantId: 'q' }, again: true },
])('[CUS-2] confirmed again with $name: taken is $again', ({ over, again }) => {
  const result = attested(over, confirmed);
  expect(result.ok ? 'taken' : result.error.kind).toBe(again ? 'taken' : 'AgreementAlreadyConfirmed');
});

test('[CUS-2] confirmed before with other details in between is refused as well', () => {
  const first = attested({});
  if (!first.ok) throw new Error(first.error.kind);
  const second = attestAgreement({ ...command, dateAgreed: instant('2026-02-21T00:00:00Z') }, first.value.customer, [first.value.attestation], now);
  if (!second.ok) throw new Error(second.error.kind);
  const { attestation, customer: present } = second.value;
  expect(attestAgreement(command, present, [first.value.attestation, attestation], now)).toEqual({ ok: false, error: { kind: 'AgreementAlreadyConfirmed', customerId: 'c' } });
});

describe('who may order', () => {
  const withRelationship = (status: 'pending' | 'accepted' | 'declined' | 'ended'): Customer => ({ ...confirmed, relationships: { p: { status, since: now } } });

  test.each(['pending', 'declined', 'ended'] as const)('[CUS-1] nobody whose relationship is %s; [PAR-3] nor sees the customer', (status) => {
    expect(mayOrder(withRelationship(status), 'p')).toEqual({ ok: false, error: { kind: 'NoRelationship', customerId: 'c' } });
    expect(visibleTo(withRelationship(status), 'c', 'p')).toEqual({ ok: false, error: { kind: 'CustomerNotFound', customerId: 'c' } });
  });

  test('[PAR-3] a customer of others and one that does not exist answer alike', () => {
    expect(visibleTo(confirmed, 'c', 'stranger')).toEqual(visibleTo(undefined, 'c', 'stranger'));
  });

  test("[CUS-2] every partner with a relationship, once the customer itself accepted the agreement", () => {
    const own: Customer = { ...customer, directAcceptance: { templateId: mca, acceptedAt: now, userId: 'u' } };
    expect(mayOrder(own, 'p')).toEqual({ ok: true, value: own });
    expect(mayOrder(own, 'q')).toEqual({ ok: false, error: { kind: 'NoRelationship', customerId: 'c' } });
  });

  test('[PAR-3] an indirect reseller sees what its provider sells through it, and orders nothing', () => {
    const sold = (status: 'accepted' | 'ended'): Customer => ({ ...confirmed, relationships: { p: { status, since: now, resellerTenantId: 'r' } } });
    expect(visibleTo(sold('accepted'), 'c', 'r')).toEqual({ ok: true, value: sold('accepted') });
    expect(visibleTo(sold('ended'), 'c', 'r')).toEqual({ ok: false, error: { kind: 'CustomerNotFound', customerId: 'c' } });
    expect(mayOrder(sold('accepted'), 'r')).toEqual({ ok: false, error: { kind: 'NoRelationship', customerId: 'c' } });
  });

  test('[CUS-2] nobody without an attestation of its own', () => {
    const two: Customer = { ...confirmed, relationships: { ...confirmed.relationships, q: { status: 'accepted', since: now } } };
    expect(mayOrder(two, 'p')).toEqual({ ok: true, value: two });
    expect(mayOrder(two, 'q')).toEqual({ ok: false, error: { kind: 'AgreementNotConfirmed', customerId: 'c' } });
  });
});

test.each([
  { asked: undefined, found: [cloud] },
  { asked: 'MicrosoftCustomerAgreement', found: [mca] },
  { asked: 'microsoftcustomeragreement', found: [mca] },
  { asked: '*', found: [mca, cloud] },
  { asked: 'Other', found: [] },
])('templates of type $asked', ({ asked, found }) => {
  expect(templatesOfType(asked).map(({ templateId }) => templateId)).toEqual(found);
});
