import { answerRelationship as decideAnswer, askRelationship, endRelationship, type AnswerRelationship, type AskRelationship } from '../../../../src/domain/parties/customer/changeRelationship';
import { type Relationship } from '../../../../src/domain/parties/customer/state';
import { instant } from '../../../../src/kernel/instant';
import { aCustomer, now } from './aCustomer';

const earlier = instant('2026-01-01T00:00:00.000Z');
const statuses = ['pending', 'accepted', 'declined', 'ended'] as const;
const withQ = (status: Relationship['status']) => aCustomer({ relationships: { q: { status, since: earlier } } });

describe('[CUS-1] asking for a relationship', () => {
  const ask = (over: Partial<AskRelationship> = {}, customer = aCustomer(), resellers: readonly string[] = []) =>
    askRelationship({ partnerTenantId: 'q', partnerCountry: 'SE', ...over }, customer, new Set(resellers), now);

  test('waits for the customer', () => {
    const relationship = { status: 'pending', since: now };
    const customer = aCustomer();
    expect(ask()).toEqual({
      ok: true,
      value: { changed: true, partnerTenantId: 'q', relationship, customer: { ...customer, version: 4, relationships: { ...customer.relationships, q: relationship } } },
    });
  });

  test.each([
    ['pending', false],
    ['accepted', false],
    ['declined', true],
    ['ended', true],
  ] as const)('when it is %s already: asked anew is %s', (status, changed) => {
    const asked = ask({}, withQ(status));
    expect(asked).toMatchObject({ ok: true, value: { changed, relationship: changed ? { status: 'pending', since: now } : { status, since: earlier } } });
  });

  test.each([
    ['NL', true],
    ['SE', true],
    ['US', false],
  ])('by a partner in %s of a customer in NL: allowed is %s', (partnerCountry, allowed) => {
    const asked = ask({ partnerCountry });
    if (allowed) expect(asked).toMatchObject({ ok: true });
    else expect(asked).toEqual({ ok: false, error: { kind: 'RelationshipOutsideRegion', partnerCountry } });
  });

  test('through a reseller: one of the provider is kept, another refused', () => {
    expect(ask({ resellerTenantId: 'r' }, aCustomer(), ['r'])).toMatchObject({ ok: true, value: { relationship: { status: 'pending', resellerTenantId: 'r' } } });
    expect(ask({ resellerTenantId: 'r' }, aCustomer(), ['s'])).toEqual({ ok: false, error: { kind: 'ResellerNotPartnered', resellerTenantId: 'r' } });
  });
});

/** @param resellers of the partner that asked. */
const answerRelationship = (command: Omit<AnswerRelationship, 'resellers'>, customer: Parameters<typeof decideAnswer>[1], at: typeof now, resellers: readonly string[] = []) => decideAnswer({ ...command, resellers: new Set(resellers) }, customer, at);

