import { type ImportProgress, type ImportRefusal } from '../../app/catalogue/importCatalogue';
import { type RowProblem } from '../../domain/catalogue/csvRows';

const MOST_PROBLEMS = 100;
const ROWS_BETWEEN_LINES = 500;
const MOST_LEFT_OUT = 10;

/** @returns what is to be told of progress; undefined where the last line still says enough */
export function progressLine(happened: ImportProgress): string | undefined {
  switch (happened.step) {
    case 'read':
      return `Read ${happened.file}: ${happened.rows} rows`;
    case 'leftOut': {
      const shown = happened.rows.slice(0, MOST_LEFT_OUT).map(({ line, sku }) => `Warning: ${happened.file}, line ${line}: ${sku} has a price in none of the markets; the row is left out`);
      const rest = happened.rows.length - shown.length;
      return [...shown, ...(rest > 0 ? [`Warning: ${happened.file}: ${rest} more rows are left out`] : [])].join('\n');
    }
    case 'written': {
      const { market, rows, of } = happened;
      return rows === of || rows % ROWS_BETWEEN_LINES === 0 ? `  ${market}: ${rows} of ${of} records written` : undefined;
    }
    case 'inForce':
      return `${happened.market}: ${happened.skus} SKUs with ${happened.priceLines} price lines are in force`;
  }
}

/** @returns what went wrong, one problem to a line: file, line, column, reason */
export function refusalLines(refusal: ImportRefusal): string[] {
  switch (refusal.kind) {
    case 'FilesNotReadable': {
      const problems = inFileOrder(refusal.problems);
      const shown = problems.slice(0, MOST_PROBLEMS).map(({ file, line, column, reason }) => `${file}, line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`);
      const rest = problems.length - shown.length;
      return [...shown, ...(rest > 0 ? [`… and ${rest} more`] : []), `Nothing was imported: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`];
    }
    case 'NothingToImport':
      return ['Nothing was imported: the files name no market, and the catalogue has none that they could change. Import a price sheet first.'];
    case 'ImportOvertaken':
      return [`Another import changed the market ${refusal.market} at the same time; it stayed as that one left it. Import again.`];
  }
}

/** As one goes through the files, whatever was found first. */
function inFileOrder(problems: readonly RowProblem[]): readonly RowProblem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
}
