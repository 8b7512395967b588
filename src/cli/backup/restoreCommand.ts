import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { type RestoreAsked, type WhichBackup } from './runRestore';

interface RestoreFlags {
  readonly from?: string;
  readonly backup?: string;
  readonly at?: string;
  readonly data?: string;
  readonly storage?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const ACTIONS = ['rehearse', 'all', 'customer'] as const;

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const whichOf = ({ from, backup, at }: RestoreFlags): WhichBackup => {
  const place = from ?? process.env['NEXTTERM_BACKUPS'];
  if (place === undefined || place === '') throw new UsageProblem('Where are back-ups kept? Give --from, or set NEXTTERM_BACKUPS.');
  if (backup !== undefined && at !== undefined) throw new UsageProblem('--backup and --at name a back-up each: give one of them.');
  if (at !== undefined && Number.isNaN(Date.parse(at))) throw new UsageProblem(`--at must be an instant such as 2026-11-29T23:00:00Z, not "${at}".`);
  return { place, ...(backup !== undefined && { id: backup }), ...(at !== undefined && { at: new Date(at).toISOString() }) };
};

const askedOf = (action: string | undefined, customerId: string | undefined, flags: RestoreFlags): RestoreAsked => {
  const known = ACTIONS.find((each) => each === action);
  if (known === undefined) throw new UsageProblem(action === undefined ? 'rehearse, all or customer?' : `There is no action ${action}: rehearse, all or customer.`);
  const { data, storage, dryRun = false, json = false } = flags;
  if (known === 'rehearse' && (data !== undefined || storage !== undefined)) throw new UsageProblem('A rehearsal is in memory: --data and --storage say nothing.');
  if (known === 'rehearse' && dryRun) throw new UsageProblem('A rehearsal changes nothing anyway: --dry-run says nothing.');
  if (known !== 'customer') {
    if (customerId !== undefined) throw new UsageProblem(`${known} takes no id, and there is "${customerId}".`);
    return { action: known, ...whichOf(flags), dryRun, json };
  }
  if (customerId === undefined || !GUID.test(customerId)) throw new UsageProblem('Which customer? Give its id, a GUID.');
  return { action: known, customerId: customerId.toLowerCase(), ...whichOf(flags), dryRun, json };
};

/** `nextterm restore rehearse|all|customer ID`: exit code 0; 1 where it could not be done, or what was restored is not as it should be. */
export const restoreCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('restore')
    .summary('restore a back-up, or one customer of it, or rehearse it')
    .usage('[flags] rehearse|all, or customer ID')
    .argument('[action]', 'rehearse: into memory, and look whether all is as it should be; all: into an empty installation;\ncustomer: one of a running installation back to what it was')
    .argument('[customer]', 'its id')
    .option('--from <PLACE>', 'where back-ups are kept (default NEXTTERM_BACKUPS), as for backup')
    .option('--backup <ID>', 'which back-up, as `nextterm backup list` names it (default: the last)')
    .option('--at <INSTANT>', 'the last back-up that was finished by then')
    .option('--storage <ACCOUNT>', 'into this installation (default NEXTTERM_STORAGE): a connection string, or https://NAME.table.core.windows.net\nto sign in as who you are')
    .option('--data <DIR>', 'into a local data folder instead (default .nextterm)')
    .option('--dry-run', 'only say what would be done')
    .option('--json', 'one JSON value in place of lines')
    .action((action: string | undefined, customer: string | undefined, flags: RestoreFlags) => {
      const asked = askedOf(action, customer, flags);
      return ends(import('./runRestore.js').then(({ runRestore }) => runRestore(asked, flags, terminal)));
    });
};
