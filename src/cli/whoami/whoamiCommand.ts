import { type DefineCommand } from '../command';
import { withConnection, type ConnectionFlags } from '../remote/connectionFlags';

/** `nextterm whoami`: exit code 0 when the server takes the token. */
export const whoamiCommand: DefineCommand = (program, { terminal, ends }) => {
  withConnection(program.command('whoami').summary('who is signed in to which server, and what they may').usage('[flags]')).action((flags: ConnectionFlags) =>
    ends(import('./showCaller.js').then(({ showCaller }) => showCaller(flags, terminal))),
  );
};
