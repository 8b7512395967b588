import { z } from 'zod';
import { faults } from '../../../../domain/audit/judgeSeal';
import { count, day, guid, instant, members, named, unreadable } from './answerSchema';

const digest = z.string().regex(/^[0-9a-f]{64}$/).meta({ description: 'SHA-256, in lower hex.' });
const number = z.number().int().positive().meta({ description: 'Number of the seal: 1, 2, 3 … of each log.' });
const recordId = z.string();

/** Proves a day of a tenant's log, or a part of it. */
export const auditSeal = named(
  'AuditSeal',
  members({
    tenantId: guid,
    number,
    day,
    after: recordId.optional().meta({ description: 'It is of records of the day behind this one; absent: from the first on.' }),
    through: recordId.optional().meta({ description: 'And up to this one; absent: all there were of the day.' }),
    late: z.literal(true).optional().meta({ description: 'It is of what came after the day was sealed.' }),
    reached: members({ day, through: recordId.optional() }).optional().meta({ description: 'The last day that was sealed in turn, and how far.' }),
    previous: z.union([digest, z.literal('')]).meta({ description: 'Hash of the seal before; empty in the first.' }),
    records: count,
    chains: count.meta({ description: 'One for each customer of the day, and one for records without a customer.' }),
    heads: digest,
    run: z.string(),
    sealedAt: instant,
    hash: digest,
  }),
);

/** What there is of one record. */
const evidence = named(
  'AuditEvidence',
  members({
    id: recordId,
    sealed: members({ customerId: z.string().optional(), digest }).optional().meta({ description: 'As the seal lists it.' }),
    sealedLate: number.optional().meta({ description: 'The late seal that lists it instead.' }),
    awaitsSeal: z.literal(true).optional().meta({ description: 'It came late, and is sealed shortly.' }),
    record: z.string().optional().meta({ description: 'As it is stored, as canonical JSON, whose SHA-256 is its digest; absent: it is not there.' }),
    unreadable: z.string().optional().meta({ description: 'Why nobody can read it.' }),
    texts: members({ asked: z.string().optional(), before: z.string().optional(), resulted: z.string().optional() }).optional().meta({ description: 'What of it is too long for its row.' }),
  }),
);

const next = z.string().optional().meta({ description: 'What the next call sends as `from`; absent: that was all.' });

/** A page of what a seal is of. */
export const auditEvidence = named('AuditEvidencePage', members({ seal: auditSeal, items: z.array(evidence), next }));

const anchored = { number, day, hash: digest };

/** A part of the logs, proved. */
export const auditChecked = named(
  'AuditChecked',
  members({
    tenants: count.meta({ description: 'Logs that were gone through to their end.' }),
    unsealed: count.meta({ description: 'Of those the ones in which nothing is sealed yet.' }),
    seals: count,
    sealed: z.array(members({ tenantId: guid, ...anchored })).meta({ description: 'Those seals, for whoever compares them with what was exported.' }),
    records: count.meta({ description: 'That the seals list.' }),
    late: count.meta({ description: 'Of those the ones that came after their day was sealed.' }),
    found: count.meta({ description: 'How much is wrong.' }),
    findings: z
      .array(
        named(
          'AuditFinding',
          members({ fault: z.enum(faults), tenantId: guid, day: day.optional(), seal: number.optional(), recordId: recordId.optional(), customerId: z.string().optional(), detail: z.string().meta({ description: 'In words.' }) }),
        ),
      )
      .meta({ description: 'The first thousand of them.' }),
    next,
  }),
);

/** The last seals of logs. */
export const auditAnchors = named('AuditAnchors', members({ tenants: z.array(members({ tenantId: guid, seals: z.array(members(anchored)) })), next, unreadable }));
