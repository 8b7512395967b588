import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface WebhooksFlags {
  readonly url: string;
  readonly forwardTo?: string;
  readonly as: string;
  readonly events: string;
  readonly publicUrl?: string;
}

const addressOf = (flag: string, text: string | undefined): string | undefined => {
  if (text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw new UsageProblem(`${flag} must be an address such as http://127.0.0.1:3000/hook, not "${text}".`);
};

/** `nextterm webhooks listen`: prints what is delivered until Ctrl-C; exit code 0 then, 1 when it could not begin. */
export const webhooksCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('webhooks')
    .summary('print what a webhook would be sent, and forward it')
    .usage('[flags] listen')
    .argument('[action]', 'listen: register an endpoint here, and remove it on Ctrl-C')
    .option('--forward-to <URL>', 'send each delivery on to this address, with its headers, and answer as it does')
    .option('--url <URL>', 'of the server; it asks for an admin agent’s token in NEXTTERM_TOKEN, unless the server is a local one', LOCAL_SERVER)
    .option('--as <SLUG>', 'the partner of a local server’s sample world to listen as', 'havn')
    .option('--events <PATTERNS>', 'what to listen to, separated by commas', '*')
    .option('--public-url <URL>', 'where the server reaches this machine, if it runs elsewhere: a tunnel’s address')
    .action((asked: string | undefined, { url, forwardTo, as, events, publicUrl }: WebhooksFlags) => {
      if (asked !== 'listen') throw new UsageProblem(asked === undefined ? 'listen?' : `There is no action ${asked}: listen.`);
      const to = addressOf('--forward-to', forwardTo);
      const reachedAt = addressOf('--public-url', publicUrl);
      const wish = { server: serverAddress(url), partner: as, events: events.split(','), ...(to !== undefined && { forwardTo: to }), ...(reachedAt !== undefined && { reachedAt }), ...(process.env['NEXTTERM_TOKEN'] !== undefined && { token: process.env['NEXTTERM_TOKEN'] }) };
      return ends(
        Promise.all([import('./listen.js'), import('../../sandbox/stopSignal.js')]).then(([{ listen }, { stopSignal }]) => listen(wish, terminal, stopSignal(() => terminal.print('Stopping …')).asked)),
      );
    });
};
