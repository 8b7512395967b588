import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_OPERATOR, withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface ParkedFlags extends ConnectionFlags {
  readonly skipped?: boolean;
  readonly all?: boolean;
  readonly kind?: string;
  readonly customer?: string;
  readonly reason?: string;
}

/** `nextterm parked list`, `release ID|--all`, `skip ID --reason TEXT`: the operator's. Exit code 0: done; 1: refused. */
export const parkedCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('parked').summary('list, release and skip work that was given up (operator)').usage('[flags] list | release ID | release --all | skip ID').argument('[action]', 'list, release or skip').argument('[id]', 'of release and skip: of the work'), LOCAL_OPERATOR)
    .option('--skipped', 'of list: what was skipped, in place of what waits')
    .option('--all', 'of release: all that waits')
    .option('--kind <KIND>', 'with --all: of this kind alone, renewal say')
    .option('--customer <ID>', 'with --all: of this customer alone')
    .option('--reason <TEXT>', 'of skip: why it is not to be done')
    .action((action: string | undefined, id: string | undefined, { skipped = false, all = false, kind, customer, reason, ...flags }: ParkedFlags) => {
      const only = (name: string, isSet: boolean, of: string): void => {
        if (isSet && action !== of) throw new UsageProblem(`--${name} is of ${of}.`);
      };
      only('skipped', skipped, 'list');
      only('all', all, 'release');
      only('reason', reason !== undefined, 'skip');
      if ((kind !== undefined || customer !== undefined) && !all) throw new UsageProblem('--kind and --customer go with release --all.');
      if (action === 'list') {
        if (id !== undefined) throw new UsageProblem('parked list takes no id.');
        return ends(import('./listParkedWork.js').then(({ listParkedWork }) => listParkedWork(flags, skipped, terminal)));
      }
      if (action === 'release') {
        if (all === (id !== undefined)) throw new UsageProblem('Release what? An id, or --all.');
        if (id !== undefined) return ends(import('./releaseOne.js').then(({ releaseOne }) => releaseOne(flags, id, terminal)));
        return ends(import('./releaseAll.js').then(({ releaseAll }) => releaseAll(flags, { ...(kind && { kind }), ...(customer && { customerId: customer.toLowerCase() }) }, terminal)));
      }
      if (action !== 'skip') throw new UsageProblem(action === undefined ? 'list, release or skip?' : `There is no action ${action}: list, release, skip.`);
      if (id === undefined || reason === undefined) throw new UsageProblem('skip takes an id and --reason.');
      return ends(import('./skipWork.js').then(({ skipWork }) => skipWork(flags, id, reason, terminal)));
    });
};
