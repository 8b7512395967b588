import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS } from '../../../src/app/measures/metrics';

const document = join(__dirname, '../../../docs/operations/metrics.md');
const [begin, end] = ['<!-- The table is made from the code: see CONTRIBUTING.md. -->\n', '\n<!-- End of the table. -->'];

const rows = Object.entries(METRICS).map(([name, { kind, unit, by, meaning }]) => `| \`${name}\` | ${kind} | \`${unit}\` | ${by.map((fact) => `\`${fact}\``).join(', ')} | ${meaning} |`);

test('the table of docs/operations/metrics.md is what the code measures; WRITE_METRICS=1 writes it anew', () => {
  const text = readFileSync(document, 'utf8');
  const made = `${text.slice(0, text.indexOf(begin) + begin.length)}\n| Metric | Kind | Unit | By | What it says |\n|---|---|---|---|---|\n${rows.join('\n')}\n${text.slice(text.indexOf(end))}`;
  if (process.env['WRITE_METRICS'] === '1') writeFileSync(document, made);
  expect(text).toBe(made);
});
