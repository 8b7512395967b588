import { dealingsOf, lineOf, bought, oneOf } from '../asking';
import { type Step } from '../step';
import { sharedOf } from './known';

const MOST = 5;

/** A customer of two partners buys of one of them what could be transferred, and what could not. */
export const hold: Step = {
  name: 'hold',
  weight: 3,
  act: async (life, dice) => {
    const shared = new Set(sharedOf(life).map(({ id }) => id));
    const held = life.known.subscriptions().filter(({ customerId, status }) => shared.has(customerId) && status !== 'deleted');
    const dealing = oneOf(dice, dealingsOf(life).filter(({ customer }) => shared.has(customer.id)));
    if (dealing === undefined || held.length >= MOST) return;
    const wished = dice.pick([
      { sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y', billingCycle: 'monthly' },
      { sku: 'NCBUSPREMI01:0001', termDuration: 'P1M', billingCycle: 'monthly' },
      { sku: 'NCM365ENTE05:0001', termDuration: 'P1Y', billingCycle: 'annual' },
      { sku: 'NCTEAMSPHON1:0001', termDuration: 'P1M', billingCycle: 'monthly' },
      { sku: 'NCFJORDINS01:0001', termDuration: 'P1M', billingCycle: 'monthly' },
    ]);
    await bought(life, dealing, [lineOf(life, dealing, { ...wished, quantity: 1 + dice.below(20) })]);
  },
};
