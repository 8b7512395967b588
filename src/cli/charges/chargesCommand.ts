import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface ChargesFlags extends ConnectionFlags {
  readonly currency?: string;
  readonly period: string;
  readonly format: string;
  readonly out?: string;
}

const PERIODS = ['current', 'previous'];
const FORMATS = ['csv', 'ndjson'];

/** `nextterm charges export`: what is not invoiced yet, as a file; exit code 0 when it is whole. */
export const chargesCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('charges').summary('write what is not invoiced yet to a file').usage('[flags] export').argument('[action]', 'export'))
    .option('--currency <CODE>', 'of the lines that are written (default: that of the partner who signs in)')
    .option('--period <PERIOD>', 'current or previous: the calendar month', 'current')
    .option('--format <FORMAT>', 'csv or ndjson', 'csv')
    .option('--out <FILE>', 'where to (default: charges-PERIOD-CURRENCY.FORMAT)')
    .action((action: string | undefined, { currency, period, format, out, ...flags }: ChargesFlags) => {
      if (action !== 'export') throw new UsageProblem(action === undefined ? 'export?' : `There is no action ${action}: export.`);
      if (!PERIODS.includes(period)) throw new UsageProblem(`--period must be ${PERIODS.join(' or ')}, not "${period}".`);
      if (!FORMATS.includes(format)) throw new UsageProblem(`--format must be ${FORMATS.join(' or ')}, not "${format}".`);
      if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency)) throw new UsageProblem(`--currency must be a code such as EUR, not "${currency}".`);
      const wish = { flags, currency: currency?.toUpperCase(), period, format, fileOf: (code: string) => resolve(terminal.cwd, out ?? `charges-${period}-${code}.${format}`) };
      return ends(import('./exportCharges.js').then(({ exportCharges }) => exportCharges(wish, terminal)));
    });
};
