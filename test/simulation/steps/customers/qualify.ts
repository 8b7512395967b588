import { customersOf, dealingsOf, ofOperator, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';

/** A partner says what a customer is, and the operator approves or denies it. */
export const qualify: Step = {
  name: 'qualify',
  weight: 2,
  act: async (life, dice) => {
    const reviewed = customersOf(life).flatMap(({ id, qualifications = [] }) => qualifications.filter(({ vettingStatus }) => vettingStatus === 'InReview').map(({ qualification }) => ({ id, qualification })));
    const one = oneOf(dice, reviewed);
    if (one !== undefined && dice.chance(60)) {
      const path = `/nextterm/v1/customers/${one.id}/qualifications/${one.qualification}`;
      if (dice.chance(60)) await ofOperator(life).post(`${path}/approve`);
      else await ofOperator(life).post(`${path}/deny`, { reason: dice.pick(['Not an Education Customer', 'Restricted', 'Not an academic domain']) });
      return;
    }
    const { customer, partner } = dice.pick(dealingsOf(life));
    const body = dice.pick([{ qualification: 'StateOwnedEntity' }, { qualification: 'Education', educationSegment: 'K12' }, { qualification: 'Education', educationSegment: 'K12' }, { qualification: 'GovernmentCommunityCloud', validationCode: '12345' }, { qualification: 'Charity' }]);
    await ofPartner(life, partner.tenantId)?.post(`/v1/customers/${customer.id}/qualifications`, body);
    await ofPartner(life, partner.tenantId)?.get(`/v1/customers/${customer.id}/qualifications`);
  },
};
