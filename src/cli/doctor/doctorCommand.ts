import { resolve } from 'node:path';
import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface DoctorFlags {
  readonly url: string;
  readonly data: string;
  readonly settings?: string;
  readonly json?: boolean;
}

/** `nextterm doctor`: looks at this machine, this checkout and a server; exit code 0 where nothing is wrong, 1 where something is. Changes nothing. */
export const doctorCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('doctor')
    .summary('look for what would keep NextTerm from working here')
    .usage('[flags]')
    .option('--url <URL>', 'of the server that is looked at, if it runs', LOCAL_SERVER)
    .option('--data <FOLDER>', 'of the local server', '.nextterm')
    .option('--settings <FILE>', 'settings that are looked at: a file like local.settings.sample.json')
    .option('--json', 'print JSON instead of lines')
    .action(({ url, data, settings, json = false }: DoctorFlags) => {
      if (settings === '') throw new UsageProblem('--settings needs a file.');
      const wish = { server: serverAddress(url), dataFolder: resolve(terminal.cwd, data), json, ...(settings !== undefined && { settingsFile: resolve(terminal.cwd, settings) }) };
      return ends(import('./examine.js').then(({ examine }) => examine(wish, terminal)));
    });
};
