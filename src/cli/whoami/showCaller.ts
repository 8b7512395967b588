import { callerOf, callerSentence } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';

/** @returns the exit code. */
export const showCaller = async (flags: ConnectionFlags, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const caller = await callerOf(api);
  if (flags.json === true) terminal.print(JSON.stringify({ server: api.server, ...caller }, undefined, 2));
  else terminal.print(`${api.server}: ${callerSentence(caller)}${caller.appOnly ? ', without a user' : ''}\nIt is ${caller.now} there.\nMay: ${caller.permissions.join(', ')}`);
  return 0;
};
