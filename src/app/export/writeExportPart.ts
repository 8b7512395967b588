import { createHash } from 'node:crypto';
import { plusMinutes } from '../../kernel/instant';
import { type Deadline } from '../due/deadline';
import { type App } from '../ports';
import { isInvoiced } from '../reconciliation/lineItems';
import { unlessHeld } from '../operations/sweepControl';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { exportWrite, readExport } from './exportBook';
import { isEnded, linesOf, type Export } from './exportState';
import { Gzipped } from './gzipped';
import { textPages } from './partText';

/** What the process of an export is started with, and goes on with in a new history. */
export interface ExportInput {
  /** That it is to be written; gone when it is. */
  readonly due: Deadline;
  /** A new history begins after so many parts. */
  readonly partsPerHistory: number;
}

export const PARTS_PER_HISTORY = 20;

/** How far an export is. */
export interface ExportProgress {
  readonly status: Export['status'] | 'NotYet' | 'Gone' | 'SettingsWrong' | 'Paused';
  readonly lines: number;
  readonly parts: number;
}

const LINES_AT_ONCE = 2000;
/** Pages that one activity reads, full or not. */
const MOST_PAGES = 40;

/** Longer than it takes whoever asked to store the export after its deadlines. */
const STORED_WITHIN_MINUTES = 5;

/** As published where nothing was found; the others are our own. */
const NO_DATA = { code: '5000', message: 'No data available' };
const INVOICED_MEANWHILE = { code: '5001', message: 'The month was invoiced while its unbilled lines were written: export its invoice' };
const ROW_UNREADABLE = { code: '5002', message: 'A stored row that the export needs cannot be read; the operator has been told' };
const NOTHING_LEFT = { code: '5003', message: 'The invoice or the partner is not there any more' };

const progressOf = (value: Export): ExportProgress => ({ status: value.status, lines: linesOf(value), parts: value.parts.length });

const failed = ({ after: _after, ...value }: Export, problem: Required<Export>['problem']): Export => ({ ...value, status: 'failed', problem });

/** The file's name says what is in it: two writers of the same part who read something else do not write over each other's. */
const partName = (number: number, content: Uint8Array, dataFormat: Export['dataFormat']): string =>
  `part-${String(number).padStart(5, '0')}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.${dataFormat === 'compressedJSON' ? 'json' : 'csv'}.gz`;

const invoicedNow = async (app: App, { partnerId, source }: Export): Promise<boolean | undefined> => (source.kind === 'unbilled' ? isInvoiced(app, partnerId, source.month) : undefined);

/** The export with its next part, which is written. */
const withNextPart = async (app: App, value: Export, unreadable: (rows: readonly UnreadableRow[]) => Promise<void>): Promise<Export> => {
  const wasInvoiced = value.status === 'notStarted' ? await invoicedNow(app, value) : value.wasInvoiced;
  const pages = await textPages(app, value);
  if (pages === undefined) return failed(value, NOTHING_LEFT);
  const { linesOfAPart } = app.exporting;
  const heading = value.parts.length === 0 ? pages.heading : (pages.furtherHeading ?? '');
  const gzipped = new Gzipped();
  let { after } = value;
  let [lines, missing, isOver] = [0, 0, false];
  for (let read = 0; !isOver && lines < linesOfAPart && read < MOST_PAGES; read += 1) {
    const page = await pages.read(Math.min(LINES_AT_ONCE, linesOfAPart - lines), after);
    if (page.lines > 0) await gzipped.write((lines === 0 ? heading : '') + page.text);
    await unreadable(page.unreadable ?? []);
    lines += page.lines;
    missing += page.unreadable?.length ?? 0;
    after = page.continuation;
    isOver = after === undefined;
  }
  const content = await gzipped.end();
  if ((await invoicedNow(app, value)) !== wasInvoiced) return failed(value, INVOICED_MEANWHILE);
  const { after: _before, ...rest } = value;
  const parts = [...value.parts];
  if (lines > 0) {
    const name = partName(parts.length + 1, content, value.dataFormat);
    await app.exportFiles.put(value.id, name, content);
    parts.push({ name, lines, bytes: content.byteLength });
  }
  const next: Export = { ...rest, status: 'running', parts, unreadable: value.unreadable + missing, ...(wasInvoiced !== undefined && { wasInvoiced }), ...(after !== undefined && { after }) };
  if (!isOver) return next;
  return parts.length === 0 ? failed(next, NO_DATA) : { ...next, status: 'succeeded' };
};

const writeOn = async (app: App, value: Export): Promise<Export> => {
  try {
    return await withNextPart(app, value, (rows) => app.unreadable.raise(rows));
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    await app.unreadable.raise([error.row]);
    return failed(value, ROW_UNREADABLE);
  }
};

/**
 * BIL-4: writes the next part of an export, of at most 20,000 lines: first the file, then the row that names it and says where the next part begins. Killed in between, it is done again, and the file that no row names is none of the export's. Once the export has ended, the deadline that asked for it is taken away. Nothing while the operator holds exports back (DUE-4).
 * @throws when storage fails: nothing is lost, and it is begun again.
 */
export const writeExportPart = (app: App, due: Deadline): Promise<ExportProgress> => unlessHeld<ExportProgress>(app, 'export', { status: 'Paused', lines: 0, parts: 0 }, () => writePart(app, due));

const writePart = async (app: App, due: Deadline): Promise<ExportProgress> => {
  const { clock, deadlines, invoices } = app;
  const stored = await readExport(invoices, due.customerId, due.subject);
  if (stored === undefined && clock.now() < plusMinutes(due.at, STORED_WITHIN_MINUTES)) return { status: 'NotYet', lines: 0, parts: 0 };
  if (stored === undefined) {
    await deadlines.remove([due]);
    return { status: 'Gone', lines: 0, parts: 0 };
  }
  let { value } = stored;
  if (!isEnded(value)) {
    const next: Export = { ...(await writeOn(app, value)), lastActionAt: clock.now() };
    const committed = await invoices.commit(value.partnerId, [exportWrite(next, stored.etag)]);
    // Another one wrote this part: what it has left stands, and is read with the next step.
    if (!committed.ok) return { ...progressOf(value), status: 'running' };
    value = next;
  }
  if (isEnded(value)) {
    await deadlines.remove([due]);
    app.measures.count('nextterm.carriedout', 1, { kind: due.kind });
  }
  return progressOf(value);
};
