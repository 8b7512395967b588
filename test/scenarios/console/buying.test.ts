import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { accessibilityProblems, ConsoleBrowser, fitsItsWidth } from '../../support/consoleBrowser';
import { ROOT, START_MS } from '../../support/sandbox';

let console: ConsoleBrowser;
beforeAll(async () => {
  console = await ConsoleBrowser.start('2021-06-18T10:00:00Z');
}, START_MS);
afterAll(() => console.remove());

const { customers } = JSON.parse(readFileSync(join(ROOT, 'sample', 'world.json'), 'utf8')) as { readonly customers: readonly { readonly name: string; readonly tenantId: string }[] };
const idOf = (name: string): string => customers.find((each) => each.name === name)?.tenantId ?? '';

/** What stands in the cells of a table's rows, its head left out. */
const rowsOf = async (page: Page, table: string): Promise<readonly (readonly string[])[]> => {
  const found = await page.getByRole('table', { name: table }).locator('tbody tr').all();
  return Promise.all(found.map((row) => row.locator('td').allInnerTexts()));
};

const add = async (page: Page, title: string, term: string, fill: (page: Page) => Promise<unknown>): Promise<void> => {
  await page.getByRole('button', { name: `Add ${title} to the cart: ${term}` }).click();
  await fill(page);
  await page.getByRole('button', { name: 'Add to the cart' }).click();
  await page.getByRole('table', { name: 'Lines of the cart' }).waitFor();
};

