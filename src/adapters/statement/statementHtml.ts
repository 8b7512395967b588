import { type Statement } from '../../domain/invoice/statement';
import { escaped, hashOf } from '../html/html';
import { statementWords, type Cell, type Fact } from './statementWords';

const style = `
body { font: 14px/1.4 system-ui, sans-serif; color: #1a1a1a; max-width: 62em; margin: 2em auto; padding: 0 1em; }
.parties { display: flex; justify-content: space-between; gap: 2em; flex-wrap: wrap; }
table { border-collapse: collapse; width: 100%; margin: 1.5em 0; font-variant-numeric: tabular-nums; }
th { text-align: left; border-bottom: 1px solid #1a1a1a; }
td { border-bottom: 1px solid #c8c8c8; vertical-align: top; }
th, td { padding: .25em .5em; }
.number { text-align: right; white-space: nowrap; }
.below, .notes, dt, h2 { color: #5a5a5a; font-size: .85em; font-weight: normal; }
.below { display: block; }
dl { display: grid; grid-template-columns: auto auto; gap: .1em 1.5em; margin: 0; align-content: start; }
dd { margin: 0; text-align: right; }
.totals { width: auto; margin-left: auto; }
.totals tr:last-child { font-weight: bold; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; font-size: 10px; } }
`;

/** Nothing is loaded, sent, run or framed; the one style is the page's own. */
export const STATEMENT_POLICY = `default-src 'none'; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A text of somebody else's, whose letters may run from right to left: what stands beside it stays where it is. */
const apart = (text: string): string => `<bdi>${escaped(text)}</bdi>`;

const FIRST_NUMBER = 2;

const cell = ({ text, below }: Cell, index: number): string => {
  const more = below === undefined || below === '' ? '' : `<span class="below">${apart(below)}</span>`;
  return `<td${index >= FIRST_NUMBER ? ' class="number"' : ''}>${apart(text)}${more}</td>`;
};

const address = (heading: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `<section><h2>${heading}</h2>${lines.map(apart).join('<br>')}</section>`);

const factList = (facts: readonly Fact[]): string => `<dl>${facts.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;

/** BIL-2: the statement as a page of its own, without script, for any letters that there are; the same text whenever it is made. */
export const statementHtml = (statement: Statement): string => {
  const { title, issuer, billedTo, facts, columns, rows, totals, notes } = statementWords(statement);
  const headings = columns.map((name, index) => `<th scope="col"${index >= FIRST_NUMBER ? ' class="number"' : ''}>${escaped(name)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('\n');
  const sums = totals.map(([label, value]) => `<tr><td>${escaped(label)}</td><td class="number">${escaped(value)}</td></tr>`).join('');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
<h1>${escaped(title)}</h1>
<div class="parties">${address('Billed to', billedTo)}${address('From', issuer)}${factList(facts)}</div>
${rows.length === 0 ? '' : `<table><thead><tr>${headings}</tr></thead>\n<tbody>${body}</tbody></table>`}
<table class="totals"><tbody>${sums}</tbody></table>
<ul class="notes">${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>
</body>
</html>
`;
};
