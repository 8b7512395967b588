import { azureSubscriptionAt } from '../../domain/azurePlan/entitlement';
import { olderSubscriptions } from '../../domain/azurePlan/olderSubscription';
import { type AzureHoldings } from '../../domain/azurePlan/state';
import {
  answerRelationship as decideAnswer,
  askRelationship as decideAsking,
  endRelationship as decideEnd,
  type AnswerRelationship,
  type AskRelationship,
  type HeldSubscription,
  type RelationshipChange,
} from '../../domain/parties/customer/changeRelationship';
import { relationshipNotice } from '../../domain/parties/customer/notice';
import { changedMemberOfCustomer, type SentCustomer } from '../../domain/parties/customer/sentBack';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { statusAt } from '../../domain/subscription/standing';
import { readAzure } from '../azurePlan/azureBook';
import { type Answer } from '../command/answer';
import { changeCustomer, type AnyCall } from './customerChange';
import { customerOf, customerRecord, customerWrite, readCustomer } from './customerBook';
import { handleCommand } from '../command/handleCommand';
import { partnerAsStored } from '../partner/partnerAsStored';
import { relationshipVersion } from './relationshipVersion';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions, type Stored } from '../subscription/subscriptionBook';

/** Whether the partner may see the customer or not: who asks does not see it yet. */
const anyCustomer = async (app: App, customerId: string): Promise<Result<Stored<Customer>, Refusal>> => {
  const stored = await readCustomer(app.commerce, customerId);
  return stored === undefined ? failure({ kind: 'CustomerNotFound', customerId }) : success(stored);
};

const telling = (type: string) => ({ partnerTenantId, relationship, changed }: RelationshipChange) => ({
  partnerId: partnerTenantId,
  facts: changed
    ? [
        {
          type,
          partnerTenantId,
          ...(relationship.resellerTenantId !== undefined && { resellerTenantId: relationship.resellerTenantId }),
          ...(type === 'RelationshipRequested' && relationship.subscriptionsToMove !== undefined && { subscriptionsToMove: relationship.subscriptionsToMove }),
        },
      ]
    : [],
});

/** How the two stood to each other. */
const stoodBefore = (customer: Customer, { partnerTenantId }: RelationshipChange): RelationshipChange | undefined => {
  const relationship = customer.relationships[partnerTenantId];
  return relationship && { customer, partnerTenantId, relationship, changed: false };
};

/** CUS-1: a partner asks an existing customer for a reseller relationship; the customer is told. */
export const askRelationship = (
  app: App,
  call: WriteCall,
  customerId: string,
  asked: Pick<AskRelationship, 'resellerTenantId' | 'subscriptionsToMove'>,
  encode: Encoding<RelationshipChange>,
): Promise<Result<Answer, Refusal>> => {
  let { partner } = call;
  return changeCustomer(app, call, {
    customerId,
    load: async () => {
      const standing = await partnerAsStored(app.partnerRows, partner.tenantId);
      if (!standing.ok) return standing;
      partner = standing.value;
      return anyCustomer(app, customerId);
    },
    decide: (customer, now) => {
      const allowed = mayTransact(partner, 'manage');
      const resellers = new Set(partner.resellers.map(({ tenantId }) => tenantId));
      return allowed.ok ? decideAsking({ ...asked, partnerTenantId: partner.tenantId, partnerCountry: partner.country }, customer, resellers, now) : allowed;
    },
    customerOf: ({ customer }) => customer,
    before: stoodBefore,
    told: telling('RelationshipRequested'),
    notice: (outcome) => relationshipNotice(outcome, partner.name, app.publicUrl),
  }, encode);
};

/** Whether the request that waits is another than the one that is answered; undefined: it is that one, none waits, or nobody says which. */
const otherThanSeen = (customer: Customer, partnerTenantId: string, expected: ExpectedVersion | undefined): Refusal | undefined => {
  const present = customer.relationships[partnerTenantId];
  if (expected === undefined || present?.status !== 'pending') return undefined;
  const current = expected.etagOf(relationshipVersion(partnerTenantId, present));
  return current === expected.etag ? undefined : { kind: 'EtagStale', given: expected.etag, current };
};

