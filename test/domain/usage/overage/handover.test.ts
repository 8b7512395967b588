import { assignOverage, clearOverage, firstIn } from '../../../../src/domain/usage/overage/assign';
import { agreeHandover, expireHandover, handoverAt, partyOf, refuseHandover, requestHandover } from '../../../../src/domain/usage/overage/handover';
import { type Handover, type HandoverParty, type Overage } from '../../../../src/domain/usage/overage/state';
import { assign, at, phone, standing } from './telco';

const both = [phone('a'), phone('b')];
const begun = at('2026-03-10T10:00:00Z');
const now = at('2026-03-12T10:00:00Z');
const expiry = at('2026-04-09T10:00:00.000Z');

interface Step {
  readonly overage: Overage;
  readonly handover: Handover;
}

const done = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const held = (): Overage => {
  const change = firstIn(assign('a'), standing(undefined, []), at('2026-03-01T09:00:00Z'));
  if (change === undefined) throw new Error('The first in got nothing');
  return change.overage;
};

const ask = (by: HandoverParty = 'source', overage = held(), handover?: Handover, targetPartnerId = 'b') => requestHandover({ id: 'h', by, targetPartnerId, lifeDays: 30 }, { overage, handover }, begun);

const asked = (by: HandoverParty = 'source', overage = held()): Step => done(ask(by, overage));

const agree = ({ overage, handover }: Step, ...parties: readonly HandoverParty[]): Step =>
  parties.reduce<Step>((step, party) => done(agreeHandover(party, step.handover, step.overage, now)), { overage, handover });

const none = ({ overage, handover }: Step): Step => {
  const change = done(clearOverage(assign('a'), standing(overage, both, handover), now));
  return { overage: change?.overage ?? overage, handover: change?.handover ?? handover };
};

