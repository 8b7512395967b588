import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type PlanChange } from '../../domain/azurePlan/changePlan';
import { type EntitlementChange } from '../../domain/azurePlan/entitlement';
import { type AzurePlanChange, type AzureSetUp } from '../../domain/azurePlan/setUp';
import { AZURE_PLAN, azurePlanSchema, azureSubscriptionSchema, legacyAzureSchema, type AzureHoldings, type AzurePlan, type AzureSubscription, type LegacyAzure } from '../../domain/azurePlan/state';
import { changedOfAzure, changedOfOlder } from '../../domain/azurePlan/toldFields';
import { type ChangedFields } from '../../kernel/changedFields';
import { type OlderChange } from '../../domain/azurePlan/olderSubscription';
import { type LegacyUpgraded } from '../../domain/azurePlan/upgradeLegacy';
import { availabilityIdOf } from '../../domain/catalogue/availabilityId';
import { allRows } from '../allRows';
import { azureUpgradeKey } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { derivedGuid } from '../command/ids';
import { rowReader, RowUnreadable, type UnreadableRow } from '../unreadable';

const prefix = 'azure|';
export const azureSubscriptionPrefix = `${prefix}subscription|`;
/** `azure|plan|4e1d9a70-…`, `azure|subscription|b1c64c1d-…`, `azure|legacy|16cbc14b-…` */
const planKey = ({ id }: Pick<AzurePlan, 'id'>): string => `${prefix}plan|${id}`;
const subscriptionKey = ({ id }: AzureSubscription): string => azureSubscriptionPrefix + id;
const legacyKey = ({ id }: LegacyAzure): string => `${prefix}legacy|${id}`;

export interface StoredAzure extends AzureHoldings {
  /** Of the rows of plans and older offers, by their ids. */
  readonly etags: ReadonlyMap<string, string>;
}

const planRows = rowReader('Commerce', 'azurePlan', azurePlanSchema);
export const azureSubscriptionRows = rowReader('Commerce', 'azureSubscription', azureSubscriptionSchema);
const legacyRows = rowReader('Commerce', 'legacyAzure', legacyAzureSchema);

/** All that the customer has of Azure, every partner's, as far as it can be read. */
export const readableAzure = async (commerce: PartitionStore, customerId: string): Promise<StoredAzure & { readonly unreadable: readonly UnreadableRow[] }> => {
  const rows = await allRows(commerce, customerId, prefix);
  const under = (part: string) => rows.filter(({ key }) => key.startsWith(`${prefix}${part}|`));
  const plans = planRows.readable(under('plan'));
  const subscriptions = azureSubscriptionRows.readable(under('subscription'));
  const legacy = legacyRows.readable(under('legacy'));
  const etagOf = new Map(rows.map(({ key, etag }) => [key, etag]));
  return {
    plans: plans.items,
    subscriptions: subscriptions.items,
    legacy: legacy.items,
    etags: new Map([...plans.items.map((plan) => [plan.id, etagOf.get(planKey(plan)) ?? ''] as const), ...legacy.items.map((each) => [each.id, etagOf.get(legacyKey(each)) ?? ''] as const)]),
    unreadable: [...plans.unreadable, ...subscriptions.unreadable, ...legacy.unreadable],
  };
};

/** The same for a rule, which needs every row. @throws RowUnreadable where one cannot be read. */
export const readAzure = async (commerce: PartitionStore, customerId: string): Promise<StoredAzure> => {
  const { unreadable, ...azure } = await readableAzure(commerce, customerId);
  const [first] = unreadable;
  if (first !== undefined) throw new RowUnreadable(first);
  return azure;
};

export const readPlan = async (commerce: PartitionStore, customerId: string, planId: string): Promise<AzurePlan | undefined> => {
  const row = await commerce.read(customerId, planKey({ id: planId }));
  return row && planRows.read(row);
};

export const legacyAzureWrite = (legacy: LegacyAzure): Write => ({ op: 'create', key: legacyKey(legacy), value: { type: 'legacyAzure', ...legacy } });

/** The plan is sold in one segment alone. */
const planItemIn = (market: string): string => `${AZURE_PLAN.productId}:${AZURE_PLAN.skuId}:${availabilityIdOf(AZURE_PLAN.productId, AZURE_PLAN.skuId, 'commercial', market)}`;

/** Ids computed from whom and what they are for: two at once make the same plan, and one of them is refused by the store. */
export const azureSetUp = (customerId: string, partnerId: string, resellerOfRecord: string | undefined, comesWith: { readonly market?: string; readonly orderId?: string } = {}): AzureSetUp => {
  const { market, orderId } = comesWith;
  const planId = derivedGuid('azure plan', customerId, partnerId, resellerOfRecord ?? '');
  return { customerId, partnerId, resellerOfRecord, planId, orderId, ...(market !== undefined && { catalogItemId: planItemIn(market) }), subscriptionId: (purpose, nth) => derivedGuid('azure subscription', planId, purpose, String(nth)) };
};

