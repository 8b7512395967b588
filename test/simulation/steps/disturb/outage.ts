import { plusMinutes } from '../../../../src/kernel/instant';
import { type Step } from '../step';

/** The whole installation is down: for minutes, for hours, for days. */
export const outage: Step = {
  name: 'outage',
  weight: 1,
  act: async (life, dice) => {
    if (!dice.chance(40)) return;
    const minutes = dice.weighted([[3, 1 + dice.below(59)], [3, 60 + dice.below(1380)], [2, 1440 * (1 + dice.below(4)) + dice.below(1440)]] as const);
    await life.outage(plusMinutes(life.now(), minutes));
  },
};
