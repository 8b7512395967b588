import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { DEFAULT_PROFILE, LOCAL_CLIENT, LOCAL_SERVER } from '../remote/connectionFlags';

export interface LoginWish {
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** Of a local server. */
  readonly as: string | undefined;
  readonly tenant: string | undefined;
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly authority: string;
}

interface LoginFlags extends Partial<Omit<LoginWish, 'name' | 'url'>> {
  readonly url: string;
  readonly profile: string;
}

/** `nextterm login`: keeps who signs in, and where, under a name; exit code 0 when a token was taken by the server. `nextterm logout` forgets it. */
export const loginCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('login')
    .summary('sign in to a server, and keep it as a profile')
    .usage('[flags]')
    .option('--url <URL>', 'of the server', LOCAL_SERVER)
    .option('--profile <NAME>', 'under which it is kept', DEFAULT_PROFILE)
    .option('--as <CLIENT>', 'of a local server: the client id that signs in', LOCAL_CLIENT)
    .option('--tenant <TENANT>', 'elsewhere: whose directory signs in, its id or a domain')
    .option('--client-id <ID>', 'elsewhere: of the application that is registered for the command line, which may use device codes')
    .option('--scope <SCOPE>', 'elsewhere: what is asked for, api://<the installation’s audience>/.default')
    .option('--authority <URL>', 'elsewhere: who signs in', 'https://login.microsoftonline.com')
    .action(({ url, profile, as, tenant, clientId, scope, authority = '' }: LoginFlags) => {
      if (!/^[\w.-]{1,50}$/.test(profile)) throw new UsageProblem(`--profile must be a name of letters and digits, not "${profile}".`);
      const wish: LoginWish = { name: profile, url: serverAddress(url), as, tenant, clientId, scope, authority: authority.replace(/\/+$/, '') };
      return ends(import('./signIn.js').then(({ signIn }) => signIn(wish, terminal)));
    });
  program
    .command('logout')
    .summary('forget a profile')
    .usage('[flags]')
    .option('--profile <NAME>', 'which', DEFAULT_PROFILE)
    .action(({ profile }: { readonly profile: string }) => ends(import('./signOut.js').then(({ signOut }) => signOut(profile, terminal))));
};
