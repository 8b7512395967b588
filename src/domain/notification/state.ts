import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { kindNames } from './kinds';
import { languageCodes } from './words/languages';

/** In whose name messages about what no partner did are sent, and who lists them: whoever runs the installation. */
export const INSTALLATION = 'installation';

/** NTF-1: what a partner says of its messages. A partner that never said anything has none sent. */
export const settingsSchema = z.object({
  /** As whom customers know it. */
  senderName: z.string(),
  /** Where answers of customers go. */
  replyTo: z.string(),
  /** Where its own messages go, and in which language. */
  partnerEmail: z.string(),
  language: z.enum(languageCodes),
  /** Kinds that are on, each since when: what happened before is none of its. */
  kinds: z.partialRecord(z.enum(kindNames), instantSchema),
  /** Grows by one with every change. */
  version: z.number().int().positive(),
});

export type NotificationSettings = z.infer<typeof settingsSchema>;

export const messageStatuses = ['waiting', 'sent', 'late', 'parked'] as const;

/** One message to one address, as it is sent, to the letter, however often. */
export const messageSchema = z.object({
  id: z.string(),
  /** Tenant of the partner in whose name it is sent and who sees it, or `INSTALLATION`. */
  mailbox: z.string(),
  kind: z.enum(kindNames),
  /** When what it tells of happened. */
  at: instantSchema,
  /** Empty: of no customer. */
  customerId: z.string(),
  /** What brought it: the id of an event, or subscription and last day of its term. */
  cause: z.string(),
  to: z.string(),
  /** As whom it is sent. */
  from: z.object({ name: z.string(), replyTo: z.string().optional() }),
  language: z.enum(languageCodes),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Stays from try to try; somebody who has it sent again gets another one, for receivers drop what they know. */
  messageId: z.string(),
  /** `late`: it was made too long after what it tells of; nobody sends it by himself. */
  status: z.enum(messageStatuses),
  /** Since when it is tried to send it. */
  waitingSince: instantSchema,
  /** Of one that waits: when it is tried next. */
  nextAt: instantSchema.optional(),
  attempts: z.number().int().nonnegative(),
  /** How often somebody had it sent again. */
  repeats: z.number().int().nonnegative(),
  /** The call that did so last. */
  askedBy: z.string().optional(),
  sentAt: instantSchema.optional(),
  /** Why it was not sent, at the last try. */
  reason: z.string().optional(),
});

export type Message = z.infer<typeof messageSchema>;
