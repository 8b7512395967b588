import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtConsole } from './builtConsole';
import { type ConsoleSignIn } from './signIn';

/** Of the page as it is built: what stands where the base and the nonce are put. */
const HEAD = '<head>';

export interface ConsolePage {
  readonly html: string;
  /** What the page may do. */
  readonly policy: string;
}

/**
 * What the page may do: run what is built with it, show pictures that are written into its style, and call this API, and whoever signs people in. Styles that its components make at run time carry the nonce.
 */
const policyOf = (nonce: string, signIn: ConsoleSignIn): string => {
  const authority = signIn.kind === 'entra' ? ` ${new URL(signIn.authority).origin}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${authority}`,
    ...(authority === '' ? [] : [`frame-src${authority}`]),
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};

/**
 * The console's page, under whatever address it was asked for: what it loads is relative to a base that says where its files are.
 * @param asFolder whether that address ended with a slash
 * @param nonce of this answer alone
 * @returns undefined where the console has not been built
 * @throws Error when it cannot be read
 */
export const consolePage = async ({ asFolder, nonce, signIn }: { readonly asFolder: boolean; readonly nonce: string; readonly signIn: ConsoleSignIn }, folder = builtConsole()): Promise<ConsolePage | undefined> => {
  let built: string;
  try {
    built = await readFile(join(folder, 'index.html'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const html = built.replace(HEAD, `${HEAD}\n<base href="${asFolder ? './' : 'console/'}">\n<meta name="nonce" nonce="${nonce}">`);
  return { html, policy: policyOf(nonce, signIn) };
};
