import { z } from 'zod';
import { callerOf } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { showRows, minuteOf, type Column } from '../remote/shown';
import { until } from '../remote/spans';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const deadlineSchema = z.looseObject({
  at: z.string(),
  kind: z.string(),
  customerId: z.string(),
  customerName: z.string().optional(),
  subjectId: z.string(),
  name: z.string(),
  quantity: z.number().optional(),
  product: z.looseObject({ title: z.string() }).optional(),
  migratesAt: z.string().optional(),
  brings: z.looseObject({ amount: z.string().optional(), currency: z.string().optional() }).optional(),
});

type Deadline = z.output<typeof deadlineSchema>;

export interface ComingWish {
  readonly flags: ConnectionFlags;
  /** A span, a day or an instant. */
  readonly until: string;
  /** Empty: of every kind. */
  readonly kinds: readonly string[];
  readonly charges: boolean;
}

const columns: readonly Column<Deadline>[] = [
  ['At (UTC)', ({ at }) => minuteOf(at)],
  ['What', ({ kind }) => kind],
  ['Customer', ({ customerName, customerId }) => customerName ?? customerId],
  ['Subscription', ({ subjectId }) => subjectId],
  ['Name', ({ name }) => name],
  ['Seats', ({ quantity }) => quantity],
];

/** Prints what comes until then, in order of time. @returns the exit code. */
export const showComing = async ({ flags, until: text, kinds, charges }: ComingWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const end = until((await callerOf(api)).now, '--until', text);
  const rows: Deadline[] = [];
  const path = `/nextterm/v1/deadlines?until=${encodeURIComponent(end)}&details=true${charges ? '&charges=true' : ''}${kinds.length > 0 ? `&kind=${kinds.join(',')}` : ''}`;
  for await (const each of api.items(path, deadlineSchema)) rows.push(each);
  const brought: readonly Column<Deadline>[] = charges ? [['Brings', ({ brings, migratesAt }) => (migratesAt !== undefined ? `migrated ${minuteOf(migratesAt)}` : brings?.amount === undefined ? '' : `${brings.amount} ${brings.currency ?? ''}`)]] : [];
  showRows(rows, [...columns, ...brought], `Nothing comes before ${end}.`, flags.json, terminal);
  return tellUnreadable(api, terminal);
};
