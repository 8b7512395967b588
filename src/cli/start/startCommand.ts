import { type DefineCommand } from '../command';
import { type StartFlags, startOptions } from './startOptions';

/** `npm start`: exit code 0 after a clean stop, 1 when it could not start. */
export const startCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('start')
    .summary('run NextTerm here until Ctrl-C')
    .usage('[flags]')
    .option('--port <N>', 'listen on this port (default 7071; 0 takes any free one)')
    .option('--clock <TIME>', 'a virtual clock that starts at this instant (2026-01-01 or 2026-01-01T00:00:00Z) and stands still\nuntil POST /local/clock advances it; a data folder that has a virtual clock keeps its own position')
    .option('--data <DIR>', 'keep the state in this folder (default .nextterm)')
    .option('--fresh', 'wipe the data folder first')
    .option('--restore', 'go back to the last good copy of the data folder first; what it replaces is kept beside it')
    .option('--https', 'speak TLS too, and name https addresses: with a certificate that it makes and keeps in the data folder')
    .option('--default-role <ROLE>', 'the role of clients and users whose name ends with none (default admin_agent)')
    .option('--world <FILE>', 'load a world of your own instead of the sample: partners, customers, price sheets and subscriptions,\nin YAML or JSON (docs/your-own-world.md)')
    .option('--no-sample', 'do not load the sample world')
    .option('--no-bus', 'start no local Service Bus')
    .option('--package <FILE>', 'take the app from what `npm run package` made, dist.zip, instead of from the repository')
    .option('--log <FORM>', 'tell each request as a line of text, or as json (default text)')
    .option('--quiet', 'tell no requests')
    .option('--memory', 'keep nothing on disk')
    .action((flags: StartFlags) => {
      const options = startOptions(flags, terminal.cwd);
      // Loaded only now: the other commands need nothing of what runs the app.
      return ends(import('../../sandbox/untilStopped.js').then(({ runUntilStopped }) => runUntilStopped(options)));
    });
};
