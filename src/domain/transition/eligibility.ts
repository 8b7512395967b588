import { offersOf, segmentsOpenTo, type FoundOffer } from '../catalogue/findOffer';
import { type CatalogueRefusal } from '../catalogue/refusals';
import { skuKey } from '../catalogue/state';
import { termsOf } from '../catalogue/priceFor';
import { monthsOfTerm, type BillingCycle, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { standingOf } from '../subscription/limits/customerStanding';
import { scheduleChange } from '../subscription/nextTerm/scheduleChange';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { kindOf } from '../subscription/kinds/table';
import { CONVERSION_PLAN } from '../subscription/kinds/trial/paidForm';
import { type Subscription } from '../subscription/state';
import { conversionTargets } from './convertTrial';
import { intoCodeOf, otherItem } from './intoExisting';
import { conflictsOf, reassignment } from './reassignment';
import { type TransitionRefusal } from './refusals';
import { obstacleCodes, type TransitionType } from './state';
import { targetOffers } from '../catalogue/upgradeTargets';
import { transition, type TransitionCommand, type TransitionContext, type Transitioned } from './transition';

/** At once, or with the next term. */
export type EligibilityType = 'immediate' | 'scheduled';

type Refusal = TransitionRefusal | SubscriptionRefusal | CatalogueRefusal;

/** Why not: a refusal that the edge words, or words of its own. `code` is the contract's number for it. */
export type EligibilityObstacle = { readonly code: number; readonly refusal: Refusal } | { readonly code: number; readonly description: string };

export interface TypeEligibility {
  readonly transitionType: TransitionType;
  readonly obstacles: readonly EligibilityObstacle[];
}

export interface IntoEligibility {
  readonly subscription: Subscription;
  readonly obstacles: readonly EligibilityObstacle[];
}

/** One target, and whether the source may become it. */
export interface TransitionEligibility {
  readonly target: FoundOffer;
  /** Licences it would get: all of the source's. */
  readonly quantity: number;
  /** The eligible first: clients look at the first alone. */
  readonly types: readonly TypeEligibility[];
  /** Subscriptions of the target that the licences could go to; none for a change with the next term. */
  readonly into: readonly IntoEligibility[];
}

const codeOf = (refusal: Refusal): number => {
  if (refusal.kind === 'SubscriptionNotActive' || refusal.kind === 'SubscriptionSuspended') return obstacleCodes.NotActive;
  return refusal.kind === 'UpgradeNotOffered' ? (refusal.reason === 'NoTargets' ? obstacleCodes.NoTargets : obstacleCodes.NotATarget) : obstacleCodes.Other;
};

interface Plan {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
}

/** The source's own plan first, of a trial the one it turns into where nobody asks for another; then whatever else the target is sold on, at once only what is not shorter. */
const plansOf = (source: Subscription, { item, segment }: FoundOffer, type: EligibilityType): readonly [Plan, ...Plan[]] => {
  const own = kindOf(source).upgrade === 'conversion' ? CONVERSION_PLAN : { termDuration: source.termDuration, billingCycle: source.billingCycle };
  const others = termsOf(item.lines.filter((line) => line.segment === segment)).flatMap(({ termDuration, billingCycle }) =>
    termDuration === 'NoTerm' || (type === 'immediate' && monthsOfTerm(termDuration) < monthsOfTerm(source.termDuration)) ? [] : [{ termDuration, billingCycle }],
  );
  return [own, ...others];
};

/** By the first plan that allows it; what stands against it on the first of all where none does. */
const onFirstPlan = <Done>([own, ...others]: readonly [Plan, ...Plan[]], tryOn: (plan: Plan) => Result<Done, Refusal>): Result<Done, Refusal> => {
  const first = tryOn(own);
  if (first.ok) return first;
  for (const plan of others) {
    const tried = tryOn(plan);
    if (tried.ok) return tried;
  }
  return first;
};

/** The upgrade of all licences, the very rule of the command run dry, {@link onFirstPlan}. */
export const firstUpgrade = (source: Subscription, target: FoundOffer, context: TransitionContext, now: Instant): Result<{ readonly command: TransitionCommand; readonly done: Transitioned }, Refusal> =>
  onFirstPlan(plansOf(source, target, 'immediate'), (plan) => {
    const command: TransitionCommand = { ...plan, toCatalogItemId: target.catalogItemId, quantity: source.quantity, transitionType: 'transition_only' };
    const tried = transition(command, source, context, now);
    return tried.ok ? success({ command, done: tried.value }) : tried;
  });

/** UPG-1, SCH-1: the target with the next term, for all licences, the very rule that plans it run dry, {@link onFirstPlan}. */
const firstScheduled = (source: Subscription, target: FoundOffer, { catalogue, segment, subscriptions }: TransitionContext, now: Instant): Result<unknown, Refusal> => {
  const { holdings, targets } = standingOf(subscriptions, source.partnerId, now);
  const { productId, skuId } = target.item.sku;
  return onFirstPlan(plansOf(source, target, 'scheduled'), (plan) => {
    const asked = { product: { productId, skuId, availabilityId: target.availabilityId, ...plan }, quantity: source.quantity };
    return scheduleChange(asked, source, { catalogue, segment, holdings, targets }, now);
  });
};

const typesOf = (source: Subscription, target: FoundOffer, context: TransitionContext, type: EligibilityType, now: Instant): readonly TypeEligibility[] => {
  const tried = (type === 'scheduled' ? firstScheduled : firstUpgrade)(source, target, context, now);
  const { obstacle } = reassignment(true, conflictsOf(source.id, skuKey(target.item.sku.productId, target.item.sku.skuId), context.subscriptions, now), source.partnerId);
  const common: EligibilityObstacle[] = tried.ok ? [] : [{ code: codeOf(tried.error), refusal: tried.error }];
  return [
    { transitionType: 'transition_only', obstacles: common },
    { transitionType: 'transition_with_license_transfer', obstacles: obstacle === undefined ? common : [...common, obstacle] },
  ];
};

/** UPG-3, TRI-4: moving all licences into each subscription of the target that is there, the very rule of the command run dry. */
const intoOf = (source: Subscription, target: FoundOffer, context: TransitionContext, now: Instant): readonly IntoEligibility[] => {
  return context.subscriptions
    .filter((each) => each.id !== source.id && each.partnerId === source.partnerId && otherItem(each, target) === undefined && each.status !== 'deleted')
    .map((subscription) => {
      const command: TransitionCommand = { toCatalogItemId: target.catalogItemId, quantity: source.quantity, transitionType: 'transition_only', toSubscriptionId: subscription.id };
      const tried = transition(command, source, context, now);
      return { subscription, obstacles: tried.ok ? [] : [{ code: intoCodeOf(tried.error), refusal: tried.error }] };
    });
};

const conversionOffers = (catalogue: TransitionContext['catalogue'], trial: Subscription, segment: TransitionContext['segment']): readonly FoundOffer[] =>
  conversionTargets(catalogue, trial).flatMap((key) => {
    const item = catalogue.items.get(key);
    return item === undefined ? [] : offersOf(catalogue, item, segmentsOpenTo(segment));
  });

/** UPG-1, TRI-4: what the catalogue lets it become; nothing where it names no target. */
export const possibleTargets = (source: Subscription, { catalogue, segment }: Pick<TransitionContext, 'catalogue' | 'segment'>): readonly FoundOffer[] =>
  (kindOf(source).upgrade === 'conversion' ? conversionOffers : targetOffers)(catalogue, source, segment);

/** UPG-1, TRI-4: everything the source could become, each with the reasons where it cannot. None where the catalogue names no target. */
export const transitionEligibilities = (source: Subscription, type: EligibilityType, context: TransitionContext, now: Instant): readonly TransitionEligibility[] =>
  possibleTargets(source, context).map((target) => ({
    target,
    quantity: source.quantity,
    types: typesOf(source, target, context, type, now),
    into: type === 'scheduled' ? [] : intoOf(source, target, context, now),
  }));
