import { atRiskIn, type AtRisk } from '../../domain/options/atRisk';
import { misfitsAtTermEnd } from '../../domain/options/outOfProportion';
import { type AddOnMisfit } from '../../domain/subscription/limits/addOnMisfit';
import { standingOf } from '../../domain/subscription/limits/customerStanding';
import { kindOf } from '../../domain/subscription/kinds/table';
import { type Subscription } from '../../domain/subscription/state';
import { foreseen } from '../../domain/timeline/foreseen';
import { itemsOf, plainItemsOf, usagePoint } from '../../domain/timeline/itemsOf';
import { type TimelineItem } from '../../domain/timeline/item';
import { skuKey } from '../../domain/catalogue/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { customerOf } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { knownAhead } from '../subscription/knownAhead';
import { listedSubscription, type ListedSubscription } from '../subscription/listedSubscription';
import { nextStep, type NextStep } from '../subscription/options';
import { readableSubscriptionsOf } from '../subscription/sheets';
import { type UnreadableRow } from '../unreadable';
import { historyOf, type HistoryOf } from './history';
import { usageMonthsOfPlan, usageMonthsOfSaas, type UsageMonths } from './usageMonths';

export interface Timeline {
  readonly listed: ListedSubscription;
  /** In order of time. */
  readonly items: readonly TimelineItem[];
  /** When all of this was looked at. */
  readonly asOf: Instant;
  /** What was before is not told: there is too much of it. */
  readonly tellsFrom?: Instant;
  /** Months of usage from this one on are not told: they have too many lines. */
  readonly usageNotToldFrom?: CalendarDate;
  readonly ifNobodyActs?: NextStep;
  /** Add-ons that will not fit their bases when its term is over; with it, and as far as all that the customer has can be read. */
  readonly misfitsAtTermEnd: readonly AddOnMisfit[];
  /** Absent also where it depends on what cannot be read. */
  readonly atRisk?: AtRisk;
  /** What the catalogue calls an item, `product:sku:availability`. */
  readonly titleOf: (catalogItemId: string) => string | undefined;
  readonly unreadable: readonly UnreadableRow[];
}

const NO_USAGE: UsageMonths = { months: [], unreadable: [] };

const pointsOf = ({ months }: UsageMonths, rule: string) => months.map(({ at, ...month }) => usagePoint(month, at, rule));

const notTold = ({ notToldFrom }: UsageMonths) => (notToldFrom === undefined ? {} : { usageNotToldFrom: notToldFrom });

const ofLicences = async (app: App, subscription: Subscription, partnerTenantId: string, withCharges: boolean): Promise<Result<Timeline, Refusal>> => {
  const { customerId } = subscription;
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const isMetered = kindOf(subscription).isMetered === true;
  const [catalogue, held, history, usage] = await Promise.all([
    app.catalogueOf(customer.value.value.country),
    readableSubscriptionsOf(app.commerce, customer.value.value),
    historyOf(app.commerce, subscription, withCharges),
    withCharges && isMetered ? usageMonthsOfSaas(app.commerce, subscription, app.clock.now()) : NO_USAGE,
  ]);
  const now = app.clock.now();
  const isComplete = held.unreadable.length === 0;
  // What it is now is what was read of it first: its history goes as far.
  const subscriptions = [...held.items.filter(({ id }) => id !== subscription.id), subscription];
  const known = await knownAhead(app, subscription, { items: subscriptions, unreadable: held.unreadable });
  const { holdings } = standingOf(subscriptions, partnerTenantId, now);
  const limits = { catalogue, holdings };
  const ifNobodyActs = await nextStep(app, subscription, known, now);
  const atRisk = withCharges ? atRiskIn(subscription, known, now) : undefined;
  const ahead = foreseen(subscription, known, now);
  return success({
    listed: { kind: 'licences', subscription },
    items: itemsOf(history.changes, withCharges ? ahead : { ...ahead, changes: ahead.changes.map((told) => ({ ...told, lines: [] })) }, subscription, pointsOf(usage, 'ORD-10'), now),
    asOf: now,
    ...(history.tellsFrom !== undefined && { tellsFrom: history.tellsFrom }),
    ...notTold(usage),
    ...(ifNobodyActs !== undefined && { ifNobodyActs }),
    misfitsAtTermEnd: isComplete ? misfitsAtTermEnd(subscription, limits) : [],
    ...(atRisk !== undefined && { atRisk }),
    titleOf: (catalogItemId) => {
      const [productId = '', skuId = ''] = catalogItemId.split(':');
      const { offer } = subscription;
      return offer.productId === productId && offer.skuId === skuId ? offer.title : catalogue.items.get(skuKey(productId, skuId))?.sku.title;
    },
    unreadable: [...held.unreadable, ...history.unreadable, ...usage.unreadable],
  });
};

const subjectOf = (listed: Exclude<ListedSubscription, { kind: 'licences' }>): HistoryOf => {
  if (listed.kind === 'azurePlan') return listed.plan;
  const { customerId, id, version = 1 } = listed.held.legacy;
  return { customerId, id, version };
};

/** Of an older offer the history is that of all Azure subscriptions under it. */
const ofAzure = async (app: App, listed: Exclude<ListedSubscription, { kind: 'licences' }>, withCharges: boolean): Promise<Timeline> => {
  const now = app.clock.now();
  const [history, usage] = await Promise.all([historyOf(app.commerce, subjectOf(listed), false), withCharges && listed.kind === 'azurePlan' ? usageMonthsOfPlan(app.commerce, listed.plan, now) : NO_USAGE]);
  const about = listed.kind === 'azurePlan' ? undefined : listed.held.subscription.id;
  const changes = about === undefined ? history.changes : history.changes.map((told) => ({ ...told, facts: told.facts.filter((fact) => fact['azureSubscriptionId'] === about) }));
  return {
    listed,
    items: plainItemsOf(changes, pointsOf(usage, 'AZP-4')),
    asOf: now,
    ...(history.tellsFrom !== undefined && { tellsFrom: history.tellsFrom }),
    ...notTold(usage),
    misfitsAtTermEnd: [],
    titleOf: () => undefined,
    unreadable: [...history.unreadable, ...usage.unreadable],
  };
};

/**
 * PRE-4: past, present and future of one of a partner's subscriptions, of whatever kind: what its events tell, what it charged, and what comes if nobody acts.
 * @param withCharges whether the caller may read what is charged. Refused: SubscriptionNotFound (PAR-3), CustomerNotFound.
 */
export const getTimeline = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string, withCharges: boolean): Promise<Result<Timeline, Refusal>> => {
  const listed = await listedSubscription(app, partnerTenantId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  const { value } = listed;
  return value.kind === 'licences' ? ofLicences(app, value.subscription, partnerTenantId, withCharges) : success(await ofAzure(app, value, withCharges));
};
