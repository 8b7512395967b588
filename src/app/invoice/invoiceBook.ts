import { z } from 'zod';
import { invoiceId, invoiceRunSchema, invoiceSchema, type Invoice, type InvoiceRun } from '../../domain/invoice/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { allRows, rowsAfter } from '../allRows';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';
import { readablePage, rowReader, type Page } from '../unreadable';

/** Rows of the `Invoices` table, whose partition is the partner's tenant. */
const invoicePrefix = 'invoice|';
/** `invoice|G000000012`: in order of their numbers. */
const invoiceKey = (id: string): string => invoicePrefix + id;
const runPrefix = 'run|';
/** `run|2026-03` */
const runKey = (month: CalendarDate): string => `${runPrefix}${month.slice(0, 7)}`;
const countedPrefix = (month: CalendarDate): string => `counted|${month.slice(0, 7)}|`;
/** How many numbers are given. */
const NUMBER_KEY = 'number';

const invoiceRows = rowReader('Invoices', 'invoice', invoiceSchema);
const runRows = rowReader('Invoices', 'run', invoiceRunSchema);
const countedSchema = z.object({
  shard: z.number().int().nonnegative(),
  lines: z.number().int().nonnegative(),
  isOver: z.boolean(),
  /** A row cannot be read, and it waits. */
  isHeld: z.boolean(),
});
/** How far the counting of one shard of a month is, for whoever looks on. */
export type Counted = z.infer<typeof countedSchema>;

const countedRows = rowReader('Invoices', 'counted', countedSchema);
const numberRows = rowReader('Invoices', 'number', z.object({ last: z.number().int().nonnegative() }));

/** @returns undefined also for the id of another partner's, whose numbers are its own. @throws RowUnreadable. */
export const readInvoice = async (invoices: PartitionStore, partnerId: string, id: string): Promise<Invoice | undefined> => {
  const row = await invoices.read(partnerId, invoiceKey(id));
  return row && invoiceRows.read(row);
};

/** A partner's own. Refused: InvoiceNotFound. @throws RowUnreadable. */
export const invoiceOfPartner = async (invoices: PartitionStore, partnerId: string, invoiceId: string): Promise<Result<Invoice, Refusal>> => {
  const invoice = await readInvoice(invoices, partnerId, invoiceId);
  return invoice === undefined ? failure({ kind: 'InvoiceNotFound', invoiceId }) : success(invoice);
};

/** A partner's invoices, the oldest first. */
export const listInvoices = async (invoices: PartitionStore, partnerId: string, limit: number, continuation?: string): Promise<Page<Invoice>> =>
  readablePage(await invoices.list(partnerId, { prefix: invoicePrefix, limit, ...(continuation !== undefined && { continuation }) }), invoiceRows);

/** The same from the one behind the first `offset` on: numbers have no gaps, so they are found by their keys, with one query. */
export const invoicesFrom = async (invoices: PartitionStore, partnerId: string, offset: number, limit: number): Promise<Page<Invoice>> =>
  readablePage(await invoices.list(partnerId, { prefix: invoicePrefix, limit, ...(offset > 0 && { after: invoiceKey(invoiceId(offset)) }) }), invoiceRows);

/** All of a partner's, the oldest first, for a sum that has to have each. @throws RowUnreadable where one cannot be read. */
export const allInvoices = async (invoices: PartitionStore, partnerId: string): Promise<readonly Invoice[]> => (await allRows(invoices, partnerId, invoicePrefix)).map((row) => invoiceRows.read(row));

/** @throws RowUnreadable. */
export const readRun = async (invoices: PartitionStore, partnerId: string, month: CalendarDate): Promise<Stored<InvoiceRun> | undefined> => {
  const row = await invoices.read(partnerId, runKey(month));
  return row && runRows.readStored(row);
};

/** The run that issued an invoice. @throws RowUnreadable; Error where it is gone. */
export const runOf = async (invoices: PartitionStore, { id, partnerId, month }: Invoice): Promise<InvoiceRun> => {
  const run = await readRun(invoices, partnerId, month);
  if (run === undefined) throw new Error(`There is no run of ${partnerId} for ${month}, which issued ${id}`);
  return run.value;
};

/** Eighty years of them. */
const MOST_MONTHS = 1000;

/** First days of the months that are issued, the first thousand. A run that cannot be read is none of them. */
export const issuedMonths = async (invoices: PartitionStore, partnerId: string): Promise<ReadonlySet<CalendarDate>> => {
  const rows = await rowsAfter(invoices, partnerId, runPrefix, runPrefix, MOST_MONTHS);
  return new Set(runRows.readable(rows).items.flatMap(({ status, month }) => (status === 'issued' ? [month] : [])));
};

export const runWrite = (run: InvoiceRun, etag?: string): Write => {
  const row = { key: runKey(run.month), value: { type: 'run', ...run } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

export const invoiceWrite = (invoice: Invoice): Write => ({ op: 'create', key: invoiceKey(invoice.id), value: { type: 'invoice', ...invoice } });

/** How many numbers a partner's invoices have had. @throws RowUnreadable. */
export const readLastNumber = async (invoices: PartitionStore, partnerId: string): Promise<{ readonly last: number; readonly etag: string | undefined }> => {
  const row = await invoices.read(partnerId, NUMBER_KEY);
  return row === undefined ? { last: 0, etag: undefined } : { last: numberRows.read(row).last, etag: row.etag };
};

/** Guards the numbers that follow: whoever gives some writes it with them. */
export const numberWrite = (last: number, etag: string | undefined): Write => {
  const row = { key: NUMBER_KEY, value: { type: 'number', last } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** `counted|2026-03|2`: over what was said before. Nothing is decided by it. */
export const keepCounted = async (invoices: PartitionStore, partnerId: string, month: CalendarDate, counted: Counted): Promise<void> => {
  await invoices.commit(partnerId, [{ op: 'put', key: `${countedPrefix(month)}${counted.shard}`, value: { type: 'counted', ...counted } }]);
};

/** Of the shards of a month that were begun; one that cannot be read is none of them. */
export const listCounted = async (invoices: PartitionStore, partnerId: string, month: CalendarDate): Promise<readonly Counted[]> =>
  countedRows.readable((await invoices.list(partnerId, { prefix: countedPrefix(month) })).rows).items;
