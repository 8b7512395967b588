import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';

const replayedSchema = z.looseObject({ replayed: z.number(), more: z.boolean() });

/** Takes up again what was given up for an endpoint of a partner's: one event, or all. Stops where a call could take up none. @returns the exit code: 1 where some stay. */
export const replayWebhook = async (flags: ConnectionFlags, { partner, webhook, event }: { readonly partner: string; readonly webhook: string; readonly event: string | undefined }, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const path = `/nextterm/v1/operations/partners/${encodeURIComponent(partner)}/webhooks/${encodeURIComponent(webhook)}/deadletters/replay`;
  let replayed = 0;
  let part: z.output<typeof replayedSchema>;
  do {
    part = await api.json(path, replayedSchema, { method: 'POST', body: event === undefined ? {} : { eventId: event } });
    replayed += part.replayed;
  } while (part.more && part.replayed > 0);
  const { more } = part;
  terminal.print(flags.json === true ? JSON.stringify({ replayed, more }, undefined, 2) : `${replayed} taken up again; each is tried for three days anew.${more ? ' Others stay, which cannot be taken up (GET /nextterm/v1/operations/unreadable).' : ''}`);
  return more ? 1 : 0;
};
