import { assignOverage, clearOverage, firstIn, holderOf, lapseOverage } from '../../../../src/domain/usage/overage/assign';
import { type OverageChange } from '../../../../src/domain/usage/overage/outcome';
import { type Overage } from '../../../../src/domain/usage/overage/state';
import { assign, at, phone, standing } from './telco';

const bought = at('2026-03-01T09:00:00Z');
const later = at('2026-03-10T15:00:00Z');

const first = (): OverageChange => {
  const change = firstIn(assign('a'), standing(undefined, []), bought);
  if (change === undefined) throw new Error('The first in got nothing');
  return change;
};

const value = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const cleared = (overage: Overage): Overage => value(clearOverage(assign('a'), standing(overage, [phone('a'), phone('b')]), later))?.overage ?? overage;

describe('[OVG-3] the first partner in', () => {
  test('gets the assignment with its purchase, and is charged from that day', () => {
    expect(first()).toEqual({
      overage: { id: 'overage of c', customerId: 'c', service: 'PhoneServices', version: 1, holderId: 'a', assigned: { azureSubscriptionId: 'azure of a' }, since: bought, charged: [{ from: '2026-03-01', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } }] },
      events: [{ type: 'OverageAssigned', service: 'PhoneServices', partnerTenantId: 'a', azureSubscriptionId: 'azure of a', reason: 'FirstIn' }],
    });
  });

  test.each([
    ['while the first holds it', [phone('a')]],
    ['while the first is suspended: it pays on and may resume', [phone('a', { status: 'suspended' })]],
  ])('keeps it: a second purchase leaves it as it is %s', (_name, subscriptions) => {
    expect(firstIn(assign('b'), standing(first().overage, subscriptions), later)).toBeUndefined();
  });

  test('keeps it though it was set to None', () => {
    const none = cleared(first().overage);
    expect(firstIn(assign('b'), standing(none, [phone('a')]), later)).toBeUndefined();
    expect(firstIn(assign('a'), standing(none, [phone('a')]), later)).toBeUndefined();
  });

  test.each([
    ['cancelled', phone('a', { status: 'deleted', endedAt: at('2026-03-05T11:00:00Z') }), '2026-03-06'],
    ['expired', phone('a', { status: 'expired', endedAt: at('2026-03-08T00:00:00Z'), term: { ...phone('a').term, end: '2026-03-07' as never } }), '2026-03-08'],
    ['without auto-renew past its end', phone('a', { autoRenew: false, term: { ...phone('a').term, end: '2026-03-07' as never } }), '2026-03-08'],
  ])('loses it with its last subscription %s: whoever buys next is first', (_name, ended, from) => {
    const change = firstIn(assign('b'), standing(first().overage, [ended]), later);
    expect(change?.overage).toMatchObject({ holderId: 'b', assigned: { azureSubscriptionId: 'azure of b' }, version: 3 });
    expect(change?.overage.charged).toEqual([
      { from: '2026-03-01', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } },
      { from },
      { from: '2026-03-10', to: { partnerId: 'b', azureSubscriptionId: 'azure of b' } },
    ]);
    expect(change?.events).toMatchObject([
      { type: 'OverageCleared', partnerTenantId: 'a', reason: 'NoEnablingSubscription' },
      { type: 'OverageAssigned', partnerTenantId: 'b', reason: 'FirstIn' },
    ]);
  });

  test('one that ends on the last instant of its term still holds it then, and no longer at the next', () => {
    const overage = first().overage;
    const ending = phone('a', { autoRenew: false });
    expect(ending.term.end).toBe('2027-02-28');
    expect(holderOf(standing(overage, [ending]), at('2027-02-28T23:59:59.999Z'))).toBe('a');
    expect(holderOf(standing(overage, [ending]), at('2027-03-01T00:00:00.000Z'))).toBeUndefined();
  });
});

