import { type AzurePlan, type LegacyAzure } from '../../../src/domain/azurePlan/state';
import { upgradeLegacyAzure, upgradeProblem } from '../../../src/domain/azurePlan/upgradeLegacy';
import { instant } from '../../../src/kernel/instant';

const at = instant('2026-03-02T10:00:00Z');
// What was left by an upgrade before, whose plan was suspended once nothing under it was active.
const legacy: LegacyAzure = { id: 'l', customerId: 'c', partnerId: 'p', offerId: 'MS-AZR-0145P', since: at, azureSubscriptions: [{ id: 'left', friendlyName: 'Left' }] };
const held = (status: AzurePlan['status']) => ({ plans: [{ id: 'plan', customerId: 'c', partnerId: 'p', version: 3, friendlyName: 'Azure plan', status, createdAt: at }], subscriptions: [], legacy: [legacy] });
const upgraded = (status: AzurePlan['status']) => upgradeLegacyAzure('u', { customerId: 'c', partnerId: 'p', planId: 'plan' }, held(status), { name: 'NL', isSold: true }, at);

test('[AZP-3] [AZP-1] nothing comes under a suspended plan: what is left moves once that is taken up again', () => {
  const suspended = { kind: 'AzurePlanSuspended', planId: 'plan' };
  expect([upgraded('suspended'), upgradeProblem(held('suspended'), 'c', 'p', true, 'NL')]).toEqual([{ ok: false, error: suspended }, suspended]);
  expect(upgraded('active')).toMatchObject({ ok: true, value: { plan: { isNew: false, plan: { version: 4 } }, moved: [{ id: 'left', planId: 'plan', status: 'active' }] } });
});
