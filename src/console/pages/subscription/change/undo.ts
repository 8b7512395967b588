import { type operations } from '@described';
import { type Subscription } from '../subscriptionData';

/** What a PATCH of a subscription may ask for. */
export type PatchBody = NonNullable<operations['patchSubscription']['requestBody']>['content']['application/json'];

type Standing = Pick<Subscription, 'quantity' | 'friendlyName' | 'autoRenewEnabled' | 'status' | 'scheduledNextTermInstructions' | 'nextChargeInstructions'>;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What undoes a change: whatever it made otherwise, as it was before, and what it deleted on the way. Only the server says whether it still can be.
 * A plan that went with another number of seats cannot come back together with them: it has to be made again.
 */
export const undoOf = (before: Standing, after: Standing): PatchBody => {
  const seats = before.quantity !== after.quantity;
  return {
    ...(seats && { quantity: before.quantity }),
    ...(before.friendlyName !== after.friendlyName && { friendlyName: before.friendlyName }),
    ...(before.status !== after.status && { status: before.status }),
    ...(before.autoRenewEnabled !== after.autoRenewEnabled && { autoRenewEnabled: before.autoRenewEnabled }),
    ...(!seats && !same(before.scheduledNextTermInstructions, after.scheduledNextTermInstructions) && { scheduledNextTermInstructions: before.scheduledNextTermInstructions ?? null }),
    ...(!same(before.nextChargeInstructions, after.nextChargeInstructions) && { nextChargeInstructions: before.nextChargeInstructions ?? null }),
  };
};
