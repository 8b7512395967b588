import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { advanceTo, bodyOf, type Client, localState, signIn, signInAs } from '../../support/client';
import { buy, catalogItem } from '../../support/clientShop';
import { accessibilityProblems, cellsOf, ConsoleBrowser, fitsItsWidth } from '../../support/consoleBrowser';
import { START_MS } from '../../support/sandbox';

let console: ConsoleBrowser;
let havn: Client;
let customer: string;

beforeAll(async () => {
  console = await ConsoleBrowser.start('2021-06-18T10:00:00Z');
  const { url } = console.sandbox;
  havn = await signInAs(url, 'havn-admin_agent');
  customer = (await localState(url)).customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
  const catalogItemId = await catalogItem(havn, 'NCBUSSTAND01', 'NL');
  const [standard = ''] = await buy(havn, customer, [
    { catalogItemId, quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' },
    { catalogItemId: await catalogItem(havn, 'NCBUSBASIC01', 'NL'), quantity: 25, termDuration: 'P1M', billingCycle: 'monthly' },
  ]);
  const plan = { scheduledNextTermInstructions: { product: { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId: catalogItemId.split(':')[2], termDuration: 'P1M', billingCycle: 'monthly' }, quantity: 12 } };
  bodyOf(await havn.patch(`/v1/customers/${customer}/subscriptions/${standard}`, { friendlyName: 'Office', ...plan }), 200);
  await advanceTo(url, '2021-06-20T10:00:00Z');
}, START_MS);
afterAll(() => console.remove());

test('the overview shows first, with the windows at risk by money and what the coming year brings, to the cent', async () => {
  const { page, failures } = await console.as('Havn Cloud');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  // 10 x 10.08 and 25 x 5.38 for a month of 30 days, of which 2 are used: x 28 / 30.
  expect(await cellsOf(page, 'Windows that close soon')).toEqual([
    ['Microsoft 365 Business Basic', 'Zonnebloem Installaties', '25 of 25', '25 Jun 2021, 12:00 2021-06-25 10:00 UTC', '€125.53', 'if cancelled'],
    ['Office', 'Zonnebloem Installaties', '10 of 10', '25 Jun 2021, 12:00 2021-06-25 10:00 UTC', '€94.08', 'if cancelled'],
  ]);
  await page.getByText('€219.61 can still come back, until these windows close.').waitFor();
  await page.getByRole('img', { name: /^Calendar of twelve months: terms renew on 11 days/ }).locator('canvas').first().waitFor();
  await page.getByText("The calendar's figures").click();
  const days = await cellsOf(page, 'Renewals by day in EUR');
  // 12 x 10.08 + 25 x 5.38 as planned, 10 x 10.08 + 25 x 5.38 without.
  expect(days.slice(0, 2)).toEqual([
    ['18 Jul 2021', '2', '€255.46', '€235.30'],
    ['18 Aug 2021', '2', '€255.46', '€235.30'],
  ]);
  expect(days).toHaveLength(11);
  await page.getByText("The months' figures").click();
  expect((await cellsOf(page, 'Charges by month in EUR')).slice(0, 2)).toEqual([
    ['Jun 2021', '0', '€0.00', '€0.00'],
    ['Jul 2021', '2', '€255.46', '€235.30'],
  ]);
  await page.getByText('€2,810.06 before tax').waitFor();
  expect(await cellsOf(page, 'This month against the last')).toEqual([['Charged', '€235.30', '€0.00', '€235.30']]);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(failures).toEqual([]);
});

test('a helpdesk agent sees what closes without its money, and why not the rest, on a phone in the dark; the operator sees what stands still, and lets due work go on that was paused', async () => {
  const { page, failures } = await console.as('Havn Cloud', '/overview', { role: 'helpdesk_agent', width: 390, colorScheme: 'dark' });
  expect(await cellsOf(page, 'Windows that close soon')).toHaveLength(2);
  expect(await page.getByRole('columnheader', { name: 'Would come back' }).count()).toBe(0);
  for (const permission of ['charges.read', 'reconciliation.read', 'webhooks.manage']) await page.getByText(`This needs the permission ${permission}, which helpdesk_agent does not have.`).waitFor();
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  const { url } = console.sandbox;
  const whoPauses = await signIn(url, (await localState(url)).operatorTenantId, 'operator');
  bodyOf(await whoPauses.put('/nextterm/v1/operations/sweep', { state: 'paused', reason: 'a look at the prices' }), 200);
  const operator = await console.as('Operator', '/overview');
  await operator.page.getByText('No work is parked.').waitFor();
  await operator.page.getByText('Every event was told on.').waitFor();
  await operator.page.getByText('Due work is paused').waitFor();
  await operator.page.getByText('a look at the prices').waitFor();
  expect((await cellsOf(operator.page, 'Parts of the installation')).slice(0, 2)).toEqual([
    ['Storage', 'Up', ''],
    ['Bus', 'Up', ''],
  ]);
  expect(await accessibilityProblems(operator.page)).toEqual([]);
  await operator.page.getByRole('button', { name: 'Let it go on' }).click();
  await operator.page.getByRole('alertdialog').getByRole('button', { name: 'Let it go on' }).click();
  await operator.page.getByText('Due work is paused').waitFor({ state: 'detached' });
  expect([...failures, ...operator.failures]).toEqual([]);
});

test('the plan of renewals is edited, shows what it would do before it is asked about, is carried out, and taken back with the same file', async () => {
  const { page, failures } = await console.as('Havn Cloud', '/renewals', { width: 390 });
  expect(await cellsOf(page, 'Renewals')).toEqual(
    expect.arrayContaining([
      ['17 Jul 2021', 'Renewal', 'Office', 'Zonnebloem Installaties', '10', '12 seats of Microsoft 365 Business Standard', '€120.96'],
      ['17 Jul 2021', 'Renewal', 'Microsoft 365 Business Basic', 'Zonnebloem Installaties', '25', '25 seats of Microsoft 365 Business Basic', '€134.50'],
    ]),
  );
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the plan' }).click();
  const rows: readonly (readonly string[])[] = parse(readFileSync(await (await downloaded).path(), 'utf8'), { bom: true });
  const place = rows[0]?.lastIndexOf('Quantity');
  // As a spreadsheet writes it that has semicolons.
  const edited = rows.map((row) => row.map((cell, index) => `"${index === place && cell === '25' ? '30' : cell}"`).join(';')).join('\r\n');
  const file = page.getByLabel('File of the plan');
  await file.setInputFiles({ name: 'no-plan.csv', mimeType: 'text/csv', buffer: Buffer.from('A,B\r\n1,2\r\n') });
  await page.getByText('There is no column CustomerId, SubscriptionId, PlanTag: this is no plan of renewals, or no longer one.').waitFor();
  await file.setInputFiles({ name: 'renewals.csv', mimeType: 'text/csv', buffer: Buffer.from(edited) });
  await page.getByText('The file has 2 lines.').waitFor();
  await page.getByRole('button', { name: 'Show what it would do' }).click();
  await page.getByText(/^1 (would apply, 1 unchanged|unchanged, 1 would apply)\. Nothing was changed yet\.$/).waitFor();
  const would = (await cellsOf(page, 'What the plan would do')).find(([, , , outcome]) => outcome === 'Would apply');
  // 30 x 5.38
  expect(would?.slice(1)).toEqual(['Zonnebloem Installaties', 'Microsoft 365 Business Basic', 'Would apply', 'Seats: 25 → 30', 'Renewal on 18 Jul 2021: 30 seats of Microsoft 365 Business Basic for €161.40']);
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Carry out 1 line' }).click();
  await page.getByRole('alertdialog', { name: 'Carry out the plan' }).getByRole('button', { name: 'Carry out 1 line' }).click();
  await page.getByText('1 applied.').waitFor();
  await page.getByRole('table', { name: 'Renewals' }).getByText('€161.40').waitFor();
  await page.getByRole('button', { name: 'Show what taking it back would do' }).click();
  await page.getByRole('button', { name: 'Take back 1 line' }).click();
  await page.getByRole('alertdialog', { name: 'Take the plan back' }).getByRole('button', { name: 'Take back 1 line' }).click();
  await page.getByText('1 taken back.').waitFor();
  await page.getByRole('table', { name: 'Renewals' }).getByText('€134.50').waitFor();
  expect(failures).toEqual([]);
});

test('somebody moves the clock a month by a button, and goes from what happened to the subscription', async () => {
  const { page, failures } = await console.as('Havn Cloud', '/clock');
  await page.getByText(/^Next, of all organisations: cancellation window on/).waitFor();
  await page.getByRole('table', { name: 'What is next' }).getByRole('link', { name: 'Office' }).first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'A month on' }).click();
  await page.getByText('From 20 Jun 2021, 12:00 to 20 Jul 2021, 12:00.').waitFor();
  await page.getByTestId('clock-now').getByText('2021-07-20 10:00 UTC').waitFor();
  const renewed = page.getByRole('table', { name: 'What happened' }).getByRole('row').filter({ hasText: 'Renewal' }).filter({ hasText: 'Office' }).first();
  await renewed.filter({ hasText: '2021-07-18 00:00 UTC' }).filter({ hasText: 'Zonnebloem Installaties' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await renewed.getByRole('link', { name: 'Office' }).click();
  await page.getByRole('heading', { name: 'Office' }).waitFor();
  await page.getByText('12 seats can still come off.').waitFor();
  expect(failures).toEqual([]);
});
