import { type CustomerSeen } from '../../../app/operations/find/customerSeen';
import { type EventRecord } from '../../../app/command/eventRecord';
import { type Match } from '../../../app/operations/find/find';
import { type Subscription } from '../../../domain/subscription/state';

/** Something that a text names, with where the operator reads on. */
export const matchResource = ({ since, ...match }: Match) => ({ ...match, since, ...(match.customerId !== undefined && { seenAt: `/nextterm/v1/operations/customers/${match.customerId}` }) });

const subscriptionSeen = ({ id, partnerId, orderId, friendlyName, offer, status, quantity, termDuration, billingCycle, term, autoRenew, version, createdAt, suspendedAt, endedAt }: Subscription) => ({
  id,
  partnerId,
  orderId,
  friendlyName,
  productId: offer.productId,
  skuId: offer.skuId,
  status,
  quantity,
  termDuration,
  billingCycle,
  termEnd: term.end,
  autoRenew,
  version,
  createdDate: createdAt,
  suspendedDate: suspendedAt,
  endedDate: endedAt,
});

/** What the operator sees of a customer: no addresses, no contacts, no prices. */
export const seenCustomerResource = (customerId: string, { customer, subscriptions, work, leftovers, parked, unreadable, raised, more, next }: CustomerSeen) => ({
  id: customerId,
  ...(customer && {
    companyName: customer.name,
    domain: customer.domain,
    country: customer.country,
    createdDate: customer.createdAt,
    relationships: Object.entries(customer.relationships).map(([partnerId, { status, since, resellerTenantId }]) => ({ partnerId, status, since, resellerTenantId })),
  }),
  subscriptions: subscriptions.map(subscriptionSeen),
  work,
  leftovers,
  parked,
  unreadableRows: [
    ...unreadable.map(({ table, key, kind, reason }) => ({ table, key, kind, reason })),
    ...raised.filter(({ table, key }) => !unreadable.some((row) => row.table === table && row.key === key)).map(({ table, key, kind, reason, foundAt }) => ({ table, key, kind, reason, foundAt })),
  ],
  more,
  ...(next !== undefined && { next }),
});

/** What happened, and who did it. */
export const historyResource = ({ id, subject, version, at, partnerId, facts, changed, cause }: EventRecord) => ({ id, subject, version, at, ...(partnerId !== '' && { partnerId }), facts: facts.map(({ type }) => type), changedFields: Object.keys(changed ?? {}), ...(cause && { cause }) });
