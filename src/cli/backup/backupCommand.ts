import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { type BackupAsked } from './runBackup';

interface BackupFlags {
  readonly to?: string;
  readonly data?: string;
  readonly storage?: string;
  readonly full?: boolean;
  readonly keep?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const ACTIONS = ['list', 'verify', 'prune'] as const;

const placeOf = (to: string | undefined): string => {
  const place = to ?? process.env['NEXTTERM_BACKUPS'];
  if (place === undefined || place === '') throw new UsageProblem('Where are back-ups kept? Give --to, or set NEXTTERM_BACKUPS.');
  return place;
};

const askedOf = (action: string | undefined, id: string | undefined, { to, full = false, keep, dryRun = false, data, storage, json = false }: BackupFlags): BackupAsked => {
  const known = ACTIONS.find((each) => each === action);
  if (action !== undefined && known === undefined) throw new UsageProblem(`There is no action ${action}: list, verify or prune; without one a back-up is made.`);
  if (id !== undefined && known !== 'verify') throw new UsageProblem(`${known} takes no id, and there is "${id}".`);
  if (full && known !== undefined) throw new UsageProblem('--full goes with making a back-up alone.');
  if ((keep !== undefined || dryRun) && known !== 'prune') throw new UsageProblem('--keep and --dry-run go with prune alone.');
  if (known === 'prune' && keep === undefined) throw new UsageProblem('Which are kept? --keep 30d for those of the last thirty days, --keep 14 for the last fourteen.');
  if (known !== undefined && (data !== undefined || storage !== undefined)) throw new UsageProblem(`${known} looks at back-ups alone: --data and --storage say nothing.`);
  const place = placeOf(to);
  if (known === undefined) return { action: 'take', place, full, json };
  if (known === 'prune') return { action: known, place, keep: keep ?? '', dryRun, json };
  return known === 'verify' ? { action: known, place, id, json } : { action: known, place, json };
};

/** `nextterm backup [list|verify|prune]`: exit code 0; 1 where something could not be done, is damaged, or is not whole as of one moment. */
export const backupCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('backup')
    .summary('back all tables up, and look after back-ups: list, verify, prune')
    .usage('[list|verify|prune] --to PLACE [flags]')
    .argument('[action]', 'list: which there are; verify: read one whole, the last if no id is given; prune: remove old ones')
    .argument('[id]', 'which back-up, as list names it')
    .option('--to <PLACE>', 'where back-ups are kept (default NEXTTERM_BACKUPS): file:///FOLDER,\nhttps://ACCOUNT.blob.core.windows.net/CONTAINER to sign in as who you are, or a connection string')
    .option('--storage <ACCOUNT>', 'whose tables (default NEXTTERM_STORAGE): a connection string, or https://NAME.table.core.windows.net\nto sign in as who you are')
    .option('--data <DIR>', 'those of a local data folder instead (default .nextterm), whether NextTerm runs on it or not')
    .option('--full', 'write everything anew, also what an earlier back-up has')
    .option('--keep <WHICH>', 'with prune: 30d, those of the last thirty days; 14, the last fourteen')
    .option('--dry-run', 'with prune: only say what would go')
    .option('--json', 'one JSON value in place of lines')
    .action((action: string | undefined, id: string | undefined, flags: BackupFlags) => {
      const asked = askedOf(action, id, flags);
      return ends(import('./runBackup.js').then(({ runBackup }) => runBackup(asked, flags, terminal)));
    });
};
