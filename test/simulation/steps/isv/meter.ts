import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { heldOf, METERED } from './known';

/** Use of metered SaaS: of days on which it was in use and on which it was not, some again. */
export const meter: Step = {
  name: 'meter',
  weight: 4,
  act: async (life, dice) => {
    const one = oneOf(dice, heldOf(life, [METERED]));
    if (one === undefined) return;
    const reports = Array.from({ length: 1 + dice.below(2) }, () => ({
      reportId: `d${dice.below(dice.chance(20) ? 4 : 1_000_000)}`,
      subscriptionId: one.id,
      meterId: dice.pick(['messages', 'messages', 'reports', 'unknown']),
      date: plusDays(dayOf(life.now()), -dice.pick([0, 0, 1, 2, 10, 33])),
      quantity: dice.pick(['1', '400', '1500', '2.5']),
    }));
    const path = `/nextterm/v1/customers/${one.customerId}/usage`;
    await ofPartner(life, one.partnerId)?.post(path, { reports });
    if (dice.chance(20)) await ofPartner(life, one.partnerId)?.post(path, { reports });
    if (dice.chance(20)) await ofPartner(life, one.partnerId)?.get(`${path}?subscriptionId=${one.id}&month=${life.now().slice(0, 7)}`);
  },
};
