import { createCustomer as decideCustomer, type CreateCustomer, type CreationFacts } from '../../domain/parties/customer/createCustomer';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { type Result, success } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { type Answer } from '../command/answer';
import { customerRecord, customerWrite } from './customerBook';
import { claimDomain, isDomainTaken, releaseDomain } from './domainClaims';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { partnerAsStored } from '../partner/partnerAsStored';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';

export type NewCustomer = Omit<CreateCustomer, 'customerId' | 'commerceId' | 'partnerTenantId' | 'billingProfile'> & {
  readonly billingProfile: Omit<CreateCustomer['billingProfile'], 'id'>;
};

interface Loaded {
  readonly facts: CreationFacts;
  /** As it stands: one that was removed meanwhile makes no customer, nor for a reseller that has left it (PAR-4). */
  readonly partner: Partner;
}

/** The tenant of the new customer is computed from the request, so that a repeat finds it, and its receipt, where the first one put them. */
const customerIdOf = ({ request }: WriteCall): string => derivedGuid('customer', request.callerTenantId, request.requestId.toLowerCase());

/**
 * CUS-1. A domain belongs to one customer, and customers are partitions of their own: the domain is claimed in the directory before the customer is stored.
 * Nothing is claimed for a preview, or for what would be refused anyway.
 */
export const createCustomer = async (app: App, call: WriteCall, asked: NewCustomer, encode: Encoding<Customer>): Promise<Result<Answer, Refusal>> => {
  const { partner, preview, request } = call;
  const customerId = customerIdOf(call);
  const command: CreateCustomer = {
    ...asked,
    customerId,
    commerceId: derivedGuid('commerce', customerId),
    partnerTenantId: partner.tenantId,
    billingProfile: { ...asked.billingProfile, id: derivedGuid('billingProfile', customerId) },
  };
  const decide = ({ facts, partner: standing }: Loaded, now: Instant): Result<Customer, Refusal> => {
    const allowed = mayTransact(standing, 'buy');
    return allowed.ok ? decideCustomer(command, facts, now) : allowed;
  };
  const answer = await handleCommand<Loaded, Customer>(app, {
    customerId,
    request,
    preview,
    load: async () => {
      const now = app.clock.now();
      const markets = await app.markets();
      const loadedOf = (of: Partner, domainTaken: boolean): Loaded => ({ partner: of, facts: { markets, resellers: new Set(of.resellers.map(({ tenantId }) => tenantId)), domainTaken } });
      // By what is remembered of the partner: what is refused anyway claims nothing.
      const possible = decide(loadedOf(partner, false), now);
      if (!possible.ok) return possible;
      const asStored = () => partnerAsStored(app.partnerRows, partner.tenantId);
      // A tenant's domain is its own, whoever it is.
      const isOfPartner = async (): Promise<boolean> => (await app.partnerByDomain(command.domain)) !== undefined;
      if (preview) {
        const standing = await asStored();
        return standing.ok ? success(loadedOf(standing.value, (await isOfPartner()) || (await isDomainTaken(app, command.domain, now)))) : standing;
      }
      if (!(await claimDomain(app, command.domain, customerId, now))) return success(loadedOf(partner, true));
      // The claim first: a partner that gets the domain claims it too, and gives that up once it is found by it.
      const [domainTaken, standing] = await Promise.all([isOfPartner(), asStored()]);
      const loaded = standing.ok ? success(loadedOf(standing.value, domainTaken)) : standing;
      if (!loaded.ok || !decide(loaded.value, now).ok) await releaseDomain(app, command.domain, customerId);
      return loaded;
    },
    decide,
    changes: (customer, _loaded, now) => ({
      writes: [customerWrite(customer)],
      records: [customerRecord(customer, undefined, partner.tenantId, now, { type: 'CustomerCreated', name: customer.name, country: customer.country })],
    }),
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
  // Another body under a used request id keeps no domain. A crash before this leaves an orphan, which is taken over in time.
  if (!answer.ok && answer.error.kind === 'RequestIdReused') await releaseDomain(app, command.domain, customerId);
  return answer;
};
