import { ofOperator } from '../asking';
import { type Step } from '../step';

const PROJECTIONS = ['directory', 'deadlines', 'feeds', 'ledger', 'counters', 'requests'];

/** What is derived is compared, and made anew, though nothing is wrong with it. */
export const checkDerived: Step = {
  name: 'checkDerived',
  weight: 2,
  act: async (life, dice) => {
    const asking = ofOperator(life);
    const known = (await asking.get('/nextterm/v1/operations/projections')).body as { readonly items?: readonly { readonly name?: string; readonly projection?: string }[] };
    const names = (known.items ?? []).map(({ name, projection }) => name ?? projection ?? '').filter((name) => name !== '');
    const name = dice.pick(names.length > 0 && dice.chance(95) ? names : PROJECTIONS);
    const path = `/nextterm/v1/operations/projections/${name}`;
    const customer = dice.pick(life.world.customers).id;
    const query = dice.chance(50) ? `?customerId=${customer}` : '';
    if (dice.chance(50)) await asking.get(`${path}/check${query}`);
    else await asking.post(`${path}/rebuild${query}`);
  },
};