describe('[OVG-5] the hand-over', () => {
  test('is asked for by one, agreed to by all three, cleared by the source, and completed by the target', () => {
    const first = asked();
    expect(first.handover).toEqual({
      id: 'h',
      customerId: 'c',
      service: 'PhoneServices',
      status: 'pending',
      sourcePartnerId: 'a',
      targetPartnerId: 'b',
      requestedBy: 'source',
      requestedAt: begun,
      expiresAt: expiry,
      agreed: { source: begun },
    });
    expect(first.overage).toMatchObject({ version: 2, handoverId: 'h', holderId: 'a' });
    const half = agree(first, 'target');
    expect(half.handover).toMatchObject({ status: 'pending', agreed: { source: begun, target: now } });
    const agreed = agree(half, 'customer');
    expect(agreed.handover.status).toBe('agreed');
    const cleared = none(agreed);
    expect(cleared.handover).toMatchObject({ status: 'cleared', clearedAt: now });
    const change = done(assignOverage(assign('b'), standing(cleared.overage, both, cleared.handover), now));
    expect(change.handover).toMatchObject({ status: 'completed', endedAt: now });
    expect(change.overage).toMatchObject({ holderId: 'b', assigned: { azureSubscriptionId: 'azure of b' }, version: 7 });
    expect(change.overage.handoverId).toBeUndefined();
    expect(change.events.map((event) => ('reason' in event ? `${event.type} ${event.reason}` : event.type))).toEqual(['OverageAssigned HandedOver', 'OverageHandoverCompleted']);
    expect(change.overage.charged).toEqual([
      { from: '2026-03-01', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } },
      { from: '2026-03-13', to: { partnerId: 'b', azureSubscriptionId: 'azure of b' } },
    ]);
  });

  test.each<[string, Step, 'a' | 'b']>([
    ['nobody but the source agreed', none(asked()), 'b'],
    ['the customer did not agree', none(agree(asked(), 'target')), 'b'],
    ['the target did not agree', none(agree(asked(), 'customer')), 'b'],
    ['the source did not agree', none(agree(asked('target'), 'customer')), 'b'],
    ['the source did not set None', agree(asked(), 'target', 'customer'), 'b'],
  ])('the target cannot assign while %s', (_name, { overage, handover }, partner) => {
    expect(assignOverage(assign(partner), standing(overage, both, handover), now)).toEqual({ ok: false, error: { kind: 'OverageHeldByOther', service: 'PhoneServices' } });
  });

  test('nobody but the target gets it', () => {
    const { overage, handover } = none(agree(asked(), 'target', 'customer'));
    expect(assignOverage(assign('x'), standing(overage, [...both, phone('x')], handover), now)).toMatchObject({ ok: false, error: { kind: 'OverageHeldByOther' } });
  });

  test('None set before all agreed counts as its first step', () => {
    const { overage, handover } = agree(none(asked()), 'target', 'customer');
    expect(handover).toMatchObject({ status: 'cleared', clearedAt: now });
    expect(assignOverage(assign('b'), standing(overage, both, handover), now)).toMatchObject({ ok: true });
  });

  test('the source may take it back until the target has assigned; the agreement stands', () => {
    const { overage, handover } = none(agree(asked(), 'target', 'customer'));
    const back = done(assignOverage(assign('a'), standing(overage, both, handover), now));
    expect(back).toMatchObject({ handover: { status: 'agreed' }, overage: { holderId: 'a', handoverId: 'h' } });
    expect(back.handover?.clearedAt).toBeUndefined();
    expect(assignOverage(assign('b'), standing(back.overage, both, back.handover), now)).toMatchObject({ ok: false });
  });

  test('is refused by any of the three until all agreed, and not afterwards', () => {
    const { overage, handover } = asked();
    const refused = done(refuseHandover('customer', handover, overage, now));
    expect(refused).toMatchObject({ handover: { status: 'refused', refusedBy: 'customer', endedAt: now }, events: [{ type: 'OverageHandoverRefused', by: 'customer' }] });
    expect(refused.overage.handoverId).toBeUndefined();
    expect(done(refuseHandover('target', refused.handover, refused.overage, now)).events).toEqual([]);
    expect(agreeHandover('target', refused.handover, refused.overage, now)).toEqual({ ok: false, error: { kind: 'HandoverNotPending', handoverId: 'h', status: 'refused' } });
    const agreed = agree(asked(), 'target', 'customer');
    expect(refuseHandover('target', agreed.handover, agreed.overage, now)).toEqual({ ok: false, error: { kind: 'HandoverNotPending', handoverId: 'h', status: 'agreed' } });
  });

  test('agreed twice by the same is once', () => {
    const step = agree(asked(), 'target');
    expect(done(agreeHandover('target', step.handover, step.overage, now))).toEqual({ ...step, events: [] });
  });

  test('asked for again by another party is its agreement, by the same nothing new', () => {
    const { overage, handover } = asked();
    expect(done(ask('source', overage, handover))).toEqual({ overage, handover, events: [] });
    const second = done(ask('target', overage, handover));
    expect(second).toMatchObject({ handover: { id: 'h', status: 'pending', agreed: { source: begun, target: begun } }, events: [{ type: 'OverageHandoverAgreed', handoverId: 'h', by: 'target', byAll: false }] });
    const third = done(ask('customer', second.overage, second.handover));
    expect(third).toMatchObject({ overage: { version: 4 }, handover: { status: 'agreed' }, events: [{ by: 'customer', byAll: true }] });
    expect(done(ask('target', third.overage, third.handover)).events).toEqual([]);
  });

  test('one at a time: another one is refused', () => {
    const { overage, handover } = asked();
    expect(ask('source', overage, handover, 'x')).toEqual({ ok: false, error: { kind: 'HandoverUnderWay', handoverId: 'h' } });
    expect(ask('source', held(), undefined, 'a')).toEqual({ ok: false, error: { kind: 'HandoverToHolder', partnerTenantId: 'a' } });
  });

  test('a new one may follow one that was refused', () => {
    const first = asked();
    const refused = done(refuseHandover('target', first.handover, first.overage, now));
    expect(done(ask('source', refused.overage, refused.handover, 'x')).handover).toMatchObject({ status: 'pending', targetPartnerId: 'x' });
  });
});

