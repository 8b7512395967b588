import { type BackupManifest } from '../../../src/app/backup/backupForm';
import { RestoreRefused } from '../../../src/app/backup/restoreAll';
import { restoreCustomer } from '../../../src/app/backup/restoreCustomer';
import { aShop, azurePlan, bodyOf, monthly, signal, type Wire } from '../../domain/subscription/kinds/metered/shop';
import { textsOf, WorldBackups } from '../../support/worldBackups';

const HOURS = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

/** A customer that buys an Azure plan and metered SaaS, backed up before each. */
const used = async () => {
  const shop = await aShop();
  const { world, customer } = shop;
  const backups = new WorldBackups(() => world.now());
  const beforePlan = await backups.take(world.stores);
  await shop.buy(azurePlan, { billingCycle: 'one_time' });
  await world.settle();
  const beforeSaas = await backups.take(world.stores);
  const id = await shop.buy(signal, monthly);
  await shop.activate(id);
  await world.settle();
  const restore = (manifest: BackupManifest) =>
    restoreCustomer({ ...backups.ports, app: world.app, commerce: world.stores.Commerce, partners: world.stores.Partners }, manifest, customer, () => undefined);
  return { ...shop, backups, id, beforePlan, beforeSaas, restore };
};

test('what was used of a subscription that would be no more would be charged to nobody: it is refused, and nothing changes', async () => {
  const { world, restore, report, used: line, id, beforeSaas } = await used();
  bodyOf(await report([line(id, 'a', 'messages', '1500')]));
  await world.settle();
  const before = await textsOf(world.stores, ['Commerce', 'Usage', 'Partners']);
  await expect(restore(beforeSaas)).rejects.toThrow(RestoreRefused);
  await expect(restore(beforeSaas)).rejects.toThrow(`2026-03 has use of ${id}`);
  expect(await textsOf(world.stores, ['Commerce', 'Usage', 'Partners'])).toEqual(before);
  // Once its month is closed it is charged, and the lines stay.
  await world.advanceTo('2026-04-07T00:00:00.000Z');
  expect(await restore(beforeSaas)).toMatchObject({ findings: [], vanishing: [id] });
  expect(world.errors).toEqual([]);
});

test('so of an Azure subscription', async () => {
  const { world, restore, report, call, beforePlan } = await used();
  const { items } = bodyOf<{ readonly items: readonly Wire[] }>(await call('subscriptions'));
  const plan = String(items.find(({ offerId }) => String(offerId).startsWith('DZH318Z0BPS6'))?.['id']);
  const [azure] = bodyOf<{ readonly items: readonly Wire[] }>(await call(`subscriptions/${plan}/azureEntitlements`)).items;
  bodyOf(await report([{ reportId: 'h', azureSubscriptionId: azure?.['id'], meterId: HOURS, date: '2026-03-02', quantity: 3 }]));
  await world.settle();
  await expect(restore(beforePlan)).rejects.toThrow(`2026-03 has use of ${String(azure?.['id'])}`);
});

test('what was not used is taken back', async () => {
  const { world, restore, id, beforeSaas } = await used();
  expect(await restore(beforeSaas)).toMatchObject({ findings: [], vanishing: [id] });
  await world.advanceTo('2026-04-07T00:00:00.000Z');
  expect(world.errors).toEqual([]);
});
