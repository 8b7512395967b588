import { z } from 'zod';
import { eventRecordSchema } from '../../../../app/command/eventRecord';
import { cloudEventType } from '../../../cloudevents/cloudEvent';
import { FACT_TYPES } from '../../../../app/event/catalogue';
import { guid, instant, members, named } from './answerSchema';

const kind = eventRecordSchema.shape.subject.shape.kind;
const subject = members({ kind, id: z.string() });
const version = z.number().int().positive().meta({ description: 'Of the subject, after the change.' });
const factType = z.enum(FACT_TYPES).meta({ description: 'What each says beside its type: docs/events.md.' });

const data = members({
  subject,
  version,
  customerId: guid.optional().meta({ description: 'Absent where it is of no customer.' }),
  partnerId: guid.optional().meta({ description: 'Tenant; absent where it concerns no partner.' }),
  facts: z.array(z.looseObject({ type: factType })).min(1).meta({ description: 'In the order in which they came to pass.' }),
  changed: z
    .record(z.string(), members({ before: z.unknown().optional(), after: z.unknown().optional(), withheld: z.literal(true).optional() }))
    .optional()
    .meta({ description: 'Every field of the subject that changed, with its value before and after; of people only that it changed.' }),
  cause: members({
    command: z.string().meta({ description: 'Name of the operation, or of the work that fell due.' }),
    by: members({ tenantId: guid, userId: z.string() }).optional().meta({ description: 'Who called; absent where nobody did.' }),
    requestId: z.string().optional(),
  }).optional(),
});

/** One change of one subject, as a CloudEvent 1.0. */
export const cloudEvent = named(
  'CloudEvent',
  members({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: '`subject:version`: the same id is the same event, however often it comes.' }),
    type: z.enum(kind.options.map(cloudEventType)),
    source: z.string(),
    subject: z.string(),
    time: instant,
    datacontenttype: z.literal('application/json'),
    facts: z.string().meta({ description: 'Types of its facts, with commas between them, for filters that see attributes alone.' }),
    sequence: z.string().meta({ description: 'Twelve digits: its number in this feed, to go on behind it.' }),
    data,
  }),
);

/** One fact of the history of a subject. */
export const event = named(
  'Event',
  members({
    id: z.string().meta({ description: 'Of the change, with the number of the fact in it.' }),
    type: factType,
    at: instant,
    subject,
    version,
    data: z.record(z.string(), z.unknown()).meta({ description: 'What the fact says: docs/events.md.' }),
  }),
);
