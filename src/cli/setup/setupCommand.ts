import { resolve } from 'node:path';
import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface SetupFlags {
  readonly url: string;
}

/** What each action is about. */
const ACTIONS = { apply: 'FILE', show: undefined, remove: 'TENANT', markets: undefined, policies: undefined } as const;
export type SetupAction = keyof typeof ACTIONS;

const isAction = (asked: string): asked is SetupAction => Object.hasOwn(ACTIONS, asked);
const named = Object.keys(ACTIONS).join(', ');

const actionOf = (asked: string | undefined, about: string | undefined): SetupAction => {
  if (asked === undefined) throw new UsageProblem(`One of ${named}?`);
  if (!isAction(asked)) throw new UsageProblem(`There is no action ${asked}: ${named}.`);
  const wanted = ACTIONS[asked];
  if (wanted !== undefined && about === undefined) throw new UsageProblem(`${asked} needs a ${wanted}.`);
  if (wanted === undefined && about !== undefined) throw new UsageProblem(`Unexpected argument "${about}".`);
  return asked;
};

/** `nextterm setup apply FILE`: exit code 0 when all of the file holds, 1 when something of it was refused. */
export const setupCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('setup')
    .summary('set up partners, resellers and exchange rates of an installation')
    .usage('[flags] apply FILE|show|remove TENANT|markets|policies')
    .argument('[action]', 'apply: bring about what the file says; show: what there is, as such a file;\nremove: a partner that nothing needs; markets, policies: what is in force')
    .argument('[about]', 'the file, or the tenant')
    .option('--url <URL>', 'of the server; it asks for an operator’s token in NEXTTERM_TOKEN, unless the server is a local one', LOCAL_SERVER)
    .action((asked: string | undefined, about: string | undefined, { url }: SetupFlags) => {
      const action = actionOf(asked, about);
      const server = serverAddress(url);
      return ends(import('./setUp.js').then(({ setUp }) => setUp(server, action, action === 'apply' ? resolve(terminal.cwd, about ?? '') : (about ?? ''), terminal)));
    });
};
