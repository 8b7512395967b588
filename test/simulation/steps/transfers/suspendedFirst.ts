import { plusMinutes } from '../../../../src/kernel/instant';
import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { pathOf, submissionOf, transfersOf } from './known';

/** A partner whose customer leaves takes the access away, and gives what it has away then: before it submits, or in the minute in which that is carried out (TRF-4). */
export const suspendedFirst: Step = {
  name: 'suspended first',
  weight: 3,
  act: async (life, dice) => {
    const active = (customerId: string, partnerId: string) => life.known.subscriptions().filter((each) => each.kind === 'licence' && each.status === 'active' && each.customerId === customerId && each.partnerId === partnerId);
    const transfer = oneOf(dice, transfersOf(life).filter(({ status, customerId, sourcePartnerId }) => status === 'Pending' && active(customerId, sourcePartnerId).length > 0));
    const source = transfer && ofPartner(life, transfer.sourcePartnerId);
    if (transfer === undefined || source === undefined) return;
    const { customerId, sourcePartnerId } = transfer;
    const held = dice.pick(active(customerId, sourcePartnerId));
    const suspend = () => source.patch(`/v1/customers/${customerId}/subscriptions/${held.id}`, { status: 'suspended' });
    const submit = () => source.patch(pathOf(transfer), submissionOf([held.id]));
    for (const act of dice.chance(65) ? [suspend, submit] : [submit, suspend]) await act();
    await life.advanceTo(plusMinutes(life.now(), 1 + dice.below(10)));
  },
};
