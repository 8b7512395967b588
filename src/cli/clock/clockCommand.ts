import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface ClockFlags {
  readonly url: string;
  readonly advance?: string;
  readonly to?: string;
  readonly next?: true;
  readonly json?: boolean;
}

/** `nextterm clock`: shows a local server's clock, or moves it and lists what happened. */
export const clockCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('clock')
    .summary('show the clock of a local server, or move it')
    .usage('[flags]')
    .option('--url <URL>', 'of the local server', LOCAL_SERVER)
    .option('--advance <SPAN>', 'move it on: 2d, 48h, 3m, P1Y')
    .option('--to <WHEN>', 'move it on to a day or an instant, or with `next` to whatever happens next')
    .option('--next', 'show what happens next, of all partners')
    .option('--json', 'print JSON instead of a table')
    .action((flags: ClockFlags) => {
      if (flags.advance !== undefined && flags.to !== undefined) throw new UsageProblem('--advance or --to, not both.');
      if (flags.next === true && (flags.advance !== undefined || flags.to !== undefined)) throw new UsageProblem('--next shows what comes and moves nothing: --to next moves there.');
      return ends(import('./moveClock.js').then(({ moveClock }) => moveClock(flags, terminal)));
    });
};
