import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface ForecastFlags extends ConnectionFlags {
  readonly months: string;
  readonly customer?: string;
  readonly csv?: boolean;
}

const MOST_MONTHS = 36;

/** `nextterm forecast`: what each of the coming months will charge if nobody acts, with what is planned and without. */
export const forecastCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('forecast').summary('what each of the coming months will charge if nobody acts').usage('[flags]'))
    .option('--months <N>', `how many, the running one first; ${MOST_MONTHS} at most`, '12')
    .option('--customer <ID>', 'of one customer alone')
    .option('--csv', 'print CSV instead of a table')
    .action(({ months, customer, csv = false, ...flags }: ForecastFlags) => {
      if (!/^\d{1,2}$/.test(months) || Number(months) < 1 || Number(months) > MOST_MONTHS) throw new UsageProblem(`--months must be a whole number from 1 to ${MOST_MONTHS}, not "${months}".`);
      if (csv && flags.json === true) throw new UsageProblem('--csv or --json, not both.');
      return ends(import('./showForecast.js').then(({ showForecast }) => showForecast({ flags, months: Number(months), customer, csv }, terminal)));
    });
};
