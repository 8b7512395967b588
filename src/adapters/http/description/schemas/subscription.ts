import { z } from 'zod';
import { billingTypes, listedProductTypes } from '../../../../app/subscription/listedFilter';
import { subscriptionStatuses } from '../../../../domain/subscription/state';
import { actionTypes } from '../../resources/subscription';
import { count, extendedCollectionOf, guid, instant, link, members, named } from './answerSchema';
import { lastSecond, midnight } from './days';
import { partnerId } from './partnerId';
import { nextChargeInstructions, nextTermInstructions } from './plannedTerm';
import { writtenBeside } from './preview';
import { billingCycle, limitedTerm } from './terms';

const productType = z.enum(listedProductTypes);

const scheduledAction = members({ scheduleType: z.literal('TermEnd'), actionType: z.enum(actionTypes), instructions: nextTermInstructions.optional() });

const shape = {
  id: guid,
  offerId: z.string().meta({ description: '`product:sku:availability`; of traditional licences the offer alone.' }),
  offerName: z.string(),
  friendlyName: z.string(),
  productType: members({ id: productType, displayName: productType }),
  quantity: count.meta({ description: 'Licences; 1 of what has none.' }),
  unitType: z.enum(['Licenses', 'License(s)', 'none', 'Usage-based']),
  hasPurchasableAddons: z.boolean().optional().meta({ description: 'Absent where nobody looked: of answers to writes.' }),
  parentSubscriptionId: guid.optional().meta({ description: 'Of a traditional add-on: what it hangs on.' }),
  entitlementId: guid.optional().meta({ description: 'Of an Azure subscription under the older offer.' }),
  creationDate: instant,
  effectiveStartDate: instant.meta({ description: 'When the running term was bought, or renewed.' }),
  commitmentEndDate: midnight.meta({ description: 'Last day of the running term, itself included, as the midnight that begins it.' }),
  commitmentEndDateTime: lastSecond.optional().meta({ description: 'The same day as its last second.' }),
  billingCycleEndDate: midnight.optional().meta({ description: 'Last day of the running charge cycle, itself included, as the midnight that begins it.' }),
  billingCycleEndDateTime: lastSecond.optional().meta({ description: 'The same day as its last second.' }),
  cancellationAllowedUntilDate: instant.optional().meta({ description: 'Until then, exclusive, it can be cancelled.' }),
  status: z.enum(subscriptionStatuses),
  disabledFrom: instant.optional().meta({ description: 'Once it has expired: from when only administrators have access.' }),
  deletedFrom: instant.optional().meta({ description: 'Once it has ended with its term: from when its data is gone.' }),
  autoRenewEnabled: z.boolean(),
  isTrial: z.boolean(),
  billingType: z.enum(billingTypes),
  billingCycle,
  termDuration: limitedTerm.optional().meta({ description: 'Absent of what has no term.' }),
  renewalTermDuration: z.union([limitedTerm, z.literal('')]).optional().meta({ description: 'Of free days: of what they turn into; else empty.' }),
  actions: z.array(z.enum(['edit', 'cancel'])).optional(),
  refundOptions: z.array(members({ type: z.enum(['Full', 'Partial']), expiresAt: instant.meta({ description: 'Exclusive.' }) })),
  refundableQuantity: members({
    totalQuantity: count,
    details: z.array(members({ quantity: count, allowedUntilDateTime: instant.meta({ description: 'Until then, exclusive, these can be taken off.' }) })),
  }).optional(),
  isMicrosoftProduct: z.boolean(),
  partnerId: partnerId.optional().meta({ description: 'PartnerID of the reseller of record.' }),
  additionalPartnerIds: z.array(partnerId).optional(),
  suspensionReasons: z.array(z.literal('PartnerInitiated')).optional(),
  attentionNeeded: z.literal(false),
  actionTaken: z.literal(false),
  contractType: z.literal('subscription'),
  publisherName: z.string(),
  orderId: z.string().optional(),
  migratedFromSubscriptionId: guid.optional().meta({ description: 'The traditional subscription that it was.' }),
  promotionId: z.string().optional().meta({ description: 'Of the running term.' }),
  scheduledNextTermInstructions: nextTermInstructions.optional(),
  nextChargeInstructions: nextChargeInstructions.optional(),
  scheduledActions: z.array(scheduledAction).optional().meta({ description: 'What follows the term, of what can go on as a month of extended service.' }),
  consumptionType: z.literal('overage').optional(),
  links: members({
    product: link.optional(),
    sku: link.optional(),
    availability: link.optional(),
    offer: link.optional(),
    parentSubscription: link.optional(),
    activationLinks: link.optional(),
    azureEntitlements: link.optional(),
    self: link,
  }),
  attributes: members({ objectType: z.literal('Subscription'), etag: z.string().optional().meta({ description: 'Its version, as `If-Match` takes it; absent of a subscription of the older Azure offer.' }) }),
};

/** Licences, software and SaaS of every kind, Azure plans, and Azure subscriptions under the older offer, which lack what they have not. */
export const subscription = named('Subscription', members(shape));

/** The same as a write answers with it. */
export const writtenSubscription = named('WrittenSubscription', members({ ...shape, ...writtenBeside }));

/** In a list over all customers. */
export const portfolioSubscription = named('PortfolioSubscription', members({ customerId: guid, customerName: z.string(), ...shape }));

export const subscriptionList = extendedCollectionOf(subscription, {
  links: members({ self: link, next: link.optional(), export: link.optional().meta({ description: 'The whole list as a file; absent where it is read in pages.' }) }),
});
