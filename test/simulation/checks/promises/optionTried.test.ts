import { type Subscription } from '../../../../src/domain/subscription/state';
import { callerOf, type Call } from '../../engine/client';
import { followsFrom, type ShownOption } from './optionTried';

const subscription = { id: 's', quantity: 10, friendlyName: 'Team' } as Subscription;
const call = (body: object, part = '', headers: Call['headers'] = {}): Call => ({ method: part === '' ? 'PATCH' : 'POST', path: `/v1/customers/c/subscriptions/s${part}`, caller: callerOf({ tenantId: 't', kind: 'operator' }, [], ''), body, headers });

const fewer: ShownOption = { action: 'reduceSeats', possible: true, rule: 'SUB-3', effect: { quantity: 6, charges: [] } };
const more: ShownOption = { action: 'addSeats', possible: false, rule: 'SUS-4', code: 800010, reason: 'It is suspended.' };

describe('[PRE-3] what follows from options for a command', () => {
  it('of seats: what windows let come off, and no more', () => {
    const follows = (quantity: number) => followsFrom([fewer, more], call({ quantity }), subscription);
    expect([5, 6, 7].map(follows)).toEqual([{ accepted: false }, { accepted: true, charges: [] }, { accepted: true }]);
    expect([11, 12].map(follows)).toEqual([{ accepted: false, code: 800010, reason: 'It is suspended.' }, { accepted: false }]);
  });

  it('nothing where more seats may escape the refusal, where a version is named, or where several things are asked for', () => {
    expect(followsFrom([{ ...more, rule: 'CAT-3' }], call({ quantity: 12 }), subscription)).toBeUndefined();
    expect(followsFrom([fewer], call({ quantity: 6 }, '', { 'If-Match': '"1"' }), subscription)).toBeUndefined();
    expect(followsFrom([fewer], call({ quantity: 6, friendlyName: 'Other' }), subscription)).toBeUndefined();
  });

  it('of an upgrade of everything, on the plan that was shown', () => {
    const upgrade: ShownOption = { action: 'upgrade', possible: true, rule: 'UPG-1', target: { toCatalogItemId: 'x', termDuration: 'P1Y', billingCycle: 'monthly' }, effect: { charges: [] } };
    const body = { toCatalogItemId: 'x', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' };
    expect(followsFrom([upgrade], call(body, '/transitions'), subscription)).toEqual({ accepted: true, charges: [] });
    expect(followsFrom([upgrade], call({ ...body, quantity: 9 }, '/transitions'), subscription)).toBeUndefined();
  });
});
