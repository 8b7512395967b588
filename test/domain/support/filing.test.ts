import { calendarDate } from '../../../src/kernel/calendarDate';
import { newCommerce } from '../../../src/domain/policy/policy';
import { asKind, type Subscription } from '../../../src/domain/subscription/state';
import { fileSupportCase, filingProblem, grantSupportCase } from '../../../src/domain/support/decide';
import { type SupportCase } from '../../../src/domain/support/state';
import { at, bought } from '../subscription/bought';
import { addOn, base } from '../subscription/kinds/traditional/held';

const filed: SupportCase = { id: 'request', version: 1, status: 'filed', customerId: 'c', partnerId: 'p', subscriptionId: 'base', reason: 'incorrect_purchase', note: '', filedBy: 'u', filedAt: at('2018-02-01T10:00:00Z') };

// |--10 Jun 10:00 bought---------17 Jun 10:00 window--|
test.each([
  ['on the last day but three of the window', '2026-06-13', '2026-06-14T00:00:00.000Z'],
  ['on the last day but one of it', '2026-06-16', '2026-06-17T00:00:00.000Z'],
  ['on its last day', '2026-06-17', '2026-06-17T10:00:00.000Z'],
])('[CAN-6] [CAN-3] of a term that ends %s it is said until when it can be cancelled without a request', (_name, end, until) => {
  const subscription = bought('2026-06-10T10:00:00Z', { termEnd: calendarDate(end) });
  expect(filingProblem({ subscription, family: [] }, at('2026-06-11T10:00:00Z'))).toEqual({ kind: 'SupportNotNeeded', subscriptionId: subscription.id, until });
});

describe('[CAN-6] [ORD-5] of a base', () => {
  const { addOn: hung, base: held } = addOn(base('2018-01-13T10:00:00Z'), '2018-01-20T10:00:00Z');
  const now = at('2018-03-01T10:00:00Z');
  const attached = { kind: 'AddOnsAttached', subscriptionId: 'base', addOnIds: ['add-on'] };
  const whose = (status: Subscription['status']) => ({ subscription: held.subscription, family: [asKind({ ...hung.subscription, status }, 'traditionalAddOn')] });
  const grant = (status: Subscription['status']) => grantSupportCase(filed, whose(status), undefined, 'operator', newCommerce, now);

  test.each(['active', 'suspended'] as const)('an add-on that is %s stands against it', (status) => {
    expect(fileSupportCase(filed, whose(status), now)).toEqual({ ok: false, error: attached });
    expect(grant(status)).toEqual({ ok: false, error: attached });
  });

  test.each(['deleted', 'disabled'] as const)('one that is %s does not', (status) => {
    expect(fileSupportCase(filed, whose(status), now)).toMatchObject({ ok: false, error: { kind: 'SupportNotNeeded', until: '2019-01-13T00:00:00.000Z' } });
    expect(grant(status)).toMatchObject({ ok: true, value: { outcome: { subscription: { id: 'base', status: 'deleted' } } } });
  });
});
