import { plusHours, type Instant } from '../../kernel/instant';
import { oldReceipts, storedAt } from '../command/clearReceipts';
import { receiptPrefix, subscriptionPrefix } from '../command/commerceKeys';
import { type App } from '../ports';
import { customerRows } from '../customer/customerBook';
import { type Customer } from '../../domain/parties/customer/state';
import { plusMonths } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { compareLedger, type LedgerCheckManner, type LedgerCheckPorts } from './ledgerCheck';
import { bringRequest } from '../requestList/bringRequest';
import { customerRow, rowsUnder, waitsToBeTold, type CustomerRows } from './customerRows';
import { deadlineListFaults } from './deadlineListCheck';
import { type ExportCheckPorts } from './exportCheck';
import { directoryFaults, mendDirectory } from './directoryCheck';
import { consumerFaults } from './consumerCheck';
import { expectedDeadlines } from './expectedDeadlines';
import { feedFaults, mendFeeds, NOTHING_TOLD } from './feedCheck';
import { type Finding } from './finding';
import { lookedUpDeadlines } from './lookedUp';
import { MOST_WITHOUT_SHEETS, putOnSheets, sheetFaults } from '../subscription/sheets';
import { checkMessages } from '../notification/checkMessages';
import { missingDeadlines, type Pending } from './missingDeadlines';
import { isMeant, type Projection } from './projections';
import { expectedRequests, requestListFaults } from './requestListCheck';

export type CheckPorts = Pick<App, 'commerce' | 'directory' | 'deadlines' | 'deadlineLists' | 'usage' | 'policies' | 'catalogueOf' | 'payerByTenant' | 'exchangeRate' | 'clock' | 'receipts' | 'receiptDays' | 'unreadable' | 'eventRows' | 'feeds' | 'consumers' | 'notifications' | 'log'> & LedgerCheckPorts & ExportCheckPorts;

/** A week of receipts is cleared away when the last of it is old, within the hour: whatever is older than this was overlooked. */
const OVERDUE_HOURS = 8 * 24;

export interface CheckManner {
  /** Deadlines up to this instant are looked for; all of them if absent. */
  readonly horizon?: Instant;
  /** Months of usage before the running one. */
  readonly monthsBack: number;
  /** The ledger is compared for the running month and so many before it; for all if absent. */
  readonly ledgerMonthsBack?: number;
  /** Events since then are looked for in the feeds; all of them if absent. */
  readonly eventsSince?: Instant;
  /** Whether what is found is put right; if not, it is only told. */
  readonly repairs: boolean;
  /** Which projections are compared; absent: all. */
  readonly only?: ReadonlySet<Projection>;
  /** Takes the rows that could not be read, which are raised to the operator in any case. */
  readonly unreadable?: UnreadableRow[];
}

const ledgerFaults = async (ports: CheckPorts, rows: CustomerRows, customer: Customer, manner: LedgerCheckManner, unreadable: UnreadableRow[]): Promise<readonly Finding[]> => {
  try {
    const compared = await compareLedger(ports, rows, customer, manner);
    unreadable.push(...compared.unreadable);
    return compared.faults.map((fault): Finding => ({ what: 'ledger', ...fault }));
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    unreadable.push(error.row);
    return [];
  }
};

/** What a second look still finds: between the rows of one look others may write. */
const sheetFindings = async ({ commerce }: CheckPorts, customer: CustomerRows, repairs: boolean): Promise<readonly Finding[]> => {
  const { customerId } = customer;
  if (rowsUnder(customer, subscriptionPrefix).length <= MOST_WITHOUT_SHEETS) return [];
  try {
    const first = await sheetFaults(commerce, customerId);
    if (!first.isOpen && first.wrong.length === 0) return [];
    const { wrong, isOpen, isSaid } = await sheetFaults(commerce, customerId);
    if (repairs && (isOpen || wrong.length > 0)) await putOnSheets(commerce, customerId);
    return [...wrong.filter((sheet) => first.wrong.includes(sheet)).map((sheet): Finding => ({ what: 'sheet', customerId, sheet })), ...(isOpen && first.isOpen && isSaid && first.isSaid ? [{ what: 'sheet', customerId } as const] : [])];
  } catch (error) {
    // Whatever cannot be read is told where it is looked for first, and on no sheet until it is mended.
    if (error instanceof RowUnreadable) return [];
    throw error;
  }
};

