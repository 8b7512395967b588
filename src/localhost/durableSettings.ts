import { z } from 'zod';
import { parseTimeSpan } from './triggers/timeSpan';

const MINUTE_MS = 60_000;

/** As the host takes them: outside these bounds it does not start, and answers every request with 503. */
const visibilityTimeout = z.string().superRefine((text, context) => {
  const ms = parseTimeSpan(text);
  if (ms === undefined) context.addIssue({ code: 'custom', message: `"${text}" is not a time span like 00:01:00.` });
  else if (ms < MINUTE_MS || ms > 60 * MINUTE_MS) context.addIssue({ code: 'custom', message: `${text} is not between 1 and 60 minutes.` });
});

const timeSpan = z.string().refine((text) => parseTimeSpan(text) !== undefined, 'It is not a time span like 00:00:30.');

/**
 * `extensions.durableTask` of host.json. This host acts on the name of the hub, on versions, on how many functions run at the same time and on whether a start may replace what runs; the rest is checked, since the Azure host does not start with what is refused here.
 * Source: "Durable Functions settings in host.json".
 */
export const DurableSettings = z.looseObject({
  hubName: z.string().regex(/^[A-Za-z][A-Za-z0-9]{2,44}$/, 'A hub has 3 to 45 letters and digits, a letter first.').optional(),
  defaultVersion: z.string().default(''),
  versionMatchStrategy: z.enum(['None', 'Strict', 'CurrentOrOlder']).default('CurrentOrOlder'),
  versionFailureStrategy: z.enum(['Reject', 'Fail']).default('Reject'),
  overridableExistingInstanceStates: z.enum(['NonRunningStates', 'AnyState']).default('NonRunningStates'),
  maxConcurrentActivityFunctions: z.int().min(1).optional(),
  maxConcurrentOrchestratorFunctions: z.int().min(1).optional(),
  tracing: z.looseObject({ distributedTracingEnabled: z.boolean().optional(), version: z.enum(['V1', 'V2']).optional(), traceInputsAndOutputs: z.boolean().optional() }).optional(),
  storageProvider: z
    .looseObject({ partitionCount: z.int().min(1).max(16).optional(), controlQueueVisibilityTimeout: visibilityTimeout.optional(), workItemQueueVisibilityTimeout: visibilityTimeout.optional(), maxQueuePollingInterval: timeSpan.optional() })
    .optional(),
});
