import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface LedgerFlags {
  readonly url: string;
}

const ACTIONS = ['check', 'rebuild'] as const;

/** `nextterm ledger check`: exit code 0 when every ledger says what the charge lines say, 1 when one does not. `rebuild`: 0 when all is as it should be afterwards. Both: 1 where something could not be compared. */
export const ledgerCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('ledger')
    .summary("compare the partners' ledgers with the charge lines, or make them anew")
    .usage('[flags] check|rebuild')
    .argument('[action]', 'check: compare, and name every difference; rebuild: put right what differs')
    .option('--url <URL>', 'of the server; it asks for an operator’s token in NEXTTERM_TOKEN, unless the server is a local one', LOCAL_SERVER)
    .action((asked: string | undefined, { url }: LedgerFlags) => {
      const action = ACTIONS.find((each) => each === asked);
      if (action === undefined) throw new UsageProblem(asked === undefined ? 'check or rebuild?' : `There is no action ${asked}: check or rebuild.`);
      const server = serverAddress(url);
      return ends(import('./goOverLedgers.js').then(({ goOverLedgers }) => goOverLedgers(server, action, terminal)));
    });
};
