import { type Command } from 'commander';

export const LOCAL_SERVER = 'http://127.0.0.1:7071';
/** Who signs in to a local server where nobody says. */
export const LOCAL_CLIENT = 'havn-admin_agent';
/** The name of the profile that is used where none is asked for. */
export const DEFAULT_PROFILE = 'default';

/** What every command that speaks to a server takes. */
export interface ConnectionFlags {
  readonly url?: string;
  readonly profile?: string;
  readonly as?: string;
  readonly json?: boolean;
}

/** Who signs in to a local server for what is the operator's. */
export const LOCAL_OPERATOR = 'operator';

/** Adds the flags by which a command finds its server and its caller, and `--json`. */
export const withConnection = (command: Command, localClient = LOCAL_CLIENT): Command =>
  command
    .option('--url <URL>', `of the server (default: the profile’s, else ${LOCAL_SERVER})`)
    .option('--profile <NAME>', 'who signs in, and where: one that `nextterm login` has kept')
    .option('--as <CLIENT>', `of a local server: the client id that signs in, {partner}-{role}, operator or customer (default: ${localClient})`)
    .option('--json', 'print JSON instead of a table');
