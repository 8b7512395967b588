import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { pathOf, sharedOf, transfersOf } from './known';

/** Both sides read how a transfer is, and what could be transferred. */
export const follow: Step = {
  name: 'follow',
  weight: 1,
  act: async (life, dice) => {
    const transfer = oneOf(dice, transfersOf(life));
    if (transfer !== undefined) {
      for (const partnerId of [transfer.sourcePartnerId, transfer.targetPartnerId]) await ofPartner(life, partnerId)?.get(pathOf(transfer));
      await ofPartner(life, transfer.sourcePartnerId)?.get(`${pathOf(transfer, true)}/events`);
      await ofPartner(life, transfer.targetPartnerId)?.get('/nextterm/v1/transfers?direction=outgoing');
    }
    const customer = oneOf(dice, sharedOf(life));
    const partner = dice.pick(life.world.partners);
    if (customer !== undefined) await ofPartner(life, partner.tenantId)?.get(`/v1/customers/${customer.id}/transferseligibility?transferType=5`);
  },
};
