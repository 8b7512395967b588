import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';

interface SnapshotFlags {
  readonly data?: string;
  readonly replace?: boolean;
}

const ACTIONS = ['save', 'load', 'list', 'delete'] as const;

/** `nextterm snapshot save|load|list|delete`: exit code 0, or 1 where it could not be done: then nothing has changed. */
export const snapshotCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('snapshot')
    .summary('save the whole local world under a name, and go back to it')
    .usage('[flags] save|load|delete NAME, or list')
    .argument('[action]', 'save: keep what the data folder holds, while nothing runs on it; load: put it back; delete; list')
    .argument('[name]', 'letters, digits, - and _')
    .option('--data <DIR>', 'the data folder (default .nextterm)')
    .option('--replace', 'save in the place of the snapshot of that name')
    .action((asked: string | undefined, name: string | undefined, { data, replace = false }: SnapshotFlags) => {
      const action = ACTIONS.find((each) => each === asked);
      if (action === undefined) throw new UsageProblem(asked === undefined ? 'save, load, list or delete?' : `There is no action ${asked}: save, load, list or delete.`);
      if (data === '') throw new UsageProblem('--data needs the name of a folder.');
      if (action === 'list' && name !== undefined) throw new UsageProblem(`list takes no name, and there is "${name}".`);
      if (action !== 'list' && name === undefined) throw new UsageProblem(`${action} which snapshot? Give a name.`);
      if (replace && action !== 'save') throw new UsageProblem('--replace goes with save alone.');
      const asking = { action, name: name ?? '', dataFolder: resolve(terminal.cwd, data ?? '.nextterm'), replace };
      return ends(import('./snapshots.js').then(({ carryOut }) => carryOut(asking, terminal)));
    });
};
