import { itemsOf, oneOf } from '../asking';
import { type Step } from '../step';
import { readPages } from './pages';
import { drawSeller } from './sellers';

/** A partner reads its invoices, the lines of one page by page, what it owes, and prints it. */
export const invoices: Step = {
  name: 'invoices',
  weight: 3,
  act: async (life, dice) => {
    const { asking } = drawSeller(life, dice);
    const one = oneOf(dice, itemsOf(await asking.get('/v1/invoices?size=20')));
    await asking.get(dice.pick(['/v1/invoices/summary', '/v1/invoices/summaries', `/nextterm/v1/invoiceruns/${life.now().slice(0, 7)}`]));
    if (one === undefined) return;
    const path = `/v1/invoices/${String(one['id'])}`;
    await asking.get(path);
    await readPages(asking, `${path}/lineitems?provider=onetime&invoicelineitemtype=${dice.pick(['billinglineitems', 'billinglineitems', 'usagelineitems'])}&size=${dice.pick([2, 5, 100])}`, 4);
    if (dice.chance(10)) await asking.get(`${path}/documents/statement`);
  },
};
