import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface SubscriptionsFlags extends ConnectionFlags {
  readonly renewingWithin?: string;
}

/** `nextterm subscriptions list`: those of all customers of the partner who is signed in. */
export const subscriptionsCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('subscriptions').summary('list the subscriptions of all customers').usage('[flags] list').argument('[action]', 'list'))
    .option('--renewing-within <SPAN>', 'only those that renew by then if nobody acts: 30d, 48h, 3m')
    .action((action: string | undefined, { renewingWithin, ...flags }: SubscriptionsFlags) => {
      if (action !== 'list') throw new UsageProblem(action === undefined ? 'list?' : `There is no action ${action}: list.`);
      return ends(import('./showSubscriptions.js').then(({ showSubscriptions }) => showSubscriptions(flags, renewingWithin, terminal)));
    });
};
