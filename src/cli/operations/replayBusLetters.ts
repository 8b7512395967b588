import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';

const replayedSchema = z.looseObject({ replayed: z.number(), left: z.array(z.looseObject({ sequenceNumber: z.string(), why: z.string() })), more: z.boolean() });

/** Does with one dead letter, or with all, what the subscription was to do. Stops where a call could do nothing with any of its fifty. @returns the exit code: 1 where some stay. */
export const replayBusLetters = async (flags: ConnectionFlags, subscription: string, sequenceNumber: string | undefined, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  let replayed = 0;
  let part: z.output<typeof replayedSchema>;
  do {
    part = await api.json('/nextterm/v1/operations/bus/deadletters/replay', replayedSchema, { method: 'POST', body: { subscription, ...(sequenceNumber !== undefined && { sequenceNumber }) } });
    replayed += part.replayed;
  } while (part.more && part.replayed > 0);
  if (flags.json === true) terminal.print(JSON.stringify({ replayed, left: part.left, more: part.more }, undefined, 2));
  else {
    for (const { sequenceNumber: number, why } of part.left) terminal.print(`${number} stays: ${why}`);
    terminal.print(`${replayed} replayed${part.more ? '; there are more behind those that stay' : ''}.`);
  }
  return part.left.length === 0 && !part.more ? 0 : 1;
};