describe('[OVG-4] assigning', () => {
  test('the holder moves it to another of its own, from the next day', () => {
    const change = value(assignOverage(assign('a', 'second'), standing(first().overage, [phone('a')]), later));
    expect(change.overage).toMatchObject({ assigned: { azureSubscriptionId: 'second' }, since: later, version: 2 });
    expect(change.overage.charged).toEqual([
      { from: '2026-03-01', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } },
      { from: '2026-03-11', to: { partnerId: 'a', azureSubscriptionId: 'second' } },
    ]);
    expect(change.events).toEqual([{ type: 'OverageAssigned', service: 'PhoneServices', partnerTenantId: 'a', azureSubscriptionId: 'second', reason: 'Asked' }]);
  });

  test('what is so already is no change', () => {
    const { overage } = first();
    expect(value(assignOverage(assign('a'), standing(overage, [phone('a')]), later))).toEqual({ overage, events: [] });
  });

  test('the same subscription under another reseller is a change', () => {
    const command = { ...assign('a'), to: { azureSubscriptionId: 'azure of a', resellerOfRecord: '7' } };
    expect(value(assignOverage(command, standing(first().overage, [phone('a')]), later)).overage.assigned).toEqual(command.to);
  });

  test.each([
    ['none', []],
    ["another partner's", [phone('b')]],
    ['of another service', [phone('a', { offer: { ...phone('a').offer, overage: { service: 'VideoServices', minutesPerLicence: 10 } } })]],
    ['that enables nothing', [phone('a', { offer: { ...phone('a').offer, overage: undefined, tags: ['License'] } })]],
    ['suspended', [phone('a', { status: 'suspended' })]],
    ['cancelled', [phone('a', { status: 'deleted' })]],
  ])('a partner with a subscription %s is refused', (_name, subscriptions) => {
    expect(assignOverage(assign('a'), standing(undefined, subscriptions), later)).toEqual({ ok: false, error: { kind: 'OverageNotManageable', service: 'PhoneServices', problem: 'noEnablingSubscription' } });
  });

  test('the tag alone enables the service that everybody means', () => {
    const tagged = phone('a', { offer: { ...phone('a').offer, overage: undefined } });
    expect(assignOverage(assign('a'), standing(undefined, [tagged]), later)).toMatchObject({ ok: true });
  });

  test('nobody had it yet: the first to assign gets it', () => {
    expect(value(assignOverage(assign('b'), standing(undefined, [phone('a'), phone('b')]), later))).toMatchObject({ overage: { holderId: 'b', version: 1 }, events: [{ type: 'OverageAssigned', reason: 'Asked' }] });
  });
});

describe('[OVG-5] one assignment per service and customer', () => {
  const both = [phone('a'), phone('b')];
  const heldByOther = { ok: false, error: { kind: 'OverageHeldByOther', service: 'PhoneServices' } };

  test('without a hand-over another partner gets it once the holder has set None, by asking; not before, and not by a purchase', () => {
    const { overage } = first();
    expect(assignOverage(assign('b'), standing(overage, both), later)).toEqual(heldByOther);
    const none = cleared(overage);
    expect(firstIn(assign('b'), standing(none, both), later)).toBeUndefined();
    const taken = value(assignOverage(assign('b'), standing(none, both), later));
    expect(taken).toMatchObject({ overage: { holderId: 'b', assigned: { azureSubscriptionId: 'azure of b' } }, events: [{ type: 'OverageAssigned', partnerTenantId: 'b', reason: 'Asked' }] });
    expect(assignOverage(assign('a'), standing(taken.overage, both), later)).toEqual(heldByOther);
    expect(assignOverage(assign('c'), standing(none, both), later)).toMatchObject({ ok: false, error: { kind: 'OverageNotManageable' } });
  });

  test('not one whose hand-over was refused, while the same partner holds it', () => {
    const none = { ...cleared(first().overage), refusedTargets: ['b'] };
    expect(assignOverage(assign('b'), standing(none, both), later)).toEqual(heldByOther);
    const again = value(assignOverage(assign('a', 'other of a'), standing(none, both), later)).overage;
    expect(assignOverage(assign('b'), standing(cleared(again), both), later)).toEqual(heldByOther);
    expect(value(assignOverage(assign('c'), standing(none, [...both, phone('c')]), later)).overage).not.toHaveProperty('refusedTargets');
  });

  test('another partner cannot clear it', () => {
    expect(clearOverage(assign('b'), standing(first().overage, both), later)).toEqual(heldByOther);
    expect(clearOverage(assign('b'), standing(first().overage, [phone('a')]), later)).toMatchObject({ ok: false, error: { kind: 'OverageNotManageable' } });
  });

  test('after the holder lost its last subscription another may assign without asking', () => {
    const change = value(assignOverage(assign('b'), standing(first().overage, [phone('a', { status: 'deleted', endedAt: at('2026-03-10T09:00:00Z') }), phone('b')]), later));
    expect(change.overage.charged).toEqual([
      { from: '2026-03-01', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } },
      { from: '2026-03-11', to: { partnerId: 'b', azureSubscriptionId: 'azure of b' } },
    ]);
    expect(change.events.map(({ type }) => type)).toEqual(['OverageCleared', 'OverageAssigned']);
  });
});

