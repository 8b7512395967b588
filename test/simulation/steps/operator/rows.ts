import { ofOperator } from '../asking';
import { type Step } from '../step';

/** Rows of earlier releases are brought up, of which there are none. */
export const rows: Step = {
  name: 'rows',
  weight: 1,
  act: async (life, dice) => {
    await ofOperator(life).post(`/nextterm/v1/operations/rows/upgrade${dice.chance(50) ? '?preview=true' : ''}`);
    await ofOperator(life).get('/nextterm/v1/operations/ledger/check');
  },
};
