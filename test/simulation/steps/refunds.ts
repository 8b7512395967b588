import { Decimal } from 'decimal.js';
import { type Random } from '../../fuzz/random';
import { type Call } from '../engine/client';
import { type Life } from '../engine/life';
import { itemsOf } from './asking';

/** What an operator states as a refund, having looked at what was charged: what the last cycle cost, half as much again by a slip, next to nothing, or any amount. @param path of the subscription, without its host. */
export const drawRefund = async (life: Life, dice: Random, caller: Call['caller'], path: string): Promise<string> => {
  const lines = itemsOf(await life.call({ method: 'GET', path: `/nextterm${path}/charges`, caller }));
  const last = lines.map(({ chargeEndDate }) => String(chargeEndDate)).toSorted().at(-1);
  const cost = lines.filter(({ chargeEndDate }) => String(chargeEndDate) === last).reduce((sum, { subtotal }) => sum.plus(String(subtotal)), new Decimal(0));
  return dice.weighted([[3, cost.toFixed(2)], [3, cost.times('1.5').toFixed(2)], [1, '0.01'], [1, '10.00'], [1, '99999.99']] as const);
};
