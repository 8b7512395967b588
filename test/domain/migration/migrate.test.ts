import { skuExtrasSchema } from '../../../src/domain/catalogue/extras';
import { catalogueOf, UNLIMITED_QUANTITY, type CatalogueItem, type PriceLine, type Sku } from '../../../src/domain/catalogue/state';
import { migrate, type MigrationCommand, type MigrationContext } from '../../../src/domain/migration/migrate';
import { migrationSchema } from '../../../src/domain/migration/state';
import { newCommerce, policyBook } from '../../../src/domain/policy/policy';
import { type Subscription } from '../../../src/domain/subscription/state';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { lineRows } from '../billing/lineRows';
import { shop } from '../order/shop';
import { bought } from '../subscription/bought';
import { addOn, addOnOffer, base, baseOffer } from '../subscription/kinds/traditional/held';

const plans: readonly [PriceLine['termDuration'], PriceLine['billingCycle'], string][] = [['P1M', 'monthly', '6'], ['P1Y', 'monthly', '60'], ['P1Y', 'annual', '60']];

const item = (productId: string, kind: Sku['kind'], members: Partial<Sku> = {}): CatalogueItem => ({
  sku: { productId, skuId: '0001', productTitle: productId, title: `${productId} title`, description: '', publisherName: 'Microsoft Corporation', isMicrosoft: true, kind, tags: [], minimumQuantity: 1, maximumQuantity: UNLIMITED_QUANTITY, prerequisiteSkus: [], upgradeTargets: [], unsupportedUpgrades: [], allowedMarkets: [], ...members },
  lines: plans.map(([termDuration, billingCycle, unitPrice]) => ({ market: 'NL', currency: 'EUR', segment: 'commercial', termDuration, billingCycle, unitPrice, effectiveFrom: instant('2017-01-01T00:00:00Z'), unitOfMeasure: '1 License', tags: [] })),
});

/** Letter case of what the extras name varies. */
const catalogue = catalogueOf('NL', [
  item(baseOffer.productId, 'traditional', { migratesTo: 'newmail:0001' }),
  item(addOnOffer.productId, 'traditional', { migratesTo: 'NEWARCHIVE:0001', prerequisiteSkus: [`${baseOffer.productId}:0001`] }),
  item('NEWMAIL', 'licence'),
  item('NEWARCHIVE', 'addon', { prerequisiteSkus: ['NEWMAIL:0001'], baseRule: { kind: 'at_most_base' } }),
]);

const boughtAt = '2018-01-13T10:00:00Z';

const contextAt = (now: string, subscriptions: readonly Subscription[], sold = catalogue): MigrationContext => ({
  customerId: 'customer-1',
  subscriptions,
  shop: shop({ catalogue: sold, at: instant(now), seller: { tenantId: 'partner-1', kind: 'direct_bill', resellers: [], others: new Map() } }),
  policies: policyBook([newCommerce]),
  migrationId: 'migration-1',
  newSubscriptionId: (id) => `new ${id}`,
  orderId: (cycle) => `order ${cycle}`,
});

const asked = (members: Partial<MigrationCommand> = {}): MigrationCommand => ({ currentSubscriptionId: 'base', addOns: [], ...members });

const tried = (source: Subscription, now: string, members: Partial<MigrationCommand> = {}, others: readonly Subscription[] = []) => migrate(asked(members), source, contextAt(now, [source, ...others]));

