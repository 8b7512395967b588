import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { type RemoteApi } from '../remote/remoteApi';
import { dayOf, minuteOf, showRows } from '../remote/shown';
import { type Terminal } from '../terminal';

const seenSchema = z.looseObject({
  id: z.string(),
  companyName: z.string().optional(),
  domain: z.string().optional(),
  relationships: z.array(z.looseObject({ partnerId: z.string(), status: z.string(), since: z.string() })).optional(),
  subscriptions: z.array(z.looseObject({ id: z.string(), partnerId: z.string(), friendlyName: z.string(), status: z.string(), quantity: z.number(), termEnd: z.string() })),
  work: z.array(z.looseObject({ at: z.string(), kind: z.string(), subject: z.string(), standing: z.string() })),
  leftovers: z.array(z.looseObject({ id: z.string(), at: z.string(), facts: z.array(z.string()), awaits: z.string() })),
  parked: z.array(z.looseObject({ id: z.string(), kind: z.string(), subject: z.string(), failingSince: z.string(), reason: z.string(), skipped: z.looseObject({ reason: z.string() }).optional() })),
  unreadableRows: z.array(z.looseObject({ table: z.string(), key: z.string(), reason: z.string() })),
  more: z.array(z.string()),
  next: z.string().optional(),
});

type Seen = z.output<typeof seenSchema>;

/** All pages as one: further ones bring subscriptions, and what must happen to these. */
const wholeOf = async (api: RemoteApi, customer: string): Promise<Seen> => {
  const path = `/nextterm/v1/operations/customers/${customer}`;
  const whole = await api.json(path, seenSchema);
  for (let { next } = whole; next !== undefined; ) {
    const page = await api.json(`${path}?from=${next}`, seenSchema);
    whole.subscriptions.push(...page.subscriptions);
    whole.work.push(...page.work);
    whole.unreadableRows.push(...page.unreadableRows);
    ({ next } = page);
  }
  const { next: _, ...seen } = whole;
  return seen;
};

/** What stands about one customer, whoever sells to it. @returns the exit code. */
export const showCustomer = async (flags: ConnectionFlags, customer: string, terminal: Terminal): Promise<number> => {
  const seen = await wholeOf(await connect(flags, LOCAL_OPERATOR), customer);
  if (flags.json === true) {
    terminal.print(JSON.stringify(seen, undefined, 2));
    return 0;
  }
  const show = <T>(title: string, rows: readonly T[], columns: Parameters<typeof showRows<T>>[1]): void => {
    if (rows.length === 0) return;
    terminal.print(`\n${title}`);
    showRows(rows, columns, '', false, terminal);
  };
  terminal.print(`${seen.companyName ?? 'A customer whose row cannot be read'}  ${seen.id}  ${seen.domain ?? ''}`.trimEnd());
  show('Partners', seen.relationships ?? [], [['Tenant', ({ partnerId }) => partnerId], ['Status', ({ status }) => status], ['Since', ({ since }) => dayOf(since)]]);
  show('Subscriptions', seen.subscriptions, [['Id', ({ id }) => id], ['Name', ({ friendlyName }) => friendlyName], ['Status', ({ status }) => status], ['Seats', ({ quantity }) => quantity], ['Term ends', ({ termEnd }) => termEnd], ['Partner', ({ partnerId }) => partnerId]]);
  show('Later', seen.work, [['At', ({ at }) => minuteOf(at)], ['What', ({ kind }) => kind], ['Of', ({ subject }) => subject], ['Standing', ({ standing }) => standing]]);
  show('Given up', seen.parked, [['Id', ({ id }) => id], ['What', ({ kind }) => kind], ['Of', ({ subject }) => subject], ['Failing since', ({ failingSince }) => minuteOf(failingSince)], ['Skipped', ({ skipped }) => skipped?.reason], ['Reason', ({ reason }) => reason.split('\n')[0]]]);
  show('Not told of yet', seen.leftovers, [['Event', ({ id }) => id], ['At', ({ at }) => minuteOf(at)], ['Facts', ({ facts }) => facts.join(' ')], ['Waits for', ({ awaits }) => (awaits === 'bus' ? 'the bus' : 'all')]]);
  show('Rows that cannot be read', seen.unreadableRows, [['Table', ({ table }) => table], ['Key', ({ key }) => key], ['Reason', ({ reason }) => reason.split('\n')[0]]]);
  if (seen.more.length > 0) terminal.print(`\nThere is more than is shown of: ${seen.more.join(', ')}.`);
  return 0;
};
