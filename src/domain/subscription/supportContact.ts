import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Partner } from '../parties/partner/state';
import { unchanged, type Decision } from './outcome';
import { type SubscriptionRefusal } from './refusals';
import { renewalSince, termOverAt } from './standing';
import { type Subscription, type SupportContact } from './state';

/** Whom a call names, by either id or both. */
export interface AskedSupportContact {
  readonly tenantId?: string | undefined;
  /** PartnerID. */
  readonly partnerId?: string | undefined;
  /** What it is to be called; absent: its own name. */
  readonly name?: string | undefined;
}

type Seller = Pick<Partner, 'tenantId' | 'partnerId' | 'name' | 'resellers'>;

const contactOf = ({ tenantId, partnerId, name }: Pick<Partner, 'tenantId' | 'partnerId' | 'name'>): SupportContact => ({ tenantId, partnerId, name });

/** Whom the customer turns to about a subscription: its partner, unless that has named a reseller of its own. */
export const supportContactOf = (subscription: Pick<Subscription, 'supportContact'> | undefined, partner: Seller): SupportContact => subscription?.supportContact ?? contactOf(partner);

/** Refused: SupportContactNotPartnered, where both ids are not those of the partner or of one of its resellers. */
const named = ({ tenantId, partnerId, name }: AskedSupportContact, partner: Seller): Result<SupportContact, SubscriptionRefusal> => {
  const found = [partner, ...partner.resellers].find((each) => (tenantId === undefined || each.tenantId.toLowerCase() === tenantId.toLowerCase()) && (partnerId === undefined || each.partnerId === partnerId));
  if (found === undefined) return failure({ kind: 'SupportContactNotPartnered', named: [tenantId, partnerId].filter((id) => id !== undefined).join(', ') });
  return success({ ...contactOf(found), ...(name !== undefined && name !== '' && { name }) });
};

const same = (a: SupportContact, b: SupportContact): boolean => a.tenantId === b.tenantId && a.partnerId === b.partnerId && a.name === b.name;

/**
 * SUB-6: names who supports a subscription, the partner itself or a reseller of its own, as long as it is not deleted (`SubscriptionNotActive`) or being renewed (`RenewalInProgress`).
 * Refused: SupportContactNotPartnered.
 */
export const setSupportContact = (asked: AskedSupportContact, partner: Seller, subscription: Subscription, now: Instant): Decision => {
  const contact = named(asked, partner);
  if (!contact.ok) return contact;
  if (same(contact.value, supportContactOf(subscription, partner))) return success(unchanged(subscription));
  if (subscription.status === 'deleted') return failure({ kind: 'SubscriptionNotActive', subscriptionId: subscription.id, status: subscription.status });
  const since = renewalSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'RenewalInProgress', subscriptionId: subscription.id, since });
  const { supportContact: _before, ...rest } = subscription;
  const isPartner = same(contact.value, contactOf(partner));
  const { tenantId, partnerId, name } = contact.value;
  return success({
    ...unchanged({ ...rest, version: subscription.version + 1, ...(!isPartner && { supportContact: contact.value }) }),
    events: [{ type: 'SupportContactChanged', supportTenantId: tenantId, supportMpnId: partnerId, name }],
    reversibleUntil: termOverAt(subscription),
  });
};
