import { type Budget, type BudgetChange, budgetSchema, reached, setBudget } from '../../domain/usage/meters/budget';
import { changedOfBudget } from '../../domain/usage/meters/toldFields';
import { type Deadline } from '../due/deadline';
import { calendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { success, type Result } from '../../kernel/result';
import { spendingOf } from '../../domain/reconciliation/spending';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { allRows } from '../allRows';
import { type Answer } from '../command/answer';
import { budgetKey, budgetPrefix } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { onceKey } from '../command/publishing';
import { recordOnce } from '../command/recordOnce';
import { type StoredEvents } from '../command/storedEvents';
import { customerOf, readCustomer } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';
import { budgetReview } from './budgetReview';
import { type ClosePorts } from '../usage/closing';
import { spendOf, type SpendPorts } from './spend';
import { rowReader, RowUnreadable, type Readable } from '../unreadable';

export const budgetRows = rowReader('Commerce', 'budget', budgetSchema);

export const readBudget = async (commerce: PartitionStore, customerId: string, partnerId: string): Promise<Stored<Budget> | undefined> => {
  const row = await commerce.read(customerId, budgetKey(partnerId));
  return row && budgetRows.readStored(row);
};

/** All partners'. */
const readableBudgets = async (commerce: PartitionStore, customerId: string): Promise<Readable<Budget>> => budgetRows.readable(await allRows(commerce, customerId, budgetPrefix));

const budgetIdOf = (customerId: string, partnerId: string): string => derivedGuid('budget', customerId, partnerId);

const recordsOf = ({ budget, events }: BudgetChange, before: Budget | undefined, at: Instant): EventRecord[] =>
  events.length === 0 ? [] : [{ id: recordId(budget.id, budget.version), customerId: budget.customerId, partnerId: budget.partnerId, subject: { kind: 'usage', id: budget.id }, version: budget.version, at, facts: events.map((event) => ({ ...event })), ...withChanged(changedOfBudget(before, budget)), deadlines: [] }];

/** Sets a partner's budget for a customer, or takes it back; what was spent already is looked at soon after. Refused: CustomerNotFound, MustGoThroughProvider. */
export const patchBudget = (app: App, call: WriteCall, customerId: string, amount: string | undefined, encode: Encoding<BudgetChange>): Promise<Result<Answer, Refusal>> =>
  handleCommand<Stored<Budget> | undefined, BudgetChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const customer = await customerOf(app.commerce, customerId, call.partner.tenantId);
      return customer.ok ? success(await readBudget(app.commerce, customerId, call.partner.tenantId)) : customer;
    },
    decide: (before) => {
      const allowed = mayTransact(call.partner, 'manage');
      const partnerId = call.partner.tenantId;
      return allowed.ok ? success(setBudget({ id: budgetIdOf(customerId, partnerId), customerId, partnerId }, before?.value, amount)) : allowed;
    },
    changes: (change, before, now) => {
      const row = { key: budgetKey(change.budget.partnerId), value: { type: 'budget', ...change.budget } };
      if (change.events.length === 0) return { writes: before === undefined ? [] : [{ op: 'update', ...row, etag: before.etag }], records: [] };
      const write: Write = before === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag: before.etag };
      return { writes: [write], records: recordsOf(change, before?.value, now), deadlines: [budgetReview(customerId, calendarDate(`${now.slice(0, 7)}-01`), now)] };
    },
    before: (stood, change) => stood && encode.before({ ...change, budget: stood.value }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });

/** Each share of a budget is told once a month, and again only for another amount. */
const toldRecord = ({ customerId, partnerId, amount = '', currency }: Budget, month: string, percent: number, spent: string, at: Instant): EventRecord => {
  const id = derivedGuid('budget reached', customerId, partnerId, month, amount, String(percent));
  return { id: recordId(id, 1), customerId, partnerId, subject: { kind: 'usage', id }, version: 1, at, facts: [{ type: 'UsageBudgetReached', month, percent, spent, amount, currency }], cause: { command: 'budgetReview' }, deadlines: [] };
};

/** The shares of a budget that a month's usage has reached, as they are told. @throws RowUnreadable. */
const toldRecords = async (ports: SpendPorts, customer: Customer, budget: Budget, month: CalendarDate, now: Instant): Promise<readonly EventRecord[]> => {
  const spent = spendingOf(await spendOf(ports, customer, budget.partnerId, month)).usd;
  return reached(budget, spent).map((percent) => toldRecord(budget, month.slice(0, 7), percent, spent, now));
};

/** Whether a month's usage has reached a share of a budget that its partner was not told of. @throws RowUnreadable. */
export const isBudgetToBeTold = async (ports: SpendPorts, customer: Customer, budget: Budget, month: CalendarDate, now: Instant): Promise<boolean> => {
  if (budget.amount === undefined) return false;
  for (const record of await toldRecords(ports, customer, budget, month, now)) {
    if ((await ports.commerce.read(customer.id, onceKey(record))) === undefined) return true;
  }
  return false;
};

/** Tells a partner that a month's usage has reached a share of its budget. Decided from the state: told once, whatever repeats. @throws when the store fails; RowUnreadable, after the rest, where a budget cannot be read. */
export const reviewBudgets = async (ports: ClosePorts, { customerId, subject: month }: Deadline): Promise<void> => {
  const customer = await readCustomer(ports.commerce, customerId);
  const { items: budgets, unreadable: [first] } = customer === undefined ? { items: [], unreadable: [] } : await readableBudgets(ports.commerce, customerId);
  const stored: (StoredEvents | undefined)[] = [];
  for (const budget of budgets) {
    if (customer === undefined) continue;
    for (const record of await toldRecords(ports, customer.value, budget, calendarDate(`${month}-01`), ports.clock.now())) stored.push(await recordOnce(ports.commerce, record));
  }
  await ports.publishing.bringOutOrLookFor(customerId, stored);
  if (first !== undefined) throw new RowUnreadable(first);
};
