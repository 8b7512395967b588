import { type Invoice } from '../../domain/invoice/state';
import { type Write } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { eventRecordSchema, recordId, type EventRecord } from '../command/eventRecord';
import { rowReader } from '../unreadable';
import { type InvoicePorts } from './invoicePorts';

/** Rows of the `Invoices` table that wait to be told: `outbox|G000000012`. */
const outboxPrefix = 'outbox|';

const outboxRows = rowReader('Invoices', 'outbox', eventRecordSchema);

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
export const issuedEventWrite = (invoice: Invoice): Write => ({ op: 'create', key: outboxPrefix + invoice.id, value: { type: 'outbox', ...issuedEvent(invoice) } });

type InvoiceEventPorts = Pick<InvoicePorts, 'invoices' | 'publisher' | 'unreadable'>;

/** Of one transaction. */
const mostWrites = 100;

/**
 * BIL-2: brings out what is left to be told of a partner's invoices, in order of their numbers, and takes it away once it is told; one that cannot be read is raised, and holds up no other. May be repeated, and by several at once:
 * an event that is told again is the same one. @returns whether nothing is left. @throws when the store or the publisher fails.
 */
export const publishInvoiceEvents = async ({ invoices, publisher, unreadable }: InvoiceEventPorts, partnerId: string): Promise<boolean> => {
  const rows = await allRows(invoices, partnerId, outboxPrefix);
  const left = outboxRows.readable(rows);
  await unreadable.raise(left.unreadable);
  if (left.items.length > 0) await publisher.publish(left.items);
  const keys = left.items.map(({ subject }) => outboxPrefix + subject.id);
  for (let start = 0; start < keys.length; start += mostWrites) await invoices.commit(partnerId, keys.slice(start, start + mostWrites).map((key): Write => ({ op: 'delete', key })));
  return left.unreadable.length === 0;
};