/** Receipts that nobody noted for clearing away: of a process that was killed, or of a version that noted none. */
export const overdueReceipts = ({ receiptDays }: Pick<CheckPorts, 'receiptDays'>, customer: CustomerRows, now: Instant): readonly Instant[] => {
  const overdue = plusHours(oldReceipts(now, receiptDays), -OVERDUE_HOURS);
  return rowsUnder(customer, receiptPrefix).flatMap((row) => {
    const at = storedAt(row);
    return at === undefined || at <= overdue ? [at ?? now] : [];
  });
};

/**
 * DUE-1: compares what is derived from one customer's rows with them, and puts it right: its deadlines, its place in the directory, what its partners' lists of deadlines say of it, their ledgers, their feeds, the lists of requests, their messages, and what consumers made of its events. What cannot be read is raised to the operator, and the rest goes on.
 * Safe to repeat, and beside commands: a deadline too many does nothing, and the directory keeps what is newer.
 * @throws when the store fails.
 */
export const checkCustomer = async (ports: CheckPorts, customer: CustomerRows, pending: Pending, { horizon, monthsBack, ledgerMonthsBack, eventsSince, repairs, only, unreadable: taken }: CheckManner): Promise<readonly Finding[]> => {
  const now = ports.clock.now();
  const { customerId } = customer;
  const derived = expectedDeadlines(customer, now);
  const lookedUp = isMeant(only, 'deadlines') ? await lookedUpDeadlines(ports, customer, now, monthsBack) : { expected: [], unreadable: [] };
  const unreadable = [...derived.unreadable, ...lookedUp.unreadable];
  const expected = isMeant(only, 'deadlines') ? [...derived.expected, ...lookedUp.expected] : [];
  const missing = await missingDeadlines(ports, expected, pending, horizon);
  if (repairs && missing.length > 0) await ports.deadlines.put(missing);
  const findings: Finding[] = missing.map(({ kind, subject, at }) => ({ what: 'deadline', customerId, kind, subject, at }));

  if (repairs && isMeant(only, 'receiptWeeks')) for (const at of overdueReceipts(ports, customer, now)) ports.receipts.note(customerId, at, true);

  const row = customerRow(customer);
  const stored = customerRows.readable(row === undefined ? [] : [row]);
  unreadable.push(...stored.unreadable);
  // What waits to be published will bring directory and lists up to date by itself.
  const isBeingPublished = waitsToBeTold(customer);
  for (const value of isBeingPublished ? [] : stored.items) {
    const faults = isMeant(only, 'directory') ? await directoryFaults(ports, value, now) : [];
    if (repairs && faults.length > 0) await mendDirectory(ports, value, now);
    findings.push(...faults.map((fault): Finding => ({ what: 'directory', customerId, fault })));
    const listed = isMeant(only, 'deadlineLists') ? await deadlineListFaults(ports, customer, value, now, horizon) : [];
    if (repairs) for (const [partnerId, own] of groupBy(listed, (fault) => fault.partnerId)) await ports.deadlineLists.bring(partnerId, own.map(({ subject }) => subject), true);
    findings.push(...listed.map(({ partnerId, subject }): Finding => ({ what: 'deadlineList', customerId, partnerId, subject: subject.subjectId })));
    const since = ledgerMonthsBack === undefined ? {} : { since: plusMonths(ports.ledger.runningMonth(), -ledgerMonthsBack) };
    if (isMeant(only, 'ledger')) findings.push(...(await ledgerFaults(ports, customer, value, { ...since, repairs }, unreadable)));
  }
  if (isMeant(only, 'subscriptionSheets')) findings.push(...(await sheetFindings(ports, customer, repairs)));
  const requests = expectedRequests(customer);
  unreadable.push(...requests.unreadable);
  for (const request of isBeingPublished || !isMeant(only, 'requestLists') ? [] : await requestListFaults(ports, requests.items)) {
    if (repairs) await bringRequest(ports.directory, request, true);
    findings.push({ what: 'requestList', customerId, subject: request.id });
  }
  const told = isBeingPublished || !isMeant(only, 'feeds') ? NOTHING_TOLD : await feedFaults(ports, customer, eventsSince);
  if (repairs) await mendFeeds(ports, told.faults);
  findings.push(...told.faults.map(({ partnerId, record }): Finding => ({ what: 'feed', customerId, partnerId, event: record.id })));
  unreadable.push(...told.unreadable);
  if (isMeant(only, 'consumers')) findings.push(...(await consumerFaults(ports, customer, { now, since: eventsSince, repairs })));
  if (!isBeingPublished && isMeant(only, 'messages')) findings.push(...(await checkMessages(ports.notifications, customer, { since: eventsSince, repairs })));
  await ports.unreadable.raise(unreadable);
  taken?.push(...unreadable);
  return findings;
};
