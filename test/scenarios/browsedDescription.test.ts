import { type Browser } from 'playwright-core';
import { BROWSED_POLICY } from '../../src/adapters/http/description/served/browsedPage';
import { launchBrowser } from '../support/browser';
import { Sandbox, START_MS } from '../support/sandbox';

describe('the description in a browser', () => {
  let sandbox: Sandbox;
  let browser: Browser;

  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([Sandbox.start('2021-06-18T10:00:00Z'), launchBrowser()]);
  }, START_MS);
  afterAll(async () => {
    await browser.close();
    await sandbox.remove();
  });

  test('/docs shows every area and, opened, an operation with its roles; everything comes from the server itself, and nothing fails', async () => {
    const page = await browser.newPage();
    const failures: string[] = [];
    const origins = new Set<string>();
    page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('request', (request) => request.url().startsWith('http') && origins.add(new URL(request.url()).origin));
    const answer = await page.goto(`${sandbox.url}/docs#/Subscriptions/patchSubscription`);
    // What the policy forbids is a failure on the console.
    expect(answer?.headers()).toMatchObject({ 'content-security-policy': BROWSED_POLICY, 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
    const operation = page.locator('#operations-Subscriptions-patchSubscription');
    await operation.locator('.opblock-body').waitFor();
    const areas = (await page.locator('.opblock-tag > a').allTextContents()).map((text) => text.trim());
    expect(areas).toEqual(expect.arrayContaining(['Catalogue', 'Subscriptions', 'Webhooks', 'Installation']));
    expect(await operation.locator('.opblock-summary-path').textContent()).toContain('/subscriptions/');
    expect(await operation.locator('.responses-table').first().textContent()).toContain('800090');
    expect({ failures, origins: [...origins] }).toEqual({ failures: [], origins: [sandbox.url] });
  });
});
