import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface HealthFlags {
  readonly url: string;
  readonly json?: boolean;
}

/** `nextterm health`: exit code 0: healthy; 1: degraded or down, or nothing answers. */
export const healthCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('health')
    .summary('how every part of an installation is; no token is needed')
    .usage('[flags]')
    .option('--url <URL>', 'of the server', LOCAL_SERVER)
    .option('--json', 'print JSON instead of a table')
    .action(({ url, json }: HealthFlags) => {
      const server = serverAddress(url);
      return ends(import('./showHealth.js').then(({ showHealth }) => showHealth(server, json, terminal)));
    });
};
