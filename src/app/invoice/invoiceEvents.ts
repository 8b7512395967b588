import { type z } from 'zod';
import { type Invoice } from '../../domain/invoice/state';
import { ANY_ETAG, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type Instant } from '../../kernel/instant';
import { allRows } from '../allRows';
import { type Deadline } from '../due/deadline';
import { recordId, type EventRecord } from '../command/eventRecord';
import { awaitingBus, outboxSchema, recordOf } from '../command/outbox';
import { dispatchDeadline, settle, type Outbox } from '../command/publishing';
import { outboxPrefix } from '../command/commerceKeys';
import { rowReader, type Readable } from '../unreadable';
import { type InvoicePorts } from './invoicePorts';

/** A row of the `Invoices` table that waits to be told: `outbox|G000000012`. */
const outboxKey = (invoiceId: string): string => outboxPrefix + invoiceId;

const outboxRows = rowReader('Invoices', 'outbox', outboxSchema);

const outboxOf = (invoices: PartitionStore): Outbox => ({ store: invoices, rows: outboxRows, keyOf: ({ subject }) => outboxKey(subject.id) });

/** Of the deadlines that bring what waits for the bus of invoices: their partner stands for the customer. */
const SUBJECT = 'invoices';

export const isOfInvoices = ({ subject }: Pick<Deadline, 'subject'>): boolean => subject === SUBJECT;

/** What of a partner's invoices is still to be told, the bus alone included. */
export const untoldInvoices = async (invoices: PartitionStore, partnerId: string): Promise<Readable<z.output<typeof outboxSchema>>> => outboxRows.readable(await allRows(invoices, partnerId, outboxPrefix));

/** An invoice has one event in its life. */
const ISSUED = 1;

/** BIL-2: that an invoice was issued. It is of no customer, and does not say whose lines are on it. */
export const issuedEvent = ({ id, partnerId, month, invoiceDate, dueDate, documentType, currency, total, lines }: Pick<Invoice, 'id' | 'partnerId' | 'month' | 'invoiceDate' | 'dueDate' | 'documentType' | 'currency' | 'total' | 'lines'>): EventRecord => ({
  // Numbers are each partner's own.
  id: recordId(`${partnerId}|${id}`, ISSUED),
  customerId: '',
  partnerId,
  subject: { kind: 'invoice', id },
  version: ISSUED,
  at: invoiceDate,
  facts: [{ type: 'InvoiceIssued', invoiceId: id, documentType, month: month.slice(0, 7), currency, total, dueDate, lines }],
  cause: { command: 'invoiceRun' },
  deadlines: [],
});

/** Stored with the invoice, in its transaction. */
export const issuedEventWrite = (invoice: Invoice): Write => ({ op: 'create', key: outboxKey(invoice.id), value: { type: 'outbox', ...issuedEvent(invoice) } });

type InvoiceEventPorts = Pick<InvoicePorts, 'invoices' | 'publishing' | 'deadlines' | 'clock' | 'unreadable'>;

/** When what of a partner's invoices waits for the bus is tried again. */
export const invoicesDispatch = (partnerId: string, now: Instant): Deadline => dispatchDeadline({ customerId: partnerId, subject: SUBJECT }, now);

/**
 * BIL-2, AUD-2: brings out what is left to be told of a partner's invoices, in order of their numbers, and takes it away once it is told; what the bus could not be told waits for its deadline. One that cannot be read is raised, and holds up no
 * other. May be repeated, and by several at once: an event that is told again is the same one. @returns whether nothing is left but what has a deadline. @throws when the store or the publisher fails.
 */
export const publishInvoiceEvents = async ({ invoices, publishing, deadlines, clock, unreadable }: InvoiceEventPorts, partnerId: string): Promise<boolean> => {
  const left = await untoldInvoices(invoices, partnerId);
  await unreadable.raise(left.unreadable);
  const fresh = left.items.filter(({ awaits }) => awaits === undefined).map(recordOf);
  const waiting = new Set(fresh.length === 0 ? [] : await publishing.bringOut(fresh));
  if (waiting.size > 0 || fresh.length < left.items.length) await deadlines.put([invoicesDispatch(partnerId, clock.now())]);
  await settle(
    invoices,
    partnerId,
    fresh.map((record): Write => (waiting.has(record) ? { op: 'put', key: outboxKey(record.subject.id), value: awaitingBus(record) } : { op: 'delete', key: outboxKey(record.subject.id), etag: ANY_ETAG })),
  );
  return left.unreadable.length === 0;
};

/** Tells the bus what it could not be told of a partner's invoices, and never gives up. @throws when the store fails; RowUnreadable, after the rest, where one cannot be read. */
export const dispatchInvoiceEvents = ({ publishing, invoices }: Pick<InvoicePorts, 'publishing' | 'invoices'>, deadline: Deadline): Promise<void> => publishing.dispatchLeftovers(deadline, outboxOf(invoices));
