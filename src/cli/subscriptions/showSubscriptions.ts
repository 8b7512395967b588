import { z } from 'zod';
import { callerOf } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { dayOf, showRows, type Column } from '../remote/shown';
import { behind } from '../remote/spans';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

const subscriptionSchema = z.looseObject({
  customerId: z.string(),
  customerName: z.string(),
  id: z.string(),
  offerName: z.string(),
  quantity: z.number().optional(),
  status: z.string(),
  billingCycle: z.string().optional(),
  autoRenewEnabled: z.boolean().optional(),
  commitmentEndDateTime: z.string().optional(),
});

type Listed = z.output<typeof subscriptionSchema>;

const renewsIn = ({ autoRenewEnabled }: Listed): string => (autoRenewEnabled === undefined ? '' : autoRenewEnabled ? 'yes' : 'no');

const columns: readonly Column<Listed>[] = [
  ['Customer', (each) => each.customerName],
  ['Subscription', (each) => each.id],
  ['Product', (each) => each.offerName],
  ['Seats', (each) => each.quantity],
  ['Status', (each) => each.status],
  ['Cycle', (each) => each.billingCycle],
  ['Term ends', (each) => each.commitmentEndDateTime && dayOf(each.commitmentEndDateTime)],
  ['Renews', renewsIn],
];

/** @param renewingWithin a span: only what renews before it is over, if nobody acts; absent: all. @returns the exit code. */
export const showSubscriptions = async (flags: ConnectionFlags, renewingWithin: string | undefined, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const by = renewingWithin === undefined ? undefined : behind((await callerOf(api)).now, '--renewing-within', renewingWithin);
  const isMeant = ({ status, autoRenewEnabled, commitmentEndDateTime = '' }: Listed): boolean => by === undefined || (status === 'active' && autoRenewEnabled === true && Date.parse(commitmentEndDateTime) < Date.parse(by));
  const rows: Listed[] = [];
  for await (const each of api.items('/nextterm/v1/subscriptions', subscriptionSchema)) if (isMeant(each)) rows.push(each);
  showRows(rows, columns, by === undefined ? 'There are no subscriptions.' : `None renews before ${by}.`, flags.json, terminal);
  return tellUnreadable(api, terminal);
};
