import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems, ConsoleBrowser, fitsItsWidth } from '../../support/consoleBrowser';
import { ROOT, START_MS } from '../../support/sandbox';

let console: ConsoleBrowser;
beforeAll(async () => {
  console = await ConsoleBrowser.start('2021-06-18T10:00:00Z');
}, START_MS);
afterAll(() => console.remove());

/** Bytes, packed. */
const FIRST_LOAD = 400_000;

test('somebody chooses an organisation and a role, sees its customers, and signs in as somebody else', async () => {
  const { page, failures } = await console.open();
  await page.getByRole('heading', { name: 'NextTerm: who are you?' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('Organisations whose name begins with').fill('havn');
  await page.getByRole('group', { name: 'Waterland ICT' }).waitFor({ state: 'detached' });
  await page.getByRole('group', { name: 'Havn Cloud' }).getByRole('combobox').click();
  await page.getByRole('option', { name: 'Sales agent' }).click();
  await page.getByRole('button', { name: 'Sign in as Havn Cloud' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  await page.getByLabel('Customers whose name begins with').fill('zon');
  await page.getByRole('link', { name: 'Grachtenpand Makelaars' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Zonnebloem Installaties' }).waitFor();
  expect(await page.getByRole('table', { name: 'Customers' }).getByRole('link').allTextContents()).toEqual(['Zonnebloem Installaties']);
  await page.getByRole('button', { name: 'Havn Cloud (Sales agent)' }).click();
  await page.getByRole('menuitem', { name: 'Sign in as somebody else' }).click();
  await page.getByRole('heading', { name: 'NextTerm: who are you?' }).waitFor();
  expect(failures).toEqual([]);
});

test('the page works with a slash at its end, in the dark and on a phone, and says where there is nothing', async () => {
  const { page, failures } = await console.as('Havn Cloud', '/customers', { colorScheme: 'dark', width: 390 });
  await page.getByRole('table', { name: 'Customers' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await fitsItsWidth(page)).toBe(true);
  await page.getByLabel('Customers whose name begins with').fill('nobody');
  await page.getByText('No customer has a name that begins with “nobody”.').waitFor();
  await page.goto(`${console.sandbox.url}/console/#/no/such/page`);
  await page.getByRole('heading', { name: 'No such page' }).waitFor();
  expect(failures).toEqual([]);
});

test('what a page loads first is small: it comes packed, and browsers keep it for good', async () => {
  const built = join(ROOT, 'dist', 'console');
  const first = [...readFileSync(join(built, 'index.html'), 'utf8').matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, file = '']) => file);
  expect(first.length).toBeGreaterThan(0);
  const packed = new Set(readdirSync(built));
  const bytes = first.map((file) => statSync(join(built, packed.has(`${file}.br`) ? `${file}.br` : file)).size);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(FIRST_LOAD);
  for (const file of first.filter((each) => packed.has(`${each}.br`))) {
    const answer = await fetch(`${console.sandbox.url}/console/${file}`, { headers: { 'Accept-Encoding': 'br' } });
    expect({ status: answer.status, coding: answer.headers.get('content-encoding'), kept: answer.headers.get('cache-control') }).toEqual({ status: 200, coding: 'br', kept: 'public, max-age=31536000, immutable' });
    expect(await answer.text()).toBe(readFileSync(join(built, file), 'utf8'));
  }
  const missing = await Promise.all(['nothing-12345678.js', 'index.html', '.built-from', '..%2fpackage.json'].map(async (name) => (await fetch(`${console.sandbox.url}/console/${name}`)).status));
  expect(missing).toEqual([404, 404, 404, 404]);
});
