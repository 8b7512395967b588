import { z } from 'zod';
import { callerOf } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { minuteOf, showRows, type Column } from '../remote/shown';
import { until } from '../remote/spans';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const windowsSchema = z.looseObject({
  closesAt: z.string(),
  customerId: z.string(),
  customerName: z.string().optional(),
  subscriptionId: z.string(),
  name: z.string(),
  seatsThatCanComeOff: z.number(),
  atRisk: z.looseObject({ amount: z.string(), currency: z.string() }).optional(),
});

const columns: readonly Column<z.output<typeof windowsSchema>>[] = [
  ['Closes (UTC)', ({ closesAt }) => minuteOf(closesAt)],
  ['Customer', ({ customerName, customerId }) => customerName ?? customerId],
  ['Subscription', ({ subscriptionId }) => subscriptionId],
  ['Name', ({ name }) => name],
  ['Seats', ({ seatsThatCanComeOff }) => seatsThatCanComeOff],
  ['Gives back', ({ atRisk }) => atRisk && `${atRisk.amount} ${atRisk.currency}`],
];

/** Prints the subscriptions whose windows close until then, page by page: of each five hundred those that would give back most first. @returns the exit code. */
export const showWindows = async (flags: ConnectionFlags, closingWithin: string, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const end = until((await callerOf(api)).now, '--closing-within', closingWithin);
  const rows: z.output<typeof windowsSchema>[] = [];
  for await (const each of api.items(`/nextterm/v1/windows?until=${encodeURIComponent(end)}`, windowsSchema)) rows.push(each);
  showRows(rows, columns, `No window closes before ${end}.`, flags.json, terminal);
  return tellUnreadable(api, terminal);
};
