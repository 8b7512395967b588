import { z } from 'zod';
import { billingCycles } from '../../../../kernel/durations';
import { pascalCycle } from '../../resources/catalogueAvailability';
import { country, count, currency, link, members, named, unreadable } from './answerSchema';
import { product } from './product';
import { restriction } from './restriction';
import { sku } from './sku';
import { limitedTerm, segment } from './terms';

export const pascalBillingCycle = z.enum(billingCycles.map(pascalCycle)).meta({ description: 'How often a term is charged.' });

const term = named(
  'AvailabilityTerm',
  members({
    id: z.string(),
    duration: limitedTerm.optional().meta({ description: 'ISO 8601; absent of what is sold for good.' }),
    description: z.string(),
    billingCycle: pascalBillingCycle,
    cancellationPolicies: z.array(members({ refundOptions: z.array(members({ sequenceId: count, type: z.enum(['Full', 'Partial']), expiresAfter: z.string().meta({ description: 'ISO 8601, from the order on.', format: 'duration' }) })) })),
    renewalOptions: z.array(members({ termDuration: limitedTerm, description: z.string() })),
    pricing: members({
      unitPrice: z.number().meta({ description: 'Of one licence for the whole term.' }),
      cyclePrice: z.number().meta({ description: 'Of one licence for one billing cycle.' }),
      currency,
    })
      .optional()
      .meta({ description: 'In the currency in which the caller is billed; absent where the market is not sold in it. Exact up to 15 digits; the price sheet has the text.' }),
  }),
);

export const availability = named(
  'Availability',
  members({
    id: z.string(),
    productId: z.string(),
    skuId: z.string(),
    catalogItemId: z.string().meta({ description: '`product:sku:availability`, as carts and orders take it.' }),
    defaultCurrency: members({ code: currency, symbol: z.string() }),
    segment,
    country,
    isPurchasable: z.boolean().meta({ description: 'Whether the caller can buy it now, for that customer or for anybody.' }),
    restrictions: z.array(restriction).optional().meta({ description: 'Why it cannot be bought; absent where it can.' }),
    isRenewable: z.boolean(),
    renewalInstructions: z.array(members({ applicableTermIds: z.array(z.string()), renewalOptions: z.array(members({ renewToId: z.string().meta({ description: '`product:sku`.' }), isAutoRenewable: z.boolean() })) })),
    terms: z.array(term).meta({ description: 'What has a price now; none of an Azure plan, which runs until it is cancelled.' }),
    product,
    sku,
    links: members({ self: link }),
  }),
);

/** By itself, and with the customer's rows that could not be read on the way. */
export const customerAvailability = named('CustomerAvailability', members({ ...availability.shape, unreadable }));
