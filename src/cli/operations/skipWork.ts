import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';
import { parkedWorkSchema, workSentence } from './parkedWork';

const skippedSchema = parkedWorkSchema.extend({ means: z.string(), skipped: z.looseObject({ at: z.string(), reason: z.string() }) });

/** Takes one piece of work off the list, and says what that means. @returns the exit code. @throws Refused where it is not parked, or others wait for it. */
export const skipWork = async (flags: ConnectionFlags, id: string, reason: string, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const work = await api.json(`/nextterm/v1/operations/parked/${encodeURIComponent(id)}/skip`, skippedSchema, { method: 'POST', body: { reason } });
  terminal.print(flags.json === true ? JSON.stringify(work, undefined, 2) : `Skipped (${work.skipped.reason}): ${workSentence(work)}.\n${work.means}`);
  return 0;
};
