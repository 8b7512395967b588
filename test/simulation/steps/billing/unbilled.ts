import { type Step } from '../step';
import { readPages } from './pages';
import { drawSeller } from './sellers';

/** What is on no invoice yet, of this month or the one before. */
export const unbilled: Step = {
  name: 'unbilled',
  weight: 2,
  act: async (life, dice) => {
    const { partner, asking } = drawSeller(life, dice);
    const period = dice.pick(['current', 'previous']);
    const currency = dice.chance(90) ? partner.currency : 'USD';
    await readPages(asking, `/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${dice.pick(['billinglineitems', 'billinglineitems', 'usagelineitems'])}&currencycode=${currency}&period=${period}&size=${dice.pick([1, 3, 100])}`, 4);
    if (dice.chance(30)) await asking.get(`/v1/invoices/estimates/links?currencycode=${currency}`);
  },
};
