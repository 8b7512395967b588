import { type DefineCommand } from '../command';
import { LOCAL_SERVER, type ConnectionFlags } from '../remote/connectionFlags';

/** `nextterm health`: exit code 0: healthy; 1: degraded or down, or nothing answers. */
export const healthCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('health')
    .summary('how every part of an installation is; no token is needed')
    .usage('[flags]')
    .option('--url <URL>', `of the server (default: the profile’s, else ${LOCAL_SERVER})`)
    .option('--profile <NAME>', 'whose server: one that `nextterm login` has kept')
    .option('--json', 'print JSON instead of a table')
    .action((flags: ConnectionFlags) => ends(import('./showHealth.js').then(({ showHealth }) => showHealth(flags, terminal))));
};
