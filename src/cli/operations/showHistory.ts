import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { minuteOf, showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const entrySchema = z.looseObject({
  version: z.number(),
  at: z.string(),
  facts: z.array(z.string()),
  changedFields: z.array(z.string()),
  cause: z.looseObject({ command: z.string(), by: z.looseObject({ userId: z.string() }).optional() }).optional(),
});

/** Of a table's column. */
const MOST_FIELDS = 4;

const shortened = (fields: readonly string[]): string => (fields.length > MOST_FIELDS ? `${fields.slice(0, MOST_FIELDS).join(' ')} and ${fields.length - MOST_FIELDS} more` : fields.join(' '));

/** What happened to one of a customer's things, the oldest first. @returns the exit code: 1 where nothing did. */
export const showHistory = async (flags: ConnectionFlags, customer: string, subject: string, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const entries = await api.all(`/nextterm/v1/operations/customers/${customer}/history?subject=${encodeURIComponent(subject)}`, entrySchema);
  showRows(
    entries,
    [
      ['Version', ({ version }) => version],
      ['At', ({ at }) => minuteOf(at)],
      ['What', ({ facts }) => facts.join(' ')],
      ['Changed', ({ changedFields }) => shortened(changedFields)],
      ['By', ({ cause }) => cause && `${cause.command}${cause.by === undefined ? '' : `, ${cause.by.userId}`}`],
    ],
    'Nothing is stored of it.',
    flags.json,
    terminal,
  );
  return Math.max(entries.length > 0 ? 0 : 1, tellUnreadable(api, terminal));
};
