import { plusMinutes } from '../../../../src/kernel/instant';
import { type Dealing, bought, dealingsOf, idOf, lineOf, ofPartner, oneOf } from '../asking';
import { type Life } from '../../engine/life';
import { type Step } from '../step';
import { pathOf, requestOf, sharedOf, submissionOf } from './known';

const runs = (life: Life, { customer, partner }: Dealing) => life.known.subscriptions().filter(({ status, customerId, partnerId }) => status === 'active' && customerId === customer.id && partnerId === partner.tenantId);

/** A partner asks for what a customer has of another, gives the customer up before that is answered, and gets nothing (CUS-1). */
export const givenUpMeanwhile: Step = {
  name: 'given up meanwhile',
  weight: 2,
  act: async (life, dice) => {
    const customer = oneOf(dice, sharedOf(life));
    const dealings = dealingsOf(life).filter((each) => each.customer.id === customer?.id);
    const target = oneOf(dice, dealings.filter((each) => runs(life, each).length === 0));
    const source = dealings.find(({ partner }) => partner !== target?.partner);
    const [asking, giving] = [target && ofPartner(life, target.partner.tenantId), source && ofPartner(life, source.partner.tenantId)];
    if (target === undefined || source === undefined || asking === undefined || giving === undefined) return;
    if (runs(life, source).length === 0) await bought(life, source, [lineOf(life, source, { sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y', billingCycle: 'annual', quantity: 2 + dice.below(9) })]);
    const held = oneOf(dice, runs(life, source).filter(({ kind }) => kind === 'licence'));
    if (held === undefined) return;
    const asked = await asking.post(`/v1/customers/${source.customer.id}/transfers`, requestOf(source.partner, target.partner));
    if (asked.status >= 300) return;
    await asking.patch(`/v1/customers/${source.customer.id}`, { relationshipToPartner: 'none' });
    await giving.patch(pathOf({ customerId: source.customer.id, id: idOf(asked) }), submissionOf([held.id]));
    await life.advanceTo(plusMinutes(life.now(), 1 + dice.below(10)));
  },
};
