import { bought, dealingsOf, lineOf, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';

const WITH_MINUTES = ['NCTEAMSPHON1', 'NCM365ENTE05'];

/** Licences that bring calling minutes are sold through a reseller, and later through another one, which is named and nothing more (SUB-6). */
export const throughAnother: Step = {
  name: 'throughAnother',
  weight: 2,
  act: async (life, dice) => {
    const dealing = oneOf(dice, dealingsOf(life).filter(({ partner }) => partner.kind === 'indirect_provider'));
    if (dealing === undefined) return;
    const { customer, partner } = dealing;
    const held = () => life.known.subscriptions().filter(({ offer, status, customerId, partnerId }) => WITH_MINUTES.includes(offer.productId) && status === 'active' && customerId === customer.id && partnerId === partner.tenantId);
    if (held().length === 0) await bought(life, dealing, [lineOf(life, dealing, { sku: `${dice.pick(WITH_MINUTES)}:0001`, quantity: 1 + dice.below(4), termDuration: 'P1Y', billingCycle: 'annual' })]);
    const one = oneOf(dice, held());
    const other = one && oneOf(dice, partner.resellers.filter(({ agreementSigned, partnerId }) => agreementSigned && partnerId !== one.resellerOfRecord));
    if (one !== undefined && other !== undefined) await ofPartner(life, partner.tenantId)?.patch(`/v1/customers/${customer.id}/subscriptions/${one.id}`, { partnerId: other.partnerId });
  },
};