describe('[OVG-5] its expiry', () => {
  const before = at('2026-04-09T09:59:59.999Z');

  test('at its instant it can no longer be agreed to; a millisecond before it can', () => {
    const { overage, handover } = asked();
    expect(agreeHandover('target', handover, overage, before)).toMatchObject({ ok: true });
    expect(agreeHandover('target', handover, overage, expiry)).toEqual({ ok: false, error: { kind: 'HandoverNotPending', handoverId: 'h', status: 'expired' } });
  });

  test('at its instant the target can no longer assign by it, but as any other after None; a millisecond before it can', () => {
    const { overage, handover } = none(agree(asked(), 'target', 'customer'));
    expect(assignOverage(assign('b'), standing(overage, both, handover), before)).toMatchObject({ ok: true, value: { handover: { status: 'completed' }, events: [{ reason: 'HandedOver' }, { type: 'OverageHandoverCompleted' }] } });
    const after = assignOverage(assign('b'), standing(overage, both, handover), expiry);
    expect(after).toMatchObject({ ok: true, value: { overage: { holderId: 'b' }, events: [{ reason: 'Asked' }] } });
    expect(after).not.toHaveProperty('value.handover');
  });

  test('while one is under way None opens it to its target alone, and only once all agreed', () => {
    const half = none(agree(asked(), 'target'));
    expect(assignOverage(assign('b'), standing(half.overage, both, half.handover), before)).toMatchObject({ ok: false, error: { kind: 'OverageHeldByOther' } });
    const all = none(agree(asked(), 'target', 'customer'));
    expect(assignOverage(assign('x'), standing(all.overage, [...both, phone('x')], all.handover), before)).toMatchObject({ ok: false, error: { kind: 'OverageHeldByOther' } });
  });

  test.each([['customer', true], ['source', true], ['target', false]] as const)('refused by the %s: kept from its target after None: %s', (by, isKept) => {
    const { overage, handover } = asked();
    const refused = done(refuseHandover(by, handover, overage, now)).overage;
    const cleared = none({ overage: refused, handover }).overage;
    expect(assignOverage(assign('b'), standing(cleared, both), before).ok).toBe(!isKept);
    const agreedNow = agree({ ...done(ask('source', refused, undefined, 'b')) }, 'target', 'customer');
    expect(agreedNow.overage).not.toHaveProperty('refusedTargets');
  });

  test('is carried out once, and does nothing to one that is over', () => {
    const { overage, handover } = asked();
    expect(expireHandover(handover, overage, before)).toBeUndefined();
    const change = expireHandover(handover, overage, expiry);
    expect(change).toMatchObject({ handover: { status: 'expired', endedAt: expiry }, events: [{ type: 'OverageHandoverExpired', handoverId: 'h' }] });
    expect(change?.overage.handoverId).toBeUndefined();
    expect(change?.handover && expireHandover(change.handover, change.overage, expiry)).toBeUndefined();
    expect(handoverAt(handover, expiry).status).toBe('expired');
  });

  test('carried out late it leaves alone the one that was asked for since', () => {
    const first = asked();
    const second = done(requestHandover({ id: 'h2', by: 'source', targetPartnerId: 'x', lifeDays: 30 }, first, expiry));
    expect(second.overage.handoverId).toBe('h2');
    expect(expireHandover(first.handover, second.overage, expiry)?.overage.handoverId).toBe('h2');
  });

  test('None that the source set stays, and the source still holds it', () => {
    const { overage, handover } = none(agree(asked(), 'target', 'customer'));
    const change = expireHandover(handover, overage, expiry);
    expect(change?.overage).toMatchObject({ holderId: 'a' });
    expect(change?.overage.assigned).toBeUndefined();
  });
});

test('[OVG-5] one that the source can no longer keep is overtaken by whoever assigns', () => {
  const { overage, handover } = asked();
  const sourceGone = [phone('a', { status: 'deleted', endedAt: now }), phone('b'), phone('x')];
  expect(done(assignOverage(assign('x'), standing(overage, sourceGone, handover), now)).handover).toMatchObject({ status: 'superseded', endedAt: now });
  expect(done(assignOverage(assign('b'), standing(overage, sourceGone, handover), now)).handover).toMatchObject({ status: 'completed', endedAt: now });
});

test('[OVG-5] only the three are parties to it', () => {
  const { handover } = asked();
  expect(['a', 'b', 'c', 'x'].map((tenant) => partyOf(handover, tenant))).toEqual(['source', 'target', 'customer', undefined]);
});
