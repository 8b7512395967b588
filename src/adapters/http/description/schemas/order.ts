import { z } from 'zod';
import { orderSchema } from '../../../../domain/order/state';
import { attributesOf, count, currency, guid, instant, link, members, named } from './answerSchema';
import { midnight } from './days';
import { lineKindMembers, lineTerm } from './lineKinds';
import { linePricing } from './linePricing';
import { partnerId } from './partnerId';
import { writtenBeside } from './preview';
import { billingCycle } from './terms';

const orderLine = named(
  'OrderLineItem',
  members({
    lineItemNumber: count,
    offerId: z.string().meta({ description: '`product:sku:availability`; of traditional licences the offer alone.' }),
    subscriptionId: guid,
    ...lineTerm,
    quantity: count.meta({ description: '0: cancelled through the order.' }),
    transactionType: z.literal('New'),
    friendlyName: z.string().optional(),
    customTermEndDate: midnight.optional().meta({ description: 'Last day of a first term that ended sooner than its length says.' }),
    promotionId: z.string().optional(),
    partnerIdOnRecord: partnerId.optional(),
    additionalPartnerIdsOnRecord: z.array(partnerId).optional(),
    ...lineKindMembers,
    parentSubscriptionId: guid.optional(),
    pricing: linePricing,
    links: members({ product: link, sku: link, availability: link, subscription: link, activationLinks: link.optional() }),
  }),
);

const orderShape = {
  id: z.string(),
  alternateId: z.string(),
  referenceCustomerId: guid,
  billingCycle,
  currencyCode: currency,
  currencySymbol: z.string(),
  lineItems: z.array(orderLine),
  creationDate: instant,
  status: orderSchema.shape.status,
  transactionType: z.literal('UserPurchase'),
  totalPrice: z.number().nonnegative().meta({ description: 'Of all lines for their whole terms, before tax.' }),
  partnerOnRecordAttestationAccepted: z.boolean().optional(),
  links: members({ self: link, provisioningStatus: link, patchOperation: link, activationLinks: link.optional() }),
  client: members({}),
  attributes: attributesOf('Order'),
};

export const order = named('Order', members(orderShape));

/** The same as a write answers with it. */
export const writtenOrder = named('WrittenOrder', members({ ...orderShape, ...writtenBeside }));
