import { z } from 'zod';
import { type KindName } from '../../domain/notification/kinds';
import { type Saying } from '../../domain/notification/saying';
import { visibleTo } from '../../domain/parties/customer/relationship';
import { withinTerm } from '../../domain/subscription/standing';
import { type Transfer } from '../../domain/transfer/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { calendarDateSchema, instantSchema } from '../../kernel/schemas';
import { type EventRecord } from '../command/eventRecord';
import { readCustomer } from '../customer/customerBook';
import { readSubscription } from '../subscription/subscriptionBook';
import { readTransfer } from '../transfer/transferBook';

type Fact = EventRecord['facts'][number];

/** What is read of facts, of what the catalogue says that they hold. Parsing throws ZodError where one does not. */
const READ = {
  renewed: z.object({ termEnd: calendarDateSchema }),
  closing: z.object({ subscriptionId: z.string(), closesAt: instantSchema, quantity: z.number() }),
  invoice: z.object({ invoiceId: z.string(), documentType: z.string(), month: z.string(), currency: z.string(), total: z.string(), dueDate: calendarDateSchema }),
  requested: z.object({ expiresAt: instantSchema }),
  budget: z.object({ month: z.string(), percent: z.number(), spent: z.string(), amount: z.string(), currency: z.string() }),
  overage: z.object({ month: z.string(), minutes: z.union([z.number(), z.string()]), subtotal: z.string(), currency: z.string() }),
  notice: z.object({ to: z.string(), whatToDo: z.string(), url: z.string().optional() }),
};

/** The address that a customer is told something at. @throws ZodError */
export const noticeAddress = (fact: Fact): string => READ.notice.parse(fact).to;

/** What an event tells of was undone by a restore since: there is nothing to write about. */
export class SubjectGone extends Error {
  override readonly name = 'SubjectGone';
}

/** What is written to customers about: as it is stored now. @throws RowUnreadable; SubjectGone. */
const subscriptionOf = async (commerce: PartitionStore, customerId: string, id: string) => {
  const stored = await readSubscription(commerce, customerId, id);
  if (stored === undefined) throw new SubjectGone(`There is no subscription ${id}`);
  return stored.value;
};

/** @throws RowUnreadable. */
export const addresseeOf = async (commerce: PartitionStore, id: string) => {
  const stored = await readCustomer(commerce, id);
  if (stored === undefined) throw new Error(`There is no customer ${id}`);
  return stored.value;
};

/** @throws RowUnreadable; SubjectGone. */
export const transferOf = async (commerce: PartitionStore, { customerId, subject }: EventRecord): Promise<Transfer> => {
  const stored = await readTransfer(commerce, customerId, subject.id);
  if (stored === undefined) throw new SubjectGone(`There is no transfer ${subject.id}`);
  return stored.value;
};

type Say = (commerce: PartitionStore, record: EventRecord, fact: Fact, mailbox: string) => Promise<Saying>;

const aboutSubscription = async (commerce: PartitionStore, { customerId, subject }: EventRecord) => {
  const { friendlyName, quantity, term } = await subscriptionOf(commerce, customerId, subject.id);
  return { subscription: friendlyName, licences: quantity, lastDay: term.end };
};

const aboutTransfer = async (commerce: PartitionStore, record: EventRecord, mailbox: string) => {
  const { customerName, sourcePartnerId, sourceName, targetName, lines } = await transferOf(commerce, record);
  return { customer: customerName, other: mailbox === sourcePartnerId ? targetName : sourceName || sourcePartnerId, subscriptions: lines.length, moved: lines.filter(({ status }) => status === 'Complete').length };
};

/** As the partner it is said to knows the customer: by its name, or, where it has given it up since and is to see nothing more of its profile, by the domain that it knew it by (PAR-3). */
const customerName = async (commerce: PartitionStore, { customerId, partnerId }: EventRecord): Promise<string> => {
  const customer = await addresseeOf(commerce, customerId);
  return visibleTo(customer, customerId, partnerId).ok ? customer.name : customer.domain;
};

/** Kinds that a fact brings. */
type Brought = Exclude<KindName, 'renewalAhead' | 'expiryAhead' | 'trialEnding'>;

const SAY: Readonly<Record<Brought, Say>> = {
  renewed: async (commerce, record, fact) => ({ kind: 'renewed', ...(await aboutSubscription(commerce, record)), lastDay: READ.renewed.parse(fact).termEnd }),
  expired: async (commerce, record) => ({ kind: 'expired', ...(await aboutSubscription(commerce, record)) }),
  windowClosing: async (commerce, { customerId }, fact) => {
    const { subscriptionId, closesAt, quantity } = READ.closing.parse(fact);
    const subscription = await subscriptionOf(commerce, customerId, subscriptionId);
    return { kind: 'windowClosing', subscription: subscription.friendlyName, licences: quantity, until: withinTerm(closesAt, subscription) };
  },
  autoRenewOff: async (commerce, record) => ({ kind: 'autoRenewOff', ...(await aboutSubscription(commerce, record)) }),
  cancelled: async (commerce, record) => ({ kind: 'cancelled', ...(await aboutSubscription(commerce, record)) }),
  suspended: async (commerce, record) => ({ kind: 'suspended', ...(await aboutSubscription(commerce, record)) }),
  reactivated: async (commerce, record) => ({ kind: 'reactivated', ...(await aboutSubscription(commerce, record)) }),
  invoiceIssued: async (_commerce, _record, fact) => {
    const { documentType, ...invoice } = READ.invoice.parse(fact);
    return { kind: 'invoiceIssued', ...invoice, isCreditNote: documentType === 'credit_note' };
  },
  transferRequested: async (commerce, record, fact, mailbox) => ({ kind: 'transferRequested', ...(await aboutTransfer(commerce, record, mailbox)), until: READ.requested.parse(fact).expiresAt }),
  transferAccepted: async (commerce, record, _fact, mailbox) => ({ kind: 'transferAccepted', ...(await aboutTransfer(commerce, record, mailbox)) }),
  transferDeclined: async (commerce, record, _fact, mailbox) => ({ kind: 'transferDeclined', ...(await aboutTransfer(commerce, record, mailbox)) }),
  transferCompleted: async (commerce, record, _fact, mailbox) => ({ kind: 'transferCompleted', ...(await aboutTransfer(commerce, record, mailbox)) }),
  budgetReached: async (commerce, record, fact) => ({ kind: 'budgetReached', customer: await customerName(commerce, record), ...READ.budget.parse(fact) }),
  overageCharged: async (commerce, record, fact) => {
    const { minutes, ...charged } = READ.overage.parse(fact);
    return { kind: 'overageCharged', customer: await customerName(commerce, record), ...charged, minutes: String(minutes) };
  },
  notice: async (_commerce, _record, fact) => {
    const { whatToDo, url } = READ.notice.parse(fact);
    return { kind: 'notice', whatToDo, ...(url !== undefined && { url }) };
  },
};

const isBrought = (kind: KindName): kind is Brought => Object.hasOwn(SAY, kind);

/** What a message says that a fact brings. @param mailbox of the partner it is for. @throws RowUnreadable, and whatever else keeps it from being said now. */
export const saidOf = async (commerce: PartitionStore, kind: KindName, record: EventRecord, fact: Fact, mailbox: string): Promise<Saying> => {
  if (!isBrought(kind)) throw new Error(`No fact brings ${kind}`);
  return SAY[kind](commerce, record, fact, mailbox);
};
