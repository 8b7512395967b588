import { ofPartner, oneOf } from '../asking';
import { entitlementsOf } from '../azure/known';
import { type Step } from '../step';
import { overagesOf } from './known';

/** Who has the overage assigns it to one of its Azure subscriptions, or to None; a fifth are somebody else. */
export const assign: Step = {
  name: 'assign',
  weight: 3,
  act: async (life, dice) => {
    const overage = oneOf(dice, overagesOf(life));
    if (overage === undefined) return;
    const partnerId = dice.chance(80) ? overage.holderId : dice.pick(life.world.partners).tenantId;
    const own = oneOf(dice, entitlementsOf(life).filter((each) => each.customerId === overage.customerId && (each.partnerId === partnerId || dice.chance(10))));
    const asking = ofPartner(life, partnerId);
    if (dice.chance(30)) await asking?.get(`/nextterm/v1/customers/${overage.customerId}/overage/PhoneServices/assignable`);
    await asking?.put(`/v1/customers/${overage.customerId}/subscriptions/overage`, {
      overageEnabled: dice.chance(60),
      type: 'PhoneServices',
      ...(own !== undefined && dice.chance(70) && { azureEntitlementId: own.id }),
    });
    await asking?.get(`/v1/customers/${overage.customerId}/subscriptions/overage`);
  },
};
