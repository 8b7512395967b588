import { z } from 'zod';
import { spanKinds, windowStates } from '../../../../domain/timeline/item';
import { subscriptionStatuses } from '../../../../domain/subscription/state';
import { atRisk } from './atRisk';
import { chargeLine } from './chargeLine';
import { count, currency, decimalText, extendedCollectionOf, instant, members, month, named } from './answerSchema';
import { nextStep } from './options';
import { billingCycle, termDuration } from './terms';

const product = members({ productId: z.string(), skuId: z.string(), availabilityId: z.string(), title: z.string().optional() });

const common = {
  id: z.string().meta({ description: 'Unique in its timeline; of what an event tells that of the event’s fact.' }),
  tense: z.enum(['past', 'present', 'future']).meta({ description: '`future`: what comes if nobody acts, by the prices announced today.' }),
  title: z.string().meta({ description: 'In a few words, English.' }),
  rule: z.string().regex(/^[A-Z]{3}-\d+$/).optional().meta({ description: 'The rule behind it.' }),
  product: product.optional(),
  events: z.array(z.string()).meta({ description: 'Ids of the events that tell of it; none of what is yet to come.' }),
};

const point = named(
  'TimelinePoint',
  members({
    ...common,
    kind: z.string().regex(/^[a-z_]+$/).meta({ description: 'The type of its fact in lower snake case, or `cancellation_ends`, `data_end`, `usage_charged`, `not_foreseeable`.' }),
    at: instant,
    says: z.record(z.string(), z.unknown()).optional().meta({ description: 'What the fact says: docs/events.md.' }),
    orderId: z.string().optional(),
    charges: z.array(chargeLine).optional().meta({ description: 'For whoever may read charges.' }),
    amount: decimalText.optional().meta({ description: 'Positive a cost, negative a refund; before tax.' }),
    currency: currency.optional(),
    usage: members({ month, lines: count }).optional(),
    dependsOn: z.array(z.literal('holdings')).optional().meta({ description: 'It may come out otherwise if the customer has something else by then.' }),
  }),
);

const span = named(
  'TimelineSpan',
  members({
    ...common,
    kind: z.enum(spanKinds),
    from: instant,
    until: instant.optional().meta({ description: 'Exclusive; absent: nothing that is known ends it.' }),
    term: members({ number: count, quantity: count.optional(), termDuration: termDuration.optional(), billingCycle: billingCycle.optional(), unitPrice: decimalText.optional() }).optional().meta({ description: 'As it was at its end.' }),
    window: members({ state: z.enum(windowStates), opened: count, used: count, left: count.meta({ description: 'Seats that can still come off.' }), fullRefundUntil: instant.optional() }).optional(),
    stage: z.enum(['expired', 'disabled']).optional(),
  }),
);

const days = members({ from: instant, until: instant.optional() });

const present = named(
  'TimelinePresent',
  members({
    status: z.enum(subscriptionStatuses),
    friendlyName: z.string(),
    orderId: z.string().optional(),
    product: product.optional(),
    quantity: count.optional(),
    termDuration: termDuration.optional(),
    billingCycle: billingCycle.optional(),
    autoRenewEnabled: z.boolean().optional(),
    term: members({ number: count, from: instant, until: instant.optional() }).optional(),
    cycle: days.optional(),
    cancellableUntil: instant.optional(),
    seatsThatCanComeOff: count.optional(),
    atRisk: atRisk.optional(),
    suspendedAt: instant.optional(),
    endedAt: instant.optional(),
    scheduledChange: members({ catalogItemId: z.string(), termDuration, billingCycle, quantity: count, promotionId: z.string().optional(), customTermEnd: z.string().optional(), effectiveAt: instant }).optional(),
    nextCharge: members({ billingCycle, effectiveAt: instant }).optional(),
  }),
);

export const timeline = extendedCollectionOf(z.union([point, span]), {
  asOf: instant.meta({ description: 'When all of it was looked at.' }),
  present,
  ifNobodyActs: nextStep.optional(),
  tellsFrom: instant.optional().meta({ description: 'What was before is not told: there is too much of it.' }),
  usageNotToldFrom: z.string().optional().meta({ description: 'Months of usage from this day on are not told: they have too many lines.' }),
});
