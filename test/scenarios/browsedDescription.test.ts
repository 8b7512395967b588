import { readFileSync } from 'node:fs';
import { type Browser, type Page } from 'playwright-core';
import { BROWSED_POLICY } from '../../src/adapters/http/description/served/browsedPage';
import { launchBrowser } from '../../src/cli/pictures/browser';
import { Sandbox, START_MS } from '../support/sandbox';

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds on a page, as one line each. Run beside the page's own policy, which lets no script in. */
const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate<{ readonly violations: readonly Violation[] }>('axe.run()');
  return found.violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 100)).join(' | ')}`);
};

describe('pages of the server in a browser', () => {
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

  test('/ shows the clock, who can sign in and the last requests, light and dark, on a phone, and to a keyboard; its links lead on', async () => {
    await fetch(`${sandbox.url}/v1/customers?token=secret`);
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const failures: string[] = [];
    page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(sandbox.url);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }
    expect(await page.locator('time.now').textContent()).toMatch(/18 June 2021, 10:00:00 UTC/);
    expect(await page.getByRole('row', { name: /Havn Cloud/ }).textContent()).toContain('havn-{role}');
    expect(await page.getByRole('region', { name: 'Last requests' }).getByRole('row').nth(1).textContent()).toMatch(/GET\/v1\/customers401 \/ 400\d+ ms[0-9a-f-]{36}$/);
    expect(await page.content()).not.toContain('token=secret');
    const reached: string[] = [];
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate<string>("document.activeElement.getAttribute('href') ?? document.activeElement.getAttribute('aria-labelledby') ?? ''");
      if (name === '' || reached.includes(name)) break;
      reached.push(name);
    }
    expect(reached).toEqual(['console/', 'docs', 'openapi.json', 'openapi.yaml', 'nextterm/v1/health', 'local/state', 'local/clock', 'local/requests', 'partners', 'local/identities', 'requests']);
    const answers = await Promise.all(reached.filter((name) => !['partners', 'requests'].includes(name)).map(async (href) => `${href} ${(await fetch(new URL(href, `${sandbox.url}/`))).status}`));
    expect(answers.filter((answer) => !answer.endsWith(' 200'))).toEqual([]);
    expect(failures).toEqual([]);
  });
});
