import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { addOnsOf, basesOf } from './known';

/** A base goes on in new commerce, with what hangs on it or without, checked beforehand or not. */
export const migrate: Step = {
  name: 'migrate',
  weight: 2,
  act: async (life, dice) => {
    const base = oneOf(dice, dice.chance(90) ? basesOf(life) : addOnsOf(life));
    if (base === undefined) return;
    const hanging = addOnsOf(life).filter(({ parentId }) => parentId === base.id);
    const body = {
      currentSubscriptionId: base.id,
      ...(dice.chance(30) && { quantity: Math.max(1, base.quantity - 1 + dice.below(3)) }),
      ...(dice.chance(30) && dice.pick<object>([{ termDuration: 'P1Y', billingCycle: 'annual' }, { termDuration: 'P1M', billingCycle: 'monthly' }])),
      ...(dice.chance(30) && { purchaseFullTerm: true }),
      ...(dice.chance(15) && { customTermEndDate: plusDays(dayOf(life.now()), 30 + dice.below(100)) }),
      ...(hanging.length > 0 && dice.chance(70) && { addOnMigrations: hanging.map(({ id }) => ({ currentSubscriptionId: id })) }),
    };
    const path = `/v1/customers/${base.customerId}/migrations/newcommerce`;
    const asking = ofPartner(life, base.partnerId);
    if (dice.chance(60)) await asking?.post(`${path}/validate`, body);
    if (dice.chance(80)) await asking?.post(path, body);
    await asking?.get(`/v1/migrations/newcommerce?customerTenantId=${base.customerId}`);
  },
};
