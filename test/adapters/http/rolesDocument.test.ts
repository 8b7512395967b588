import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../../src/adapters/http/route';
import { loadedRoutes } from '../../support/loadedRoutes';
import { rolesTable } from '../../support/rolesTable';

const root = join(__dirname, '../../..');
const document = join(root, 'docs/roles.md');
const begin = '<!-- The table is made from the code: see CONTRIBUTING.md. -->\n';

beforeAll(() => void loadedRoutes());

test('[PAR-2] the table of docs/roles.md is what the code does; WRITE_ROLES=1 writes it anew', () => {
  const text = readFileSync(document, 'utf8');
  const [before = ''] = text.split(begin);
  const made = `${before}${begin}\n${rolesTable(routes())}\n`;
  if (process.env['WRITE_ROLES'] === '1') writeFileSync(document, made);
  expect(text).toBe(made);
});
