import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Browsers that are installed on machines where the one from npm does not run. */
const INSTALLED = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', '/usr/bin/google-chrome', '/usr/bin/chromium'];

const packagedBrowser = async (): Promise<Browser> => {
  const packaged = (await import('@sparticuz/chromium')).default;
  const launch = async (): Promise<Browser> => chromium.launch({ executablePath: await packaged.executablePath(), args: packaged.args, headless: true });
  try {
    return await launch();
  } catch {
    // A machine without the libraries that browsers share: the package brings them too, and unpacks them where this is set.
    process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x';
    return launch();
  }
};

/** A headless Chromium: on Linux the one that comes with the packages, elsewhere one that is installed. The caller closes it. @throws Error where there is none. */
export const launchBrowser = async (): Promise<Browser> => {
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser();
  const executablePath = INSTALLED.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('No browser: install Google Chrome.');
  return chromium.launch({ executablePath, headless: true });
};
