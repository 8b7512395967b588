import { rebuild } from '../../../src/app/check/rebuild';
import { sheetKey, subscriptionKey } from '../../../src/app/command/commerceKeys';
import { PARTNERS_PARTITION, readPartner, tenantKey } from '../../../src/app/partner/partnerRows';
import { subscriptionRows } from '../../../src/app/subscription/subscriptionBook';
import { readSheet } from '../../../src/app/subscription/sheets';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';

const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
const licence = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

test('a partner of the form before is read as it was, and stands in the present one after the next write', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const http = httpOver(world);
  const { tenantId } = world.as('havn').partner;
  const [store, key] = [world.stores.Partners, tenantKey(tenantId)];
  const row = await store.read(PARTNERS_PARTITION, key);
  const { version: _, schemaVersion: __, ...before } = row?.value ?? {};
  await store.commit(PARTNERS_PARTITION, [{ op: 'put', key, value: before }]);
  expect((await readPartner(store, tenantId))?.value.version).toBe(1);

  const path = `/nextterm/v1/operations/partners/${tenantId}`;
  const shown = (await http(path, { caller: operator })).body as Record<string, unknown>;
  const changed = await http(path, { caller: operator, method: 'PUT', body: { ...shown, name: 'Havn Cloud A/S' } });
  expect([changed.status, (changed.body as { name: string }).name]).toEqual([200, 'Havn Cloud A/S']);
  expect((await store.read(PARTNERS_PARTITION, key))?.value).toMatchObject({ type: 'partner', name: 'Havn Cloud A/S', version: 2, schemaVersion: 2 });
});

test('[CAT-5] what a subscription of the form before had redeemed is read as a list of one, also on a sheet, and stands so after the next write', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const customer = world.customer('Oresund');
  const [bought = ''] = await world.buy('havn', customer, [licence]);
  const [store, key] = [world.stores.Commerce, subscriptionKey(bought)];
  const { schemaVersion: _, ...now } = (await store.read(customer, key))?.value ?? {};
  const before = { ...now, redeemedPromotionId: 'NCBUSSTAND01:0001:SPRING', redeemedQuantity: 25 };
  await store.commit(customer, [{ op: 'put', key, value: before }, { op: 'put', key: sheetKey(0), value: { type: 'subscriptionSheet', subscriptions: [before, { ...now, redeemedPromotionId: 'NCBUSSTAND01:0001:SPRING' }, now] } }]);
  world.restart();
  const of = (seats: number) => [{ promotionId: 'NCBUSSTAND01:0001:SPRING', seats }];
  const [row, sheet] = [await store.read(customer, key), await store.read(customer, sheetKey(0))];
  expect(row && subscriptionRows.read(row).redemptions).toEqual(of(25));
  expect(sheet && readSheet(sheet)?.map(({ redemptions }) => redemptions)).toEqual([of(25), of(10), undefined]);

  expect((await httpOver(world)(`/v1/customers/${customer}/subscriptions/${bought}`, { method: 'PATCH', body: { friendlyName: 'Desk' } })).status).toBe(200);
  const stored = (await store.read(customer, key))?.value;
  expect(stored).toMatchObject({ friendlyName: 'Desk', redemptions: of(25), schemaVersion: 2 });
  expect(stored).not.toHaveProperty('redeemedPromotionId');
});

test('a call that needs a row of a newer release says so, with a status that asks to come again, and changes nothing; a list shows the rest', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const customer = world.customer('Oresund');
  const [newer = '', other = ''] = await world.buy('havn', customer, [licence, { ...licence, sku: 'NCBUSBASIC01:0001' }]);
  const key = subscriptionKey(newer);
  const stored = await world.stores.Commerce.read(customer, key);
  await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { ...stored?.value, schemaVersion: 3, seats: { assigned: 3 } } }]);
  world.restart();
  const http = httpOver(world);
  const before = await rowsOf(world.stores.Commerce);

  const call = await http(`/v1/customers/${customer}/subscriptions/${newer}`, { method: 'PATCH', body: { quantity: 11 } });
  expect([call.status, call.headers['Retry-After']]).toEqual([503, '5']);
  expect(call.body).toMatchObject({ code: 800094, description: expect.stringContaining('(kind: subscription) was written by a newer release') as string });
  expect(await rowsOf(world.stores.Commerce)).toEqual(before);

  const listed = (await http(`/v1/customers/${customer}/subscriptions`)).body as { items: { id: string }[]; unreadable: unknown[] };
  expect(listed.items.map(({ id }) => id)).toEqual([other]);
  expect(listed.unreadable).toEqual([{ kind: 'subscription', id: newer }]);
  const raised = (await http('/nextterm/v1/operations/unreadable', { caller: operator })).body as { items: unknown[] };
  expect(raised.items).toMatchObject([{ table: 'Commerce', key, kind: 'subscription', reason: 'it was written by a newer release: version 3 of subscription, and this release knows 2' }]);
});

test('[DUE-1] a deadline of a newer release stays where it is, also when all that is derived is made anew; what else cannot be read goes', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const [row] = await rowsOf(world.stores.Deadlines);
  const partition = row?.partition ?? '2026-06-11T00|00';
  await world.stores.Deadlines.commit(partition, [
    { op: 'put', key: 'newer', value: { schemaVersion: 2, whatever: true } },
    { op: 'put', key: 'damaged', value: { whatever: true } },
  ]);
  expect((await rebuild(world.app, true)).removed).toBe(1);
  expect((await rowsOf(world.stores.Deadlines)).map(({ key }) => key)).toContain('newer');
  expect((await rowsOf(world.stores.Deadlines)).map(({ key }) => key)).not.toContain('damaged');
});