const recordsOf = (plan: Pick<AzurePlan, 'id' | 'customerId' | 'partnerId' | 'version'>, events: readonly { readonly type: string }[], changed: ChangedFields, at: Instant): EventRecord[] =>
  events.length === 0
    ? []
    : [
        {
          id: recordId(plan.id, plan.version),
          customerId: plan.customerId,
          partnerId: plan.partnerId,
          subject: { kind: 'azurePlan', id: plan.id },
          version: plan.version,
          at,
          facts: events.map((event) => ({ ...event })),
          ...withChanged(changed),
          deadlines: [],
        },
      ];

export const azureWrites = ({ plan, isNew, created, events }: AzurePlanChange, etag: string | undefined): Write[] => {
  if (events.length === 0) return [];
  const row = { key: planKey(plan), value: { type: 'azurePlan', ...plan } };
  return [
    isNew || etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag },
    ...created.map((each): Write => ({ op: 'create', key: subscriptionKey(each), value: { type: 'azureSubscription', ...each } })),
  ];
};

/** @param held what the customer had of Azure before; so in all that follow. */
export const azureRecords = ({ plan, created, events }: AzurePlanChange, held: AzureHoldings, at: Instant): EventRecord[] => recordsOf(plan, events, changedOfAzure(held, { plan, subscriptions: created }), at);

/** The plan's row, as it is where nothing of it changes. @param etag of that row. */
export const planChangeWrites = ({ plan }: Pick<PlanChange, 'plan'>, etag: string | undefined): Write[] => (etag === undefined ? [] : [{ op: 'update', key: planKey(plan), value: { type: 'azurePlan', ...plan }, etag }]);

export const planChangeRecords = ({ plan, events }: PlanChange, held: AzureHoldings, at: Instant): EventRecord[] => recordsOf(plan, events, changedOfAzure(held, { plan }), at);

/** The plan's row, as it is where nothing changes, and the Azure subscription that does. @param etag of the plan's row, which guards its Azure subscriptions. */
export const entitlementWrites = ({ plan, subscription, events }: EntitlementChange, etag: string | undefined): Write[] => {
  if (etag === undefined) return [];
  return [...planChangeWrites({ plan }, etag), ...(events.length === 0 ? [] : [{ op: 'put', key: subscriptionKey(subscription), value: { type: 'azureSubscription', ...subscription } } as const])];
};

export const entitlementRecords = ({ plan, subscription, events }: EntitlementChange, held: AzureHoldings, at: Instant): EventRecord[] => recordsOf(plan, events, changedOfAzure(held, { plan, subscriptions: [subscription] }), at);

/** The rows of plan and older offer guard the move: two at once make the same plan, and one of them is refused by the store. @param etags of the rows that are there. */
export const legacyUpgradeWrites = ({ upgrade, plan: made, moved, legacy }: LegacyUpgraded, etags: ReadonlyMap<string, string>): Write[] => {
  const etag = made && etags.get(made.plan.id);
  const row = made && { key: planKey(made.plan), value: { type: 'azurePlan', ...made.plan } };
  return [
    ...(row === undefined ? [] : [etag === undefined ? ({ op: 'create', ...row } as const) : ({ op: 'update', ...row, etag } as const)]),
    { op: 'put', key: azureUpgradeKey(upgrade.id), value: { type: 'azureUpgrade', ...upgrade } },
    ...moved.map((each): Write => ({ op: 'create', key: subscriptionKey(each), value: { type: 'azureSubscription', ...each } })),
    ...legacy.map((each) => legacyUpdate(each, etags)),
  ];
};

const legacyUpdate = (legacy: LegacyAzure, etags: ReadonlyMap<string, string>): Write => ({ op: 'update', key: legacyKey(legacy), value: { type: 'legacyAzure', ...legacy }, etag: etags.get(legacy.id) ?? '' });

export const legacyUpgradeRecords = ({ plan, moved, events }: LegacyUpgraded, held: AzureHoldings, at: Instant): EventRecord[] => (plan === undefined ? [] : recordsOf(plan.plan, events, changedOfAzure(held, { plan: plan.plan, subscriptions: moved }), at));

export const olderWrites = ({ legacy, events }: OlderChange, etags: ReadonlyMap<string, string>): Write[] => (events.length === 0 ? [] : [legacyUpdate(legacy, etags)]);

export const olderRecords = ({ legacy, events }: OlderChange, held: AzureHoldings, at: Instant): EventRecord[] => recordsOf({ ...legacy, version: legacy.version ?? 1 }, events, changedOfOlder(held.legacy.find(({ id }) => id === legacy.id), legacy), at);
