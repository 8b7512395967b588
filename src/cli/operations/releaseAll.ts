import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';
import { parkedWorkSchema, workSentence } from './parkedWork';

const releasedSchema = z.looseObject({ items: z.array(parkedWorkSchema), next: z.string().optional(), unreadable: z.array(z.unknown()).optional() });

/** Releases all that waits and fits, a hundred at a call. @returns the exit code: 1 where something of the list could not be read. */
export const releaseAll = async (flags: ConnectionFlags, only: { readonly kind?: string; readonly customerId?: string }, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const released: z.output<typeof parkedWorkSchema>[] = [];
  let [from, unreadable]: [string | undefined, number] = [undefined, 0];
  do {
    const part: z.output<typeof releasedSchema> = await api.json('/nextterm/v1/operations/parked/release', releasedSchema, { method: 'POST', body: { ...only, ...(from !== undefined && { from }) } });
    released.push(...part.items);
    unreadable += part.unreadable?.length ?? 0;
    from = part.next;
  } while (from !== undefined);
  if (flags.json === true) terminal.print(JSON.stringify(released, undefined, 2));
  else {
    for (const work of released) terminal.print(`Released: ${workSentence(work)}`);
    terminal.print(released.length === 0 ? 'Nothing of that kind is parked.' : `${released.length} released, and due now.`);
  }
  if (unreadable > 0) terminal.complain(`${unreadable} of the list cannot be read and stay (GET /nextterm/v1/operations/unreadable).`);
  return unreadable === 0 ? 0 : 1;
};