describe("[CUS-1] the customer's answer", () => {
  test.each([
    ['accepted', ['r', 's'], true],
    ['accepted', ['s'], false],
    ['accepted', [], false],
    ['declined', [], true],
  ] as const)('[PAR-3] %s, of a request through a reseller r, where the partner has %j: possible is %s', (answer, resellers, isPossible) => {
    const customer = aCustomer({ relationships: { q: { status: 'pending', since: earlier, resellerTenantId: 'r' } } });
    const answered = answerRelationship({ partnerTenantId: 'q', answer }, customer, now, resellers);
    if (isPossible) expect(answered).toMatchObject({ ok: true, value: { relationship: { status: answer, resellerTenantId: 'r' } } });
    else expect(answered).toEqual({ ok: false, error: { kind: 'RelationshipResellerGone', partnerTenantId: 'q', resellerTenantId: 'r' } });
  });

  test.each(['accepted', 'declined'] as const)('%s: what was pending', (answer) => {
    const relationship = { status: answer, since: now };
    expect(answerRelationship({ partnerTenantId: 'q', answer }, withQ('pending'), now)).toEqual({
      ok: true,
      value: { changed: true, partnerTenantId: 'q', relationship, customer: { ...withQ('pending'), version: 4, relationships: { q: relationship } } },
    });
  });

  test.each(statuses.flatMap((status) => (['accepted', 'declined'] as const).map((answer) => ({ status, answer }))))('$answer when it is $status', ({ status, answer }) => {
    const answered = answerRelationship({ partnerTenantId: 'q', answer }, withQ(status), now);
    if (status === answer) expect(answered).toMatchObject({ ok: true, value: { changed: false, relationship: { status, since: earlier } } });
    else if (status === 'pending') expect(answered).toMatchObject({ ok: true, value: { changed: true } });
    else expect(answered).toEqual({ ok: false, error: { kind: 'RelationshipNotPending', partnerTenantId: 'q', status } });
  });

  test('to a partner that never asked is refused', () => {
    expect(answerRelationship({ partnerTenantId: 'q', answer: 'accepted' }, aCustomer(), now)).toEqual({ ok: false, error: { kind: 'RelationshipNotAsked', partnerTenantId: 'q' } });
  });

  test('[CUS-2] may accept the customer agreement in the same step, once', () => {
    const directAcceptance = { templateId: '117a77b0-9360-443b-8795-c6dedc750cf9', acceptedAt: now, userId: 'u' };
    const accepted = answerRelationship({ partnerTenantId: 'q', answer: 'accepted', agreementBy: 'u' }, withQ('pending'), now);
    expect(accepted).toMatchObject({ ok: true, value: { customer: { directAcceptance } } });
    const signed = { ...withQ('pending'), directAcceptance: { ...directAcceptance, acceptedAt: earlier } };
    expect(answerRelationship({ partnerTenantId: 'q', answer: 'accepted', agreementBy: 'v' }, signed, now)).toMatchObject({ ok: true, value: { customer: { directAcceptance: { acceptedAt: earlier, userId: 'u' } } } });
    const declined = answerRelationship({ partnerTenantId: 'q', answer: 'declined', agreementBy: 'u' }, withQ('pending'), now);
    expect(declined.ok && declined.value.customer.directAcceptance).toBeUndefined();
  });

  test('[CUS-2] may accept the customer agreement later too, with the same answer once more, and once', () => {
    const directAcceptance = { templateId: '117a77b0-9360-443b-8795-c6dedc750cf9', acceptedAt: now, userId: 'u' };
    const later = answerRelationship({ partnerTenantId: 'q', answer: 'accepted', agreementBy: 'u' }, withQ('accepted'), now);
    expect(later).toEqual({ ok: true, value: { changed: false, agreed: true, partnerTenantId: 'q', relationship: { status: 'accepted', since: earlier }, customer: { ...withQ('accepted'), version: 4, directAcceptance } } });
    const again = later.ok && answerRelationship({ partnerTenantId: 'q', answer: 'accepted', agreementBy: 'v' }, later.value.customer, now);
    expect(again).toEqual({ ok: true, value: { changed: false, partnerTenantId: 'q', relationship: { status: 'accepted', since: earlier }, customer: later.ok && later.value.customer } });
    expect(answerRelationship({ partnerTenantId: 'q', answer: 'declined', agreementBy: 'u' }, withQ('declined'), now)).toMatchObject({ ok: true, value: { changed: false, customer: withQ('declined') } });
  });
});

describe('[CUS-1] the end of a relationship', () => {
  const held = (status: string, partnerId = 'p') => ({ id: `${partnerId} ${status}`, partnerId, status });

  test('nothing active: it ends', () => {
    const customer = aCustomer();
    const relationship = { status: 'ended', since: now, acceptedBefore: [{ from: customer.relationships['p']?.since, to: now }] };
    expect(endRelationship('p', customer, [held('suspended'), held('expired'), held('disabled'), held('deleted'), held('active', 'q')], now)).toEqual({
      ok: true,
      value: { changed: true, partnerTenantId: 'p', relationship, customer: { ...customer, version: 4, relationships: { p: relationship } } },
    });
  });

  test('[AZP-4] what it was accepted for is kept, also when it is asked for, accepted and ended again; no more than twelve times', () => {
    let customer = aCustomer();
    const at = (month: number, day: number) => instant(`2027-${String(month).padStart(2, '0')}-${day}T09:00:00.000Z`);
    const after = (changed: ReturnType<typeof endRelationship>) => {
      if (!changed.ok) throw new Error(changed.error.kind);
      customer = changed.value.customer;
    };
    for (let month = 1; month <= 12; month += 1) {
      after(endRelationship('p', customer, [], at(month, 10)));
      after(askRelationship({ partnerTenantId: 'p', partnerCountry: 'NL' }, customer, new Set(), at(month, 11)));
      after(answerRelationship({ partnerTenantId: 'p', answer: 'accepted' }, customer, at(month, 12)));
      expect(customer.relationships['p']?.acceptedBefore).toHaveLength(month);
    }
    after(endRelationship('p', customer, [], at(12, 20)));
    expect(customer.relationships['p']?.acceptedBefore).toHaveLength(12);
    expect(customer.relationships['p']?.acceptedBefore?.slice(-2)).toEqual([{ from: at(11, 12), to: at(12, 10) }, { from: at(12, 12), to: at(12, 20) }]);
  });

  test('one active: it goes on', () => {
    expect(endRelationship('p', aCustomer(), [held('suspended'), held('active')], now)).toEqual({ ok: false, error: { kind: 'RelationshipStillUsed', subscriptionIds: ['p active'] } });
  });

  test.each(['pending', 'declined', 'ended'] as const)('[PAR-3] of one that is %s: the customer is not found', (status) => {
    expect(endRelationship('q', withQ(status), [], now)).toEqual({ ok: false, error: { kind: 'CustomerNotFound', customerId: 'c' } });
  });
});
