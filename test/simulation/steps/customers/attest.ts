import { plusDays, dayOf } from '../../../../src/kernel/calendarDate';
import { customersOf, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';

const TEMPLATE = '117a77b0-9360-443b-8795-c6dedc750cf9';

/** A partner says that the customer accepted the agreement, mostly of one that nobody has said it of. */
export const attest: Step = {
  name: 'attest',
  weight: 3,
  act: async (life, dice) => {
    const related = customersOf(life).flatMap((customer) => Object.keys(customer.relationships).map((partnerId) => ({ customer, partnerId })));
    const missing = related.filter(({ customer, partnerId }) => customer.attestations[partnerId] === undefined);
    const one = oneOf(dice, dice.chance(80) ? missing : related);
    if (one === undefined) return;
    const day = plusDays(dayOf(life.now()), dice.chance(15) ? 3 : -dice.below(40));
    await ofPartner(life, one.partnerId)?.post(`/v1/customers/${one.customer.id}/agreements`, {
      primaryContact: { firstName: 'Ilse', lastName: 'Kuiper', email: 'post@nieuw.example' },
      templateId: dice.chance(90) ? TEMPLATE : dice.guid(),
      dateAgreed: `${day}T00:00:00Z`,
      type: 'MicrosoftCustomerAgreement',
    });
  },
};
