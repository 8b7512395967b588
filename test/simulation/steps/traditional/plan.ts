import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { type MigrationSchedule } from '../../../../src/domain/migration/scheduleState';
import { customersOf, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { basesOf } from './known';

/** A migration is planned for a day or the term's last, replaced, or called off. */
export const plan: Step = {
  name: 'plan',
  weight: 3,
  act: async (life, dice) => {
    const planned = customersOf(life).flatMap(({ id }) => life.known.of(id, 'migrationschedule|') as unknown as readonly MigrationSchedule[]);
    const one = oneOf(dice, planned.filter(({ status }) => status === 'created' || dice.chance(10)));
    const base = oneOf(dice, basesOf(life));
    const when = dice.chance(50) ? { targetDate: plusDays(dayOf(life.now()), dice.pick([0, 1, 5, 40, 200, 500])) } : { migrateOnRenewal: true };
    if (one !== undefined && dice.chance(50)) {
      const asking = ofPartner(life, one.partnerId);
      const path = `/v1/customers/${one.customerId}/migrations/newcommerce/schedules/${one.id}`;
      if (dice.chance(40)) await asking?.post(`${path}/cancel`);
      else await asking?.put(path, { currentSubscriptionId: one.currentSubscriptionId, ...when });
      await asking?.get(path);
      return;
    }
    if (base === undefined) return;
    await ofPartner(life, base.partnerId)?.post(`/v1/customers/${base.customerId}/migrations/newcommerce/schedules`, { currentSubscriptionId: base.id, ...when, ...(dice.chance(20) && { quantity: base.quantity + 1 }) });
  },
};
