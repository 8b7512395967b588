import { z } from 'zod';
import { comingKinds } from '../../../../domain/options/deadlines';
import { subscriptionStatuses } from '../../../../domain/subscription/state';
import { attributesOf, count, guid, instant, members, named, unreadable, versionedAttributesOf } from './answerSchema';
import { midnight } from './days';
import { brings, previewedEffects } from './preview';
import { billingCycle, termDuration } from './terms';

const nextTerm = named(
  'NextTerm',
  members({
    atTermEnd: z.enum(['renew', 'extend', 'cancel']).meta({ description: '`renew`: another term; `extend`: a month of extended service; `cancel`: its end.' }),
    quantity: count,
    catalogItemId: z.string(),
    termDuration,
    billingCycle,
    promotionId: z.string().optional(),
    customTermEndDate: midnight.optional().meta({ description: 'Last day of the next term, where that ends sooner than its length says.' }),
  }),
);

/** A line of the plan of renewals. */
export const renewal = named(
  'Renewal',
  members({
    customerId: guid,
    customerName: z.string().optional(),
    subscriptionId: guid,
    friendlyName: z.string(),
    offerId: z.string(),
    offerName: z.string(),
    status: z.enum(subscriptionStatuses),
    quantity: count,
    termDuration,
    billingCycle,
    termEndDate: midnight.meta({ description: 'Last day of the running term, UTC, itself included.' }),
    at: instant.meta({ description: 'When what follows falls due: the midnight behind that day.' }),
    what: z.enum(comingKinds),
    brings: brings.optional().meta({ description: 'What it brings if nobody acts; for whoever may read charges; absent where it cannot be known.' }),
    nextTerm: nextTerm.meta({ description: 'As it stands; what is edited and sent back.' }),
    planTag: z.string().meta({ description: 'What the line was made on: sent back as it is.' }),
    attributes: versionedAttributesOf('Renewal'),
  }),
);

/** What becomes of a line; of a preview what would. */
export const lineStatuses = ['applied', 'applied_before', 'would_apply', 'taken_back', 'taken_back_before', 'would_take_back', 'unchanged', 'not_applied', 'refused'] as const;

/** What became of each line of a plan. */
export const renewalOutcomes = named(
  'RenewalOutcomes',
  members({
    totalCount: count,
    counts: z.partialRecord(z.enum(lineStatuses), count).meta({ description: 'Lines by what became of them.' }),
    items: z.array(
      members({
        line: z.number().int().positive().meta({ description: 'Its place in the call, from 1.' }),
        customerId: z.string().optional(),
        subscriptionId: z.string().optional(),
        status: z.enum(lineStatuses),
        requestId: guid.optional().meta({ description: 'Made of what the line says; events and audit log name it.' }),
        code: z.number().int().optional(),
        reason: z.string().optional(),
        termEndDate: midnight.optional(),
        before: nextTerm.optional(),
        after: nextTerm.optional(),
        quantity: members({ before: count, after: count }).optional().meta({ description: 'Of the running term.' }),
        subscriptionStatus: z.enum(subscriptionStatuses).optional(),
        removed: z.array(z.string()).optional(),
        etag: z.string().optional(),
        effects: members(previewedEffects).optional().meta({ description: 'Of a preview.' }),
      }),
    ),
    attributes: attributesOf('RenewalOutcomes'),
    unreadable,
  }),
);
