import { olderPatch } from '../../../src/app/azurePlan/older';
import { readAzure } from '../../../src/app/azurePlan/azureBook';
import { handleCommand } from '../../../src/app/command/handleCommand';
import { olderSubscriptions } from '../../../src/domain/azurePlan/olderSubscription';
import { interrupted } from '../../support/interrupted';
import { newRequestId, outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';

const whole = { before: () => undefined, answer: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }), preview: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }) };

test.each(['customer|', 'azure|'])('[AZP-3] [REQ-5] suspended again while another host takes it up, before %s… is read, an older subscription is what it was answered to be', async (prefix) => {
  const world = await World.at('2026-03-02T10:00:00.000Z');
  const customerId = world.customer('Fabrikvik');
  const { partner } = world.as('nordlys');
  const stored = async () => olderSubscriptions(await readAzure(world.stores.Commerce, customerId), partner.tenantId)[0]?.subscription;
  const id = (await stored())?.id ?? '';
  const set = (app: typeof world.app, status: 'active' | 'suspended') =>
    outcomeOf<{ readonly legacy: unknown }>(handleCommand(app, olderPatch(app, { partner, userId: 'user', preview: false, request: { callerTenantId: partner.tenantId, requestId: newRequestId(), fingerprint: '' } }, customerId, id, { status }, whole)));
  await set(world.app, 'suspended');
  const { store, hasActed } = interrupted(world.app.commerce, prefix, () => set(world.newProcess(), 'active'));
  await set({ ...world.app, commerce: store }, 'suspended');
  expect([hasActed(), (await stored())?.status]).toEqual([true, 'suspended']);
});
