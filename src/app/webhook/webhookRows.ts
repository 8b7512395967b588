import { z } from 'zod';
import { circuitSchema } from '../../domain/webhook/circuit';
import { endpointSchema } from '../../domain/webhook/state';
import { instantSchema } from '../../kernel/schemas';
import { rowReader } from '../unreadable';

const TABLE = 'Webhooks';

/** One event for one endpoint. */
const deliverySchema = z.object({
  eventId: z.string(),
  subjectId: z.string(),
  version: z.number().int().positive(),
  /** As the endpoint is told: types of its facts, or the contract's name. */
  eventTypes: z.array(z.string()),
  /** What is sent, to the byte, however often. */
  body: z.string(),
  acceptedAt: instantSchema,
  attempts: z.number().int().nonnegative(),
  status: z.enum(['waiting', 'delivered', 'dead']),
  settledAt: instantSchema.optional(),
  /** Why it was given up. */
  reason: z.string().optional(),
  /** W3C `traceparent` of the work that caused it; absent where that was not traced. */
  traceparent: z.string().optional(),
});

export type Delivery = z.infer<typeof deliverySchema>;

/** A subject of an endpoint. */
const streamSchema = z.object({
  subjectId: z.string(),
  /** The highest version that was looked at for this endpoint. */
  version: z.number().int().nonnegative(),
  /** When the first that waits is to be tried; absent: none waits. */
  nextAt: instantSchema.optional(),
});

export type Stream = z.infer<typeof streamSchema>;

const stateSchema = z.object({
  circuit: circuitSchema,
  /** Until when whoever delivers has it for itself, exclusive. */
  leasedUntil: instantSchema.optional(),
});

export type EndpointState = z.infer<typeof stateSchema>;

/** What was asked of a receiver, and what it said. */
export const attemptSchema = z.object({
  eventId: z.string(),
  subjectId: z.string(),
  version: z.number().int().positive(),
  eventTypes: z.array(z.string()),
  at: instantSchema,
  attempt: z.number().int().positive(),
  outcome: z.enum(['delivered', 'unsubscribed', 'retry', 'dead', 'test']),
  /** Of the answer; absent: there was none. */
  httpStatus: z.number().int().optional(),
  /** The beginning of the answer, or why there was none. */
  answer: z.string(),
  durationMs: z.number().int().nonnegative(),
});

export type Attempt = z.infer<typeof attemptSchema>;

const waitingSchema = z.object({ subjectId: z.string(), version: z.number().int().positive() });

const deadSchema = z.object({ subjectId: z.string(), version: z.number().int().positive(), deadAt: instantSchema });

const dueSchema = z.object({ subjectId: z.string(), at: instantSchema });

/** A test event of the contract's. */
export const validationSchema = z.object({
  correlationId: z.string(),
  partnerId: z.string(),
  at: instantSchema,
  callbackUrl: z.string(),
  status: z.enum(['inProgress', 'completed']),
  results: z.array(z.object({ responseCode: z.string(), responseMessage: z.string(), systemError: z.boolean(), dateTimeUtc: instantSchema })),
});

export type ValidationEvent = z.infer<typeof validationSchema>;

export const endpointRows = rowReader(TABLE, 'webhook', endpointSchema);
export const deliveryRows = rowReader(TABLE, 'webhookEvent', deliverySchema);
export const streamRows = rowReader(TABLE, 'webhookStream', streamSchema);
export const stateRows = rowReader(TABLE, 'webhookState', stateSchema);
export const attemptRows = rowReader(TABLE, 'webhookAttempt', attemptSchema);
export const waitingRows = rowReader(TABLE, 'webhookWaiting', waitingSchema);
export const deadRows = rowReader(TABLE, 'webhookDead', deadSchema);
export const dueRows = rowReader(TABLE, 'webhookDue', dueSchema);
export const validationRows = rowReader(TABLE, 'webhookValidation', validationSchema);
