import { z } from 'zod';
import { causeSchema, eventRecordSchema } from '../../../../app/command/eventRecord';
import { DEADLINE_KINDS } from '../../../../app/due/deadline';
import { relationshipSchema } from '../../../../domain/parties/customer/state';
import { subscriptionStatuses } from '../../../../domain/subscription/state';
import { count, country, day, guid, instant, members, named, unreadable } from './answerSchema';
import { parkedWork } from './parked';

const NEXT = 'What the next call sends as `from`: further subscriptions; absent: that was all.';

/** Something that a text names. */
export const match = named(
  'Match',
  members({
    what: z.string().meta({ description: '`customer`, `partner`, `parked`, `invoice`, or what else partners are told of: `subscription`, `order`, `transfer` …' }),
    id: z.string(),
    name: z.string().optional(),
    domain: z.string().optional(),
    customerId: z.string().optional().meta({ description: 'Whose it is; absent: no customer’s.' }),
    partnerIds: z.array(guid).meta({ description: 'Tenants of the partners that it concerns.' }),
    since: instant.optional().meta({ description: 'When it came to be.' }),
    seenAt: z.string().optional().meta({ description: 'Where the operator reads on.' }),
  }),
);

const subscription = members({
  id: guid,
  partnerId: guid,
  orderId: z.string(),
  friendlyName: z.string(),
  productId: z.string(),
  skuId: z.string(),
  status: z.enum(subscriptionStatuses),
  quantity: count,
  termDuration: z.string(),
  billingCycle: z.string(),
  termEnd: day.meta({ description: 'The last day of the term.' }),
  autoRenew: z.boolean(),
  version: count,
  createdDate: instant,
  suspendedDate: instant.optional(),
  endedDate: instant.optional(),
});

/** A customer, whoever sells to it. */
export const seenCustomer = named(
  'SeenCustomer',
  members({
    id: guid,
    companyName: z.string().optional().meta({ description: 'Absent, as the next four: the customer’s row cannot be read.' }),
    domain: z.string().optional(),
    country: country.optional(),
    createdDate: instant.optional(),
    relationships: z.array(members({ partnerId: guid, status: relationshipSchema.shape.status, since: instant, resellerTenantId: guid.optional() })).optional(),
    subscriptions: z.array(subscription),
    work: z
      .array(members({ at: instant, kind: z.enum(DEADLINE_KINDS), subject: z.string(), standing: z.enum(['ahead', 'due', 'missing', 'parked', 'skipped']), parkedId: guid.optional() }))
      .meta({ description: 'What must happen later to what is shown, as the customer’s rows say. `due`: about to be carried out, or tried again; `missing`: in no index, until the daily check finds it.' }),
    leftovers: z.array(members({ id: z.string(), at: instant, facts: z.array(z.string()), awaits: z.enum(['bus', 'all']) })).meta({ description: 'Events that are stored and not told of everywhere; `bus`: only the bus was not told.' }),
    parked: z.array(parkedWork).meta({ description: 'All of its that was given up, also what the operator took off.' }),
    unreadableRows: z.array(members({ table: z.string(), key: z.string(), kind: z.string(), reason: z.string(), foundAt: instant.optional() })),
    more: z.array(z.string()).meta({ description: 'Of which kinds there is more than a hundred, or than a thousand that was looked through.' }),
    next: guid.optional().meta({ description: NEXT }),
    unreadable,
  }),
);

/** A change, and who made it. */
export const historyEntry = named(
  'HistoryEntry',
  members({
    id: z.string(),
    subject: eventRecordSchema.shape.subject.strict(),
    version: count,
    at: instant,
    partnerId: z.string().optional(),
    facts: z.array(z.string()),
    changedFields: z.array(z.string()),
    cause: causeSchema.strict().optional(),
  }),
);
