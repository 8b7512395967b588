import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';
import { monthOf } from '../remote/spans';

interface ReconcileFlags extends ConnectionFlags {
  readonly month?: string;
  readonly csv?: string;
  readonly charges: boolean;
}

/** `nextterm reconcile`: exit code 0 where the books of a month agree, 1 where something differs. */
export const reconcileCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('reconcile').summary('compare the invoices, lines, statement and charges of a month with each other').usage('[flags]'))
    .option('--month <MONTH>', 'calendar month: 2026-11 (default: the one before the server’s now)')
    .option('--csv <FILE>', 'write what differs to this file too, one row each')
    .option('--no-charges', 'leave out the charges, of which each subscription is asked')
    .action(({ month: asked, csv, charges, ...flags }: ReconcileFlags) => {
      const month = monthOf('--month', asked);
      const file = csv === undefined ? undefined : resolve(terminal.cwd, csv);
      return ends(import('./reconcileMonth.js').then(({ reconcileMonth }) => reconcileMonth({ flags, month, file, charges }, terminal)));
    });
};
