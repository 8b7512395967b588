import { visibleTo } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { holderOf } from '../../domain/usage/overage/assign';
import { agreeHandover, handoverAt, partyOf, refuseHandover, requestHandover } from '../../domain/usage/overage/handover';
import { type OverageChange } from '../../domain/usage/overage/outcome';
import { type Handover, type HandoverParty, type Overage } from '../../domain/usage/overage/state';
import { policyAt } from '../../domain/policy/policy';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { type AnyCall } from '../customer/customerChange';
import { readCustomer } from '../customer/customerBook';
import { type App, type Encoding } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions, type Stored } from '../subscription/subscriptionBook';
import { knownService, listOverage, overageChanges, readHandover, standingWith, type StoredStanding } from './overageBook';

export type HandoverChange = OverageChange & { readonly handover: Handover };

/** The customer as one of its partners, or the customer itself, sees it: CustomerNotFound. */
const customerSeenBy = async (app: App, customerId: string, tenantId: string): Promise<Result<Customer, Refusal>> => {
  const customer = await readCustomer(app.commerce, customerId);
  return customer !== undefined && tenantId === customerId ? success(customer.value) : visibleTo(customer?.value, customerId, tenantId);
};

interface Loaded {
  readonly customer: Customer;
  /** As it is stored, if it is. */
  readonly service: string;
  readonly standing: StoredStanding;
}

const loadStanding = async (app: App, customerId: string, tenantId: string, asked: string): Promise<Result<Loaded, Refusal>> => {
  const customer = await customerSeenBy(app, customerId, tenantId);
  if (!customer.ok) return customer;
  const [overages, subscriptions] = await Promise.all([listOverage(app.commerce, customerId), listSubscriptions(app.commerce, customerId)]);
  const service = knownService(asked, overages, subscriptions);
  const stored = overages.find(({ value }) => value.service === service);
  return success({ customer: customer.value, service, standing: await standingWith(app.commerce, customerId, stored, subscriptions) });
};

/** OVG-5: which of the three a caller is before there is a hand-over. Refused: OverageNotManageable. */
const askingParty = ({ customerId, service, holderId }: Overage, targetPartnerId: string, tenantId: string): Result<HandoverParty, Refusal> => {
  const party = partyOf({ customerId, sourcePartnerId: holderId, targetPartnerId }, tenantId);
  return party === undefined ? failure({ kind: 'OverageNotManageable', service, problem: 'noParty' }) : success(party);
};

/** OVG-5: source, target or customer asks for a hand-over; with its own token, which is its agreement. */
export const askHandover = (app: App, call: AnyCall, customerId: string, service: string, targetPartnerId: string, encode: Encoding<HandoverChange>): Promise<Result<Answer, Refusal>> => {
  const { callerTenantId, requestId } = call.request;
  return handleCommand<Loaded, HandoverChange>(app, {
    customerId,
    ...call,
    load: () => loadStanding(app, customerId, callerTenantId, service),
    decide: ({ customer, standing, service: known }, now) => {
      const { overage, handover } = standing;
      if (overage === undefined || holderOf(standing, now) === undefined) return failure({ kind: 'OverageNotAssigned', service: known });
      const by = askingParty(overage, targetPartnerId, callerTenantId);
      if (!by.ok) return by;
      if (customer.relationships[targetPartnerId]?.status !== 'accepted') return failure({ kind: 'HandoverTargetUnrelated', partnerTenantId: targetPartnerId });
      const id = derivedGuid('handover', customerId, known, callerTenantId, requestId.toLowerCase());
      return requestHandover({ id, by: by.value, targetPartnerId, lifeDays: policyAt(app.policies, now).handoverDays }, { overage, handover }, now);
    },
    changes: (change, { standing }, now) => overageChanges(change, standing, now),
    before: () => undefined,
    answer: (change) => encode.answer(change),
    previewAnswer: (change) => encode.preview(change),
  });
};

interface LoadedHandover {
  readonly overage: Stored<Overage>;
  readonly handover: Handover;
  readonly party: HandoverParty;
}

/** One that is none of the three finds nothing: HandoverNotFound. */
const loadHandover = async (app: App, customerId: string, tenantId: string, service: string, handoverId: string): Promise<Result<LoadedHandover, Refusal>> => {
  const customer = await customerSeenBy(app, customerId, tenantId);
  if (!customer.ok) return customer;
  const overages = await listOverage(app.commerce, customerId);
  const overage = overages.find(({ value }) => value.service === knownService(service, overages, []));
  const handover = overage && (await readHandover(app.commerce, customerId, overage.value.service, handoverId));
  const party = handover && partyOf(handover, tenantId);
  return overage === undefined || handover === undefined || party === undefined ? failure({ kind: 'HandoverNotFound', handoverId }) : success({ overage, handover, party });
};

/** OVG-5: one of the three, whose own token this is, agrees or refuses. */
export const answerHandover = (
  app: App,
  call: AnyCall,
  subject: { readonly customerId: string; readonly service: string; readonly handoverId: string },
  answer: 'agree' | 'refuse',
  encode: Encoding<HandoverChange>,
): Promise<Result<Answer, Refusal>> => {
  const { customerId, service, handoverId } = subject;
  return handleCommand<LoadedHandover, HandoverChange>(app, {
    customerId,
    ...call,
    load: () => loadHandover(app, customerId, call.request.callerTenantId, service, handoverId),
    decide: ({ overage, handover, party }, now) => (answer === 'agree' ? agreeHandover : refuseHandover)(party, handover, overage.value, now),
    changes: (change, { overage, handover }, now) => overageChanges(change, { overage: overage.value, handover, etag: overage.etag }, now),
    before: ({ handover }, change) => encode.before({ ...change, handover }),
    answer: (change) => encode.answer(change),
    previewAnswer: (change) => encode.preview(change),
  });
};

/** As one of the three sees it at `now`. */
export const getHandover = async (app: App, tenantId: string, customerId: string, service: string, handoverId: string, now: Instant): Promise<Result<Handover, Refusal>> => {
  const found = await loadHandover(app, customerId, tenantId, service, handoverId);
  return found.ok ? success(handoverAt(found.value.handover, now)) : found;
};
