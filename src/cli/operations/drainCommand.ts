import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_OPERATOR, withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface DrainFlags extends ConnectionFlags {
  readonly reason?: string;
  readonly wait?: boolean;
  readonly for: string;
}

/** `nextterm drain --reason TEXT [--wait]`: the operator's. Exit code 0: done, with `--wait` once all is at rest; 1: it is not within the time. */
export const drainCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('drain').summary('bring all due work to rest, before a release (operator)').usage('[flags] --reason TEXT'), LOCAL_OPERATOR)
    .option('--reason <TEXT>', 'why')
    .option('--wait', 'until nothing runs any more')
    .option('--for <MINUTES>', 'with --wait: so long at most', '15')
    .action(({ reason, wait = false, for: minutes, ...flags }: DrainFlags) => {
      if (reason === undefined) throw new UsageProblem('drain takes a --reason: whoever finds the sweep drained wants to know why.');
      if (!/^\d{1,4}$/.test(minutes) || Number(minutes) === 0) throw new UsageProblem(`--for takes whole minutes, not "${minutes}".`);
      return ends(import('./drain.js').then(({ drain }) => drain(flags, { reason, ...(wait && { minutes: Number(minutes) }) }, terminal)));
    });
};
