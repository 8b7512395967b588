import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { success, type Result } from '../../kernel/result';
import { emptyMonth, overageLineSchema, type OverageLine } from '../../domain/usage/overage/callMonth';
import { closesAt, monthOf, type CallReport } from '../../domain/usage/overage/callReport';
import { type RatedMonth } from '../../domain/usage/overage/rateMonth';
import { overageLinePrefix } from '../command/commerceKeys';
import { withBound } from '../due/withBound';
import { knownService, listOverage } from '../overage/overageBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions } from '../subscription/subscriptionBook';
import { readablePage, rowReader, RowUnreadable, type Page } from '../unreadable';
import { callPartition, listCallsOfDay, readCallMonth } from './callBook';
import { rateCalls } from './rating';
import { closesAfterDays } from '../usage/closing';
import { usageCustomer, type UsageCaller } from '../usage/usageReader';

/** A month of calls at some moment. */
export interface UsageOfMonth {
  readonly customerId: string;
  readonly service: string;
  readonly month: CalendarDate;
  readonly closesAt: Instant;
  /** Absent while reports are taken. */
  readonly closedAt?: Instant;
  readonly rated: RatedMonth;
  /** Minutes of one user by day, if one was asked for. */
  readonly ofUser?: readonly { readonly date: CalendarDate; readonly minutes: number }[];
}

const daysAtOnce = 8;
const largestPage = 1000;

const serviceOf = async (app: App, customerId: string, asked: string): Promise<string> => {
  const [overages, subscriptions] = await Promise.all([listOverage(app.commerce, customerId), listSubscriptions(app.commerce, customerId)]);
  return knownService(asked, overages, subscriptions);
};

/** PAR-3: a partner sees its own users' calls; the operator and the customer see all. */
const viewerOf = (caller: UsageCaller): string | undefined => (caller.kind === 'partner' ? caller.partner.tenantId : undefined);

/** @throws RowUnreadable; when the store fails. */
const minutesOnDay = async (app: App, partition: string, of: { readonly date: CalendarDate; readonly userId: string; readonly viewer: string | undefined }): Promise<number> => {
  let sum = 0;
  let continuation: string | undefined;
  do {
    const page = await listCallsOfDay(app.usage, partition, of, largestPage, continuation);
    // A sum without one of them would be another.
    const [first] = page.unreadable ?? [];
    if (first !== undefined) throw new RowUnreadable(first);
    sum += page.items.reduce((total, { minutes }) => total + minutes, 0);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return sum;
};

const ofUser = async (app: App, partition: string, days: readonly CalendarDate[], userId: string, viewer: string | undefined) => {
  const found: { date: CalendarDate; minutes: number }[] = [];
  await withBound(daysAtOnce, days, async (date) => void found.push({ date, minutes: await minutesOnDay(app, partition, { date, userId, viewer }) }));
  return found.filter(({ minutes }) => minutes > 0).sort((a, b) => (a.date < b.date ? -1 : 1));
};

/**
 * OVG-6: what was called in a month, what is left of its allowance, and what is beyond. Of the usage one row is read, however many users called; one more page for each day if a user is asked for.
 * Refused: CustomerNotFound, MustGoThroughProvider. @throws RowUnreadable.
 */
export const readUsage = async (app: App, caller: UsageCaller, customerId: string, asked: { readonly service: string; readonly month: CalendarDate; readonly userId?: string }): Promise<Result<UsageOfMonth, Refusal>> => {
  const customer = await usageCustomer(app, caller, customerId);
  if (!customer.ok) return customer;
  const service = await serviceOf(app, customerId, asked.service);
  const month = monthOf(asked.month);
  const partition = callPartition(customerId, service, month);
  const calls = (await readCallMonth(app.usage, partition))?.value ?? emptyMonth(customerId, service, month);
  const rated = calls.rated ?? (await rateCalls(app, calls, app.clock.now()));
  return success({
    customerId,
    service,
    month,
    closesAt: closesAt(month, closesAfterDays(app)(month)),
    ...(calls.closedAt !== undefined && { closedAt: calls.closedAt }),
    rated,
    ...(asked.userId !== undefined && { ofUser: await ofUser(app, partition, rated.days.map(({ date }) => date), asked.userId, viewerOf(caller)) }),
  });
};

/** Calls of one day, by user; a partner's own (PAR-3). Refused: CustomerNotFound, MustGoThroughProvider. */
export const readCalls = async (
  app: App,
  caller: UsageCaller,
  customerId: string,
  asked: { readonly service: string; readonly date: CalendarDate; readonly userId?: string },
): Promise<Result<(limit: number, continuation: string | undefined) => Promise<Page<CallReport>>, Refusal>> => {
  const customer = await usageCustomer(app, caller, customerId);
  if (!customer.ok) return customer;
  const partition = callPartition(customerId, await serviceOf(app, customerId, asked.service), monthOf(asked.date));
  return success((limit, continuation) => listCallsOfDay(app.usage, partition, { ...asked, viewer: viewerOf(caller) }, limit, continuation));
};

export const overageLineRows = rowReader('Commerce', 'overagecharge', overageLineSchema);

/** OVG-7: a page of a customer's overage lines, by month, then service. @param month `2026-03`; all if absent. */
export const listOverageLines = async (commerce: PartitionStore, customerId: string, month: string | undefined, limit: number, continuation?: string): Promise<Page<OverageLine>> => {
  const page = await commerce.list(customerId, { prefix: `${overageLinePrefix}${month === undefined ? '' : `${month}|`}`, limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, overageLineRows);
};
