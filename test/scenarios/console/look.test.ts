import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';
import { advanceTo, bodyOf, type Client, localState, signInAs } from '../../support/client';
import { buy, catalogItem } from '../../support/clientShop';
import { type Collection, type Resource, type WireOrder } from '../../support/clientWire';
import { accessibilityProblems, cellsOf, ConsoleBrowser, fitsItsWidth } from '../../support/consoleBrowser';
import { START_MS } from '../../support/sandbox';

let console: ConsoleBrowser;
let havn: Client;
let customer: string;
let subscription: string;
let software: string;
let plan: string;

beforeAll(async () => {
  console = await ConsoleBrowser.start('2021-06-18T10:00:00Z');
  const { url } = console.sandbox;
  havn = await signInAs(url, 'havn-admin_agent');
  customer = (await localState(url)).customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
  [subscription = ''] = await buy(havn, customer, [{ catalogItemId: await catalogItem(havn, 'NCBUSSTAND01', 'NL'), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
  await advanceTo(url, '2021-06-20T10:00:00Z');
  bodyOf(await havn.patch(`/v1/customers/${customer}/subscriptions/${subscription}`, { quantity: 12, friendlyName: 'Office' }), 200);
  const server = { offerId: await catalogItem(havn, 'NCSQLSTAND01', 'NL'), quantity: 2 };
  software = bodyOf<WireOrder>(await havn.post(`/v1/customers/${customer}/orders`, { partnerOnRecordAttestationAccepted: true, billingCycle: 'one_time', lineItems: [server] }), 201).lineItems[0]?.subscriptionId ?? '';
  await buy(havn, customer, [{ catalogItemId: await catalogItem(havn, 'NCM365ENTE05', 'NL'), quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }]);
  // Whose calls are charged under a plan of its own.
  const { items } = bodyOf<Collection<Resource & { readonly billingType: string }>>(await havn.get(`/v1/customers/${customer}/subscriptions`), 200);
  plan = items.find(({ billingType }) => billingType === 'usage')?.id ?? '';
}, START_MS);
afterAll(() => console.remove());

/** The entries of a list that hold a text. */
const entryOf = (page: Page, text: string) => page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').filter({ hasText: text });

test('one subscription: what can come off, past and future around the clock of the server, each charge explained, events and audit', async () => {
  const { page, failures } = await console.as('Havn Cloud', `/customers/${customer}/subscriptions/${subscription}`);
  await page.getByRole('heading', { name: 'Office' }).waitFor();
  await page.getByText('12 seats can still come off.').waitFor();
  expect(await cellsOf(page, 'Seats that can still come off')).toEqual([
    ['10', '25 Jun 2021, 12:00 2021-06-25 10:00 UTC'],
    ['2', '27 Jun 2021, 12:00 2021-06-27 10:00 UTC'],
  ]);
  await page.getByText(/It renews on 18 Jul 2021, 02:00.*12 seats of Microsoft 365 Business Standard for €120\.96/).waitFor();
  await entryOf(page, 'Bought').getByText('€100.80').waitFor();
  await entryOf(page, 'Licences added').getByText('€18.81').waitFor();
  const now = page.getByRole('list', { name: 'Timeline' }).locator('[aria-current=date]');
  expect((await now.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/^20 Jun 2021, 12:00 2021-06-20 10:00 UTC Now Term 1 12 seats of Microsoft 365 Business Standard/);
  // Renewed by itself, a month for a month.
  expect(await entryOf(page, 'Renewal').first().innerText()).toContain('€120.96');
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Charges' }).click();
  expect(await cellsOf(page, 'Charges')).toEqual([
    ['New', '18 Jun 2021', '17 Jul 2021', '10', '€10.08', 'whole cycle', '€100.80', 'Explain'],
    ['Add quantity', '20 Jun 2021', '17 Jul 2021', '10', '€10.08', '28 of 30 days', '-€94.08', 'Explain'],
    ['Add quantity', '20 Jun 2021', '17 Jul 2021', '12', '€10.08', '28 of 30 days', '€112.89', 'Explain'],
  ]);
  await page.getByRole('button', { name: 'Explain Add quantity of 2021-06-20' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'How this charge came about' });
  await dialog.getByText('10.08 × 28 ÷ 30 days = 9.408 each; × 12 = 112.89 EUR', { exact: true }).waitFor();
  await dialog.getByText('havn admin agent, update subscription').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('tab', { name: 'Events' }).click();
  expect((await cellsOf(page, 'Events')).map(([, what]) => what)).toEqual(['Subscription purchased', 'Seats added', 'Subscription renamed']);
  await page.getByRole('tab', { name: 'Audit' }).click();
  expect((await cellsOf(page, 'Audit records')).map(([, who, what, outcome, answer]) => [who, what, outcome, answer])).toEqual([['havn admin agent', 'Update subscription', 'Succeeded', '200']]);
  await page.getByRole('tab', { name: 'Add-ons' }).click();
  await page.getByText('No add-on hangs on it.').waitFor();
  expect(failures).toEqual([]);
});

test('what has no term, and no seats, has a page too; whoever may not read the audit log is told so', async () => {
  const { page, failures } = await console.as('Havn Cloud', `/customers/${customer}/subscriptions/${software}`, { role: 'sales_agent', width: 390, colorScheme: 'dark' });
  await page.getByText('none: it has no end').waitFor();
  await entryOf(page, 'Bought').getByText('€6,120.00').waitFor();
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Audit' }).click();
  await page.getByText('This needs the permission audit.read, which sales_agent does not have.').waitFor();
  await page.goto(`${console.sandbox.url}/console#/customers/${customer}/subscriptions/${plan}`);
  await entryOf(page, 'Azure plan set up').first().waitFor();
  await page.getByText('Nothing happens by itself.').waitFor();
  expect(failures).toEqual([]);
});

test('lists of subscriptions are narrowed, and the file with them', async () => {
  const { page, failures } = await console.as('Havn Cloud', '/customers');
  await page.getByRole('link', { name: 'Zonnebloem Installaties' }).click();
  const named = async () => (await cellsOf(page, 'Subscriptions')).map(([name]) => name);
  expect((await named()).toSorted()).toEqual(['Azure plan', 'Microsoft 365 E5 (with Calling Minutes)', 'Office', 'SQL Server Standard - 2 Core License Pack']);
  await page.getByLabel('Category').selectOption('Software');
  await page.getByRole('link', { name: 'Office' }).waitFor({ state: 'detached' });
  expect(await named()).toEqual(['SQL Server Standard - 2 Core License Pack']);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('subscriptions.csv');
  const lines = readFileSync(await file.path(), 'utf8').trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(software);
  await page.getByLabel('Billing type').selectOption('By use');
  await page.getByText('No subscription is like that.').waitFor();
  await page.getByLabel('Category').selectOption('all');
  await page.getByRole('link', { name: 'Azure plan' }).click();
  await page.getByRole('heading', { name: 'Azure plan' }).waitFor();
  // The list is as it was left.
  await page.goBack();
  expect(await named()).toEqual(['Azure plan']);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Subscriptions' }).click();
  // Until it is loaded the page before stands there, with the same filters.
  await page.getByRole('heading', { level: 1, name: 'Subscriptions' }).waitFor();
  await page.getByLabel('Publisher begins with').fill('fjord');
  await page.getByText('No subscription is like that.').waitFor();
  await page.getByLabel('Publisher begins with').fill('');
  await page.getByLabel('State').selectOption('Active');
  await page.getByRole('link', { name: 'Office' }).waitFor();
  expect((await cellsOf(page, 'Subscriptions')).map(([whose]) => whose)).toEqual(Array.from({ length: 4 }, () => 'Zonnebloem Installaties'));
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(failures).toEqual([]);
});

test('a new customer is made as its preview said, and its page says what is missing before anything can be bought', async () => {
  const { page, failures } = await console.as('Havn Cloud', '/customers', { width: 390 });
  await page.getByRole('button', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  const typed = { 'Company name': 'Lelieveld', 'Domain': 'lelieveld.onmicrosoft.com', 'First name': 'Ilse', 'Last name': 'Kuiper', 'E-mail': 'ilse@lelie', 'Address': 'Havenkade 12', 'City': 'Utrecht' };
  for (const [label, value] of Object.entries(typed)) await dialog.getByLabel(label).fill(value);
  await dialog.getByText(/billingProfile\.email/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true);
  await dialog.getByLabel('E-mail').fill('ilse@lelie.example');
  await dialog.getByRole('button', { name: 'Create', disabled: false }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Lelieveld' }).waitFor();
  await page.getByText('The agreement is missing').waitFor();
  await page.getByText('This customer has no subscription of yours.').waitFor();
  expect(await fitsItsWidth(page)).toBe(true);
  await page.getByRole('tab', { name: 'Relationship and agreements' }).click();
  expect((await cellsOf(page, 'Relationships')).map(([state]) => state)).toEqual(['Accepted']);
  await page.getByRole('tab', { name: 'Usage' }).click();
  await page.getByText('nothing', { exact: true }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(failures).toEqual([]);
});

const CUSTOMERS = 5_000;
const PAGE = 100;

test('a list of 5,000 customers asks for the pages that are seen, and draws the rows that are seen', async () => {
  const { page, failures } = await console.as('Havn Cloud', '/subscriptions');
  await page.getByRole('table', { name: 'Subscriptions' }).waitFor();
  const [first] = bodyOf<Collection<{ readonly companyProfile: object }>>(await havn.get('/v1/customers?size=1'), 200).items;
  const asked: string[] = [];
  // The server's own form, for as many as no test makes.
  await page.route(/\/v1\/customers\?/, async (route) => {
    const from = Number(route.request().headers()['ms-continuationtoken'] ?? 0);
    asked.push(String(from));
    const items = Array.from({ length: PAGE }, (_, index) => ({ ...first, id: `customer-${from + index}`, companyProfile: { ...first?.companyProfile, companyName: `Customer ${from + index}` } }));
    const headers = [{ key: 'MS-ContinuationToken', value: String(from + PAGE) }];
    const next = from + PAGE < CUSTOMERS ? { next: { uri: '/customers', method: 'GET', headers } } : {};
    await route.fulfill({ json: { totalCount: items.length, items, links: { self: { uri: '/customers', method: 'GET', headers: [] }, ...next }, attributes: { objectType: 'Collection' } } });
  });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('link', { name: 'Customer 0', exact: true }).waitFor();
  expect(asked).toEqual(['0']);
  const list = page.getByRole('region', { name: 'Customers' });
  for (const last of [99, 199, 299]) {
    await list.focus();
    await page.keyboard.press('End');
    await page.getByRole('link', { name: `Customer ${last}`, exact: true }).waitFor();
  }
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(await page.getByRole('table', { name: 'Customers' }).getByRole('link').count()).toBeLessThan(60);
  expect(failures).toEqual([]);
});
