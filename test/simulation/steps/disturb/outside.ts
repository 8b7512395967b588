import { plusMinutes } from '../../../../src/kernel/instant';
import { type Step } from '../step';
import { whereSomebodyListens } from './listener';

/** Nothing is given up before three days (WHK-3, NTF-4), of which two such times may be part. */
const MOST_HOURS = 24;

/** A partner has its events delivered, and messages sent; then what should receive them is down for minutes, hours, days. */
export const outside: Step = {
  name: 'outside',
  weight: 4,
  of: 'webhooks',
  act: whereSomebodyListens(async (life, dice) => {
    const who = life.has('mail') && dice.chance(60) ? 'mailServer' : 'receiver';
    life.outside(who, false);
    await life.advanceTo(plusMinutes(life.now(), dice.chance(50) ? 1 + dice.below(600) : 60 * (10 + dice.below(MOST_HOURS - 10))));
    life.outside(who, true);
  }),
};
