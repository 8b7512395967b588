import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { pathOf, transfersOf } from './known';

/** The source shows what it would give; both look at what it would mean. */
export const offer: Step = {
  name: 'offer',
  weight: 2,
  act: async (life, dice) => {
    const transfer = oneOf(dice, transfersOf(life).filter(({ status }) => status === 'Pending'));
    if (transfer === undefined) return;
    const [source, target] = [ofPartner(life, transfer.sourcePartnerId), ofPartner(life, transfer.targetPartnerId)];
    const held = life.known.subscriptions().filter(({ customerId, partnerId, status }) => customerId === transfer.customerId && partnerId === transfer.sourcePartnerId && (status === 'active' || dice.chance(20)));
    const lineItems = held.filter(() => dice.chance(60)).map(({ id }) => ({ subscriptionId: id, productType: 'OnlineServicesNCE' }));
    await source?.put(`${pathOf(transfer, true)}/offer`, { lineItems });
    await target?.get(`${pathOf(transfer, true)}/preview`);
    if (dice.chance(30)) await source?.get(`${pathOf(transfer, true)}/preview`);
  },
};
