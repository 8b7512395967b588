import { z } from 'zod';
import { count, members, named } from './answerSchema';
import { midnight } from './days';
import { billingCycle, limitedTerm } from './terms';

/** What is planned for the next term. */
export const nextTermInstructions = named(
  'ScheduledNextTermInstructions',
  members({
    product: members({ productId: z.string(), skuId: z.string(), availabilityId: z.string(), termDuration: limitedTerm, billingCycle, promotionId: z.string().optional() }),
    quantity: count,
    customTermEndDate: midnight.optional().meta({ description: 'Last day of the next term, where that ends sooner than its length says.' }),
  }),
);

/** What is planned for the next charge. */
export const nextChargeInstructions = named(
  'NextChargeInstructions',
  members({ product: members({ productId: z.string(), skuId: z.string(), availabilityId: z.string(), billingCycle, termDuration: limitedTerm, promotionId: z.string().optional() }), quantity: count }),
);
