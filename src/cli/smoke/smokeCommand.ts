import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

interface SmokeFlags extends ConnectionFlags {
  readonly wait?: string;
  readonly all?: boolean;
}

const MOST_MINUTES = 60;

/** `nextterm smoke`: exit code 0 when nothing that was tried failed, with `--all` only when everything was tried. */
export const smokeCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('smoke').summary('try health, sign-in and the preview of a cart on a server; changes nothing').usage('[flags]'))
    .option('--wait <MINUTES>', `for how long health may take to be well, up to ${MOST_MINUTES} (default: 0)`)
    .option('--all', 'what cannot be tried (no token, no customer) counts as failed')
    .action((flags: SmokeFlags) => {
      const minutes = Number(flags.wait ?? 0);
      if (!Number.isInteger(minutes) || minutes < 0 || minutes > MOST_MINUTES) throw new UsageProblem(`--wait takes whole minutes, 0 to ${MOST_MINUTES}.`);
      return ends(import('./runSmoke.js').then(({ runSmoke }) => runSmoke({ ...flags, waitMinutes: minutes }, terminal)));
    });
};
