import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { type ShardsAsked } from './runShards';

interface ShardsFlags {
  readonly to?: string;
  readonly slots?: string;
  readonly data?: string;
  readonly storage?: string;
  readonly json?: boolean;
}

const askedOf = (action: string | undefined, what: string | undefined, { to, slots, json = false }: ShardsFlags): ShardsAsked => {
  if (slots !== undefined && action !== 'split') throw new UsageProblem('--slots goes with split alone.');
  if (to !== undefined && action !== 'move' && action !== 'split') throw new UsageProblem('--to goes with move and split alone.');
  if (action === 'list' || action === 'resume') {
    if (what !== undefined) throw new UsageProblem(`${action} takes nothing more, and there is "${what}".`);
    return { action, json };
  }
  if (action !== 'move' && action !== 'split') throw new UsageProblem(action === undefined ? 'list, move, split or resume?' : `There is no action ${action}: list, move, split or resume.`);
  if (what === undefined) throw new UsageProblem(action === 'move' ? 'Which customer? nextterm shards move CUSTOMER --to ACCOUNT' : 'Which account? nextterm shards split ACCOUNT --to ACCOUNT --slots N');
  if (to === undefined || to === '') throw new UsageProblem('Where to? Give --to with the name of an account.');
  if (action === 'move') return { action, customerId: what.toLowerCase(), to, json };
  if (slots === undefined || !/^[1-9]\d{0,3}$/.test(slots) || Number(slots) > 1024) throw new UsageProblem('How many slots? --slots takes a whole number from 1 to 1024.');
  return { action, from: what, to, slots: Number(slots), json };
};

/** `nextterm shards list|move|split|resume`: exit code 0 when it is done; 1 where it was refused, storage failed on the way, or something is still on its way: the same command goes on. */
export const shardsCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('shards')
    .summary('which storage account customers are in; move one, or slots with all of theirs, while the app runs')
    .usage('[list|resume|move CUSTOMER|split ACCOUNT] [--to ACCOUNT] [--slots N] [flags]')
    .argument('[action]', 'list: accounts, slots and what is on its way; move: one customer; split: slots of an account with all their customers; resume: go on with moves that were broken off')
    .argument('[what]', 'of move: the customer’s id; of split: the account that gives slots away')
    .option('--to <ACCOUNT>', 'the account that takes them, by its name in NEXTTERM_STORAGE_SHARDS; main is that of NEXTTERM_STORAGE')
    .option('--slots <N>', 'with split: how many of the account’s slots, of 1024 in all')
    .option('--storage <ACCOUNT>', 'the main account (default NEXTTERM_STORAGE): a connection string, or https://NAME.table.core.windows.net\nto sign in as who you are; the others are those of NEXTTERM_STORAGE_SHARDS')
    .option('--data <DIR>', 'that of a local data folder instead (default .nextterm), whether NextTerm runs on it or not')
    .option('--json', 'one JSON value in place of lines')
    .action((action: string | undefined, what: string | undefined, flags: ShardsFlags) => {
      const asked = askedOf(action, what, flags);
      return ends(import('./runShards.js').then(({ runShards }) => runShards(asked, flags, terminal)));
    });
};
