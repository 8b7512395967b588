import { setSupportContact, supportContactOf } from '../../../src/domain/subscription/supportContact';
import { at, bought } from './bought';

const waterland = { name: 'Waterland ICT', partnerId: '6120045', tenantId: '00000000-0000-4000-8000-00000000000a', country: 'NL', agreementSigned: true };
const partner = { name: 'Polder', partnerId: '5310412', tenantId: '00000000-0000-4000-8000-00000000000b', resellers: [waterland] };
const now = at('2026-03-10T10:00:00Z');
const licences = bought('2026-03-02T10:00:00Z', { termDuration: 'P1Y', billingCycle: 'monthly' });
const contact = { tenantId: waterland.tenantId, partnerId: waterland.partnerId, name: waterland.name };

test('[SUB-6] a subscription is supported by its partner, until that names a reseller', () => {
  expect(supportContactOf(licences, partner)).toEqual({ tenantId: partner.tenantId, partnerId: partner.partnerId, name: 'Polder' });
  const named = setSupportContact({ partnerId: '6120045' }, partner, licences, now);
  expect(named).toMatchObject({ ok: true, value: { subscription: { supportContact: contact, version: licences.version + 1 }, events: [{ type: 'SupportContactChanged', supportTenantId: waterland.tenantId, supportMpnId: '6120045', name: 'Waterland ICT' }] } });
});

test.each([
  { name: 'by its tenant, in any letter case', asked: { tenantId: waterland.tenantId.toUpperCase() }, is: contact },
  { name: 'by both ids, with a name of its own', asked: { tenantId: waterland.tenantId, partnerId: '6120045', name: 'Help desk' }, is: { ...contact, name: 'Help desk' } },
  { name: 'the partner itself, with a name of its own', asked: { partnerId: '5310412', name: 'Help desk' }, is: { tenantId: partner.tenantId, partnerId: '5310412', name: 'Help desk' } },
])('[SUB-6] it is named $name', ({ asked, is }) => {
  expect(setSupportContact(asked, partner, licences, now)).toMatchObject({ ok: true, value: { subscription: { supportContact: is } } });
});

test('[SUB-6] naming the partner itself again keeps nothing; naming who it is changes nothing', () => {
  const with_ = { ...licences, supportContact: contact };
  const back = setSupportContact({ partnerId: '5310412' }, partner, with_, now);
  expect(back).toMatchObject({ ok: true, value: { events: [{ supportMpnId: '5310412' }] } });
  expect(back.ok && back.value.subscription).not.toHaveProperty('supportContact');
  expect(setSupportContact({ partnerId: '6120045' }, partner, with_, now)).toMatchObject({ ok: true, value: { subscription: with_, events: [] } });
  expect(setSupportContact({ partnerId: '5310412' }, partner, licences, now)).toMatchObject({ ok: true, value: { subscription: licences, events: [] } });
});

test.each([
  { name: 'nobody of the partner', asked: { partnerId: '4391507' }, error: { kind: 'SupportContactNotPartnered', named: '4391507' } },
  { name: 'two ids of different partners', asked: { tenantId: partner.tenantId, partnerId: '6120045' }, error: { kind: 'SupportContactNotPartnered', named: `${partner.tenantId}, 6120045` } },
])('[SUB-6] $name is refused', ({ asked, error }) => {
  expect(setSupportContact(asked, partner, licences, now)).toEqual({ ok: false, error });
});

test.each([
  { name: 'deleted', of: { ...licences, status: 'deleted' as const }, when: now, kind: 'SubscriptionNotActive' },
  { name: 'whose renewal is due', of: licences, when: at('2027-03-02T00:00:00Z'), kind: 'RenewalInProgress' },
])('[SUB-6] one that is $name keeps its own', ({ of, when, kind }) => {
  expect(setSupportContact({ partnerId: '6120045' }, partner, of, when)).toMatchObject({ ok: false, error: { kind } });
});

test('[SUB-6] until the last millisecond before its renewal is due it can be named', () => {
  expect(setSupportContact({ partnerId: '6120045' }, partner, licences, at('2027-03-01T23:59:59.999Z')).ok).toBe(true);
});
