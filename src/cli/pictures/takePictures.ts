import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { connect } from '../demo/client';
import { startOwnServer } from '../demo/ownServer';
import { type Terminal } from '../terminal';
import { launchBrowser } from './browser';
import { type Scene, setScene } from './scene';

interface Picture {
  /** Of the file, without its ending. */
  readonly name: string;
  /** Of the console. */
  readonly path: string;
  readonly isDark?: true;
  /** In pixels; 800 if it is not said. */
  readonly height?: number;
  /** Until the page is as it is to be seen. */
  readonly come: (page: Page) => Promise<unknown>;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name }).first().waitFor();

const picturesOf = ({ customerId, subscription }: Scene): readonly Picture[] => [
  {
    name: 'overview',
    path: '/overview',
    height: 1180,
    come: async (page) => {
      await heading('Overview')(page);
      for (const chart of [0, 1]) await page.locator('canvas').nth(chart).waitFor();
    },
  },
  { name: 'clock', path: '/clock', isDark: true, come: heading('Clock') },
  { name: 'customers', path: '/customers', come: (page) => page.getByRole('link', { name: 'Zonnebloem Installaties' }).waitFor() },
  {
    name: 'subscription',
    path: `/customers/${customerId}/subscriptions/${subscription.id}`,
    height: 1180,
    come: async (page) => {
      await heading('Fitters')(page);
      await page.getByText('now', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'change',
    path: `/customers/${customerId}/subscriptions/${subscription.id}`,
    come: async (page) => {
      await page.getByRole('button', { name: 'Change seats' }).click();
      await page.getByRole('spinbutton').fill('12');
      await page.getByRole('region', { name: 'Preview' }).waitFor();
    },
  },
  { name: 'buy', path: `/customers/${customerId}/buy`, come: (page) => page.getByText('Can be bought').first().waitFor() },
];

/** Its profile stays open until the browser ends: the one from npm, all in one process, ends with the first profile that is closed. */
const take = async (browser: Browser, url: string, identity: string, { name, path, isDark, height = 800, come }: Picture, folder: string): Promise<void> => {
  const context = await browser.newContext({ colorScheme: isDark ? 'dark' : 'light', viewport: { width: 1280, height }, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('nextterm.identity', ${JSON.stringify(identity)})`);
  const page = await context.newPage();
  await page.goto(`${url}/console#${path}`);
  await come(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

/** Whom the pictures are taken as: an admin agent of the sample's first partner, as the console keeps who was chosen. */
const identityAt = async (url: string): Promise<string> => {
  const { organisations } = (await (await fetch(`${url}/local/identities?named=havn`)).json()) as { readonly organisations: readonly { readonly name: string; readonly tenantId: string; readonly clients: readonly { readonly role: string }[] }[] };
  const [havn] = organisations;
  return JSON.stringify({ tenantId: havn?.tenantId, organisation: havn?.name, ...havn?.clients.find(({ role }) => role === 'admin_agent') });
};

/**
 * Starts a server, plays a few months on it, and takes a picture of each main page.
 * @param folder made where it is missing; pictures of the same names are replaced
 * @throws Error when a page does not come up
 */
export const takePictures = async (folder: string, terminal: Terminal): Promise<number> => {
  terminal.print('Starting a server for the pictures …');
  const server = await startOwnServer();
  try {
    const scene = await setScene(await connect(server.url));
    const identity = await identityAt(server.url);
    await mkdir(folder, { recursive: true });
    const browser = await launchBrowser();
    try {
      for (const picture of picturesOf(scene)) {
        await take(browser, server.url, identity, picture, folder);
        terminal.print(join(folder, `${picture.name}.png`));
      }
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
  return 0;
};
