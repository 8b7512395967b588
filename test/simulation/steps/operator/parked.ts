import { itemsOf, ofOperator, oneOf } from '../asking';
import { type Step } from '../step';

/** What is parked is released or, more rarely, given up; without any, all is released all the same. */
export const parked: Step = {
  name: 'parked',
  weight: 1,
  act: async (life, dice) => {
    const asking = ofOperator(life);
    const path = '/nextterm/v1/operations/parked';
    const one = oneOf(dice, itemsOf(await asking.get(path)));
    if (one === undefined) await asking.post(`${path}/release`, dice.chance(50) ? { kind: 'renewal' } : {});
    else await asking.post(`${path}/${String(one['id'])}/release`);
  },
};
