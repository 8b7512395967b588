import { plusMinutes } from '../../../src/kernel/instant';
import { type Step } from './step';

/** Time passes, by some days and some minutes. */
export const pass: Step = {
  name: 'pass',
  weight: 8,
  act: async (life, dice) => {
    const days = dice.pick([0, 1, 1, 2, 3, 6, 7, 10, 25, 31]);
    await life.advanceTo(plusMinutes(life.now(), days * 1440 + dice.below(1440)));
  },
};