describe('[OVG-6] None', () => {
  test('holds from the next day: the calls of a day are charged to whoever had it first that day', () => {
    const change = value(clearOverage(assign('a'), standing(first().overage, [phone('a')]), later));
    expect(change?.overage.assigned).toBeUndefined();
    expect(change?.overage).toMatchObject({ holderId: 'a', since: later, version: 2, charged: [{ from: '2026-03-01', to: { partnerId: 'a' } }, { from: '2026-03-11' }] });
    expect(change?.events).toEqual([{ type: 'OverageCleared', service: 'PhoneServices', partnerTenantId: 'a', azureSubscriptionId: 'azure of a', reason: 'Asked', noneFrom: '2026-03-11T00:00:00.000Z' }]);
  });

  test('twice is no change, and so is None where nothing is', () => {
    const none = cleared(first().overage);
    expect(value(clearOverage(assign('a'), standing(none, [phone('a')]), later))).toEqual({ overage: none, events: [] });
    expect(value(clearOverage(assign('a'), standing(undefined, [phone('a')]), later))).toBeUndefined();
  });

  test('is open to the holder though it sells nothing of it any more', () => {
    expect(value(clearOverage(assign('a'), standing(first().overage, []), later))?.overage.assigned).toBeUndefined();
  });

  test('and back on the same day leaves no gap; the day after has one day without', () => {
    const none = cleared(first().overage);
    const back = (text: string) => value(assignOverage(assign('a'), standing(none, [phone('a')]), at(text))).overage.charged;
    expect(back('2026-03-10T16:00:00Z')).toEqual([{ from: '2026-03-01', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } }]);
    expect(back('2026-03-12T16:00:00Z')).toEqual([
      { from: '2026-03-01', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } },
      { from: '2026-03-11' },
      { from: '2026-03-12', to: { partnerId: 'a', azureSubscriptionId: 'azure of a' } },
    ]);
  });
});

describe('[OVG-4] the end of the last enabling subscription', () => {
  const gone = phone('a', { status: 'deleted', endedAt: at('2026-03-05T11:00:00Z') });

  test('clears the assignment from the day after', () => {
    const change = lapseOverage(standing(first().overage, [gone]), later);
    expect(change?.overage).toMatchObject({ holderId: 'a', version: 2, charged: [{ from: '2026-03-01' }, { from: '2026-03-06' }] });
    expect(change?.overage.assigned).toBeUndefined();
    expect(change?.events).toMatchObject([{ type: 'OverageCleared', reason: 'NoEnablingSubscription' }]);
  });

  // |--1 Mar assigned--|-----10 Mar what it has is another SKU-----|
  const other = { ...phone('a').offer, productId: 'SUITE', tags: [], overage: undefined };
  test.each([
    ['was upgraded to what brings no minutes', phone('a', { offer: other, term: { ...phone('a').term, upgradedAt: at('2026-03-08T10:00:00Z') } }), '2026-03-09'],
    ['was renewed as what brings no minutes: it is noticed with that', phone('a', { offer: other }), '2026-03-11'],
  ])('[UPG-2] [REN-8] clears the assignment where the last one %s, and what was charged before stays so', (_name, changed, from) => {
    const change = lapseOverage(standing(first().overage, [changed]), later);
    expect(change?.overage.charged).toMatchObject([{ from: '2026-03-01', to: { partnerId: 'a' } }, { from }]);
    expect(change?.events).toMatchObject([{ type: 'OverageCleared', noneFrom: `${from}T00:00:00.000Z` }]);
  });

  test('[UPG-2] an upgrade that came after another one had ended counts', () => {
    const upgraded = phone('a', { id: 'other', offer: other, term: { ...phone('a').term, upgradedAt: at('2026-03-08T10:00:00Z') } });
    expect(lapseOverage(standing(first().overage, [gone, upgraded]), later)?.overage.charged).toMatchObject([{ from: '2026-03-01' }, { from: '2026-03-09' }]);
  });

  test.each([
    ['while another one is there', [gone, phone('a', { id: 'other' })]],
    ['while it is only suspended', [phone('a', { status: 'suspended' })]],
  ])('does nothing %s', (_name, subscriptions) => {
    expect(lapseOverage(standing(first().overage, subscriptions), later)).toBeUndefined();
  });

  test('does nothing where it was cleared, or never was', () => {
    expect(lapseOverage(standing(cleared(first().overage), [gone]), later)).toBeUndefined();
    expect(lapseOverage(standing(undefined, [gone]), later)).toBeUndefined();
  });
});

test('[OVG-6] what is kept of the past stays small, however often it changes', () => {
  let { overage } = first();
  for (let day = 1; day <= 250; day += 1) {
    for (const hour of ['01', '02', '03']) {
      const now = at(new Date(Date.UTC(2026, 2, 1 + day, Number(hour))).toISOString());
      overage = value(assignOverage(assign('a', `${day}-${hour}`), standing(overage, [phone('a')]), now)).overage;
    }
  }
  expect(overage.version).toBe(751);
  expect(overage.charged).toHaveLength(200);
  expect(overage.charged.at(-1)).toMatchObject({ from: '2026-11-07', to: { azureSubscriptionId: '250-03' } });
});
