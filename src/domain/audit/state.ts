import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { recordPartsSchema } from './recordParts';

/**
 * `progress`: begun; how it ended is not known here, because the process died, or the store failed at the last moment. The receipt of its request id tells.
 */
export const auditStatuses = ['progress', 'succeeded', 'failed'] as const;

/** AUD-1: who did what when, and what came of it. */
export const auditRecordSchema = z.object({
  /** Unique for good; names its place: the instant, then what makes it unique. */
  id: z.string(),
  /** Whose log it is in: the tenant that called, or the other party of what was done. */
  tenantId: z.string(),
  at: instantSchema,
  /** Tenant of who did it; absent: the system. */
  byTenantId: z.string().optional(),
  /** User, or application, of that tenant. */
  userId: z.string().optional(),
  userName: z.string().optional(),
  appOnly: z.boolean().optional(),
  /** As published, `subscription`, `update_subscription`. */
  resourceType: z.string(),
  operationType: z.string(),
  customerId: z.string().optional(),
  /** What else it was about: path parameters by name. */
  subjects: z.record(z.string(), z.string()),
  /** What was asked for, as JSON text. */
  asked: z.string().optional(),
  /** What a success changed, as it stood before, as JSON text. */
  before: z.string().optional(),
  /** What a success answered, as JSON text. */
  resulted: z.string().optional(),
  /** Which of these three are not in the row: they are too long for it. */
  parts: recordPartsSchema.optional(),
  requestId: z.string().optional(),
  correlationId: z.string().optional(),
  status: z.enum(auditStatuses),
  /** Of the answer. */
  httpStatus: z.number().int().optional(),
  /** Of a refusal: the published code. */
  code: z.number().int().optional(),
});

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a record's customer id can be one. Paths are written down as they were sent, and records of long ago hold what was no id. */
export const isCustomerId = (id: string | undefined): id is string => id !== undefined && GUID.test(id);

export type AuditRecord = z.infer<typeof auditRecordSchema>;
