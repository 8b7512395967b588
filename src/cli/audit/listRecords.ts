import { z } from 'zod';
import { csvText } from '../../adapters/csv/csvText';
import { callerOf } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { minuteOf, showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';
import { daysAsked } from './daysAsked';

const recordSchema = z.looseObject({
  id: z.string(),
  operationDate: z.string(),
  operationType: z.string(),
  operationStatus: z.string(),
  resourceType: z.string(),
  customerId: z.string().optional(),
  customerName: z.string().optional(),
  userPrincipalName: z.string().optional(),
  applicationId: z.string().optional(),
  originalCorrelationId: z.string().optional(),
  customizedData: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
});

type Listed = z.output<typeof recordSchema>;

export interface RecordsWish {
  readonly flags: ConnectionFlags;
  /** A span back, or a day; absent: 30 days. */
  readonly since?: string | undefined;
  /** The same, exclusive; absent: now. */
  readonly until?: string | undefined;
  /** Of which the server keeps those that fit; one at most. */
  readonly filter?: { readonly field: 'CustomerId' | 'SubscriptionId' | 'CompanyName' | 'ResourceType'; readonly operator: 'equals' | 'substring'; readonly value: string } | undefined;
  /** Only of that operation, without regard to case. */
  readonly operation?: string | undefined;
  /** Only those with that outcome, without regard to case. */
  readonly status?: string | undefined;
  readonly csv: boolean;
}

const said = ({ customizedData }: Listed, name: string): string | undefined => customizedData.find(({ key }) => key === name)?.value;

const is = (text: string, wanted: string | undefined): boolean => wanted === undefined || text.toLowerCase() === wanted.toLowerCase();

const who = ({ userPrincipalName, applicationId }: Listed): string => userPrincipalName ?? applicationId ?? '';

const COLUMNS = ['operationDate', 'operationType', 'operationStatus', 'resourceType', 'customerId', 'customerName', 'userPrincipalName', 'applicationId', 'originalCorrelationId', 'id'] as const;

/** Prints the log of the caller's tenant, the oldest record first. @returns the exit code. */
export const listRecords = async ({ flags, since, until, filter, operation, status, csv }: RecordsWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const { from, to } = daysAsked((await callerOf(api)).now, since, until);
  const query = new URLSearchParams({ startDate: from, ...(to !== undefined && { endDate: to }), ...(filter && { filter: JSON.stringify({ Field: filter.field, Value: filter.value, Operator: filter.operator }) }) });
  const rows: Listed[] = [];
  for await (const record of api.items(`/v1/auditrecords?${query.toString()}`, recordSchema)) if (is(record.operationType, operation) && is(record.operationStatus, status)) rows.push(record);
  if (csv) {
    terminal.print(csvText([COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name] ?? ''))], { quotes: 'whereNeeded' }).trimEnd());
    return tellUnreadable(api, terminal);
  }
  showRows(
    rows,
    [
      ['At (UTC)', ({ operationDate }) => minuteOf(operationDate)],
      ['Operation', ({ operationType }) => operationType],
      ['Outcome', (row) => [row.operationStatus, said(row, 'ErrorCode')].filter((each) => each !== undefined).join(' ')],
      ['By', who],
      ['Customer', ({ customerName, customerId }) => customerName ?? customerId],
      ['Subscription', (row) => said(row, 'SubscriptionId')],
      ['Record', ({ id }) => id],
    ],
    `Nothing is in the log since ${from}.`,
    flags.json,
    terminal,
  );
  return tellUnreadable(api, terminal);
};
