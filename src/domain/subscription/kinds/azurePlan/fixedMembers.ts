import { type BillingCycle } from '../../../../kernel/durations';
import { dayOf, type CalendarDate } from '../../../../kernel/calendarDate';
import { type PatchSubscription } from '../../patch';
import { changedMember } from '../../sentBack';
import { type HeldOlder } from '../../../azurePlan/olderSubscription';
import { AZURE_PLAN, type AzurePlan } from '../../../azurePlan/state';

/** What a GET shows of an Azure plan, or of a subscription under the older offer, and no PATCH changes: it has no licences, term or next term. */
export interface ShownAzure {
  readonly id: string;
  readonly offerId: string;
  readonly orderId?: string | undefined;
  readonly billingCycle: BillingCycle;
  readonly autoRenew: boolean;
  readonly resellerOfRecord?: string | undefined;
  readonly since: CalendarDate;
  readonly friendlyName?: string | undefined;
}

/** The contract's offerId of a plan. */
export const planOfferId = ({ catalogItemId }: AzurePlan): string => catalogItemId ?? `${AZURE_PLAN.productId}:${AZURE_PLAN.skuId}`;

export const shownOfPlan = (plan: AzurePlan): ShownAzure => ({
  id: plan.id,
  offerId: planOfferId(plan),
  orderId: plan.orderId,
  billingCycle: 'one_time',
  autoRenew: false,
  resellerOfRecord: plan.resellerOfRecord,
  since: dayOf(plan.createdAt),
});

/** Its name too is what it was. */
export const shownOfOlder = ({ legacy, subscription }: HeldOlder): ShownAzure => ({
  id: subscription.id,
  offerId: legacy.offerId,
  billingCycle: 'monthly',
  autoRenew: true,
  since: dayOf(legacy.since),
  friendlyName: subscription.friendlyName,
});

/** An end that stands for none. */
const isEndless = (day: string | undefined): boolean => day === undefined || day.startsWith('9999-');

/** The first member of a PATCH that asks for something else than is shown; undefined if it sends back what was read. A quantity of 0 beside a status, and an auto-renew that is off, is what clients send that set the status alone. */
export const fixedMemberOf = (patch: PatchSubscription, shown: ShownAzure): string | undefined => {
  const { status, quantity, termDuration, billingCycle, autoRenewEnabled, scheduledChange, nextCharge, atTermEnd, resellerOfRecord, additionalResellers = [], friendlyName, sentBack = {} } = patch;
  if (quantity !== undefined && quantity !== 1 && !(quantity === 0 && status !== undefined)) return 'quantity';
  if (termDuration !== undefined) return 'termDuration';
  if (billingCycle !== undefined && billingCycle !== shown.billingCycle) return 'billingCycle';
  if (autoRenewEnabled === true && !shown.autoRenew) return 'autoRenewEnabled';
  if (scheduledChange !== undefined && scheduledChange !== null) return 'scheduledNextTermInstructions';
  if (nextCharge !== undefined && nextCharge !== null) return 'nextChargeInstructions';
  if (atTermEnd !== undefined) return 'scheduledActions';
  if (resellerOfRecord !== undefined && resellerOfRecord !== (shown.resellerOfRecord ?? '')) return 'partnerId';
  if (additionalResellers.length > 0) return 'additionalPartnerIds';
  if (shown.friendlyName !== undefined && friendlyName !== undefined && friendlyName !== shown.friendlyName) return 'friendlyName';
  const { commitmentEndDate, commitmentEndDateTime, billingCycleEndDate: _cycleEnd, billingCycleEndDateTime: _cycleEndTime, ...others } = sentBack;
  if (!isEndless(commitmentEndDate)) return 'commitmentEndDate';
  if (!isEndless(commitmentEndDateTime)) return 'commitmentEndDateTime';
  return changedMember(others, { id: shown.id, offerId: shown.offerId, orderId: shown.orderId, effectiveStartDate: shown.since })?.member;
};