/** CUS-1: the customer, whose own token this is, answers. @param expected the request that it has seen, if it says. Refused: EtagStale where the partner asks for something else by now; what {@link decideAnswer} refuses. */
export const answerRelationship = (app: App, call: AnyCall, customerId: string, command: Omit<AnswerRelationship, 'resellers'>, expected: ExpectedVersion | undefined, encode: Encoding<RelationshipChange>): Promise<Result<Answer, Refusal>> => {
  let resellers: ReadonlySet<string> = new Set();
  return changeCustomer(app, call, {
    customerId,
    load: async () => {
      const loaded = await anyCustomer(app, customerId);
      // Of a partner that asked for nothing nothing is read: whether there is one is not told by how long it takes.
      const asked = loaded.ok ? loaded.value.value.relationships[command.partnerTenantId] : undefined;
      const asking = command.answer === 'accepted' && asked?.resellerTenantId !== undefined ? await partnerAsStored(app.partnerRows, command.partnerTenantId) : undefined;
      resellers = new Set(asking?.ok === true ? asking.value.resellers.map(({ tenantId }) => tenantId) : []);
      return loaded;
    },
    decide: (customer, now) => {
      const other = otherThanSeen(customer, command.partnerTenantId, expected);
      return other === undefined ? decideAnswer({ ...command, resellers }, customer, now) : failure(other);
    },
    customerOf: ({ customer }) => customer,
    before: stoodBefore,
    told: (outcome) => {
      const { partnerId, facts } = telling(command.answer === 'accepted' ? 'RelationshipAccepted' : 'RelationshipDeclined')(outcome);
      return { partnerId, facts: outcome.agreed === true ? [...facts, { type: 'CustomerAgreementAccepted' }] : facts };
    },
  }, encode);
};

interface Loaded {
  readonly customer: Stored<Customer>;
  readonly subscriptions: Awaited<ReturnType<typeof listSubscriptions>>;
  readonly azure: AzureHoldings;
}

/** Azure subscriptions go on costing something, under the plan and under the older offer. */
const azureHeld = (azure: AzureHoldings, partnerId: string, now: Instant): readonly HeldSubscription[] => [
  ...azure.subscriptions.map((each) => azureSubscriptionAt(each, now)),
  ...olderSubscriptions(azure, partnerId).map(({ subscription: { id, status = 'active' } }) => ({ id, partnerId, status })),
];

/** The partner gives the customer up. Refused: MemberFixed, where the call sends anything else of the customer otherwise than it is. @param sent the rest of it. */
export const endRelationship = (app: App, call: WriteCall, customerId: string, encode: Encoding<RelationshipChange>, sent: SentCustomer = {}): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Loaded, RelationshipChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const customer = await customerOf(app.commerce, customerId, partner.tenantId);
      return customer.ok ? success({ customer: customer.value, subscriptions: await listSubscriptions(app.commerce, customerId), azure: await readAzure(app.commerce, customerId) }) : customer;
    },
    decide: ({ customer, subscriptions, azure }, now) => {
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const differing = changedMemberOfCustomer(sent, customer.value);
      if (differing !== undefined) return failure({ kind: 'MemberFixed', ...differing });
      const licences = subscriptions.map((subscription) => ({ id: subscription.id, partnerId: subscription.partnerId, status: statusAt(subscription, now) }));
      return decideEnd(partner.tenantId, customer.value, [...licences, ...azureHeld(azure, partner.tenantId, now)], now);
    },
    changes: (outcome, { customer }, now) => ({
      writes: [customerWrite(outcome.customer, customer.etag)],
      records: [customerRecord(outcome.customer, customer.value, partner.tenantId, now, ...telling('RelationshipEnded')(outcome).facts)],
    }),
    before: ({ customer }, outcome) => encode.before({ ...outcome, customer: customer.value }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
