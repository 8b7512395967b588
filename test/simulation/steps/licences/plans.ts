import { dayOf, lastDayOfMonth, plusDays, plusMonths } from '../../../../src/kernel/calendarDate';
import { skuKey } from '../../../../src/domain/catalogue/state';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { itemFor } from '../../engine/world';
import { type Command } from './command';
import { anew, type Held } from './held';
import { patch, type Sent } from './patch';
import { drawPlan, ODD_PLANS, TRIALS, type SkuKey } from './shelf';

const skuOf = ({ subscription: { offer } }: Held): SkuKey => `${offer.productId}:${offer.skuId}`;

/** What the catalogue names as higher SKUs of what is held. */
export const targetsOf = ({ world }: Life, { offer }: Subscription): readonly SkuKey[] => world.catalogues.get(offer.country)?.items.get(skuKey(offer.productId, offer.skuId))?.sku.upgradeTargets ?? [];

/** A day on which the next term may end early: a month's end within its first year. */
const shortEnd = (dice: Random, { subscription: { term } }: Held, months: number): string => {
  const first = plusDays(term.end, 1);
  if (dice.chance(15)) return dice.pick([plusDays(first, 10), plusMonths(first, 40), dayOf(term.startedAt)]);
  return lastDayOfMonth(plusMonths(first, dice.below(Math.max(1, months - 1))));
};

/** What the next term shall be: the same, or a higher SKU, and on the same plan or another, with as many seats or not. */
export const drawInstructions = (life: Life, dice: Random, held: Held): Sent => {
  const { subscription } = held;
  const isTrial = subscription.kind === 'trial';
  const targets = targetsOf(life, subscription);
  const own = skuOf(held);
  const sku = targets.length > 0 && dice.chance(isTrial ? 100 : 35) ? dice.pick(targets) : dice.chance(4) ? 'NCUNIVPRINT1:0001' : own;
  const [productId, skuId, availabilityId] = (sku === own ? undefined : itemFor(life.world, held.customer, sku))?.split(':') ?? [subscription.offer.productId, subscription.offer.skuId, subscription.offer.availabilityId];
  const plan = dice.chance(4) ? dice.pick(ODD_PLANS) : dice.chance(50) || TRIALS.includes(own) ? drawPlan(dice, sku) : { termDuration: subscription.termDuration, billingCycle: subscription.billingCycle };
  const quantity = dice.weighted([[6, subscription.quantity], [4, Math.max(1, subscription.quantity - 1 - dice.below(10))], [4, subscription.quantity + 1 + dice.below(20)], [1, 400]] as const);
  const months = plan.termDuration === 'P1M' ? 1 : 12;
  return { product: { productId, skuId, availabilityId, ...plan, ...(dice.chance(4) && { promotionId: 'PRBUSPREMI01:0001:PRSPRING2026' }) }, quantity, ...(dice.chance(20) && { customTermEndDate: `${shortEnd(dice, held, months)}T00:00:00Z` }) };
};

/** In the form that most clients know, or in the newer one. */
export const asMembers = (dice: Random, instructions: Sent | null): Sent => {
  if (!dice.chance(20)) return { scheduledNextTermInstructions: instructions };
  return { scheduledActions: instructions === null ? [] : [{ scheduleType: 'TermEnd', actionType: 'RenewToNewTerm', instructions }] };
};

/** Plans another next term, or replaces the plan; often somebody changes their mind at once. */
export const planNextTerm: Command = {
  name: 'plan next term',
  weight: 5,
  fits: ({ status, autoRenew }) => status === 'active' && autoRenew,
  ask: async (life, dice, held) => {
    await patch(life, dice, held, asMembers(dice, drawInstructions(life, dice, held)));
    if (dice.chance(20)) await patch(life, dice, anew(life, held), asMembers(dice, drawInstructions(life, dice, held)));
  },
};

/** Takes the plan away again. */
export const unplanNextTerm: Command = { name: 'unplan next term', weight: 2, fits: ({ scheduledChange }) => scheduledChange !== undefined, ask: async (life, dice, held) => void (await patch(life, dice, held, asMembers(dice, null))) };

const otherCycle = (dice: Random, { subscription: { termDuration, billingCycle } }: Held): string => {
  if (dice.chance(15)) return dice.pick(['monthly', 'annual', 'triennial', 'one_time']);
  const sold = termDuration === 'P3Y' ? ['monthly', 'annual', 'triennial'] : ['monthly', 'annual'];
  return dice.pick(sold.filter((each) => each !== billingCycle));
};

/** Has it billed more or less often from the next charge on; or leaves it as it is. */
export const planNextCharge: Command = {
  name: 'plan next charge',
  weight: 4,
  fits: ({ kind, status, termDuration, billingCycle }) => kind === 'licence' && status === 'active' && termDuration === 'P3Y' && billingCycle !== 'triennial',
  ask: async (life, dice, held) => {
    const { offer, nextCharge } = held.subscription;
    if (nextCharge !== undefined && dice.chance(50)) return void (await patch(life, dice, held, { nextChargeInstructions: null }));
    await patch(life, dice, held, { nextChargeInstructions: { product: { productId: offer.productId, skuId: offer.skuId, billingCycle: otherCycle(dice, held) } } });
  },
};
