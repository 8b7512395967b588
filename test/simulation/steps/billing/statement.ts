import { type Step } from '../step';
import { readPages } from './pages';
import { drawSeller } from './sellers';

/** The statement of a month, how far it is, and what the coming ones will charge. */
export const statement: Step = {
  name: 'statement',
  weight: 2,
  act: async (life, dice) => {
    const { asking } = drawSeller(life, dice);
    const month = life.now().slice(0, 7);
    const path = `/nextterm/v1/statements/${month}`;
    if (dice.chance(60)) await readPages(asking, `${path}?size=3`, 3);
    else await asking.get(dice.pick([`${path}/todate`, `${path}/coming`, '/nextterm/v1/forecast?months=2', '/nextterm/v1/windows', '/nextterm/v1/deadlines', '/nextterm/v1/subscriptions?size=3']));
  },
};
