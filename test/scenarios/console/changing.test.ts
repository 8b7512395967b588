import { type Page } from 'playwright-core';
import { advanceTo, bodyOf, type Client, localState, signInAs } from '../../support/client';
import { accessibilityProblems, ConsoleBrowser, fitsItsWidth } from '../../support/consoleBrowser';
import { START_MS } from '../../support/sandbox';

let console: ConsoleBrowser;
let havn: Client;
let customerId: string;
beforeAll(async () => {
  console = await ConsoleBrowser.start('2021-06-18T10:00:00Z');
  havn = await signInAs(console.sandbox.url, 'havn-admin_agent');
  customerId = (await localState(console.sandbox.url)).customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
}, START_MS);
afterAll(() => console.remove());

/** An order of one line. @returns where the page of its subscription is */
const buy = async (sku: string, line: object): Promise<string> => {
  const [productId, skuId] = sku.split(':');
  const { items } = bodyOf<{ items: { catalogItemId: string }[] }>(await havn.get(`/v1/products/${productId}/skus/${skuId}/availabilities?country=NL`), 200);
  const order = bodyOf<{ lineItems: { subscriptionId: string }[] }>(await havn.post(`/v1/customers/${customerId}/orders`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId: items[0]?.catalogItemId, ...line }] }), 201);
  return `/customers/${customerId}/subscriptions/${order.lineItems[0]?.subscriptionId ?? ''}`;
};

