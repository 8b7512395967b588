import { relationshipRequestUrl } from './relationshipRequest';
import { type RelationshipChange } from './changeRelationship';

/** What a customer is told at an address of its own about something that others do and it may have to act on. Whoever runs the installation sends it. */
export interface CustomerNotice {
  readonly type: 'CustomerNotified';
  /** E-mail. */
  readonly to: string;
  /** The fact that it is told of. */
  readonly about: string;
  /** In words: what happened, and what the customer can do about it. */
  readonly whatToDo: string;
}

/** CUS-1: a relationship is asked for; told at the address that the customer is billed at, for the partner who asks names none. @param partnerName of who asks. @param publicUrl of this installation, where it is answered. */
export const relationshipNotice = ({ customer, partnerTenantId, relationship: { resellerTenantId, subscriptionsToMove = [] } }: RelationshipChange, partnerName: string, publicUrl: string): CustomerNotice & { readonly partnerTenantId: string; readonly url: string } => {
  const meant = subscriptionsToMove.length === 0 ? '' : ` and means to take over ${subscriptionsToMove.length} of your subscriptions, which moves none yet`;
  return {
    type: 'CustomerNotified',
    to: customer.billingProfile.email,
    about: 'RelationshipRequested',
    partnerTenantId,
    url: relationshipRequestUrl(publicUrl, partnerTenantId, resellerTenantId),
    whatToDo: `${partnerName} asks to become a reseller of yours${meant}. Accept or decline it; until you do, ${partnerName} sees nothing of you and can sell you nothing.`,
  };
};