const done = (...args: Parameters<typeof tried>) => {
  const result = tried(...args);
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const refusalOf = (...args: Parameters<typeof tried>) => {
  const result = tried(...args);
  return result.ok ? undefined : result.error;
};

const rows = (outcomes: ReturnType<typeof done>['ended']) => outcomes.map(({ charges }) => lineRows(charges).map(([type, from, to, , quantity, amount]) => [type, from, to, quantity, amount]));

/** One licence and an add-on with two, bought together on 13 January 2018, to 12 January 2019. */
const aFamily = (quantity = 1) => {
  const { addOn: hung, base: with1 } = addOn(base(boughtAt, { quantity: 5 }), boughtAt, { quantity });
  return { held: with1.subscription, hung: hung.subscription };
};

// |--13 Jan old--1 Feb new … 12 Feb … 12 Jan 2019--|
test('[MIG-5] the new one goes on to the old end with the same licences and plan; from today on what the old one charged comes back, even in its first 30 days', () => {
  const source = base(boughtAt);
  const { migration, orders, ended, purchases } = done(source, '2018-02-01T09:00:00Z', { externalReferenceId: 'batch' });
  expect(rows(ended)).toEqual([[['Cancel fee', '2018-02-01', '2018-02-12', 1, '-1.55']]]);
  expect(rows(purchases)).toEqual([[['new', '2018-02-01', '2018-02-12', 1, '1.93']]]);
  expect(ended[0]?.subscription).toMatchObject({ status: 'deleted', endedAt: '2018-02-01T09:00:00.000Z', autoRenew: false, version: source.version + 1 });
  expect(ended[0]?.events).toEqual([{ type: 'SubscriptionMigrated', migrationId: 'migration-1', toSubscriptionId: 'new base', catalogItemId: migration.catalogItemId }]);
  expect(purchases[0]?.subscription).toMatchObject({ id: 'new base', kind: 'licence', migratedFromSubscriptionId: 'base', quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly', term: { start: '2018-02-01', end: '2019-01-12' }, autoRenew: true, orderId: 'order monthly' });
  expect(purchases[0]?.events.map(({ type }) => type)).toEqual(['SubscriptionPurchased', 'MigratedFromTraditional']);
  expect(orders.map(({ id, lines }) => [id, lines.length])).toEqual([['order monthly', 1]]);
  expect(migrationSchema.parse(migration)).toEqual(migration);
  expect(migration).toMatchObject({ id: 'migration-1', currentSubscriptionId: 'base', newCommerceSubscriptionId: 'new base', subscriptionEnd: '2019-01-12', purchaseFullTerm: false, externalReferenceId: 'batch', addOns: [] });
});

test.each([
  ['asked for in full', { purchaseFullTerm: true }, '2019-01-31'],
  ['of another length, whole as well', { termDuration: 'P1M' as const }, '2018-02-28'],
  ['ending with a month, where that is asked for', { customTermEnd: calendarDate('2018-06-30') }, '2018-06-30'],
])('[MIG-5] a term %s', (_name, members, end) => {
  const { purchases, migration } = done(base(boughtAt), '2018-02-01T09:00:00Z', members);
  expect([purchases[0]?.subscription.term.end, migration.subscriptionEnd, migration.customTermEnd]).toEqual([end, end, 'customTermEnd' in members ? end : undefined]);
});

// Months from 30 March: |--30 Mar old--10 Apr new--29 Apr--|, which is no day that a month may be cut short to otherwise.
test.each(['2018-03-30T10:00:00Z', '2018-04-10T09:00:00Z'])('[MIG-5] [ORD-8] a month goes on to its old end as well, migrated at %s', (now) => {
  const [bought] = done(base('2018-03-30T10:00:00Z', { termDuration: 'P1M' }), now).purchases;
  expect([bought?.subscription.termDuration, bought?.subscription.term.end]).toEqual(['P1M', '2018-04-29']);
  expect(refusalOf(base('2018-03-30T10:00:00Z', { termDuration: 'P1M' }), now, { customTermEnd: calendarDate('2018-04-28') })).toMatchObject({ kind: 'MigrationEndNotAllowed' });
});

test('[MIG-5] other licences, billing and no renewal go over as they are asked for, or were', () => {
  const { purchases, ended, orders } = done({ ...base(boughtAt), autoRenew: false, friendlyName: 'Mail' }, '2018-02-01T09:00:00Z', { quantity: 4, billingCycle: 'annual' });
  expect(purchases[0]?.subscription).toMatchObject({ quantity: 4, billingCycle: 'annual', autoRenew: false, friendlyName: 'Mail', term: { end: '2019-01-12' } });
  expect(purchases[0]?.events.map(({ type }) => type)).toEqual(['SubscriptionPurchased', 'MigratedFromTraditional', 'AutoRenewTurnedOff']);
  expect(orders.map(({ id, billingCycle }) => [id, billingCycle])).toEqual([['order annual', 'annual']]);
  expect(ended[0]?.subscription.quantity).toBe(1);
});

test('[MIG-5] a base takes all that hangs on it along, each on its own plan, in an order for each billing cycle', () => {
  const { held, hung } = aFamily();
  const { migration, orders, ended, purchases } = done(held, '2018-02-01T09:00:00Z', { addOns: [{ currentSubscriptionId: 'add-on', billingCycle: 'annual', quantity: 3 }] }, [hung]);
  expect(ended.map(({ subscription: { id, status } }) => [id, status])).toEqual([['base', 'deleted'], ['add-on', 'deleted']]);
  expect(purchases.map(({ subscription: { id, quantity, orderId, migratedFromSubscriptionId } }) => [id, quantity, orderId, migratedFromSubscriptionId])).toEqual([['new base', 5, 'order monthly', 'base'], ['new add-on', 3, 'order annual', 'add-on']]);
  expect(orders.map(({ id }) => id)).toEqual(['order monthly', 'order annual']);
  expect(migration.addOns).toMatchObject([{ currentSubscriptionId: 'add-on', newCommerceSubscriptionId: 'new add-on', newCommerceOrderId: 'order annual' }]);
  expect(done(held, '2018-02-01T09:00:00Z', {}, [hung]).migration.addOns).toMatchObject([{ quantity: 1, billingCycle: 'monthly', newCommerceOrderId: 'order monthly' }]);
});

test('[MIG-5] refused by what stands against it', () => {
  const now = '2018-02-01T09:00:00Z';
  const { held, hung } = aFamily();
  const { id } = bought(boughtAt);
  expect(refusalOf(bought(boughtAt), now)).toEqual({ kind: 'MigrationOfTraditionalOnly', subscriptionId: id });
  expect(refusalOf(hung, now, {}, [held])).toEqual({ kind: 'MigrationOfBaseOnly', subscriptionId: 'add-on', parentId: 'base' });
  expect(refusalOf({ ...held, status: 'suspended', suspendedAt: instant(now) }, now, {}, [hung])).toMatchObject({ kind: 'SubscriptionSuspended', subscriptionId: 'base' });
  expect(refusalOf(held, now, {}, [{ ...hung, status: 'suspended', suspendedAt: instant(now) }])).toMatchObject({ kind: 'SubscriptionSuspended', subscriptionId: 'add-on' });
  expect(refusalOf({ ...held, status: 'deleted' }, now, {}, [hung])).toMatchObject({ kind: 'SubscriptionNotActive', subscriptionId: 'base' });
  for (const named of [['other'], ['add-on', 'add-on']]) {
    expect(refusalOf(held, now, { addOns: named.map((currentSubscriptionId) => ({ currentSubscriptionId })) }, [hung])).toEqual({ kind: 'MigrationAddOnUnknown', subscriptionId: 'base', named: named.at(-1) });
  }
  expect(refusalOf(base(boughtAt), now, { purchaseFullTerm: true, customTermEnd: calendarDate('2018-06-30') })).toMatchObject({ kind: 'MigrationEndOfFullTerm' });
  expect(refusalOf(base(boughtAt), now, { customTermEnd: calendarDate('2018-06-29') })).toEqual({ kind: 'MigrationEndNotAllowed', subscriptionId: 'base', end: '2018-06-29' });
  expect(refusalOf(base(boughtAt), now, { billingCycle: 'annual', termDuration: 'P1M' })).toMatchObject({ kind: 'CycleLongerThanTerm' });
  expect(refusalOf(held, now, { addOns: [{ currentSubscriptionId: 'add-on', quantity: 6 }] }, [hung])).toMatchObject({ lineItemNumber: 1 });
  const unnamed = catalogueOf('NL', [item(baseOffer.productId, 'traditional'), item('NEWMAIL', 'licence')]);
  const nothing = migrate(asked(), base(boughtAt), contextAt(now, [base(boughtAt)], unnamed));
  expect(nothing).toMatchObject({ ok: false, error: { kind: 'MigrationNotOffered', subscriptionId: 'base' } });
});

test.each([
  ['1 ms before its term is over it goes on for that day', '2019-01-12T23:59:59.999Z', undefined],
  ['while its renewal is due it waits', '2019-01-13T00:00:00.000Z', 'RenewalInProgress'],
])('[MIG-5] [REN-5] %s', (_name, now, refusal) => {
  const result = tried(base(boughtAt), now);
  expect([result.ok ? undefined : result.error.kind, result.ok ? result.value.purchases[0]?.subscription.term.end : undefined]).toEqual([refusal, refusal === undefined ? '2019-01-12' : undefined]);
});

test('[MIG-5] extras name what is the same of a traditional offer only', () => {
  const extras = { productId: 'x', skuId: '0001', migratesTo: 'NEWMAIL:0001' };
  expect(skuExtrasSchema.safeParse({ ...extras, kind: 'traditional' }).success).toBe(true);
  expect(skuExtrasSchema.safeParse({ ...extras, kind: 'licence' }).error?.issues).toMatchObject([{ path: ['migratesTo'], message: 'only a traditional offer has one' }]);
});
