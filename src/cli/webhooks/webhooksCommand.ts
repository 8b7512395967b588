import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';
import { type RotateWish } from './rotateSecrets';

interface WebhooksFlags {
  readonly url?: string;
  readonly profile?: string;
  readonly forwardTo?: string;
  readonly as: string;
  readonly events: string;
  readonly publicUrl?: string;
  readonly partner?: string;
  readonly webhook?: string;
  readonly all?: boolean;
  readonly signingKey?: boolean;
  readonly revoke?: boolean;
  readonly from?: string;
}

const addressOf = (flag: string, text: string | undefined): string | undefined => {
  if (text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw new UsageProblem(`${flag} must be an address such as http://127.0.0.1:3000/hook, not "${text}".`);
};

/** One of the three. */
const rotatedOf = ({ partner, webhook, all = false, signingKey = false }: WebhooksFlags): RotateWish['of'] => {
  const one = partner !== undefined && webhook !== undefined ? { partner, webhook } : undefined;
  if ([one !== undefined, all, signingKey].filter(Boolean).length !== 1 || (one === undefined && (partner ?? webhook) !== undefined)) throw new UsageProblem('Rotate what? --partner with --webhook, --all, or --signing-key.');
  return one ?? (all ? 'all' : 'signingKey');
};

/** `nextterm webhooks rotate`: the operator's; prints new secrets, once. `nextterm webhooks listen`: prints what is delivered until Ctrl-C; exit code 0 then, 1 when it could not begin. */
export const webhooksCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('webhooks')
    .summary('print what a webhook would be sent, and forward it; rotate secrets (operator)')
    .usage('[flags] listen | rotate')
    .argument('[action]', 'listen: register an endpoint here, and remove it on Ctrl-C; rotate: new secrets, as the operator')
    .option('--forward-to <URL>', 'send each delivery on to this address, with its headers, and answer as it does')
    .option('--url <URL>', `of the server (default: ${LOCAL_SERVER}; of rotate the profile’s first); listen asks for an admin agent’s token in NEXTTERM_TOKEN, unless the server is a local one`)
    .option('--profile <NAME>', 'of rotate: who signs in, and where: one that `nextterm login` has kept')
    .option('--as <SLUG>', 'the partner of a local server’s sample world to listen as', 'havn')
    .option('--events <PATTERNS>', 'what to listen to, separated by commas', '*')
    .option('--public-url <URL>', 'where the server reaches this machine, if it runs elsewhere: a tunnel’s address')
    .option('--partner <TENANT>', 'of rotate, with --webhook: of that partner')
    .option('--webhook <ID>', 'of rotate, with --partner: that endpoint')
    .option('--all', 'of rotate: the endpoints of all partners')
    .option('--signing-key', 'of rotate: the key that deliveries of the contract’s form are signed with')
    .option('--from <PLACE>', 'of rotate --all: go on where one before broke off, as it said')
    .option('--revoke', 'of rotate: the secrets before are not signed with any more')
    .action((asked: string | undefined, flags: WebhooksFlags) => {
      const { url, profile, forwardTo, as, events, publicUrl } = flags;
      if (asked === 'rotate') {
        const of = rotatedOf(flags);
        if (of === 'signingKey' && flags.revoke === true) throw new UsageProblem('A signing key has no --revoke: there is one.');
        if (of !== 'all' && flags.from !== undefined) throw new UsageProblem('--from goes with --all.');
        const connection = { ...(url !== undefined && { url: serverAddress(url) }), ...(profile !== undefined && { profile }) };
        const wish = { flags: connection, of, revoke: flags.revoke ?? false, ...(flags.from !== undefined && { from: flags.from }) };
        return ends(import('./rotateSecrets.js').then(({ rotateSecrets }) => rotateSecrets(wish, terminal)));
      }
      if (asked !== 'listen') throw new UsageProblem(asked === undefined ? 'listen or rotate?' : `There is no action ${asked}: listen, rotate.`);
      if (profile !== undefined) throw new UsageProblem('--profile goes with rotate.');
      const to = addressOf('--forward-to', forwardTo);
      const reachedAt = addressOf('--public-url', publicUrl);
      const wish = { server: serverAddress(url ?? LOCAL_SERVER), partner: as, events: events.split(','), ...(to !== undefined && { forwardTo: to }), ...(reachedAt !== undefined && { reachedAt }), ...(process.env['NEXTTERM_TOKEN'] !== undefined && { token: process.env['NEXTTERM_TOKEN'] }) };
      return ends(
        Promise.all([import('./listen.js'), import('../../localhost/stopSignal.js')]).then(([{ listen }, { stopSignal }]) => listen(wish, terminal, stopSignal(() => terminal.print('Stopping …')).asked)),
      );
    });
};
