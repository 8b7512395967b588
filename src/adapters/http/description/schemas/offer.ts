import { z } from 'zod';
import { OFFER_CATEGORY } from '../../resources/offer';
import { attributesOf, count, country, link, members, named } from './answerSchema';
import { restriction } from './restriction';
import { billingCycle } from './terms';

const categoryMembers = { id: z.literal(OFFER_CATEGORY), name: z.string(), rank: count, locale: z.string(), country };

export const offerCategory = named('OfferCategory', members({ ...categoryMembers, attributes: attributesOf('OfferCategory') }));

/** A traditional licence. */
export const offer = named(
  'Offer',
  members({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    minimumQuantity: count,
    maximumQuantity: count,
    rank: count.meta({ description: 'Its place in the whole list, from 0.' }),
    uri: z.string(),
    locale: z.string(),
    country,
    category: members(categoryMembers),
    limitUnitOfMeasure: z.enum(['None', 'Concurrent', 'Lifetime']),
    limit: count.optional().meta({ description: 'How many subscriptions of it a customer may hold, at a time or ever.' }),
    prerequisiteOffers: z.array(z.string()),
    isAddOn: z.boolean(),
    hasAddOns: z.boolean(),
    isAvailableForPurchase: z.boolean(),
    restrictions: z.array(restriction).optional().meta({ description: 'Why it cannot be bought; absent where it can.' }),
    billing: z.literal('license'),
    supportedBillingCycles: z.array(billingCycle),
    isAutoRenewable: z.literal(true),
    upgradeTargetOffers: z.array(z.string()),
    conversionTargetOffers: z.array(z.string()),
    isTrial: z.literal(false),
    unitType: z.literal('Licenses'),
    product: members({ id: z.string(), name: z.string(), unit: z.literal('Licenses') }),
    links: members({ addOns: link.optional(), self: link }),
    attributes: attributesOf('Offer'),
  }),
);
