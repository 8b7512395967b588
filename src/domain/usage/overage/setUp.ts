import { staysActive } from '../../azurePlan/entitlement';
import { setUpAzure, type AzurePlanChange, type AzureSetUp } from '../../azurePlan/setUp';
import { holdsLegacy, type AzureHoldings, type AzureSubscription } from '../../azurePlan/state';
import { type Instant } from '../../../kernel/instant';
import { firstIn, type OverageStanding } from './assign';
import { broughtBy, type Bringing } from './enabling';
import { type OverageChange } from './outcome';

/** What the set-up needs to know beside what was bought. */
export interface SetUpContext {
  readonly azure: AzureHoldings;
  /** Whether the Azure plan is sold in the customer's market (AZP-5). */
  readonly isAzureSold: boolean;
  readonly standingOf: (service: string) => OverageStanding;
  readonly overageId: (service: string) => string;
  readonly azureSetUp: (resellerOfRecord: string | undefined) => AzureSetUp;
}

/** What a purchase sets up beside what it buys. Empty if there is nothing to do. */
export interface OverageSetUp {
  readonly plans: readonly AzurePlanChange[];
  readonly overages: readonly OverageChange[];
}

export const NO_SET_UP: OverageSetUp = { plans: [], overages: [] };

const takerOf = ({ plan, created }: AzurePlanChange, { subscriptions }: AzureHoldings): AzureSubscription | undefined =>
  [...created, ...subscriptions].find((each) => each.planId === plan.id && each.purpose === 'overage' && staysActive(each));

/**
 * OVG-2, OVG-3: buying what brings calling minutes sets the partner's customer up, at no cost: an Azure plan, a standard Azure subscription and one meant for overage, as far as they are missing; and the first partner in gets
 * the assignment. Where no plan can be had (its market, AZP-5; the older offer) the licences are bought all the same, and nothing is set up.
 * @param bought by one partner, in the order in which it was. @param cameAt where that is past, the instant since which they bring minutes: the assignment is as of then, and what of Azure is missing is made now.
 */
export const setUpOverage = (bought: readonly Bringing[], context: SetUpContext, now: Instant, cameAt = now): OverageSetUp => {
  const bringing = bought.filter(({ offer }) => broughtBy(offer) !== undefined);
  if (bringing.length === 0 || !context.isAzureSold || holdsLegacy(context.azure)) return NO_SET_UP;
  const plans = new Map<string | undefined, AzurePlanChange>();
  const overages = new Map<string, OverageChange>();
  for (const { customerId, partnerId, resellerOfRecord, offer } of bringing) {
    const service = broughtBy(offer)?.service ?? '';
    const plan = plans.get(resellerOfRecord) ?? setUpAzure(context.azureSetUp(resellerOfRecord), ['standard', 'overage'], context.azure, now);
    plans.set(resellerOfRecord, plan);
    const taker = takerOf(plan, context.azure);
    if (taker === undefined || overages.has(service)) continue;
    const to = { azureSubscriptionId: taker.id, ...(resellerOfRecord !== undefined && { resellerOfRecord }) };
    const change = firstIn({ id: context.overageId(service), customerId, service, partnerId, to }, context.standingOf(service), cameAt);
    if (change !== undefined) overages.set(service, change);
  }
  return { plans: [...plans.values()].filter(({ events }) => events.length > 0), overages: [...overages.values()] };
};
