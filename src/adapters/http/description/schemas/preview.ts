import { z } from 'zod';
import { comingKinds } from '../../../../domain/options/deadlines';
import { subscriptionStatuses } from '../../../../domain/subscription/state';
import { count, decimalText, instant, members, named } from './answerSchema';
import { amountMembers, chargeLine } from './chargeLine';
import { midnight } from './days';
import { billingCycle, termDuration } from './terms';

/** What a subscription will be at an instant ahead, and the lines that will come (PRE-3). */
export const brings = named(
  'Brings',
  members({
    asOf: instant.meta({ description: 'When prices, and what the customer has, were looked at.' }),
    status: z.enum(subscriptionStatuses),
    product: members({ productId: z.string(), skuId: z.string(), availabilityId: z.string(), title: z.string() }),
    quantity: count,
    termDuration,
    billingCycle,
    termEndDate: midnight.meta({ description: 'Last day of the term, UTC, itself included, as the midnight that begins it.' }),
    unitPrice: decimalText.optional().meta({ description: 'Of one for a whole charge cycle; absent where nothing is charged.' }),
    listPrice: decimalText.optional().meta({ description: 'The same before the promotion.' }),
    promotionId: z.string().optional(),
    ...amountMembers,
    events: z.array(z.string()),
    reasons: z.array(z.string()).optional().meta({ description: 'Why it ends, or why what was planned does not come.' }),
    dependsOn: z.array(z.literal('holdings')).optional().meta({ description: 'What has to stay as it is: what the customer has elsewhere.' }),
  }),
);

/** With what it is and when. */
export const broughtAt = members({ what: z.enum(comingKinds), at: instant, brings });

export const outOfProportion = z
  .array(
    named(
      'AddOnOutOfProportion',
      members({
        productId: z.string(),
        skuId: z.string(),
        held: count.meta({ description: 'Licences of the add-on, over all partners.' }),
        base: count.meta({ description: 'Licences of what it needs, over all partners.' }),
        most: count.optional(),
        least: count.optional(),
        description: z.string(),
      }),
    ),
  )
  .optional();

/** What a write says beside the contract's members, where there is something to say. */
export const writtenBeside = { removed: z.array(z.string()).optional(), outOfProportion };

const previewedWindow = named('PreviewedWindow', members({ change: z.enum(['opened', 'used']), quantity: count, opensAt: instant, closesAt: instant.meta({ description: 'Exclusive: until then they can be taken off again.' }), fullRefundUntil: instant }));

/** What a write would do beside what it would answer with. */
export const previewedEffects = {
  charges: z.array(chargeLine),
  windows: z.array(previewedWindow),
  removed: z.array(z.string()).meta({ description: 'What the call deletes that it is not about.' }),
  outOfProportion,
  reversible: z.boolean(),
  reversibleUntil: instant.optional().meta({ description: 'Exclusive; absent: no part of it that could be undone, or one that never can.' }),
  ahead: z.array(broughtAt).optional().meta({ description: 'What comes then if nobody acts, in order of time.' }),
};

/** What a write would do. @param result what it would answer with. */
export const previewOf = (result: z.ZodType) => members({ preview: z.literal(true), result, ...previewedEffects });
