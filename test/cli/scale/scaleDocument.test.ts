import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { month } from '../../../src/cli/scale/model';
import { scaleTables } from '../../../src/cli/scale/scaleTables';

const FILE = join(__dirname, '..', '..', '..', 'docs', 'scale.md');
const MARKS = /(<!-- made by npm run scale -->\n)[^]*(\n<!-- end -->)/;

test('the figures of docs/scale.md are what the model says (WRITE_SCALE=1 writes them)', () => {
  const present = readFileSync(FILE, 'utf8');
  expect(present).toMatch(MARKS);
  const due = present.replace(MARKS, (_, begin: string, end: string) => `${begin}${scaleTables()}${end}`);
  if (process.env['WRITE_SCALE'] === '1') writeFileSync(FILE, due);
  else expect(present).toBe(due);
});

test('what the model takes an idle month for is what the table of docs/scale.md adds up to', () => {
  const [, idle = ''] = /## Idle\n([^]*?)\n## /.exec(readFileSync(FILE, 'utf8')) ?? [];
  const months = [...idle.matchAll(/^\| .* \| ([\d,]+) \|$/gm)].map(([, text = '']) => Number(text.replaceAll(',', '')));
  expect(months.length).toBeGreaterThan(5);
  expect(months.reduce((sum, each) => sum + each, 0)).toBe(month.idleRequests);
});
