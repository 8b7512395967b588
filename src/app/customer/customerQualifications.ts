import { type AskQualification, askQualification as decideQualification, type DenialReason, judgeQualification as decideJudgement, qualificationsOf, type Qualified } from '../../domain/parties/customer/qualify';
import { visibleTo } from '../../domain/parties/customer/relationship';
import { type Customer, type QualificationName } from '../../domain/parties/customer/state';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Answer } from '../command/answer';
import { changeCustomer, type AnyCall } from './customerChange';
import { customerOf, readCustomer } from './customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';

const factOf = (type: string, { qualification }: Qualified) => ({ type, qualification: qualification.qualification, ...(qualification.vettingReason !== undefined && { reason: qualification.vettingReason }) });

/** What was known of the same qualification. */
const stoodBefore = (customer: Customer, { qualification: { qualification: name } }: Qualified): Qualified | undefined => {
  const qualification = qualificationsOf(customer).find((each) => each.qualification === name);
  return qualification && { customer, qualification };
};

/** CUS-3: the partner states what the customer is. */
export const askQualification = (
  app: App,
  call: WriteCall,
  customerId: string,
  asked: Omit<AskQualification, 'partnerTenantId'>,
  encode: Encoding<Qualified>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return changeCustomer<Qualified>(app, call, {
    customerId,
    load: () => customerOf(app.commerce, customerId, partner.tenantId),
    decide: (customer, now) => {
      const allowed = mayTransact(partner, 'manage');
      return allowed.ok ? decideQualification({ ...asked, partnerTenantId: partner.tenantId }, customer, now) : allowed;
    },
    customerOf: ({ customer }) => customer,
    before: stoodBefore,
    told: (outcome) => ({ partnerId: partner.tenantId, facts: [factOf('QualificationRequested', outcome)] }),
  }, encode);
};

/** PAR-3: whoever said it, as long as the customer is its own; else the operator, who has looked into it. */
const toldTo = ({ customer, qualification: { askedBy } }: Qualified, operatorTenantId: string): string =>
  askedBy !== undefined && visibleTo(customer, customer.id, askedBy).ok ? askedBy : operatorTenantId;

/** CUS-3: the operator has looked into it. @param denied why not; absent: approved. */
export const judgeQualification = (
  app: App,
  call: AnyCall,
  customerId: string,
  name: QualificationName,
  denied: DenialReason | undefined,
  encode: Encoding<Qualified>,
): Promise<Result<Answer, Refusal>> =>
  changeCustomer<Qualified>(app, call, {
    customerId,
    load: async () => {
      const stored = await readCustomer(app.commerce, customerId);
      return stored === undefined ? failure({ kind: 'CustomerNotFound', customerId }) : success(stored);
    },
    decide: (customer) => decideJudgement(name, denied, customer),
    customerOf: ({ customer }) => customer,
    before: stoodBefore,
    told: (outcome) => ({
      partnerId: toldTo(outcome, call.request.callerTenantId),
      facts: [factOf(denied === undefined ? 'QualificationApproved' : 'QualificationDenied', outcome)],
    }),
  }, encode);
