import { z } from 'zod';
import { KINDS, partnerKinds } from '../../../domain/notification/kinds';
import { messageStatuses, type Message, type NotificationSettings } from '../../../domain/notification/state';
import { languageCodes } from '../../../domain/notification/words/languages';
import { etagOf } from '../etag';
import { pageQuery } from '../listPage';
import { wireInstantSchema } from '../wireSchemas';

const emailSchema = z.email().max(254);
/** One line. */
const nameSchema = z.string().trim().min(1).max(100).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line');

export const settingsBody = z.object({
  senderName: nameSchema.meta({ description: 'As whom customers know you.' }),
  replyTo: emailSchema.meta({ description: 'Where answers of customers go.' }),
  partnerEmail: emailSchema.meta({ description: 'Where your own messages go.' }),
  language: z.enum(languageCodes).default('en').meta({ description: 'Of your own messages.' }),
  kinds: z.array(z.enum(partnerKinds)).default([...partnerKinds]).meta({ description: 'Those that are on.' }),
});

/** With every kind there is. @param isSent whether the installation sends mail at all. */
export const settingsResource = (partnerId: string, settings: NotificationSettings | undefined, isSent: boolean) => ({
  isSent,
  senderName: settings?.senderName,
  replyTo: settings?.replyTo,
  partnerEmail: settings?.partnerEmail,
  language: settings?.language,
  kinds: partnerKinds.filter((kind) => settings?.kinds[kind] !== undefined),
  known: partnerKinds.map((kind) => ({ kind, when: KINDS[kind].when, to: KINDS[kind].to, onSince: settings?.kinds[kind] })),
  attributes: { objectType: 'NotificationSettings', ...(settings !== undefined && { etag: etagOf({ id: partnerId, version: settings.version }) }) },
});

export const notificationQuery = z.object({ ...pageQuery, since: wireInstantSchema.optional().meta({ description: 'Itself included.' }), status: z.enum(messageStatuses).optional() });

/** Without its text, for lists. */
export const notificationResource = ({ id, kind, at, customerId, cause, to, language, subject, status, attempts, nextAt, sentAt, reason, repeats }: Message) => ({
  id,
  kind,
  date: at,
  customerId: customerId === '' ? undefined : customerId,
  cause,
  to,
  language,
  subject,
  status,
  attempts,
  nextAttemptDate: nextAt,
  sentDate: sentAt,
  reason,
  repeats,
  attributes: { objectType: 'Notification' },
});

/** As it is sent. */
export const notificationPreview = (message: Message) => ({ ...notificationResource(message), from: message.from.name, replyTo: message.from.replyTo, messageId: message.messageId, text: message.text, html: message.html });
