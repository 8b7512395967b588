import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { customerAgreement, templatesOfType } from './agreements';
import { regionOf } from './countryRules';
import { type CustomerRefusal } from './refusals';
import { type Customer, type Relationship } from './state';

/** What became of one partner's relationship. */
export interface RelationshipChange {
  readonly customer: Customer;
  readonly partnerTenantId: string;
  readonly relationship: Relationship;
  /** False: it was so before, and nothing happens to it. */
  readonly changed: boolean;
  /** The customer accepted the customer agreement with its answer. */
  readonly agreed?: true;
}

const unchanged = (customer: Customer, partnerTenantId: string, relationship: Relationship): RelationshipChange => ({ customer, partnerTenantId, relationship, changed: false });

const changedTo = (customer: Customer, partnerTenantId: string, relationship: Relationship): RelationshipChange => ({
  partnerTenantId,
  relationship,
  changed: true,
  customer: { ...customer, version: customer.version + 1, relationships: { ...customer.relationships, [partnerTenantId]: relationship } },
});

export interface AskRelationship {
  readonly partnerTenantId: string;
  readonly partnerCountry: string;
  /** For an indirect provider: tenant of the reseller it will sell through. */
  readonly resellerTenantId?: string;
  /** What it means to take over by a transfer afterwards. Whether the customer has any of it is not looked up: the partner does not see the customer yet (PAR-3). */
  readonly subscriptionsToMove?: readonly string[];
}

/** Whether a request names something otherwise than it stands. */
const asksOtherwise = ({ resellerTenantId, subscriptionsToMove }: AskRelationship, present: Relationship): boolean =>
  (resellerTenantId !== undefined && resellerTenantId !== present.resellerTenantId) || (subscriptionsToMove !== undefined && subscriptionsToMove.join() !== (present.subscriptionsToMove ?? []).join());

/**
 * CUS-1: the partner asks an existing customer. The same request again changes nothing; one that is pending can be asked for otherwise; after a refusal, or its end, it may be asked for again.
 * @param resellers tenants of the caller's own indirect resellers. Refusals: ResellerNotPartnered, RelationshipOutsideRegion, RelationshipStands where it is accepted and something of it is asked for otherwise.
 */
export const askRelationship = (command: AskRelationship, customer: Customer, resellers: ReadonlySet<string>, now: Instant): Result<RelationshipChange, CustomerRefusal> => {
  const { partnerTenantId, partnerCountry, resellerTenantId, subscriptionsToMove } = command;
  if (resellerTenantId !== undefined && !resellers.has(resellerTenantId)) return failure({ kind: 'ResellerNotPartnered', resellerTenantId });
  if (regionOf(partnerCountry) !== regionOf(customer.country)) return failure({ kind: 'RelationshipOutsideRegion', partnerCountry });
  const present = customer.relationships[partnerTenantId];
  const stands = present?.status === 'pending' || present?.status === 'accepted';
  if (stands && !asksOtherwise(command, present)) return success(unchanged(customer, partnerTenantId, present));
  if (present?.status === 'accepted') return failure({ kind: 'RelationshipStands', partnerTenantId });
  const asked = {
    ...(resellerTenantId !== undefined && { resellerTenantId }),
    ...(subscriptionsToMove !== undefined && { subscriptionsToMove: [...subscriptionsToMove] }),
    ...(present?.acceptedBefore && { acceptedBefore: present.acceptedBefore }),
  };
  return success(changedTo(customer, partnerTenantId, { ...(stands && present), ...asked, status: 'pending', since: now }));
};

/** The customer's answer. `agreementBy`: the user who accepts the customer agreement in the same step, if anyone does. */
export interface AnswerRelationship {
  readonly partnerTenantId: string;
  readonly answer: 'accepted' | 'declined';
  /** Tenants of the asking partner's own indirect resellers. */
  readonly resellers: ReadonlySet<string>;
  readonly agreementBy?: string;
}

const withAgreement = (customer: Customer, userId: string | undefined, now: Instant): Customer => {
  const [template] = templatesOfType(customerAgreement);
  if (userId === undefined || template === undefined || customer.directAcceptance !== undefined) return customer;
  return { ...customer, directAcceptance: { templateId: template.templateId, acceptedAt: now, userId } };
};

/**
 * CUS-1: the customer accepts or declines what was asked; the same answer twice changes nothing, but that the customer agreement may be accepted with the second (CUS-2).
 * Refusals: RelationshipNotAsked, RelationshipNotPending (it was answered otherwise, or has ended: the partner has to ask again), RelationshipResellerGone (accepted, it would show the customer to a reseller that is none of the partner's any more, PAR-3).
 */
export const answerRelationship = ({ partnerTenantId, answer, agreementBy, resellers }: AnswerRelationship, customer: Customer, now: Instant): Result<RelationshipChange, CustomerRefusal> => {
  const present = customer.relationships[partnerTenantId];
  if (present === undefined) return failure({ kind: 'RelationshipNotAsked', partnerTenantId });
  const signed = answer === 'accepted' ? withAgreement(customer, agreementBy, now) : customer;
  const agreed = signed === customer ? {} : ({ agreed: true } as const);
  if (present.status === answer) return success({ ...unchanged(signed === customer ? customer : { ...signed, version: signed.version + 1 }, partnerTenantId, present), ...agreed });
  if (present.status !== 'pending') return failure({ kind: 'RelationshipNotPending', partnerTenantId, status: present.status });
  const { resellerTenantId } = present;
  if (answer === 'accepted' && resellerTenantId !== undefined && !resellers.has(resellerTenantId)) return failure({ kind: 'RelationshipResellerGone', partnerTenantId, resellerTenantId });
  return success({ ...changedTo(signed, partnerTenantId, { ...present, status: answer, since: now }), ...agreed });
};

/** A subscription as far as the end of a relationship cares. */
export interface HeldSubscription {
  readonly id: string;
  readonly partnerId: string;
  readonly status: string;
}

/** Spans that are kept of a relationship that ends again and again: those of a month that is not closed are among them. */
const MOST_SPANS = 12;

/**
 * The partner gives the customer up. All of its subscriptions there must be suspended or over.
 * @param held every partner's subscriptions of the customer, with their status at this moment. Refusals: CustomerNotFound, RelationshipStillUsed.
 */
export const endRelationship = (partnerTenantId: string, customer: Customer, held: readonly HeldSubscription[], now: Instant): Result<RelationshipChange, CustomerRefusal> => {
  const present = customer.relationships[partnerTenantId];
  if (present?.status !== 'accepted') return failure({ kind: 'CustomerNotFound', customerId: customer.id });
  const used = held.filter(({ partnerId, status }) => partnerId === partnerTenantId && status === 'active').map(({ id }) => id);
  if (used.length > 0) return failure({ kind: 'RelationshipStillUsed', subscriptionIds: used });
  const acceptedBefore = [...(present.acceptedBefore ?? []), { from: present.since, to: now }].slice(-MOST_SPANS);
  return success(changedTo(customer, partnerTenantId, { ...present, status: 'ended', since: now, acceptedBefore }));
};
