import { z } from 'zod';
import { subscriptionStatuses } from '../../../../domain/subscription/state';
import { attributesOf, count, guid, instant, members, named } from './answerSchema';
import { lastSecond, midnight } from './days';

export const subscribedSku = named(
  'SubscribedSku',
  members({
    availableUnits: count,
    activeUnits: count,
    consumedUnits: count.meta({ description: '0: no licence is assigned here.' }),
    suspendedUnits: count,
    totalUnits: count,
    warningUnits: count.meta({ description: 'Of subscriptions that have expired.' }),
    productSku: members({ id: guid, name: z.string(), skuPartNumber: z.string(), targetType: z.literal('User'), licenseGroupId: z.literal('group1') }),
    servicePlans: z.array(z.never()).meta({ description: 'Empty: which services a licence opens is not known here.' }),
    capabilityStatus: z.enum(['Enabled', 'Warning', 'Suspended']),
    attributes: attributesOf('SubscribedSku'),
  }),
);

/** Of software. */
export const entitlement = named(
  'Entitlement',
  members({
    includedEntitlements: z.array(z.never()),
    referenceOrder: members({ id: z.string(), lineItemId: z.string().optional(), alternateId: z.string() }),
    productId: z.string(),
    skuId: z.string(),
    quantity: count,
    quantityDetails: z.array(members({ quantity: count, status: z.enum(subscriptionStatuses) })),
    entitledArtifacts: z.array(z.never()),
    entitlementType: z.literal('software'),
    expiryDate: lastSecond.optional().meta({ description: 'Last second, UTC, of its last day; absent of what is bought for good, and where it was not asked for.' }),
    notProvided: z.array(z.enum(['productKeys', 'downloadLinks'])).meta({ description: 'What is not to be had here.' }),
    attributes: attributesOf('Entitlement'),
  }),
);

export const subscriptionProvisioning = named(
  'SubscriptionProvisioningStatus',
  members({ skuId: guid, status: z.enum(['success', 'pending']), quantity: count, endDate: midnight.meta({ description: 'Last day of the running term, as the midnight that begins it.' }), attributes: attributesOf('SubscriptionProvisioningStatus') }),
);

export const redundantLicences = named(
  'RedundantLicences',
  members({
    subscriptionId: guid,
    friendlyName: z.string(),
    offerName: z.string(),
    quantity: count,
    coveredBy: guid.meta({ description: 'The subscription whose licences do the same.' }),
    operationId: z.string().optional().meta({ description: 'Of the upgrade that made them redundant; absent: a purchase did.' }),
    supportRequestUntil: instant.meta({ description: 'Until then, exclusive, a support request can be filed for them.' }),
  }),
);

/** The contract prints these days without a zone; they are UTC. */
export const allowedTermEnd = named(
  'AllowedCustomTermEndDate',
  members({
    allowedCustomTermEndDateType: z.enum(['calendarMonthAligned', 'subscriptionAligned']),
    cotermSubscriptionIds: z.array(guid).optional(),
    allowedCustomTermEndDate: z.string().regex(/^\d{4}-\d\d-\d\dT00:00:00$/).meta({ description: 'Last day of the term, UTC, itself included.' }),
  }),
);
