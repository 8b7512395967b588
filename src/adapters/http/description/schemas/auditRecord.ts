import { z } from 'zod';
import { auditStatuses } from '../../../../domain/audit/state';
import { attributesOf, instant, members, named } from './answerSchema';

/** The contract's AuditRecord. */
export const auditRecord = named(
  'AuditRecord',
  members({
    id: z.string(),
    partnerId: z.string().meta({ description: 'Whose log it is in.' }),
    customerId: z.string().optional(),
    customerName: z.string().optional(),
    userPrincipalName: z.string().optional().meta({ description: 'Who did it: a user, or `system`.' }),
    applicationId: z.string().optional().meta({ description: 'Who did it, where no user did.' }),
    resourceType: z.string(),
    resourceOldValue: z.string().optional().meta({ description: 'What a success changed, as it stood before, as JSON text.' }),
    resourceNewValue: z.string().optional().meta({ description: 'What a success answered, as JSON text; of what failed or is under way, what was asked for.' }),
    operationType: z.string(),
    originalCorrelationId: z.string().optional(),
    operationDate: instant,
    operationStatus: z.enum(auditStatuses),
    customizedData: z.array(members({ key: z.string(), value: z.string() })).meta({ description: 'What else it was about, and `RequestId`, `HttpStatus`, `ErrorCode`, `ByTenantId` where there are such.' }),
    attributes: attributesOf('AuditRecord'),
  }),
);
