import { z } from 'zod';
import { attributesOf, count, currency, guid, instant, link, members, named } from './answerSchema';
import { midnight } from './days';
import { lineKindMembers, lineTerm } from './lineKinds';
import { linePricing } from './linePricing';
import { partnerId } from './partnerId';
import { billingCycle } from './terms';

const participant = members({ key: z.enum(['transaction_reseller', 'additional_transaction_reseller']), value: partnerId });

const lineError = members({
  errorCode: z.number().int(),
  errorDescription: z.string(),
  additionalInformation: members({ availableQuantity: z.number().int(), purchasedQuantity: z.number().int() }).optional(),
});

const lineShape = {
  id: count,
  catalogItemId: z.string(),
  friendlyName: z.string().optional(),
  ...lineTerm,
  currencyCode: currency.optional(),
  billingCycle,
  customTermEndDate: midnight.optional().meta({ description: 'Last day of a first term that ends sooner than its length says.' }),
  promotionId: z.string().optional().meta({ description: 'What applies, asked for or not.' }),
  participants: z.array(participant).optional(),
  ...lineKindMembers,
  orderGroup: z.string().optional().meta({ description: 'Lines of one group become one order, all or nothing.' }),
  pricing: linePricing.optional(),
  priceChange: members({ changedAt: instant, previousPricing: linePricing, previousPromotionId: z.string().optional() }).optional().meta({ description: 'What it cost when it was shown before, where it costs something else now.' }),
  error: lineError.optional().meta({ description: 'Why the line cannot be bought as it is.' }),
};

const cartLine = named('CartLineItem', members({ ...lineShape, addonItems: z.array(named('CartAddOnItem', members(lineShape))).optional() }));

export const cart = named(
  'Cart',
  members({
    id: guid,
    creationTimestamp: instant,
    lastModifiedTimestamp: instant,
    expirationTimestamp: instant.meta({ description: 'From this instant on the cart is gone.' }),
    lastModifiedUser: z.string(),
    status: z.enum(['Active', 'Ordered']),
    partnerOnRecordAttestationAccepted: z.boolean().optional(),
    lineItems: z.array(cartLine),
    links: members({ self: link }),
    attributes: attributesOf('Cart'),
  }),
);
