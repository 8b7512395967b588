import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { minuteOf, showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const letterSchema = z.looseObject({ sequenceNumber: z.string(), messageId: z.string(), enqueuedDate: z.string().optional(), deliveries: z.number(), reason: z.string(), description: z.string(), event: z.looseObject({ facts: z.array(z.string()), customerId: z.string() }).optional() });

/** What a subscription of the bus gave up. @returns the exit code. */
export const listBusLetters = async (flags: ConnectionFlags, subscription: string, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const letters = await api.all(`/nextterm/v1/operations/bus/deadletters?subscription=${encodeURIComponent(subscription)}`, letterSchema);
  showRows(
    letters,
    [
      ['Number', ({ sequenceNumber }) => sequenceNumber],
      ['Message', ({ messageId }) => messageId],
      ['Sent', ({ enqueuedDate }) => enqueuedDate && minuteOf(enqueuedDate)],
      ['Tells', ({ event }) => event?.facts.join(' ') ?? 'no event of this app'],
      ['Customer', ({ event }) => event?.customerId],
      ['Tries', ({ deliveries }) => deliveries],
      ['Why', ({ reason, description }) => [reason, description.split('\n')[0]].filter((text) => text !== '').join(': ')],
    ],
    `${subscription} has no dead letters.`,
    flags.json,
    terminal,
  );
  return tellUnreadable(api, terminal);
};
