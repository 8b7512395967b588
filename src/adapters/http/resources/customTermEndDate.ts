import { type AllowedEnd } from '../../../domain/subscription/termEndDates';

/** The contract prints these days without a zone. */
export const allowedEndResource = (allowed: AllowedEnd) => ({
  allowedCustomTermEndDateType: allowed.kind,
  ...(allowed.kind === 'subscriptionAligned' && { cotermSubscriptionIds: allowed.subscriptionIds }),
  allowedCustomTermEndDate: `${allowed.end}T00:00:00`,
});
