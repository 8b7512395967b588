import { z } from 'zod';
import { DEADLINE_KINDS } from '../../../../app/due/deadline';
import { HELD_KINDS, SWEEP_STATES } from '../../../../app/operations/sweepControl';
import { attributesOf, count, instant, members, named } from './answerSchema';

const more = z.literal(true).optional().meta({ description: 'There are more than were counted.' });

export const healthStatus = z.enum(['healthy', 'degraded', 'down']).meta({ description: '`degraded`: the app answers, and somebody should look.' });

export const healthPart = named(
  'HealthPart',
  members({
    name: z.enum(['storage', 'hub', 'bus', 'sweep', 'due', 'outbox', 'parked', 'consumers', 'deadLetters', 'unreadable', 'schema']),
    state: z.enum(['up', 'degraded', 'down', 'none', 'unknown']),
    told: z.enum(SWEEP_STATES).optional().meta({ description: 'Of the sweep: what the operator has told it.' }),
    seconds: count.optional().meta({ description: 'Since the last sweep ended; since the oldest deadline fell due; since the oldest unpublished event came to be.' }),
    kind: z.enum(DEADLINE_KINDS).optional().meta({ description: 'Of the oldest deadline that is due.' }),
    count: count.optional(),
    known: count.optional().meta({ description: 'Of `schema`: what this release knows of the form of rows.' }),
    written: count.optional().meta({ description: 'Of `schema`, which is there only then: a newer release has written in this form.' }),
    more,
  }),
);

const told = {
  state: z.enum(SWEEP_STATES),
  reason: z.string().optional(),
  since: instant.optional().meta({ description: 'Absent: nobody has said anything yet.' }),
  by: members({ tenantId: z.string(), userId: z.string() }).optional(),
  kinds: z.array(z.enum(HELD_KINDS)).optional().meta({ description: 'What alone is held back; absent: everything.' }),
};

export const sweepState = named(
  'Sweep',
  members({
    ...told,
    drained: z.boolean().meta({ description: 'Whether all due work is at rest: a sweep that was told so has ended, and so has every process that was started.' }),
    running: z.array(members({ process: z.string(), instanceId: z.string(), startedAt: instant })).meta({ description: 'Processes that were started and are not known to have ended.' }),
    more,
    last: members({ startedAt: instant, endedAt: instant, tookMillis: count }).optional().meta({ description: 'The last sweep that came to its end.' }),
    now: instant,
    attributes: attributesOf('Sweep'),
  }),
);

const counted = members({ count, more });

export const installationStatus = named(
  'InstallationStatus',
  members({
    status: healthStatus,
    parts: z.array(healthPart),
    sweep: sweepState,
    figures: members({
      countedAt: instant,
      due: members({ count, more, byKind: z.array(members({ kind: z.enum(DEADLINE_KINDS), count })), oldest: members({ kind: z.enum(DEADLINE_KINDS), at: instant }).optional() }),
      oldestUnpublished: instant.optional(),
      parked: counted,
      consumersParked: counted,
      deadLetters: counted,
      unreadable: counted,
    }).optional().meta({ description: 'As the last sweep counted it.' }),
    versions: members({ app: z.string(), node: z.string(), policy: z.string().meta({ description: 'In force now.' }), orchestrations: z.string().meta({ description: 'Of processes that are started now.' }), rows: z.int().meta({ description: 'The schema of the rows that are written now.' }) }),
    attributes: attributesOf('InstallationStatus'),
  }),
);
