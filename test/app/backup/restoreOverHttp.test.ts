import { restoreCustomer } from '../../../src/app/backup/restoreCustomer';
import { fenced, RestoringFence } from '../../../src/app/backup/restoringFence';
import { httpOver } from '../../support/httpWorld';
import { outcomeOf } from '../../support/worldDesk';
import { WorldBackups } from '../../support/worldBackups';
import { World } from '../../support/world';

const standard = 'NCBUSSTAND01:0001';

const backedUp = async () => {
  const world = await World.at('2026-01-10T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [subscription = ''] = await world.buy('havn', customer, [{ sku: standard, quantity: 10 }]);
  await world.settle();
  const backups = new WorldBackups(() => world.now());
  return { world, customer, subscription, backups, manifest: await backups.take(world.stores) };
};

type Backed = Awaited<ReturnType<typeof backedUp>>;

/** What a partner reads of a customer. */
const answers = async (world: World, { customer, subscription }: Pick<Backed, 'customer' | 'subscription'>): Promise<ReadonlyMap<string, unknown>> => {
  const http = httpOver(world);
  const paths = [
    '/v1/customers',
    `/v1/customers/${customer}`,
    `/v1/customers/${customer}/subscriptions`,
    `/v1/customers/${customer}/subscriptions/${subscription}`,
    `/v1/customers/${customer}/orders`,
    `/nextterm/v1/customers/${customer}/subscriptions/${subscription}/charges`,
    '/nextterm/v1/deadlines',
  ];
  const read = new Map<string, unknown>();
  for (const path of paths) {
    const { status, body } = await http(path);
    read.set(path, { status, body });
  }
  return read;
};

/** Versions are seen in etags alone. */
const withoutEtags = (read: ReadonlyMap<string, unknown>): unknown => JSON.parse(JSON.stringify([...read], (name, value: unknown) => (name === 'etag' ? undefined : value)));

test('an installation that was restored answers as the one that was backed up', async () => {
  const of = await backedUp();
  const before = await answers(of.world, of);
  for (const answer of before.values()) expect(answer).toMatchObject({ status: 200 });
  const again = await World.at(of.world.now(), await of.backups.restored(of.manifest));
  expect(await answers(again, of)).toEqual(before);
});

test('a customer that was restored answers as before, under other etags; an etag of what was undone fits nothing', async () => {
  const of = await backedUp();
  const { world, customer, subscription, backups, manifest } = of;
  const before = await answers(world, of);
  await outcomeOf(world.as('havn').patch(customer, subscription, { quantity: 14 }));
  await world.buy('havn', customer, [{ sku: standard, quantity: 3 }]);
  await world.settle();
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${subscription}`;
  const { body: undone } = await http(path);
  expect(withoutEtags(await answers(world, of))).not.toEqual(withoutEtags(before));
  await restoreCustomer({ ...backups.ports, app: world.app, commerce: world.stores.Commerce, partners: world.stores.Partners, pause: async () => undefined }, manifest, customer, () => undefined);
  expect(withoutEtags(await answers(world, of))).toEqual(withoutEtags(before));
  const { etag } = (undone as { readonly attributes: { readonly etag: string } }).attributes;
  expect(await http(path, { method: 'PATCH', body: { quantity: 11 }, headers: { 'If-Match': etag } })).toMatchObject({ status: 400, body: { code: 2055 } });
});

test('while it is being restored a change is 503 and says when to come again, and a read is answered', async () => {
  const of = await backedUp();
  const { world, customer, subscription, backups, manifest } = of;
  const plain = world.app;
  const fence = new RestoringFence(world.stores.Partners, () => 0);
  const guarded = world.newProcess((store, table) => (table === 'Commerce' ? fenced(store, fence) : store));
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${subscription}`;
  const seen: unknown[] = [];
  const during = async (): Promise<void> => {
    world.use(guarded);
    seen.push(await http(path, { method: 'PATCH', body: { quantity: 11 } }), await http(path));
    world.use(plain);
  };
  await restoreCustomer({ ...backups.ports, app: plain, commerce: world.stores.Commerce, partners: world.stores.Partners, pause: during }, manifest, customer, () => undefined);
  expect(seen).toMatchObject([{ status: 503, headers: { 'Retry-After': '60' }, body: { code: 900192, description: expect.stringContaining('is being restored from a back-up') as string } }, { status: 200 }]);
});
