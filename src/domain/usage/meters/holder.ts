import { z } from 'zod';

/** What used something: an Azure subscription, or a subscription to metered SaaS (ORD-10). One of the two. */
export const holderMembers = { azureSubscriptionId: z.string().optional(), subscriptionId: z.string().optional() };

export interface Holder {
  readonly azureSubscriptionId?: string | undefined;
  readonly subscriptionId?: string | undefined;
}

/** Its id, whichever it is: ids of the two are never the same. */
export const holderId = ({ azureSubscriptionId, subscriptionId }: Holder): string => azureSubscriptionId ?? subscriptionId ?? '';

/** The one member that it has. */
export const holderOf = ({ azureSubscriptionId, subscriptionId }: Holder): Holder => (azureSubscriptionId === undefined ? { subscriptionId } : { azureSubscriptionId });
