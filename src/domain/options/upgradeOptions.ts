import { type CatalogueRefusal } from '../catalogue/refusals';
import { type Instant } from '../../kernel/instant';
import { kindOf } from '../subscription/kinds/table';
import { type Outcome } from '../subscription/outcome';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { termOverAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { firstUpgrade, possibleTargets } from '../transition/eligibility';
import { type TransitionRefusal } from '../transition/refusals';
import { wholeUpgrade } from '../transition/wholeUpgrade';
import { type TransitionCommand, type TransitionContext } from '../transition/transition';
import { ruleBehindUpgrade } from './rules';

/** An upgrade of all licences, or a trial turned paid at once, to one target: with what it makes of the subscription, or with the refusal. */
export type UpgradeOption = { readonly action: 'upgrade' | 'convertTrial'; readonly rule: string; readonly toCatalogItemId: string; readonly title: string } & (
  | { readonly possible: true; readonly command: TransitionCommand; readonly outcomes: readonly Outcome[]; readonly until: Instant }
  | { readonly possible: false; readonly refusal: TransitionRefusal | SubscriptionRefusal | CatalogueRefusal }
);

/** MIG-4: of a traditional one, all its licences, by a call of its own. */
const wholeUpgrades = (subscription: Subscription, context: TransitionContext, now: Instant): readonly UpgradeOption[] =>
  possibleTargets(subscription, context).map(({ catalogItemId, item }) => {
    const { quantity, termDuration, billingCycle } = subscription;
    const option = { action: 'upgrade', toCatalogItemId: catalogItemId, title: item.sku.title } as const;
    const tried = wholeUpgrade(catalogItemId, quantity, subscription, context, now);
    if (!tried.ok) return { ...option, possible: false, rule: ruleBehindUpgrade(tried.error, 'MIG-4'), refusal: tried.error };
    const command: TransitionCommand = { toCatalogItemId: catalogItemId, quantity, termDuration, billingCycle, transitionType: 'transition_only' };
    return { ...option, possible: true, rule: 'MIG-4', command, outcomes: [tried.value.outcome], until: termOverAt(subscription) };
  });

/** PRE-3: what a subscription could become now, target by target; nothing where the catalogue names no target. */
export const upgradeOptions = (subscription: Subscription, context: TransitionContext, now: Instant): readonly UpgradeOption[] => {
  if (kindOf(subscription).isProrated) return wholeUpgrades(subscription, context, now);
  const kind = kindOf(subscription).upgrade === 'conversion' ? ({ action: 'convertTrial', rule: 'TRI-4' } as const) : ({ action: 'upgrade', rule: 'UPG-1' } as const);
  return possibleTargets(subscription, context).map((target) => {
    const option = { ...kind, toCatalogItemId: target.catalogItemId, title: target.item.sku.title };
    const tried = firstUpgrade(subscription, target, context, now);
    if (!tried.ok) return { ...option, possible: false, rule: ruleBehindUpgrade(tried.error, kind.rule), refusal: tried.error };
    return { ...option, possible: true, command: tried.value.command, outcomes: tried.value.done.outcomes, until: termOverAt(subscription) };
  });
};
