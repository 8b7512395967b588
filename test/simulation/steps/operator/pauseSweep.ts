import { ofOperator } from '../asking';
import { type Step } from '../step';

/** Due work is held back for a release, and goes on before anything falls due. */
export const pauseSweep: Step = {
  name: 'pauseSweep',
  weight: 1,
  act: async (life, dice) => {
    const asking = ofOperator(life);
    const path = '/nextterm/v1/operations/sweep';
    await asking.put(path, dice.pick([{ state: 'paused', reason: 'a release' }, { state: 'paused', reason: 'a release', kinds: ['renewal'] }, { state: 'draining', reason: 'a release' }]));
    await asking.get(path);
    await asking.put(path, { state: 'running' });
  },
};
