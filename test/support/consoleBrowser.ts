import axe from 'axe-core';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { launchBrowser } from '../../src/cli/pictures/browser';
import { Sandbox } from './sandbox';

/** As `GET /local/identities` lists them. */
interface Organisation {
  readonly name: string;
  readonly tenantId: string;
  readonly clients: readonly { readonly role: string; readonly clientId: string; readonly username: string }[];
}

/** A page that somebody looks at, and what went wrong in it. */
export interface ConsolePage {
  readonly page: Page;
  /** What stands on the browser's console as an error, what was thrown, and what was asked of other servers; never an answer that refuses, which a story may be about. */
  readonly failures: readonly string[];
}

const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** A started server, and people who use its console, each in a browser profile of their own. */
export class ConsoleBrowser {
  readonly #opened: BrowserContext[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    private readonly browser: Browser,
  ) {}

  /** @param clock where the server's virtual clock starts */
  static async start(clock: string): Promise<ConsoleBrowser> {
    const [sandbox, browser] = await Promise.all([Sandbox.start(clock), launchBrowser()]);
    return new ConsoleBrowser(sandbox, browser);
  }

  /** Ends server and browser, whatever happened. */
  async remove(): Promise<void> {
    await this.browser.close();
    await this.sandbox.remove();
  }

  /** A page before anybody has signed in. @param path of the console: `/customers` */
  async open(path = '', options: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number } = {}): Promise<ConsolePage> {
    return this.#open(path, options);
  }

  /** A page of somebody who has signed in. @param organisation its name, of a partner, reseller or customer; `Operator` @param role of a partner's people */
  async as(organisation: string, path = '', { role = 'admin_agent', ...options }: { readonly role?: string; readonly colorScheme?: 'light' | 'dark'; readonly width?: number } = {}): Promise<ConsolePage> {
    const answer = await fetch(`${this.sandbox.url}/local/identities?named=${encodeURIComponent(organisation)}`);
    const { organisations, customers } = (await answer.json()) as { readonly organisations: readonly Organisation[]; readonly customers: readonly Organisation[] };
    const found = [...organisations, ...customers].find(({ name }) => name === organisation);
    const client = found?.clients.find((each) => each.role === role) ?? found?.clients[0];
    if (found === undefined || client === undefined) throw new Error(`Nobody is called ${organisation}.`);
    return this.#open(path, options, { tenantId: found.tenantId, organisation: found.name, ...client });
  }

  async #open(path: string, { colorScheme = 'light', width = 1280 }: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number }, identity?: object): Promise<ConsolePage> {
    const context = await this.browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/Amsterdam' });
    this.#opened.push(context);
    if (identity !== undefined) await context.addInitScript(`localStorage.setItem('nextterm.identity', ${JSON.stringify(JSON.stringify(identity))})`);
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('console', (message) => message.type() === 'error' && !REFUSED.test(message.text()) && failures.push(message.text()));
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('request', (request) => request.url().startsWith('http') && new URL(request.url()).origin !== this.sandbox.url && failures.push(`asked ${request.url()}`));
    await page.goto(`${this.sandbox.url}/console#${path}`);
    return { page, failures };
  }
}

/** Fluent's own, at the ends of tab lists and dialogs: each hands the focus on the moment it gets it, and nobody ever stands on one. */
const FOCUS_HANDS_ON = '[data-tabster-dummy]';

/** What stands in a table once its first row is there, cell by cell, blanks as one blank. @param table its label */
export const cellsOf = async (page: Page, table: string): Promise<readonly (readonly string[])[]> => {
  const rows = page.getByRole('table', { name: table }).locator('tbody tr:not([aria-hidden])');
  await rows.first().waitFor();
  return Promise.all((await rows.all()).map(async (row) => (await row.locator('td').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())));
};

/** Whether nothing of the page has to be scrolled to sideways. */
export const fitsItsWidth = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth <= innerWidth');

/** What axe finds serious or critical on a page as it stands: rule, and where. None should be found. */
export const accessibilityProblems = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async (exclude) => (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude }), [FOCUS_HANDS_ON]);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};
