import { catalogueOf } from '../../../../../src/domain/catalogue/state';
import { newCommerce } from '../../../../../src/domain/policy/policy';
import { chargeCycle } from '../../../../../src/domain/subscription/term/chargeCycle';
import { renew } from '../../../../../src/domain/subscription/term/renew';
import { nextTask } from '../../../../../src/domain/subscription/nextTask';
import { applyPatch } from '../../../../../src/domain/subscription/patch';
import { purchase } from '../../../../../src/domain/subscription/purchase';
import { subscriptionSchema } from '../../../../../src/domain/subscription/state';
import { lineRows } from '../../../billing/lineRows';
import { at, decided } from '../../bought';
import { base, baseCommand } from './held';

const boughtAt = '2018-01-13T10:00:00Z';

test.each([
  ['billed monthly (T1)', {}, ['Cycle fee', '2018-01-13', '2018-02-12', '4', 1, '4.00']],
  ['billed annually (T3)', { billingCycle: 'annual', cyclePrice: '48' }, ['Prorate fees when purchase', '2018-01-13', '2019-01-12', '48', 1, '48.00']],
] as const)('[MIG-1] twelve months, %s: no window, cancellable to the end', (_name, differing, line) => {
  const outcome = decided(purchase({ ...baseCommand, ...differing }, newCommerce, at(boughtAt)));
  const { subscription, charges, windowsOpened, reversibleUntil } = outcome;
  expect(lineRows(charges)).toEqual([line]);
  expect(charges[0]?.rounding).toBe('LINE_HALF_UP');
  expect(subscription.term).toMatchObject({ start: '2018-01-13', end: '2019-01-12', cancellableUntil: '2019-01-13T00:00:00.000Z' });
  expect([subscription.batches, windowsOpened, reversibleUntil]).toEqual([[], [], '2019-01-13T00:00:00.000Z']);
  expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
});

test('[MIG-1] the next cycle is a cycle fee of its own name', () => {
  const next = decided(chargeCycle({ dueAt: at('2018-02-13T00:00:00Z') }, base(boughtAt), newCommerce, at('2018-02-13T00:00:00Z')));
  expect(lineRows(next.charges)).toEqual([['Cycle fee', '2018-02-13', '2018-03-12', '4', 1, '4.00']]);
});

test.each([
  ['1 ms before its term is over', '2019-01-12T23:59:59.999Z', { ok: false, error: { kind: 'NotDue' } }],
  ['at the instant it is over', '2019-01-13T00:00:00.000Z', { ok: true }],
])('[MIG-1] it renews %s: %j', (_name, now, expected) => {
  const yearly = base(boughtAt, { billingCycle: 'annual', cyclePrice: '48' });
  expect(nextTask(yearly)).toEqual({ kind: 'renewal', dueAt: '2019-01-13T00:00:00.000Z' });
  expect(renew({ dueAt: at('2019-01-13T00:00:00Z'), cyclePrice: '50' }, yearly, newCommerce, at(now))).toMatchObject(expected);
});

test('[MIG-1] a renewal opens no window either', () => {
  const yearly = base(boughtAt, { billingCycle: 'annual', cyclePrice: '48' });
  const { subscription, charges, windowsOpened, reversibleUntil } = decided(
    renew({ dueAt: at('2019-01-13T00:00:00Z'), cyclePrice: '50' }, yearly, newCommerce, at('2019-01-13T00:02:00Z')),
  );
  expect(lineRows(charges)).toEqual([['Prorate fee when renew', '2019-01-13', '2020-01-12', '50', 1, '50.00']]);
  expect([subscription.batches, windowsOpened, reversibleUntil]).toEqual([[], [], '2020-01-13T00:00:00.000Z']);
  expect(subscription.term.cancellableUntil).toBe('2020-01-13T00:00:00.000Z');
});

test('[MIG-1] its next term is not planned, and a billing cycle is changed through its order', () => {
  const asked = { scheduledChange: { product: { ...baseCommand.offer, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 2 } } as const;
  const schedule = { catalogue: catalogueOf('DE', []), segment: 'commercial', holdings: [], targets: [] } as const;
  expect(applyPatch(asked, base(boughtAt), newCommerce, at('2018-01-14T00:00:00Z'), { schedule })).toMatchObject({ ok: false, error: { kind: 'NothingScheduledFor' } });
  expect(applyPatch({ billingCycle: 'annual' }, base(boughtAt), newCommerce, at('2018-01-14T00:00:00Z'))).toEqual({ ok: false, error: { kind: 'BillingCycleFixed', billingCycle: 'annual', orderId: 'order-1' } });
});

test('[MIG-1] [REN-1] its name and auto-renew can be changed', () => {
  const { subscription } = decided(applyPatch({ friendlyName: 'Mail', autoRenewEnabled: false }, base(boughtAt), newCommerce, at('2018-01-14T00:00:00Z')));
  expect(subscription).toMatchObject({ friendlyName: 'Mail', autoRenew: false });
});
