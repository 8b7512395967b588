import { z } from 'zod';
import { compose } from '../../domain/notification/compose';
import { broughtBy, KINDS, type Addressee, type KindName } from '../../domain/notification/kinds';
import { reminderOf } from '../../domain/notification/reminder';
import { type Saying } from '../../domain/notification/saying';
import { isLate } from '../../domain/notification/sending';
import { INSTALLATION, type Message, type NotificationSettings } from '../../domain/notification/state';
import { languageOf, type LanguageCode } from '../../domain/notification/words/languages';
import { wasRelatedAt } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { type Subscription } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { derivedGuid } from '../command/ids';
import { type EventRecord } from '../command/eventRecord';
import { notificationId } from './notificationKeys';
import { type NotificationPorts } from './notificationPorts';
import { readSettings } from './notificationRows';
import { addresseeOf, noticeAddress, saidOf, SubjectGone, transferOf } from './said';

/** Who is written to, and as whom. */
interface Recipient {
  readonly to: string;
  readonly name: string;
  readonly language: LanguageCode;
}

/** What a message is made of. */
interface Draft {
  readonly mailbox: string;
  readonly kind: KindName;
  readonly addressee: Addressee;
  readonly at: Instant;
  readonly customerId: string;
  readonly cause: string;
}

/** In the name of whoever runs the installation. */
const INSTALLATION_NAME = 'NextTerm';

const isAddress = (text: string): boolean => z.email().safeParse(text).success;

/** NTF-2: the same draft makes the same message, but for what names and addresses are by then. */
const messageOf = ({ clock, mail }: NotificationPorts, draft: Draft, saying: Saying, recipient: Recipient, from: Message['from']): Message => {
  const { mailbox, kind, addressee, at, customerId, cause } = draft;
  const now = clock.now();
  const id = notificationId(at, derivedGuid('notification', cause, kind, addressee));
  const common = { id, mailbox, kind, at, customerId, cause, to: recipient.to, from, language: recipient.language, ...compose(saying, recipient.language, { to: recipient.name, from: from.name }) };
  const untried = { ...common, messageId: `<${id}@${mail?.domain ?? 'localhost'}>`, waitingSince: now, attempts: 0, repeats: 0 };
  if (isLate(at, now)) return { ...untried, status: 'late' };
  if (!isAddress(recipient.to)) return { ...untried, status: 'parked', reason: 'There is no address to write to.' };
  return { ...untried, status: 'waiting', nextAt: now };
};

const asRecipient = ({ billingProfile, name }: Customer): Recipient => ({ to: billingProfile.email, name: billingProfile.companyName || name, language: languageOf(billingProfile.culture) });

/** PAR-3: the customer, by what it says of itself now; undefined where the partner in whose name it is written to had given it up when that happened, and is to know nothing of it since. */
const toCustomer = async ({ commerce }: NotificationPorts, customerId: string, partnerId: string, at: Instant): Promise<Recipient | undefined> => {
  const customer = await addresseeOf(commerce, customerId);
  return wasRelatedAt(customer, partnerId, at) ? asRecipient(customer) : undefined;
};

const toPartner = async ({ partnerByTenant }: NotificationPorts, partnerId: string, { partnerEmail, language }: NotificationSettings): Promise<Recipient> => ({ to: partnerEmail, name: (await partnerByTenant(partnerId))?.name ?? '', language });

/** The settings of a partner who wants to have that said that happened then. */
const wantedBy = async ({ notifications }: NotificationPorts, partnerId: string, kind: KindName, at: Instant): Promise<NotificationSettings | undefined> => {
  const settings = (await readSettings(notifications, partnerId))?.value;
  const since = settings?.kinds[kind];
  return since !== undefined && since <= at ? settings : undefined;
};

const partnerOf = async ({ commerce }: NotificationPorts, addressee: Addressee, record: EventRecord): Promise<string> => {
  if (addressee !== 'source' && addressee !== 'target') return record.partnerId;
  const { sourcePartnerId, targetPartnerId } = await transferOf(commerce, record);
  return addressee === 'source' ? sourcePartnerId : targetPartnerId;
};

const noticeOf = async (ports: NotificationPorts, record: EventRecord, fact: EventRecord['facts'][number]): Promise<Message> => {
  const draft: Draft = { mailbox: INSTALLATION, kind: 'notice', addressee: 'customer', at: record.at, customerId: record.customerId, cause: record.id };
  return messageOf(ports, draft, await saidOf(ports.commerce, 'notice', record, fact, INSTALLATION), { ...asRecipient(await addresseeOf(ports.commerce, record.customerId)), to: noticeAddress(fact) }, { name: INSTALLATION_NAME });
};

const messagesOfFact = async (ports: NotificationPorts, record: EventRecord, kind: KindName, fact: EventRecord['facts'][number]): Promise<readonly Message[]> => {
  if (kind === 'notice') return [await noticeOf(ports, record, fact)];
  const messages: Message[] = [];
  for (const addressee of KINDS[kind].to) {
    const mailbox = await partnerOf(ports, addressee, record);
    const settings = await wantedBy(ports, mailbox, kind, record.at);
    if (settings === undefined) continue;
    const draft: Draft = { mailbox, kind, addressee, at: record.at, customerId: record.customerId, cause: record.id };
    const recipient = addressee === 'customer' ? await toCustomer(ports, record.customerId, mailbox, record.at) : await toPartner(ports, mailbox, settings);
    if (recipient === undefined) continue;
    messages.push(messageOf(ports, draft, await saidOf(ports.commerce, kind, record, fact, mailbox), recipient, { name: settings.senderName, replyTo: settings.replyTo }));
  }
  return messages;
};

/** NTF-1: the messages that an event brings, by what the partners concerned want; none about what a restore has undone since. @throws RowUnreadable, and whatever else keeps them from being made now. */
export const messagesOf = async (ports: NotificationPorts, record: EventRecord): Promise<readonly Message[]> => {
  const messages: Message[] = [];
  for (const { kind, fact } of broughtBy(record.facts)) {
    try {
      messages.push(...(await messagesOfFact(ports, record, kind, fact)));
    } catch (error) {
      if (!(error instanceof SubjectGone)) throw error;
    }
  }
  return messages;
};

/** NTF-3: what the customer is reminded of, if its partner wants that. @param at when the reminder fell due. @throws RowUnreadable. */
export const reminderMessage = async (ports: NotificationPorts, subscription: Subscription, at: Instant): Promise<Message | undefined> => {
  const saying = reminderOf(subscription);
  const { customerId, partnerId, id, term } = subscription;
  const settings = await wantedBy(ports, partnerId, saying.kind, at);
  const recipient = settings && (await toCustomer(ports, customerId, partnerId, at));
  if (settings === undefined || recipient === undefined) return undefined;
  const draft: Draft = { mailbox: partnerId, kind: saying.kind, addressee: 'customer', at, customerId, cause: `${id}|${term.end}` };
  return messageOf(ports, draft, saying, recipient, { name: settings.senderName, replyTo: settings.replyTo });
};
