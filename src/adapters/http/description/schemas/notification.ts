import { z } from 'zod';
import { addressees, kindNames, partnerKinds } from '../../../../domain/notification/kinds';
import { messageStatuses } from '../../../../domain/notification/state';
import { languageCodes } from '../../../../domain/notification/words/languages';
import { attributesOf, count, guid, instant, members, named } from './answerSchema';

const language = z.enum(languageCodes);
const email = z.string();

const notificationMembers = {
  id: z.string(),
  kind: z.enum(kindNames),
  date: instant.meta({ description: 'When what it tells of happened.' }),
  customerId: guid.optional().meta({ description: 'Absent where it is of no customer.' }),
  cause: z.string().meta({ description: 'What brought it: the id of an event, or subscription and last day of its term.' }),
  to: email,
  language,
  subject: z.string(),
  status: z.enum(messageStatuses).meta({ description: '`late`: made too long after what it tells of; it is sent only if somebody asks for it. `parked`: it could not be sent.' }),
  attempts: count,
  nextAttemptDate: instant.optional(),
  sentDate: instant.optional(),
  reason: z.string().optional().meta({ description: 'Why it was not sent, at the last try.' }),
  repeats: count.meta({ description: 'How often somebody had it sent again.' }),
  attributes: attributesOf('Notification'),
};

export const notification = named('Notification', members(notificationMembers));

/** As it is sent. */
export const wholeNotification = named(
  'NotificationWithText',
  members({ ...notificationMembers, from: z.string().meta({ description: 'As whom it is sent.' }), replyTo: email.optional(), messageId: z.string(), text: z.string(), html: z.string() }),
);

export const notificationSettings = named(
  'NotificationSettings',
  members({
    isSent: z.boolean().meta({ description: 'Whether the installation sends mail at all.' }),
    senderName: z.string().optional(),
    replyTo: email.optional(),
    partnerEmail: email.optional(),
    language: language.optional(),
    kinds: z.array(z.enum(partnerKinds)).meta({ description: 'Those that are on; none before anything was said.' }),
    known: z.array(members({ kind: z.enum(partnerKinds), when: z.string(), to: z.array(z.enum(addressees)), onSince: instant.optional().meta({ description: 'Absent: it is off.' }) })).meta({ description: 'Every kind that there is.' }),
    attributes: members({ objectType: z.literal('NotificationSettings'), etag: z.string().optional() }),
  }),
);
