import { type DefineCommand } from '../command';
import { Problem, UsageProblem } from '../problem';
import { type Terminal } from '../terminal';
import { connect } from './client';
import { type OwnServer, startOwnServer } from './ownServer';
import { aYear } from './story';

/** `npm run demo`: exit code 0 when the whole year was played, 1 when something was refused or failed. */
export const demoCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('demo')
    .summary('play a year in the life of two subscriptions')
    .usage('[flags]')
    .option('--url <URL>', 'play against this server: a local one with the sample world and a virtual clock, which the demo moves on by\nmore than a year (default: starts a server of its own and stops it afterwards)')
    .action(({ url }: { readonly url?: string }) => ends(demo(url === undefined ? undefined : serverAddress(url), terminal)));
};

/** @returns the origin of an address. @throws UsageProblem for anything else */
export const serverAddress = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.origin;
  throw new UsageProblem(`--url must be an address such as http://127.0.0.1:7071, not "${text}".`);
};

const demo = async (url: string | undefined, terminal: Terminal): Promise<number> => {
  let server: OwnServer | undefined;
  try {
    if (url === undefined) {
      terminal.print('Starting a server for the demo …');
      server = await startOwnServer();
    }
    await aYear(await connect(url ?? server?.url ?? ''), terminal.print);
    return 0;
  } catch (error) {
    // Set apart from the tables that were printed before it.
    throw error instanceof Problem ? new Problem(`\n${error.message}`) : error;
  } finally {
    await server?.stop();
  }
};
