import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_OPERATOR, withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface SweepFlags extends ConnectionFlags {
  readonly reason?: string;
  readonly kinds?: string;
}

const ACTIONS = ['status', 'pause', 'resume'] as const;

/** `nextterm sweep status`, `pause --reason TEXT`, `resume`: the operator's. Exit code 0: done. */
export const sweepCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('sweep').summary('pause due work, let it go on, see what holds (operator)').usage('[flags] status | pause | resume').argument('[action]', 'status, pause or resume'), LOCAL_OPERATOR)
    .option('--reason <TEXT>', 'of pause and resume: why; pause needs one')
    .option('--kinds <KINDS>', 'of pause: these alone, with commas between them: renewal,cycle,invoiceRun')
    .action((asked: string | undefined, { reason, kinds, ...flags }: SweepFlags) => {
      const action = ACTIONS.find((each) => each === asked);
      if (action === undefined) throw new UsageProblem(asked === undefined ? 'status, pause or resume?' : `There is no action ${asked}: status, pause, resume.`);
      if (reason !== undefined && action === 'status') throw new UsageProblem('--reason is of pause and resume.');
      if (kinds !== undefined && action !== 'pause') throw new UsageProblem('--kinds is of pause.');
      if (action === 'status') return ends(import('./showSweep.js').then(({ showSweep }) => showSweep(flags, terminal)));
      if (action === 'pause' && reason === undefined) throw new UsageProblem('pause takes a --reason: whoever finds the sweep paused wants to know why.');
      const wish = { state: action === 'pause' ? 'paused' : 'running', ...(reason !== undefined && { reason }), ...(kinds !== undefined && { kinds: kinds.split(',').map((kind) => kind.trim()) }) } as const;
      return ends(import('./setSweep.js').then(({ setSweep }) => setSweep(flags, wish, terminal)));
    });
};
