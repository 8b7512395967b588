import { plusMinutes } from '../../../../src/kernel/instant';
import { ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { arrived } from './arrived';
import { pathOf, submissionOf, transfersOf } from './known';

/** The source submits or rejects, the target withdraws; some answer what is over, or what is not theirs to answer. */
export const answer: Step = {
  name: 'answer',
  weight: 4,
  act: async (life, dice) => {
    const all = transfersOf(life);
    const transfer = oneOf(dice, dice.chance(85) ? all.filter(({ status }) => status === 'Pending') : all);
    if (transfer === undefined) return;
    const [source, target] = [ofPartner(life, transfer.sourcePartnerId), ofPartner(life, transfer.targetPartnerId)];
    const held = life.known.subscriptions().filter(({ customerId, partnerId, status }) => customerId === transfer.customerId && partnerId === transfer.sourcePartnerId && (status === 'active' || dice.chance(15)));
    const picked = held.filter(() => dice.chance(70));
    const how = dice.weighted([[8, 'submit'], [1, 'reject'], [1, 'withdraw'], [1, 'wrongly']] as const);
    if (how === 'reject') await source?.patch(pathOf(transfer), { status: 'reject' });
    if (how === 'withdraw') await target?.patch(pathOf(transfer), { status: 'Cancel' });
    if (how === 'wrongly') await target?.patch(pathOf(transfer), { status: 'reject' });
    const { offered = [] } = transfer;
    const ids = offered.length > 0 && dice.chance(60) ? offered : picked.map(({ id }) => id);
    if (how === 'submit' && (ids.length > 0 || dice.chance(20))) await source?.patch(pathOf(transfer), submissionOf([...ids, ...(ids.length > 0 && dice.chance(5) ? ids.slice(0, 1) : [])]));
    if (how !== 'submit' || !dice.chance(50)) return;
    await life.advanceTo(plusMinutes(life.now(), 1 + dice.below(10)));
    await arrived.act(life, dice);
  },
};
