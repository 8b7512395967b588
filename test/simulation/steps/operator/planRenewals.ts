import { plusDays, startOfDay, dayOf } from '../../../../src/kernel/calendarDate';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Random } from '../../../fuzz/random';
import { drawSeller } from '../billing/sellers';
import { itemsOf } from '../asking';
import { type Step } from '../step';

interface Line {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly planTag: string;
  readonly nextTerm: Readonly<Record<string, unknown>> & Pick<Subscription, 'quantity'>;
}

/** What somebody made of a line in a spreadsheet. */
const edited = (dice: Random, { customerId, subscriptionId, planTag, nextTerm: { promotionId: _promotion, ...next } }: Line): Line => ({
  customerId,
  subscriptionId,
  planTag: dice.chance(95) ? planTag : 'p1.1.000000000000.000000000000',
  nextTerm: {
    ...next,
    ...dice.weighted<object>([[4, { quantity: next.quantity + 1 + dice.below(5) }], [2, { quantity: Math.max(1, next.quantity - 2) }], [2, { atTermEnd: 'cancel' }], [1, { atTermEnd: 'renew', billingCycle: 'annual', termDuration: 'P1Y' }], [2, {}]]),
  },
});

/** A plan of renewals is read, edited and carried out, some twice; and what was carried out is taken back, some of it. */
export const planRenewals: Step = {
  name: 'planRenewals',
  weight: 3,
  act: async (life, dice) => {
    const { asking } = drawSeller(life, dice);
    const until = startOfDay(plusDays(dayOf(life.now()), 100));
    const plan = itemsOf(await asking.get(`/nextterm/v1/renewals?until=${until}&size=20`)) as unknown as readonly Line[];
    const lines = plan.filter(() => dice.chance(60)).map((line) => edited(dice, line));
    if (lines.length === 0) return;
    await asking.post('/nextterm/v1/renewals/apply', { lines });
    if (dice.chance(25)) await asking.post('/nextterm/v1/renewals/apply', { lines });
    const regretted = lines.slice(dice.below(2));
    if (regretted.length > 0 && dice.chance(50)) await asking.post('/nextterm/v1/renewals/undo', { lines: regretted });
  },
};
