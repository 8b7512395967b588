import { z } from 'zod';
import { productTypes } from '../../../../domain/transfer/products';
import { transferLineSchema, transferStatuses } from '../../../../domain/transfer/state';
import { attributesOf, count, guid, instant, link, members, named } from './answerSchema';
import { partnerId } from './partnerId';
import { billingCycle } from './terms';

const lineItem = named(
  'TransferLineItem',
  members({
    id: count,
    subscriptionId: z.union([guid, z.literal('')]).meta({ description: 'Of the source its own, of the target the new one, which is empty where it failed; of the customer the new one where there is one.' }),
    sourceSubscriptionId: guid.optional().meta({ description: 'To the customer.' }),
    productType: z.enum(productTypes),
    offerId: z.string(),
    orderId: z.string().optional().meta({ description: 'Of the new subscription; not to the source.' }),
    quantity: count,
    billingCycle,
    friendlyName: z.string(),
    status: transferLineSchema.shape.status.meta({ description: 'Absent: not carried out yet.' }),
    transferError: z.string().optional(),
  }),
);

const shape = {
  id: guid,
  status: z.enum(transferStatuses),
  transferType: z.union([z.literal(3), z.literal(5)]),
  transferDirection: z.union([z.literal(1), z.literal(2)]).optional().meta({ description: '2 to the target, 1 to the source; absent to the customer.' }),
  customerEmailId: z.string(),
  customerName: z.string(),
  customerTenantId: guid,
  partnertenantid: guid.meta({ description: "The caller's; to the customer that of the target." }),
  sourcePartnerName: z.string(),
  sourcePartnerTenantId: guid,
  targetPartnerName: z.string(),
  targetPartnerTenantId: guid,
  targetProductTypes: z.array(z.enum(productTypes)).optional().meta({ description: 'Absent: all.' }),
  partnerOnRecord: partnerId.optional().meta({ description: 'PartnerID of the reseller of record at the target.' }),
  ignoreEligibilityCheck: z.literal(false),
  createdTime: instant,
  lastModifiedTime: instant,
  completedTime: instant.optional(),
  expirationTime: instant.meta({ description: 'From this instant on it has expired.' }),
  lastModifiedUser: z.string(),
  lineItems: z.array(lineItem).meta({ description: 'Empty to the target until they are carried out.' }),
  links: members({ self: link }),
  attributes: attributesOf('TransferEntity'),
};

export const transfer = named('TransferEntity', members(shape));

export const transferRequest = named(
  'TransferRequest',
  members({ ...shape, subscriptionsToMove: z.array(guid).optional().meta({ description: 'To the source: those that the target named when it asked the customer; never to the target.' }) }),
);

export const transferEligibility = named('TransferEligibility', members({ id: guid, isEligible: z.boolean(), reason: z.string().optional() }));
