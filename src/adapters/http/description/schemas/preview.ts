import { z } from 'zod';
import { amountMembers, chargeLine } from './chargeLine';
import { count, decimalText, instant, members, named } from './answerSchema';

/** What a subscription will be at an instant ahead, and the lines that will come (PRE-3). */
export const brings = named(
  'Brings',
  members({
    asOf: instant,
    status: z.string(),
    product: members({ productId: z.string(), skuId: z.string(), availabilityId: z.string(), title: z.string() }),
    quantity: count,
    termDuration: z.string(),
    billingCycle: z.string(),
    termEndDate: instant,
    unitPrice: decimalText.optional(),
    listPrice: decimalText.optional(),
    promotionId: z.string().optional(),
    ...amountMembers,
    events: z.array(z.string()),
    reasons: z.array(z.string()).optional(),
    dependsOn: z.array(z.string()).optional(),
  }),
);

export const outOfProportion = z
  .array(
    named(
      'AddOnOutOfProportion',
      members({ productId: z.string(), skuId: z.string(), held: count, base: count, most: count.optional(), least: count.optional(), description: z.string() }),
    ),
  )
  .optional();

/** What a write says beside the contract's members, where there is something to say. */
export const writtenBeside = { removed: z.array(z.string()).optional(), outOfProportion };

const previewedWindow = named('PreviewedWindow', members({ change: z.enum(['opened', 'used']), quantity: count, opensAt: instant, closesAt: instant, fullRefundUntil: instant }));

/** What a write would do. @param result what it would answer with. */
export const previewOf = (result: z.ZodType) =>
  members({
    preview: z.literal(true),
    result,
    charges: z.array(chargeLine),
    windows: z.array(previewedWindow),
    removed: z.array(z.string()),
    outOfProportion,
    reversible: z.boolean(),
    reversibleUntil: instant.optional(),
    ahead: z.array(members({ what: z.string(), at: instant, brings })).optional(),
  });
