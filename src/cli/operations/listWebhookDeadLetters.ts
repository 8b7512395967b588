import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { minuteOf, showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const letterSchema = z.looseObject({ partnerId: z.string(), webhookId: z.string(), url: z.string(), eventId: z.string(), attempts: z.number(), deadDate: z.string().optional(), reason: z.string().optional() });

/** What was given up for the webhooks of all partners. @returns the exit code. */
export const listWebhookDeadLetters = async (flags: ConnectionFlags, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const letters = await api.all('/nextterm/v1/operations/webhooks/deadletters', letterSchema);
  showRows(
    letters,
    [
      ['Event', ({ eventId }) => eventId],
      ['Given up', ({ deadDate }) => deadDate && minuteOf(deadDate)],
      ['Tries', ({ attempts }) => attempts],
      ['Partner', ({ partnerId }) => partnerId],
      ['Webhook', ({ webhookId }) => webhookId],
      ['Address', ({ url }) => url],
      ['Why', ({ reason }) => reason],
    ],
    'There are no dead letters.',
    flags.json,
    terminal,
  );
  return tellUnreadable(api, terminal);
};
