import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const itemId = (productId: string, skuId = '0001'): string => `${productId}:${skuId}:${availabilityIdOf(productId, skuId, 'commercial', 'NL')}`;
const premium = itemId('NCBUSPREMI01');
const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const higherSku = { ...standard, sku: 'NCBUSPREMI01:0001', quantity: 5 } as const;

interface Scene {
  readonly world: World;
  readonly customer: string;
  readonly source: string;
  readonly target: string;
  readonly patch: (id: string, body: object) => Promise<void>;
}
interface Case {
  readonly prepare?: (scene: Scene) => Promise<void>;
  /** Two weeks before the other; together if absent. */
  readonly boughtFirst?: 'source' | 'target';
  readonly targetTerm?: 'P3Y';
  readonly body: (scene: Scene) => object;
  readonly from?: string;
}

const cases: readonly [string, number, number, Case][] = [
  ['the target subscription is not active', 400, 900258, { prepare: ({ patch, target }) => patch(target, { status: 'suspended' }), body: ({ target }) => ({ toSubscriptionId: target }) }],
  ['the target subscription is the source', 400, 900259, { body: ({ source }) => ({ toSubscriptionId: source }) }],
  ['it ends before the source', 400, 900236, { boughtFirst: 'target', body: ({ target }) => ({ toSubscriptionId: target }) }],
  ['it is in its window still', 400, 900280, { body: ({ target }) => ({ toSubscriptionId: target }) }],
  ['it has another term', 400, 900267, { boughtFirst: 'target', targetTerm: 'P3Y', body: ({ target }) => ({ toSubscriptionId: target }) }],
  ['it is of another catalogue item', 400, 900260, { body: ({ target }) => ({ toSubscriptionId: target, toCatalogItemId: itemId('NCM365ENTE03') }) }],
  ['the term is shorter than the source’s', 400, 900267, { body: () => ({ termDuration: 'P1M' }) }],
  ['the term of a part is another', 400, 900268, { body: () => ({ quantity: 4, termDuration: 'P3Y' }) }],
  ['the billing cycle is longer than the term', 400, 900270, { body: () => ({ termDuration: 'P1Y', billingCycle: 'triennial' }) }],
  ['the billing cycle is no part of the term', 400, 900270, { body: () => ({ termDuration: 'P3Y', billingCycle: 'biennial' }) }],
  ['the billing cycle is not sold', 400, 900269, { body: () => ({ termDuration: 'P1Y', billingCycle: 'one_time' }) }],
  ['there is no such term', 400, 800121, { body: () => ({ termDuration: 'P13M' }) }],
  ['the target is none of the source’s', 400, 900141, { body: () => ({ toCatalogItemId: itemId('NCBUSBASIC01') }) }],
  ['the product is unknown', 404, 400013, { body: () => ({ toCatalogItemId: 'NOSUCHPRODUC:0001:BQKP2H030J2K' }) }],
  ['the SKU is unknown', 404, 400018, { body: () => ({ toCatalogItemId: 'NCBUSPREMI01:0999:BQKP2H030J2K' }) }],
  ['the availability is unknown', 404, 400019, { body: () => ({ toCatalogItemId: 'NCBUSPREMI01:0001:NOSUCHAVAILA' }) }],
  ['more licences for another subscription than the source has', 400, 900275, { boughtFirst: 'source', body: ({ target }) => ({ toSubscriptionId: target, quantity: 11 }) }],
  ['more licences than the offer allows', 400, 900275, { body: () => ({ quantity: 10000 }) }],
  ['the source is suspended', 400, 800091, { prepare: ({ patch, source }) => patch(source, { status: 'suspended' }), body: () => ({}) }],
  ['the target is being renewed', 400, 900261, { boughtFirst: 'target', prepare: async ({ world }) => { await world.advanceTo('2027-05-31T00:00:00Z'); world.sleepUntil('2027-06-01T00:00:00Z'); }, body: ({ target }) => ({ toSubscriptionId: target }) }],
  ['the source is being renewed', 409, 900278, { boughtFirst: 'source', prepare: async ({ world }) => { await world.advanceTo('2027-05-31T00:00:00Z'); world.sleepUntil('2027-06-01T00:00:00Z'); }, body: () => ({}) }],
  ['the source is unknown', 404, 20003, { from: '00000000-0000-4000-8000-000000000000', body: () => ({}) }],
];

test.each(cases)('[UPG-1] documented: %s → %i / %i, and nothing changes', async (_situation, status, code, { prepare, boughtFirst, targetTerm = 'P1Y' as const, body, from }) => {
  const world = await World.at('2026-06-01T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const lines = { source: standard, target: { ...higherSku, termDuration: targetTerm } } as const;
  const ids = { source: '', target: '' };
  for (const name of boughtFirst === 'target' ? (['target', 'source'] as const) : (['source', 'target'] as const)) {
    [ids[name] = ''] = await world.buy('havn', customer, [lines[name]]);
    if (boughtFirst !== undefined) await world.advanceTo(world.now() < '2026-06-15' ? '2026-06-15T10:00:00Z' : '2026-06-29T10:00:00Z');
  }
  const { source, target } = ids;
  const http = httpOver(world);
  const patch = async (id: string, change: object): Promise<void> => {
    expect(await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: change })).toMatchObject({ status: 200 });
  };
  const scene: Scene = { world, customer, source, target, patch };
  await prepare?.(scene);
  const before = await world.commerceRows();
  const reply = await http(`/v1/customers/${customer}/subscriptions/${from ?? source}/transitions`, { method: 'POST', body: { toCatalogItemId: premium, quantity: 10, transitionType: 'transition_only', ...body(scene) } });
  expect(reply).toMatchObject({ status, body: { code } });
  expect(await world.commerceRows()).toEqual(before);
});