test('[ORD-1] [ORD-8] [ORD-11] a product is found, put into a cart that is kept, reviewed and bought for what the review said', async () => {
  const { page, failures } = await console.as('Havn Cloud', `/customers/${idOf('Zonnebloem Installaties')}/buy`);
  await page.getByRole('heading', { name: 'Buy for Zonnebloem Installaties' }).waitFor();
  await page.getByText('NCM365EDUCA3:0001 is for the segment education; the customer\'s is commercial.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('Kind').selectOption('Software');
  await page.getByRole('link', { name: 'Microsoft 365 Business Standard' }).waitFor({ state: 'detached' });
  await page.getByLabel('Kind').selectOption('Everything');
  await page.getByLabel('Products whose title has').fill('business stand');
  await page.getByRole('link', { name: 'Microsoft 365 Business Standard' }).click();
  await page.getByRole('button', { name: 'Add Microsoft 365 Business Standard to the cart: One month, billed monthly' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect((await rowsOf(page, 'Terms and prices of Microsoft 365 Business Standard')).map((row) => row.slice(0, 4))).toContainEqual(['3 years', 'billed monthly', '€9.576', '€344.736']);
  await add(page, 'Microsoft 365 Business Standard', 'One month, billed monthly', async () => {
    await page.getByLabel('Licences').fill('10');
    await page.getByRole('region', { name: 'The line in the cart' }).getByText('€100.80').waitFor();
  });

  await page.getByRole('link', { name: 'Add something else' }).click();
  await page.reload();
  await page.getByRole('link', { name: 'Cart (1 line)' }).waitFor();
  await page.getByRole('link', { name: 'Microsoft 365 Business Standard' }).click();
  await add(page, 'Microsoft 365 Business Standard', 'One month, billed monthly', async () => {
    await page.getByLabel('First term ends').selectOption({ label: '30 Jun 2021, with the month' });
    await page.getByLabel('Name').fill('Summer help');
    // 13 of 30 days of 10.08.
    await page.getByRole('region', { name: 'The line in the cart' }).getByText('€4.368').waitFor();
  });
  await page.getByText('Summer help').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Review and buy' }).click();
  const review = page.getByRole('dialog', { name: 'Review and buy' });
  await review.getByText('Charged now: €105.16').waitFor();
  expect((await rowsOf(page, 'Lines that it will charge')).map((row) => row.slice(1))).toEqual([
    ['18 Jun 2021', '17 Jul 2021', '10', '€10.08', 'whole cycle', '€100.80'],
    ['18 Jun 2021', '30 Jun 2021', '1', '€10.08', '13 of 30 days', '€4.36'],
  ]);
  await review.getByText('10 seats can come off again until 25 Jun 2021, 12:00 2021-06-25 10:00 UTC').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await review.getByRole('button', { name: 'Buy', exact: true }).click();

  await page.getByText('This cart has been ordered and is changed no more.').waitFor();
  await page.getByRole('link', { name: /^Order / }).click();
  await page.getByText('Fulfilled').first().waitFor();
  await page.getByText('Licences are cancelled one by one: open the subscription.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('link', { name: 'Summer help' }).click();
  await page.getByRole('heading', { name: 'Summer help' }).waitFor();
  expect(failures).toEqual([]);
});

test('[CAT-4] [ORD-2] [ORD-7] a provider is told line by line what cannot be bought, changes it, attests, and buys with a reseller; a trial is had once', async () => {
  const customer = `/customers/${idOf('Tulpveld Logistiek')}`;
  const { page, failures } = await console.as('Polder Distributie', `${customer}/buy/NCM365ENTE03`);
  await add(page, 'Microsoft 365 E3', 'One year, billed monthly', async () => {
    await page.getByLabel('Licences').fill('10');
    await page.getByLabel('Reseller of record').selectOption({ label: 'Veenkade Computers (6120051)' });
    await page.getByRole('dialog').getByText('The PartnerID 6120051 has not accepted the Microsoft Partner Agreement. (code 10010)').waitFor();
  });
  await page.goto(`${console.sandbox.url}/console#${customer}/buy/NCBUSPREMI01`);
  await add(page, 'Microsoft 365 Business Premium', 'One month, billed monthly', () => page.getByLabel('Licences').fill('301'));
  await page.goto(`${console.sandbox.url}/console#${customer}/buy/NCBUSPREMI01`);
  await add(page, 'Microsoft 365 Business Premium Trial', 'One month, not billed', async () => undefined);

  const lines = page.getByRole('table', { name: 'Lines of the cart' });
  await lines.getByText('The PartnerID 6120051 has not accepted the Microsoft Partner Agreement. (code 10010)').waitFor();
  await lines.getByText('The quantity 301 lies outside what the offer allows: 1 to 300. (code 10015)').waitFor();
  await page.getByText('2 lines cannot be bought as they are: change or remove them.').waitFor();
  expect(await page.getByRole('button', { name: 'Review and buy' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Change line 1' }).click();
  await page.getByLabel('Reseller of record', { exact: true }).selectOption({ label: 'Waterland ICT (6120045)' });
  await page.getByRole('combobox', { name: 'Further resellers' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Heidebloem IT (6120049)' }).click();
  await page.getByRole('combobox', { name: 'Further resellers' }).click();
  expect(await page.getByLabel('Licences').inputValue()).toBe('10');
  await page.getByRole('button', { name: 'Change the line' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Remove line 2' }).click();
  await lines.getByText('Microsoft 365 Business Premium', { exact: true }).waitFor({ state: 'detached' });
  await lines.getByText('With Waterland ICT, Heidebloem IT').waitFor();
  await page.getByText('Before it can be bought, attest as which partner you act.').waitFor();
  await page.getByLabel('I attest that we act as indirect partner').check();
  await page.getByRole('button', { name: 'Review and buy' }).click();
  await page.getByText('Charged now: €291.20').waitFor();
  expect(await rowsOf(page, 'What is bought')).toEqual([
    ['Microsoft 365 E3', '10', '1 year, billed monthly', '€291.20'],
    ['Microsoft 365 Business Premium Trial', '25', '1 month, not billed', '€0.00'],
  ]);
  await page.getByRole('dialog').getByRole('button', { name: 'Buy', exact: true }).click();
  await page.getByText('This cart has been ordered and is changed no more.').waitFor();

  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('table', { name: 'Orders' }).getByRole('row', { name: '€3,494.40' }).getByRole('link').click();
  await page.getByText('6120045').waitFor();
  await page.goto(`${console.sandbox.url}/console#${customer}/buy/NCBUSPREMI01`);
  await page.getByText('The customer already holds or held what is allowed of NCBUSPREMI01:0002: 1 per customer.').waitFor();
  expect(await page.getByRole('button', { name: /^Add Microsoft 365 Business Premium Trial/ }).count()).toBe(0);
  expect(failures).toEqual([]);
});

test('[CUS-2] an agreement that is missing is attested where one buys; the catalogue can be read without a customer, in the dark and on a phone', async () => {
  const { page, failures } = await console.as('Havn Cloud', `/customers/${idOf('Molenwiek Bakkerij')}/buy`, { colorScheme: 'dark', width: 390 });
  await page.getByRole('button', { name: 'Attest it' }).click();
  for (const [label, value] of Object.entries({ 'First name': 'Jop', 'Last name': 'Smit', 'E-mail': 'j.smit@molenwiek.example' })) await page.getByLabel(label).fill(value);
  const attest = page.getByRole('button', { name: 'Attest', exact: true });
  await page.getByRole('region', { name: 'Preview' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await attest.click();
  await page.getByText('The agreement is missing').waitFor({ state: 'detached' });
  await page.getByText('Can be bought').first().waitFor();
  expect(await fitsItsWidth(page)).toBe(true);
  await page.goto(`${console.sandbox.url}/console#/customers/${idOf('Molenwiek Bakkerij')}/carts/${idOf('Molenwiek Bakkerij')}`);
  await page.getByText('There is no such cart, or it has expired: a cart is kept for seven days.').waitFor();

  await page.goto(`${console.sandbox.url}/console#/catalogue`);
  await page.getByRole('link', { name: 'Microsoft 365 E3', exact: true }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('Market').fill('US');
  await page.getByRole('link', { name: 'Microsoft 365 E3 EEA (no Teams)' }).waitFor({ state: 'detached' });
  await page.getByLabel('Market').fill('XX');
  await page.getByText('country: the catalogue has no market XX.').waitFor();
  await page.goto(`${console.sandbox.url}/console#/catalogue/NL/NCBUSSTAND01`);
  await page.getByRole('table', { name: 'Terms and prices of Microsoft 365 Business Standard' }).getByText('€120.96').first().waitFor();
  expect(failures).toEqual([]);
});
