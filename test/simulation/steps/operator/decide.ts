import { type SupportCase } from '../../../../src/domain/support/state';
import { customersOf, ofOperator, ofPartner, oneOf } from '../asking';
import { userOf } from '../../engine/world';
import { drawRefund } from '../refunds';
import { type Step } from '../step';

const REASONS = ['incorrect_purchase', 'duplicate_order', 'partner_change', 'technical_issue', 'redundant_licences'];

/** Requests that lay are granted, with a refund or without, or refused; some were decided already. Whoever has an upgrade asks for what is superfluous. */
export const decide: Step = {
  name: 'decide',
  weight: 3,
  act: async (life, dice) => {
    const cases = customersOf(life).flatMap(({ id }) => life.known.of(id, 'support|') as unknown as readonly SupportCase[]);
    const one = oneOf(dice, cases.filter(({ status }) => status === 'filed' || dice.chance(15)));
    if (one !== undefined && dice.chance(70)) {
      const path = `/nextterm/v1/customers/${one.customerId}/subscriptions/${one.subscriptionId}/supportrequests/${one.id}`;
      const how = dice.pick(['grant', 'grant', 'refund', 'refuse']);
      const partner = life.world.partners.find(({ tenantId }) => tenantId === one.partnerId);
      if (how === 'refuse') await ofOperator(life).post(`${path}/refuse`, { why: 'It was used' });
      else await ofOperator(life).post(`${path}/grant`, how === 'refund' && partner !== undefined ? { refund: await drawRefund(life, dice, userOf(partner), `/v1/customers/${one.customerId}/subscriptions/${one.subscriptionId}`) } : {});
      await ofPartner(life, one.partnerId)?.get(path);
      return;
    }
    const subscription = oneOf(dice, life.known.subscriptions().filter(({ status }) => status !== 'deleted'));
    if (subscription === undefined) return;
    const own = `/nextterm/v1/customers/${subscription.customerId}`;
    const asking = ofPartner(life, subscription.partnerId);
    if (dice.chance(40)) await asking?.get(`${own}/redundantlicences`);
    await asking?.post(`${own}/subscriptions/${subscription.id}/supportrequests`, { reason: dice.pick(REASONS), note: 'Ordered twice' });
    await ofOperator(life).get('/nextterm/v1/supportrequests?status=filed');
  },
};
