import { ofCustomer, ofOperator, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { overagesOf } from './known';

/** Each reads of a month of calls what it may: a partner its own, the customer the minutes, the operator all. */
export const look: Step = {
  name: 'look',
  weight: 1,
  act: async (life, dice) => {
    const overage = oneOf(dice, overagesOf(life));
    if (overage === undefined) return;
    const asking = dice.pick([ofPartner(life, overage.holderId), ofPartner(life, dice.pick(life.world.partners).tenantId), ofCustomer(life, overage.customerId), ofOperator(life)]);
    const month = life.now().slice(0, 7);
    await asking?.get(`/nextterm/v1/customers/${overage.customerId}/usage?service=PhoneServices&month=${month}`);
    await ofPartner(life, overage.holderId)?.get(`/nextterm/v1/customers/${overage.customerId}/${dice.pick([`usage/charges?month=${month}`, `usage/calls?date=${life.now().slice(0, 10)}`])}`);
  },
};
