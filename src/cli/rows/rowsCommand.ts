import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface RowsFlags {
  readonly url: string;
  readonly everything: boolean;
  readonly from?: string;
}

const ACTIONS = ['count', 'upgrade'] as const;

/** `nextterm rows count`: exit code 0 where every row is of the server's release, 1 where some are older or newer. `upgrade`: 0 when all are of it afterwards. */
export const rowsCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('rows')
    .summary('count stored rows by the version of their form, or bring those of earlier releases up')
    .usage('[flags] count|upgrade')
    .argument('[action]', 'count: count, and change nothing; upgrade: store older ones in the present form')
    .option('--everything', 'go over all tables, also those of which no row ever changed its form', false)
    .option('--from <NEXT>', 'go on where a run broke off: what it printed last')
    .option('--url <URL>', 'of the server; it asks for an operator’s token in NEXTTERM_TOKEN, unless the server is a local one', LOCAL_SERVER)
    .action((asked: string | undefined, { url, ...manner }: RowsFlags) => {
      const action = ACTIONS.find((each) => each === asked);
      if (action === undefined) throw new UsageProblem(asked === undefined ? 'count or upgrade?' : `There is no action ${asked}: count or upgrade.`);
      const server = serverAddress(url);
      return ends(import('./goOverRows.js').then(({ goOverRows }) => goOverRows(server, action, manner, terminal)));
    });
};
