import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';
import { advanceTo, bodyOf, type Client, localState, signInAs } from '../../support/client';
import { buy, catalogItem } from '../../support/clientShop';
import { accessibilityProblems, cellsOf, ConsoleBrowser, fitsItsWidth } from '../../support/consoleBrowser';
import { START_MS } from '../../support/sandbox';

let console: ConsoleBrowser;
let havn: Client;
let nordlys: Client;
let customer: string;
let havnTenant: string;
let nordlysTenant: string;
let customerNamed: (name: string) => string;

beforeAll(async () => {
  console = await ConsoleBrowser.start('2021-06-18T10:00:00Z');
  const { url } = console.sandbox;
  [havn, nordlys] = await Promise.all([signInAs(url, 'havn-admin_agent'), signInAs(url, 'nordlys-admin_agent')]);
  const { partners, customers } = await localState(url);
  havnTenant = partners.find(({ slug }) => slug === 'havn')?.tenantId ?? '';
  nordlysTenant = partners.find(({ slug }) => slug === 'nordlys')?.tenantId ?? '';
  customerNamed = (wanted) => customers.find(({ name }) => name === wanted)?.tenantId ?? '';
  customer = customerNamed('Grachtenpand Makelaars');
  await buy(havn, customer, [{ catalogItemId: await catalogItem(havn, 'NCBUSSTAND01', 'NL'), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
}, START_MS);
afterAll(() => console.remove());

test('[CUS-1] [TRF-1] [TRF-2] a customer accepts a partner at the link of its request; that partner asks the other for a transfer, sees what it would pay, and gets what is handed over; all three see it', async () => {
  const { url } = bodyOf<{ readonly url: string }>(await nordlys.get('/v1/customers/relationshiprequests'), 200);
  const its = await console.as('Grachtenpand Makelaars', '/requests');
  await its.page.getByText('1 partner waits for your answer.').waitFor();
  expect((await cellsOf(its.page, 'Your partners')).map(([name, state]) => [name, state])).toEqual([
    ['Nordlys IT', 'Pending'],
    ['Havn Cloud', 'Accepted'],
  ]);
  expect(await accessibilityProblems(its.page)).toEqual([]);
  await its.page.goto(url);
  await its.page.getByText('Nordlys IT asks to become a partner of yours.').waitFor();
  await its.page.getByRole('button', { name: 'Accept', exact: true }).click();
  const accept = its.page.getByRole('dialog', { name: 'Accept Nordlys IT' });
  await accept.getByLabel('I also accept the Microsoft Customer Agreement').check();
  await accept.getByText('Nothing is charged now, and nothing given back.').waitFor();
  expect(await accessibilityProblems(its.page)).toEqual([]);
  await accept.getByRole('button', { name: 'Accept', exact: true }).click();
  await its.page.getByText('Nordlys IT is a partner of yours').waitFor();
  expect(await its.page.getByRole('button', { name: 'Decline' }).count()).toBe(0);

  const target = await console.as('Nordlys IT', `/customers/${customer}`);
  await target.page.getByRole('link', { name: 'Transfers' }).last().click();
  await target.page.getByRole('button', { name: 'Ask for a transfer' }).click();
  await target.page.getByLabel('Tenant of the partner who hands over').fill('Havn Cloud');
  await target.page.getByText('A tenant id has the form').waitFor();
  await target.page.getByLabel('Tenant of the partner who hands over').fill(havnTenant);
  expect(await target.page.getByLabel('E-mail of the customer').inputValue()).toBe('s.visser@grachtenpandmakelaars.example');
  await target.page.getByRole('button', { name: 'Ask', exact: true }).click();
  await target.page.getByText('Havn Cloud has been asked, and has not answered yet.').waitFor();
  await target.page.getByText('Nothing has been offered yet.').waitFor();
  expect(await accessibilityProblems(target.page)).toEqual([]);

  const source = await console.as('Havn Cloud', '/transfers');
  await source.page.getByRole('link', { name: 'Havn Cloud to Nordlys IT' }).click();
  await source.page.getByText('You have offered nothing yet.').waitFor();
  await source.page.getByRole('button', { name: 'Offer', exact: true }).click();
  await source.page.getByLabel('Microsoft 365 Business Standard').check();
  const offer = source.page.getByRole('dialog', { name: 'Offer subscriptions' });
  await offer.getByRole('table', { name: 'What becomes of each subscription' }).waitFor();
  expect(await accessibilityProblems(source.page)).toEqual([]);
  await offer.getByRole('button', { name: 'Offer', exact: true }).click();
  // Of 30 days of 10.08 the first is used: 29 come back.
  expect(await cellsOf(source.page, 'Your charges')).toEqual([['Cancel immediate', '19 Jun 2021', '17 Jul 2021', '10', '€10.08', '29 of 30 days', '-€97.44']]);
  // 112.88 × 29 ÷ 30 = 109.1173 each; the other's prices are in its own currency.
  expect(await cellsOf(target.page, 'Your charges')).toEqual([['New', '19 Jun 2021', '17 Jul 2021', '10', 'SEK 112.88', '29 of 30 days', 'SEK 1,091.17']]);
  await its.page.getByRole('link', { name: 'Your transfers' }).click();
  await its.page.getByRole('link', { name: 'Havn Cloud to Nordlys IT' }).click();
  await its.page.getByText('You need do nothing').waitFor();

  await source.page.getByRole('button', { name: 'Hand over' }).click();
  const submit = source.page.getByRole('dialog', { name: 'Hand subscriptions over' });
  await submit.getByText('Given back now: €97.44').waitFor();
  await submit.getByText('It cannot be undone.').waitFor();
  await submit.getByRole('button', { name: 'Hand over' }).click();
  await submit.waitFor({ state: 'detached' });
  await source.page.getByRole('button', { name: 'Reject' }).waitFor({ state: 'detached' });
  await advanceTo(console.sandbox.url, '2021-06-18T10:05:00Z');

  await target.page.getByRole('link', { name: 'Microsoft 365 Business Standard' }).waitFor();
  await source.page.getByRole('table', { name: 'Subscriptions of the transfer' }).getByText('Complete').waitFor();
  await its.page.reload();
  await its.page.getByRole('table', { name: 'Subscriptions of the transfer' }).getByText('Complete').waitFor();
  await its.page.getByRole('table', { name: 'Events of the transfer' }).getByText('Transfer completed').waitFor();
  expect(await accessibilityProblems(its.page)).toEqual([]);
  await target.page.getByRole('link', { name: 'Microsoft 365 Business Standard' }).click();
  await target.page.getByRole('heading', { name: 'Microsoft 365 Business Standard' }).waitFor();
  expect([its.failures, target.failures, source.failures]).toEqual([[], [], []]);
});

/** What the browser keeps when a button is pressed: the file's name, and what it begins with. */
const downloaded = async (page: Page, button: string): Promise<readonly [string, string]> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return [download.suggestedFilename(), readFileSync(await download.path(), 'latin1')];
};

test('[BIL-2] [BIL-4] the source is invoiced for the day that it had it: the invoice is opened, and its statement and its lines are downloaded', async () => {
  await advanceTo(console.sandbox.url, '2021-07-10T10:00:00Z');
  const { page, failures } = await console.as('Havn Cloud', '/invoices', { role: 'billing_admin' });
  await page.getByText('July 2021 is invoiced on').waitFor();
  // 100.80 less 97.44.
  expect(await cellsOf(page, 'Invoices')).toEqual([['G000000001', 'June 2021', 'Invoice', '5 Sept 2021', '2', '€3.36', '€3.36']]);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('link', { name: 'G000000001' }).click();
  expect((await cellsOf(page, 'Billing lines')).map((row) => row.slice(0, 8)).toSorted()).toEqual([
    ['Grachtenpand Makelaars', 'Microsoft 365 Business Standard', 'Cancel immediate', '19 Jun 2021', '17 Jul 2021', '10', '-€9.744', '-€97.44'],
    ['Grachtenpand Makelaars', 'Microsoft 365 Business Standard', 'New', '18 Jun 2021', '17 Jul 2021', '10', '€10.08', '€100.80'],
  ]);
  expect(await accessibilityProblems(page)).toEqual([]);
  const [statement, pdf] = await downloaded(page, 'Statement (PDF)');
  expect([statement, pdf.slice(0, 5)]).toEqual(['Invoice_G000000001.pdf', '%PDF-']);
  const [, csv] = await downloaded(page, 'Lines as CSV');
  expect(csv.trim().split(/\r?\n/)).toEqual([expect.stringContaining('SubscriptionId'), expect.stringContaining('100.8'), expect.stringContaining('-97.44')]);
  await page.getByRole('tab', { name: 'How it was invoiced' }).click();
  await page.getByText('Lines counted').waitFor();

  await page.goto(`${console.sandbox.url}/console#/statements/2021-06`);
  expect(await cellsOf(page, 'Totals')).toEqual([['EUR', '2', '€3.36', '€0.00', '€3.36']]);
  await page.getByRole('table', { name: 'By customer and product' }).getByText('Grachtenpand Makelaars').first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.goto(`${console.sandbox.url}/console#/unbilled`);
  await page.getByText('No charge of this month and currency waits for its invoice.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(failures).toEqual([]);
});

test('[OVG-4] [OVG-5] a customer asks that its overage goes to another partner; both agree at the address of the request, the one sets it to None, the other assigns it', async () => {
  const oresund = customerNamed('Oresund Foods');
  // Both sell the licences; who came first has the overage.
  for (const partner of [havn, nordlys]) await buy(partner, oresund, [{ catalogItemId: await catalogItem(partner, 'NCTEAMSPHON1', 'SE'), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
  const its = await console.as('Oresund Foods', '/your/overage', { colorScheme: 'dark', width: 390 });
  await its.page.getByRole('button', { name: 'Ask for a hand-over' }).click();
  await its.page.getByLabel('Tenant of the partner who is to have it').fill(nordlysTenant);
  await its.page.getByRole('button', { name: 'Ask', exact: true }).click();
  await its.page.getByText('the source agrees, the target agrees').waitFor();
  expect(await accessibilityProblems(its.page)).toEqual([]);
  expect(await fitsItsWidth(its.page)).toBe(true);
  const path = new URL(its.page.url()).hash.slice(1);

  const target = await console.as('Nordlys IT', path);
  await target.page.getByText('told once that partner has agreed').waitFor();
  await target.page.getByRole('button', { name: 'Agree' }).click();
  await target.page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click();
  await target.page.getByText('the source agrees', { exact: true }).waitFor();

  const source = await console.as('Havn Cloud', path);
  await source.page.getByRole('button', { name: 'Agree' }).click();
  await source.page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click();
  await source.page.getByText('the source sets the overage to None', { exact: true }).waitFor();
  await source.page.getByRole('button', { name: 'Overage', exact: true }).click();
  await source.page.getByRole('table', { name: 'Overage assigned' }).getByText('Phone services').waitFor();
  await source.page.getByText('Nothing has been charged: a month is once it has closed.').waitFor();
  expect(await accessibilityProblems(source.page)).toEqual([]);
  await source.page.getByRole('button', { name: 'Set to None' }).click();
  await source.page.getByRole('dialog').getByRole('button', { name: 'Set to None' }).click();
  await source.page.getByText(/^Phone services is set to None/).waitFor();

  await target.page.reload();
  await target.page.getByText('the target assigns it', { exact: true }).waitFor();
  await target.page.getByRole('button', { name: 'Overage', exact: true }).click();
  await target.page.getByRole('button', { name: 'Assign' }).click();
  await target.page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  await target.page.getByRole('table', { name: 'Overage assigned' }).getByText('Phone services').waitFor();
  expect([its.failures, target.failures, source.failures]).toEqual([[], [], []]);
});
