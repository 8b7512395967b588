import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { type Statement } from '../../domain/invoice/statement';
import { fontOf, runsOf, type Face } from './letters';
import { statementWords, type Cell, type StatementWords } from './statementWords';

/** Points, of which 72 are an inch; A4. */
const PAGE = { width: 595.28, left: 40, right: 555.28, bottom: 800 } as const;
const ROW = 16;
const FIRST_PAGE = { table: 250, rows: 31 } as const;
const LATER_PAGE = { table: 90, rows: 41 } as const;

const INK = '#1a1a1a';
const FAINT = '#5a5a5a';
const LINE = '#c8c8c8';

/** Left edge and width of each column, numbers to their right edge. */
const columns = [
  { x: 40, width: 128 },
  { x: 172, width: 160 },
  { x: 336, width: 46 },
  { x: 386, width: 66 },
  { x: 456, width: 56 },
  { x: 516, width: 39.28 },
] as const;
const FIRST_NUMBER = 2;

interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right';
}

type Document = InstanceType<typeof PDFDocument>;

const measured = (doc: Document, text: string, { size, bold }: Style) =>
  runsOf(text, bold === true ? 'bold' : 'regular').map((run) => ({ ...run, width: doc.font(run.face).fontSize(size).widthOfString(run.text) }));

const widthOf = (runs: readonly { readonly width: number }[]): number => runs.reduce((sum, { width }) => sum + width, 0);

/** As much of a text as fits, with `…` where it was cut. */
const fitting = (doc: Document, text: string, width: number, style: Style) => {
  const whole = measured(doc, text, style);
  if (widthOf(whole) <= width) return whole;
  const letters = [...text];
  let [fits, tooLong] = [0, letters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (widthOf(measured(doc, `${letters.slice(0, middle).join('')}…`, style)) <= width) fits = middle;
    else tooLong = middle;
  }
  return measured(doc, `${letters.slice(0, fits).join('')}…`, style);
};

/** An amount that is cut would be another one: it is written smaller. */
const shrunk = (doc: Document, text: string, width: number, style: Style): Style => {
  const own = widthOf(measured(doc, text, style));
  return own <= width ? style : { ...style, size: (0.99 * style.size * width) / own };
};

/** One line of text on one base line whatever its fonts, cut where it would not fit. @param y of its upper edge. */
const write = (doc: Document, text: string, x: number, y: number, width: number, style: Style): void => {
  const runs = fitting(doc, text, width, style);
  let at = style.align === 'right' ? x + width - widthOf(runs) : x;
  for (const { text: shown, face, width: own } of runs) {
    doc.font(face).fontSize(style.size).fillColor(style.color ?? INK).text(shown, at, y + style.size, { lineBreak: false, baseline: 'alphabetic' });
    at += own;
  }
};

const rule = (doc: Document, y: number, color = LINE): void => void doc.moveTo(PAGE.left, y).lineTo(PAGE.right, y).lineWidth(0.5).strokeColor(color).stroke();

const TOTALS_ROWS = 11;

/** Rows of each page; the last has room for the totals. A statement has one page at least. */
const pagesOf = (rows: readonly (readonly Cell[])[]): readonly (readonly (readonly Cell[])[])[] => {
  const pages: (readonly (readonly Cell[])[])[] = [rows.slice(0, FIRST_PAGE.rows)];
  for (let start: number = FIRST_PAGE.rows; start < rows.length; start += LATER_PAGE.rows) pages.push(rows.slice(start, start + LATER_PAGE.rows));
  const most = pages.length === 1 ? FIRST_PAGE.rows : LATER_PAGE.rows;
  return (pages.at(-1)?.length ?? 0) + TOTALS_ROWS <= most ? pages : [...pages, []];
};

const lines = (doc: Document, texts: readonly string[], x: number, y: number, width: number): void => {
  for (const [index, text] of texts.entries()) write(doc, text, x, y + index * 12, width, { size: 9, bold: index === 0 });
};