const tenByTheMonth = { quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' };

/** All that was charged, as `addQuantity -94.08`. */
const charged = async (path: string): Promise<readonly string[]> =>
  bodyOf<{ items: { chargeType: string; subtotal: string }[] }>(await havn.get(`/nextterm/v1${path}/charges`), 200).items.map(({ chargeType, subtotal }) => `${chargeType} ${subtotal}`);

const subscription = async (path: string): Promise<unknown> => bodyOf(await havn.get(`/v1${path}`), 200);

const choose = async (page: Page, entry: RegExp): Promise<void> => {
  await page.getByRole('button', { name: 'Change …' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};

/** Amounts of the lines that a preview shows, as they are written. */
const amounts = async (page: Page): Promise<readonly string[]> => (await page.getByRole('table', { name: 'Lines that it will charge' }).locator('tbody tr td:last-child').allTextContents()).map((text) => text.trim());

test('[TRI-4] a trial is turned paid: the preview says the price of its year, and so much is charged', async () => {
  const trial = await buy('NCBUSPREMI01:0002', { quantity: 25, termDuration: 'P1M', billingCycle: 'none' });
  const { page, failures } = await console.as('Havn Cloud', trial, { colorScheme: 'dark', width: 390 });
  await page.getByRole('button', { name: 'Change …' }).click();
  expect(await page.getByRole('menuitem', { name: /^Suspend/, disabled: true }).textContent()).toContain('The status of the trial cannot be changed; with autoRenewEnabled off it ends by itself. (TRI-1)');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Turn paid now: Microsoft 365 Business Premium €412.00 now · until 18 Jul 2021, 02:00' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn paid now: Microsoft 365 Business Premium' });
  // 25 × 16.48 for the first of twelve months.
  await dialog.getByText('Charged now: €412.00').waitFor();
  expect(await amounts(page)).toEqual(['€0.00', '€412.00']);
  await dialog.getByText('It cannot be undone.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await fitsItsWidth(page)).toBe(true);
  // The answer is lost on the way: the same call is sent again, and done once.
  let isLost = false;
  await page.route(/\/transitions$/, async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    return route.abort();
  });
  await dialog.getByRole('button', { name: 'Turn it paid' }).click();
  await dialog.getByText('It may have been done all the same.').waitFor();
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('25 seats of Microsoft 365 Business Premium from now on. Charged: €412.00.').waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  expect(await charged(trial)).toEqual(['new 0.00', 'convert 0.00', 'convert 412.00']);
  expect(await subscription(trial)).toMatchObject({ isTrial: false, quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly' });
  expect(failures).toEqual([expect.stringContaining('net::ERR_FAILED')]);
});

test('[SUB-3] [SUB-4] a dialog stands open while the clock goes on: another amount is shown before it is sent, once the window has closed its refusal, with what was typed; and what somebody else changed is read anew', async () => {
  const path = await buy('NCBUSSTAND01:0001', tenByTheMonth);
  const { page, failures } = await console.as('Havn Cloud', path);
  await page.getByRole('button', { name: 'Change seats' }).click();
  const dialog = page.getByRole('dialog', { name: 'Seats of Microsoft 365 Business Standard' });
  const seats = dialog.getByRole('spinbutton', { name: 'Seats' });
  await dialog.getByText('10 seats can come off until 25 Jun 2021, 12:00').waitFor();
  await seats.fill('6');
  await dialog.getByText('Given back now: €40.32').waitFor();

  await advanceTo(console.sandbox.url, '2021-06-20T10:00:00Z');
  await dialog.getByRole('button', { name: 'Change to 6 seats' }).click();
  await dialog.getByText('Nothing was done yet').waitFor();
  // 28 of 30 days: 10 × 9.408, and 6 × 9.408 = 56.448 cut to 56.44.
  await dialog.getByText('Given back now: €37.64').waitFor();
  expect(await amounts(page)).toEqual(['-€94.08', '€56.44']);

  await advanceTo(console.sandbox.url, '2021-06-25T10:00:00Z');
  await dialog.getByRole('button', { name: 'Change to 6 seats' }).click();
  await dialog.getByRole('alert').getByText('0 can be taken off. The next window opens at renewal on 2021-07-18. (code 800090').waitFor();
  expect(await seats.inputValue()).toBe('6');
  expect(await dialog.getByRole('button', { name: 'Change to 6 seats' }).isDisabled()).toBe(true);
  await dialog.getByText('None can come off now.').waitFor();
  await dialog.getByRole('button', { name: 'Leave as it is' }).click();
  await page.getByRole('button', { name: 'Change …' }).click();
  expect(await page.getByRole('menuitem', { name: /^Take seats off/, disabled: true }).textContent()).toMatch(/\(SUB-4\) Opens again on 18 Jul 2021\.$/);
  expect(await charged(path)).toEqual(['new 100.80']);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Change seats' }).click();
  await seats.fill('11');
  await dialog.getByText('Charged now: €7.72').waitFor();
  bodyOf(await havn.patch(`/v1${path}`, { quantity: 12 }), 200);
  await dialog.getByRole('button', { name: 'Change to 11 seats' }).click();
  await dialog.getByText('Nothing was done yet').waitFor();
  // 12 × 7.728 = 92.736, and 11 × 7.728 = 85.008.
  await dialog.getByText('Given back now: €7.73').waitFor();
  expect(await amounts(page)).toEqual(['-€92.73', '€85.00']);
  await dialog.getByRole('button', { name: 'Leave as it is' }).click();
  expect(await subscription(path)).toMatchObject({ quantity: 12 });
  expect(failures).toEqual([]);
});

test('[SUB-3] [SCH-1] [SCH-4] [REN-2] bought, reduced in its window, planned, changed and undone, renewed as planned: what is previewed is what is charged', async () => {
  const path = await buy('NCBUSSTAND01:0001', tenByTheMonth);
  await advanceTo(console.sandbox.url, '2021-06-27T10:00:00Z');
  const { page, failures } = await console.as('Havn Cloud', path);
  await choose(page, /^Take seats off down to 1 seat · €84.68 back · until 2 Jul 2021, 12:00$/);
  await page.getByRole('spinbutton', { name: 'Seats' }).fill('6');
  await page.getByText('Given back now: €37.64').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Change to 6 seats' }).click();
  await page.getByText('6 seats from now on, instead of 10. Given back: €37.64. It can be undone until 25 Jul 2021, 02:00').waitFor();
  expect(await charged(path)).toEqual(['new 100.80', 'removeQuantity -94.08', 'removeQuantity 56.44']);

  await page.getByRole('button', { name: 'Plan the next term' }).click();
  const plan = page.getByRole('dialog', { name: 'The next term of Microsoft 365 Business Standard' });
  await plan.getByLabel('Product').selectOption('Microsoft 365 Business Premium');
  await plan.getByLabel('Term and billing').selectOption('One year, billed monthly: €16.48 a seat each time');
  await plan.getByRole('spinbutton', { name: 'Seats' }).fill('8');
  await plan.getByText(/^Renewal on 25 Jul 2021, 02:00.*: 8 seats of Microsoft 365 Business Premium for €131.84$/).waitFor();
  await plan.getByRole('button', { name: 'Plan it so' }).click();
  await page.getByText('Planned for the next term: 8 seats, 1 year.').waitFor();

  await choose(page, /^Turn auto-renew off/);
  await page.getByText('It deletes the plan for the next term.').waitFor();
  await page.getByRole('button', { name: 'Turn auto-renew off' }).click();
  await page.getByText('It ends with its term. Deleted: the plan for the next term.').waitFor();
  expect(await subscription(path)).toMatchObject({ autoRenewEnabled: false });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByText(/^Renewal on .*8 seats of Microsoft 365 Business Premium for €131.84$/).waitFor();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await page.getByText('It is as it was before.').waitFor();
  expect(await subscription(path)).toMatchObject({ autoRenewEnabled: true, scheduledNextTermInstructions: { quantity: 8, product: { productId: 'NCBUSPREMI01', termDuration: 'P1Y' } } });

  await advanceTo(console.sandbox.url, '2021-07-25T00:10:00Z');
  await page.reload();
  await page.getByText('8 seats').first().waitFor();
  await page.getByRole('tab', { name: 'Charges' }).click();
  await page.getByRole('cell', { name: '€131.84' }).waitFor();
  expect(await charged(path)).toEqual(['new 100.80', 'removeQuantity -94.08', 'removeQuantity 56.44', 'renew 131.84']);
  await page.getByRole('button', { name: 'Change …' }).click();
  await page.getByRole('menuitem', { name: /^Take seats off down to 1 seat · €115.36 back/ }).waitFor();
  expect(failures).toEqual([]);
});
