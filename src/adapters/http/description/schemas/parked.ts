import { z } from 'zod';
import { eventRecordSchema } from '../../../../app/command/eventRecord';
import { DEADLINE_KINDS } from '../../../../app/due/deadline';
import { count, guid, instant, members, named, unreadable } from './answerSchema';

const parkedMembers = {
  id: guid,
  kind: z.enum(DEADLINE_KINDS).meta({ description: 'Of the work.' }),
  customerId: z.string(),
  subject: z.string().meta({ description: 'What it is about, a subscription say.' }),
  failingSince: instant,
  parkedAt: instant,
  attempts: count,
  reason: z.string().meta({ description: 'Of the last failure.' }),
  data: z.record(z.string(), z.unknown()).optional().meta({ description: 'What the deadline carries of its own.' }),
  skipped: members({ at: instant, reason: z.string(), byUserId: z.string() }).optional().meta({ description: 'Present once the operator took it off.' }),
};

/** Work that was given up: nobody tries it until it is released. */
export const parkedWork = named('ParkedWork', members(parkedMembers));

export const releasedWork = named('ReleasedWork', members({ ...parkedMembers, status: z.literal('released') }));

export const allReleased = members({ released: count, items: z.array(releasedWork), next: guid.optional().meta({ description: 'What the next call sends as `from`; absent: that was all.' }), unreadable });

export const skippedWork = named(
  'SkippedWork',
  members({ ...parkedMembers, status: z.literal('skipped'), lasts: z.enum(['untilNext', 'forGood']).meta({ description: '`untilNext`: whatever brings such work about comes again by itself. `forGood`: it is not done unless it is released after all.' }), means: z.string().meta({ description: 'What will not happen, and what stands then.' }) }),
);

/** What a consumer of events cannot go on with. */
export const parkedSubject = named(
  'ParkedSubject',
  members({
    consumer: z.string(),
    event: z.string().meta({ description: 'Id of the event that it stands before.' }),
    subject: eventRecordSchema.shape.subject.strict(),
    customerId: z.string().optional().meta({ description: 'Absent: of no customer.' }),
    partnerId: z.string().optional().meta({ description: "Tenant of the partner; absent: of no partner." }),
    since: instant,
    reason: z.string(),
  }),
);

/** A row of storage that cannot be read. */
export const unreadableStoredRow = named(
  'UnreadableStoredRow',
  members({
    id: guid,
    table: z.string(),
    partition: z.string(),
    key: z.string(),
    etag: z.string().meta({ description: 'As it was when it was found.' }),
    kind: z.string(),
    reason: z.string(),
    foundAt: instant,
  }),
);
