import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface RenewalsFlags extends ConnectionFlags {
  readonly within?: string;
  readonly until?: string;
  readonly customer?: string;
  readonly csv?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly preview?: boolean;
  readonly yes?: boolean;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DEFAULT_FILE = 'renewals.csv';
const DEFAULT_SPAN = '30d';

const OF_PLAN = ['within', 'until', 'customer', 'csv', 'out', 'force'] as const;
const OF_FILE = ['preview', 'yes'] as const;

const refuseFlags = (action: string, flags: RenewalsFlags, others: readonly (keyof RenewalsFlags)[]): void => {
  const strange = others.find((name) => flags[name] !== undefined);
  if (strange !== undefined) throw new UsageProblem(`renewals ${action} takes no --${strange}.`);
};

/** `nextterm renewals plan`, `apply FILE`, `undo FILE`. Exit code 0: every line is as it was asked for; 1: one was refused, or nobody agreed. */
export const renewalsCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('renewals').summary('plan renewals in a file, carry it out, take it back').usage('[flags] plan | apply FILE | undo FILE').argument('[action]', 'plan, apply or undo').argument('[file]', 'of apply and undo: a plan as CSV, edited'))
    .option('--within <SPAN>', `of plan: terms that end by then: 30d, 48h, 3m (default: ${DEFAULT_SPAN})`)
    .option('--until <WHEN>', 'of plan: the same as a day or an instant, excluded')
    .option('--customer <ID>', 'of plan: of one customer')
    .option('--csv', 'of plan: write a file to be edited, instead of a table')
    .option('--out <FILE>', `of plan: where that goes (default: ${DEFAULT_FILE})`)
    .option('--force', 'of plan: over a file that is there')
    .option('--preview', 'of apply and undo: say what would be, and stop')
    .option('--yes', 'of apply and undo: do not ask')
    .action((action: string | undefined, file: string | undefined, flags: RenewalsFlags) => {
      if (action === 'plan') {
        refuseFlags(action, flags, OF_FILE);
        const { within, until, customer, csv = false, out, force = false } = flags;
        if (file !== undefined) throw new UsageProblem('renewals plan takes no file: --out says where it goes.');
        if (within !== undefined && until !== undefined) throw new UsageProblem('--within or --until, not both.');
        if (customer !== undefined && !GUID.test(customer)) throw new UsageProblem(`--customer must be the id of a customer, not "${customer}".`);
        if (!csv && (out !== undefined || force)) throw new UsageProblem('--out and --force are of a file: say --csv.');
        const span: readonly [string, string] = until === undefined ? ['--within', within ?? DEFAULT_SPAN] : ['--until', until];
        const path = csv ? resolve(terminal.cwd, out ?? DEFAULT_FILE) : undefined;
        return ends(import('./makePlan.js').then(({ makePlan }) => makePlan({ flags, span, customer: customer?.toLowerCase(), file: path, force }, terminal)));
      }
      if (action !== 'apply' && action !== 'undo') throw new UsageProblem(action === undefined ? 'plan, apply or undo?' : `There is no action ${action}: plan, apply, undo.`);
      refuseFlags(action, flags, OF_PLAN);
      if (file === undefined) throw new UsageProblem(`Which file is to be ${action === 'apply' ? 'carried out' : 'taken back'}?`);
      const { preview = false, yes = false } = flags;
      if (preview && yes) throw new UsageProblem('--preview or --yes, not both.');
      if (flags.json === true && !preview && !yes) throw new UsageProblem('--json asks nothing: say --preview or --yes.');
      return ends(import('./carryOutPlan.js').then(({ carryOutPlan }) => carryOutPlan({ flags, action, file: resolve(terminal.cwd, file), preview, yes }, terminal)));
    });
};
