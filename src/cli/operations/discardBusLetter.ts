import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';

const discardedSchema = z.looseObject({ sequenceNumber: z.string(), messageId: z.string(), discardedFor: z.string() });

/** Takes one dead letter away, for good. @returns the exit code. */
export const discardBusLetter = async (flags: ConnectionFlags, { bus, number, reason }: { readonly bus: string; readonly number: string; readonly reason: string }, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const letter = await api.json('/nextterm/v1/operations/bus/deadletters/discard', discardedSchema, { method: 'POST', body: { subscription: bus, sequenceNumber: number, reason } });
  terminal.print(flags.json === true ? JSON.stringify(letter, undefined, 2) : `Discarded (${letter.discardedFor}): ${letter.messageId}.`);
  return 0;
};
