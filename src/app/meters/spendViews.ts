import { type AzurePlan } from '../../domain/azurePlan/state';
import { type Budget } from '../../domain/usage/meters/budget';
import { type Customer } from '../../domain/parties/customer/state';
import { spendingOf, type Spending, type Spent } from '../../domain/reconciliation/spending';
import { calendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { azureOfPartner, planOfPartner } from '../azurePlan/plans';
import { customerOf, readCustomer } from '../customer/customerBook';
import { listCustomers } from '../customer/customerList';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { RowUnreadable, type Page, type Readable } from '../unreadable';
import { readBudget } from './budgets';
import { spendOf } from './spend';

/** Whose spending it is. */
export interface Subject {
  readonly kind: 'customer' | 'plan';
  readonly id: string;
  readonly name: string;
  readonly customerId: string;
}

/** What it spent in the running month. */
export interface SpentBy {
  readonly spending: Spending;
  readonly budget: Budget | undefined;
  readonly month: CalendarDate;
  readonly at: Instant;
}

const runningMonth = (now: Instant): CalendarDate => calendarDate(`${now.slice(0, 7)}-01`);

const ofCustomer = async (app: App, partnerTenantId: string, customer: Customer): Promise<{ readonly subject: Subject; readonly by: SpentBy }> => {
  const at = app.clock.now();
  const month = runningMonth(at);
  const [spend, budget] = await Promise.all([spendOf(app, customer, partnerTenantId, month), readBudget(app.commerce, customer.id, partnerTenantId)]);
  return { subject: { kind: 'customer', id: customer.id, name: customer.name, customerId: customer.id }, by: { spending: spendingOf(spend), budget: budget?.value, month, at } };
};

/** AZP-4, OVG-7: what the customer's usage costs the partner this month. Refused: CustomerNotFound. */
export const customerSpend = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<{ readonly subject: Subject; readonly by: SpentBy }, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  return customer.ok ? success(await ofCustomer(app, partnerTenantId, customer.value.value)) : customer;
};

/** The same of all the partner's customers, in order of their names. */
export const customersSpend = async (app: App, partnerTenantId: string, limit: number, continuation?: string): Promise<Page<{ readonly subject: Subject; readonly by: SpentBy }>> => {
  const page = await listCustomers(app.directory, partnerTenantId, undefined, limit, continuation);
  const unreadable = [...(page.unreadable ?? [])];
  const items = await Promise.all(
    page.items.map(async ({ customerId }) => {
      try {
        const customer = await readCustomer(app.commerce, customerId);
        return customer === undefined ? [] : [await ofCustomer(app, partnerTenantId, customer.value)];
      } catch (error) {
        if (!(error instanceof RowUnreadable)) throw error;
        unreadable.push(error.row);
        return [];
      }
    }),
  );
  return { ...page, items: items.flat(), ...(unreadable.length > 0 && { unreadable }) };
};

/** AZP-4, OVG-7: what is under each of the partner's Azure plans at a customer this month, in order of the plans; a plan without usage costs nothing. Refused: CustomerNotFound. */
export const plansSpend = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<Readable<{ readonly plan: AzurePlan; readonly spending: Spending; readonly at: Instant }>, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const at = app.clock.now();
  const [{ plans, unreadable }, spent] = await Promise.all([azureOfPartner(app, partnerTenantId, customerId), spendOf(app, customer.value.value, partnerTenantId, runningMonth(at))]);
  return success({ items: plans.map((plan) => ({ plan, spending: spendingOf(spent.filter(({ planId }) => planId === plan.id)), at })), unreadable });
};

/** What is under one plan this month. Refused: CustomerNotFound, AzurePlanNotFound. */
export const planSpend = async (app: App, partnerTenantId: string, customerId: string, planId: string): Promise<Result<{ readonly subject: Subject; readonly by: SpentBy; readonly spent: readonly Spent[] }, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const plan = await planOfPartner(app, partnerTenantId, customerId, planId);
  if (plan === undefined) return failure({ kind: 'AzurePlanNotFound', planId });
  const at = app.clock.now();
  const month = runningMonth(at);
  const spent = (await spendOf(app, customer.value.value, partnerTenantId, month)).filter((each) => each.planId === planId);
  return success({ subject: { kind: 'plan', id: plan.id, name: plan.friendlyName, customerId }, by: { spending: spendingOf(spent), budget: undefined, month, at }, spent });
};
