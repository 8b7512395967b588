import { dayOf, lastDayOfMonth, dayOfMonth, plusDays, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { UNLIMITED_QUANTITY } from '../../../../src/domain/catalogue/state';
import { type Instant } from '../../../../src/kernel/instant';
import { type World } from '../../engine/world';
import { CODES } from './codes';
import { type Holding, isHeld, seatsHeld } from './holdings';
import { type Judging } from './judgement';
import { isRenewing, statusAt, termOverAt, type Modelled, type Plan } from './modelled';
import { isSold, offerOf, skuOf, type Offer } from './offers';
import { lastDay } from './terms';

/** What a plan is judged by. */
export interface PlanFacts {
  readonly world: World;
  readonly holdings: readonly Holding[];
  readonly at: Instant;
}

/** UPG-1: whether the catalogue names it as an upgrade, and does not refuse it by name. */
const isTarget = (own: Offer | undefined, sku: string): boolean => own !== undefined && own.sku.upgradeTargets.some((each) => each.toUpperCase() === sku) && !own.sku.unsupportedUpgrades.some((each) => each.toUpperCase() === sku);

/** ORD-8, subscriptions.md §8.3: a month's end, or a day on which another one ends, within the term; no monthly term ends on a day that not every month has. */
const mayEnd = (end: CalendarDate, start: CalendarDate, termDuration: string, holdings: readonly Holding[], { id, partnerId }: Modelled, at: Instant): boolean => {
  if (end < start || end > lastDay(start, termDuration)) return false;
  const isMonthEnd = lastDayOfMonth(end) === end;
  if (termDuration === 'P1M' && !isMonthEnd && dayOfMonth(end) >= 28) return false;
  if (isMonthEnd) return true;
  return holdings.some((holding) => holding.id !== id && holding.partnerId === partnerId && statusAt(holding, at) === 'active' && endsOn(holding as Modelled, end, termDuration));
};

/** Whether a term of it, its renewals included, ends on that day. */
const endsOn = ({ term, termDuration, autoRenew, soldAs }: Modelled, end: CalendarDate, of: string): boolean => {
  if (soldAs !== 'licence' || (termDuration === 'P1M' && of !== 'P1M')) return false;
  let last = term.end;
  while (last < end && autoRenew) last = lastDay(plusDays(last, 1), termDuration);
  return last === end;
};

/** SCH-1 to SCH-3, SCH-6, TRI-3: another next term than comes by itself. */
export const judgePlan = (judging: Judging, plan: Plan, { world, holdings, at }: PlanFacts): void => {
  const { current } = judging;
  const before = judging.forbidden.length;
  const status = statusAt(current, at);
  if (status === 'suspended') judging.forbid('SCH-2', ...CODES.suspended);
  else if (status !== 'active') judging.forbid('SCH-2', ...CODES.over);
  if (isRenewing(current, at)) judging.forbid('REN-5', ...CODES.readOnly);
  if (!['licence', 'trial', 'software'].includes(current.soldAs)) judging.forbid('SCH-1', ...CODES.notSupported);
  if (!current.autoRenew) judging.forbid('SCH-2', ...CODES.noAutoRenew);
  const offer = offerOf(world, current.market, plan.item);
  if (offer === undefined) return judging.forbid('SCH-1', ...CODES.unknownItem);
  const sku = skuOf(plan.item);
  const own = offerOf(world, current.market, current.item);
  const isSame = sku === skuOf(current.item) && current.soldAs !== 'trial';
  const isPaidForm = own?.sku.convertsTo?.toUpperCase() === sku;
  const ownSegment = own?.lines[0]?.segment;
  const segment = offer.lines[0]?.segment;
  if (!isSame && !isPaidForm && !isTarget(own, sku)) judging.forbid('UPG-1', ...CODES.notATarget, ...CODES.unknownItem);
  if (segment !== ownSegment) judging.doubt('CAT-4', ...CODES.notATarget, 800086);
  const { minimumQuantity, maximumQuantity } = offer.sku;
  if (plan.quantity < minimumQuantity || plan.quantity > maximumQuantity) judging.forbid('SCH-6', ...CODES.limits);
  judgeHoldings(judging, plan, offer, { world, holdings, at });
  const start = dayOf(termOverAt(current));
  const sale = { ...plan, currency: current.currency };
  if (!isSold(offer, sale, termOverAt(current)) && !isSold(offer, sale, at)) judging.forbid('SCH-6', ...CODES.plan);
  if (plan.end !== undefined) {
    const isAligned = offer.sku.isMicrosoft && ['licence', 'addon'].includes(offer.sku.kind);
    if (!isAligned || !mayEnd(plan.end, start, plan.termDuration, holdings, current, at)) judging.forbid('ORD-8', ...CODES.end);
  }
  // CAT-5: promotions are not followed here.
  judging.doubt('CAT-5', 27007, ...CODES.pool);
  if (judging.forbidden.length > before) return;
  judging.becomes({ ...judging.current, planned: { ...plan, item: offer.item, requestedAt: at } }, 'ChangeScheduled');
};

/** ORD-3, ORD-4, ORD-7, CAT-4: what the customer would have then, everything else being as it is. */
const judgeHoldings = (judging: Judging, plan: Plan, { sku, item }: Offer, { holdings, at }: PlanFacts): void => {
  const { id } = judging.current;
  const key = skuOf(item);
  const others = holdings.filter((holding) => holding.id !== id);
  const now = seatsHeld(holdings, [key], at);
  const then = seatsHeld(others, [key], at) + plan.quantity;
  const base = seatsHeld(others, sku.prerequisiteSkus, at);
  if (then > now && sku.maximumQuantity < UNLIMITED_QUANTITY && then > sku.maximumQuantity) judging.forbid('ORD-7', ...CODES.pool);
  if (then > now && sku.prerequisiteSkus.length > 0 && base === 0) judging.forbid('ORD-5', ...CODES.base);
  if (then > now && sku.baseRule?.kind === 'at_most_base' && then > base) judging.forbid('ORD-4', ...CODES.base);
  if (then < now && sku.baseRule?.kind === 'at_least_percent' && base > 0 && then < Math.ceil((Number(sku.baseRule.percent) * base) / 100)) judging.forbid('ORD-3', ...CODES.share);
  const limit = sku.ownershipLimit;
  const owned = others.filter((holding) => skuOf(holding.item) === key && (limit?.scope !== 'concurrent' || isHeld(holding, at)));
  if (key !== skuOf(judging.current.item) && limit !== undefined && owned.length >= limit.count) judging.forbid('CAT-4', ...CODES.ownedOnce);
};