const parties = (doc: Document, { issuer, billedTo, facts }: StatementWords): void => {
  const top = 92;
  write(doc, 'Billed to', PAGE.left, top, 160, { size: 7.5, color: FAINT });
  lines(doc, billedTo, PAGE.left, top + 12, 160);
  if (issuer.length > 0) {
    write(doc, 'From', 212, top, 160, { size: 7.5, color: FAINT });
    lines(doc, issuer, 212, top + 12, 160);
  }
  for (const [index, [label, value]] of facts.entries()) {
    write(doc, label, 384, top + 12 + index * 14, 70, { size: 8, color: FAINT });
    write(doc, value, 440, top + 12 + index * 14, 115.28, { size: 9, align: 'right' });
  }
};

const head = (doc: Document, { title, billedTo, columns: names }: StatementWords, number: number, of: number, table: number): void => {
  write(doc, title, PAGE.left, 40, 400, { size: number === 1 ? 20 : 12, bold: true });
  write(doc, `page ${number} of ${of}`, 455, 44, 100.28, { size: 8, color: FAINT, align: 'right' });
  if (number > 1) write(doc, billedTo[0] ?? '', PAGE.left, 56, 400, { size: 8, color: FAINT });
  for (const [index, { x, width }] of columns.entries()) write(doc, names[index] ?? '', x, table - 16, width, { size: 7.5, bold: true, ...(index >= FIRST_NUMBER && { align: 'right' }) });
  rule(doc, table - 3, INK);
};

const tableRow = (doc: Document, cells: readonly Cell[], y: number): void => {
  for (const [index, { text, below }] of cells.entries()) {
    const column = columns[index];
    if (column === undefined) continue;
    const align = index >= FIRST_NUMBER ? ({ align: 'right' } as const) : {};
    const style = { size: 7, ...align };
    write(doc, text, column.x, y, column.width, index >= FIRST_NUMBER ? shrunk(doc, text, column.width, style) : style);
    if (below !== undefined && below !== '') write(doc, below, column.x, y + 8, column.width, { size: 5.5, color: FAINT, ...align });
  }
  rule(doc, y + ROW - 0.5);
};

const foot = (doc: Document, { totals, notes }: StatementWords, top: number): void => {
  for (const [index, [label, value]] of totals.entries()) {
    const isLast = index === totals.length - 1;
    const y = top + 10 + index * 14 + (isLast ? 6 : 0);
    if (isLast) doc.moveTo(300, y - 5).lineTo(PAGE.right, y - 5).lineWidth(0.8).strokeColor(INK).stroke();
    write(doc, label, 300, y, 140, { size: 9, bold: isLast });
    write(doc, value, 440, y, 115.28, { size: 9, bold: isLast, align: 'right' });
  }
  for (const [index, note] of notes.entries()) write(doc, note, PAGE.left, top + 100 + index * 11, PAGE.right - PAGE.left, { size: 6.5, color: FAINT });
};

/** A page at a time, between which other calls have their turn. */
const draw = async (doc: Document, words: StatementWords): Promise<void> => {
  const pages = pagesOf(words.rows);
  for (const [index, rows] of pages.entries()) {
    const isFirst = index === 0;
    const { table } = isFirst ? FIRST_PAGE : LATER_PAGE;
    doc.addPage();
    head(doc, words, index + 1, pages.length, table);
    if (isFirst) parties(doc, words);
    for (const [row, cells] of rows.entries()) tableRow(doc, cells, table + row * ROW);
    await setImmediate();
    if (index === pages.length - 1) foot(doc, words, table + rows.length * ROW);
  }
};

const faces: readonly Face[] = ['regular', 'bold', 'japanese'];

/**
 * BIL-2: the statement as a PDF of A4 pages, the same bytes whenever and wherever it is made. What does not fit into its column is cut and says so by `…`; letters that no font has are `�`.
 * @throws where a font is not installed.
 */
export const statementPdf = async (statement: Statement): Promise<Uint8Array> => {
  const words = statementWords(statement);
  const issued = new Date(statement.invoice.invoiceDate);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // None of the standard fonts, which have no letters beyond Western Europe.
    font: '',
    lang: 'en',
    displayTitle: true,
    info: { Title: words.title, Author: words.issuer[0] ?? 'NextTerm', Creator: 'NextTerm', Producer: 'NextTerm', CreationDate: issued, ModDate: issued },
  });
  for (const face of faces) doc.registerFont(face, fontOf(face) as never);
  await draw(doc, words);
  doc.end();
  const parts: Uint8Array[] = [];
  for await (const part of doc) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
};
