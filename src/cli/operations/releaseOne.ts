import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';
import { parkedWorkSchema, workSentence } from './parkedWork';

/** Makes one piece of work due at once. @returns the exit code. @throws Refused where it is not parked. */
export const releaseOne = async (flags: ConnectionFlags, id: string, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const work = await api.json(`/nextterm/v1/operations/parked/${encodeURIComponent(id)}/release`, parkedWorkSchema, { method: 'POST' });
  terminal.print(flags.json === true ? JSON.stringify(work, undefined, 2) : `Released, and due now: ${workSentence(work)}.`);
  return 0;
};
