import { plusMinutes } from '../../../../src/kernel/instant';
import { bought, dealingsOf, idOf, lineOf, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';
import { arrived } from './arrived';
import { pathOf, requestOf, sharedOf, submissionOf } from './known';

const DAY = 1440;

/** What was bought some days ago goes to another partner while its window is open, and is given back there on the day of the move (TRF-2). */
export const moveNew: Step = {
  name: 'move what is new',
  weight: 2,
  act: async (life, dice) => {
    const customer = oneOf(dice, sharedOf(life));
    const dealings = dealingsOf(life).filter((each) => each.customer.id === customer?.id);
    const source = oneOf(dice, dealings);
    const target = dealings.find(({ partner }) => partner !== source?.partner);
    if (source === undefined || target === undefined) return;
    const [id] = await bought(life, source, [lineOf(life, source, { sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y', billingCycle: 'annual', quantity: 2 + dice.below(9) })]);
    if (id === undefined) return;
    await life.advanceTo(plusMinutes(life.now(), DAY + dice.below(4 * DAY)));
    const asked = await ofPartner(life, target.partner.tenantId)?.post(`/v1/customers/${source.customer.id}/transfers`, requestOf(source.partner, target.partner));
    if (asked === undefined || asked.status >= 300) return;
    await ofPartner(life, source.partner.tenantId)?.patch(pathOf({ customerId: source.customer.id, id: idOf(asked) }), submissionOf([id]));
    await life.advanceTo(plusMinutes(life.now(), 1 + dice.below(10)));
    await arrived.act(life, dice);
  },
};
