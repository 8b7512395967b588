import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { minuteOf, showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const matchSchema = z.looseObject({ what: z.string(), id: z.string(), name: z.string().optional(), domain: z.string().optional(), customerId: z.string().optional(), partnerIds: z.array(z.string()), since: z.string().optional() });

/** Whatever a text names over all partners. @returns the exit code: 1 where there is nothing. */
export const findText = async (flags: ConnectionFlags, text: string, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const found = await api.all(`/nextterm/v1/operations/find?text=${encodeURIComponent(text)}`, matchSchema);
  showRows(
    found,
    [
      ['What', ({ what }) => what],
      ['Id', ({ id }) => id],
      ['Name', ({ name }) => name],
      ['Customer', ({ what, customerId }) => (what === 'customer' ? '' : customerId)],
      ['Partners', ({ partnerIds }) => partnerIds.join(' ')],
      ['Since', ({ since }) => since && minuteOf(since)],
    ],
    'Nothing is found.',
    flags.json,
    terminal,
  );
  return Math.max(found.length > 0 ? 0 : 1, tellUnreadable(api, terminal));
};
