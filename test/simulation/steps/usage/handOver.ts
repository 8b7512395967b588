import { customersOf, ofCustomer, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { handoversOf, overagesOf } from './known';

/** The overage goes to another partner: one of the three asks, the others agree or refuse, the source sets None and the target assigns. */
export const handOver: Step = {
  name: 'handOver',
  weight: 4,
  act: async (life, dice) => {
    const under = oneOf(dice, handoversOf(life).filter(({ status }) => ['pending', 'agreed', 'cleared'].includes(status)));
    if (under !== undefined && dice.chance(85)) {
      const path = `/nextterm/v1/customers/${under.customerId}/overage/PhoneServices/handover/${under.id}`;
      const overage = `/v1/customers/${under.customerId}/subscriptions/overage`;
      const [source, target, customer] = [ofPartner(life, under.sourcePartnerId), ofPartner(life, under.targetPartnerId), ofCustomer(life, under.customerId)];
      const parties = [under.agreed.source === undefined && source, under.agreed.target === undefined && target, under.agreed.customer === undefined && customer].filter((each) => each !== false);
      if (under.status === 'pending') await dice.pick(parties.length > 0 ? parties : [customer])?.post(`${path}/${dice.chance(85) ? 'agree' : 'refuse'}`);
      if (under.status === 'agreed') await (dice.chance(90) ? source : target)?.put(overage, { overageEnabled: false });
      if (under.status === 'cleared') await (dice.chance(90) ? target : source)?.put(overage, { overageEnabled: true });
      await customer.get(path);
      return;
    }
    const overage = oneOf(dice, overagesOf(life));
    const customer = overage && customersOf(life).find(({ id }) => id === overage.customerId);
    if (overage === undefined || customer === undefined) return;
    const others = Object.entries(customer.relationships).filter(([id, { status }]) => id !== overage.holderId && (status === 'accepted' || dice.chance(20))).map(([id]) => id);
    const toPartnerTenantId = oneOf(dice, others) ?? dice.pick(life.world.partners).tenantId;
    const asking = dice.pick([ofPartner(life, overage.holderId), ofPartner(life, toPartnerTenantId), ofCustomer(life, customer.id)]);
    await asking?.post(`/nextterm/v1/customers/${customer.id}/overage/PhoneServices/handover`, { toPartnerTenantId });
  },
};
