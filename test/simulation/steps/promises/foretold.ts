import { dayOf, lastDayOfMonth, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { userOf } from '../../engine/world';
import { type Step } from '../step';

/** A partner looks at what the month will still charge, and lets it pass. */
export const foretold: Step = {
  name: 'a month as it was foretold',
  weight: 3,
  of: 'options',
  act: async (life, dice) => {
    const sellers = life.world.partners.filter(({ tenantId }) => life.known.subscriptions().some(({ partnerId }) => partnerId === tenantId));
    if (sellers.length === 0) return;
    await life.call({ method: 'GET', path: '/nextterm/v1/forecast?months=2', caller: userOf(dice.pick(sellers)) });
    await life.advanceTo(startOfDay(plusDays(lastDayOfMonth(dayOf(life.now())), 1 + dice.pick([0, 15, 28]))));
  },
};
