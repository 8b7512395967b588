import { type Customer } from '../../domain/parties/customer/state';
import { type Partner } from '../../domain/parties/partner/state';
import { type DailyItem, type LineItem } from '../../domain/reconciliation/lineItem';
import { type App } from '../ports';
import { type Page } from '../unreadable';
import { given, licences, usageOf, type LineQuestion } from './customerLines';
import { DONE, pageOfWalk, type Position, type Walk } from './walk';

/**
 * BIL-4: the partner's lines of a month over all its customers, in order of customer, then licences by their lines, then usage.
 */
export const billingLineItems = (app: App, partner: Partner, question: LineQuestion) => (limit: number, continuation?: string): Promise<Page<LineItem>> => {
  async function* ofCustomer(customer: Customer, { part, after }: Position): Walk<LineItem> {
    if (part === 'licences') yield* licences(app, partner, customer, question, String(after));
    const from = part === 'usage' ? Number(after) : 0;
    if (from < DONE) yield* given(customer.id, (await usageOf(app, partner, customer, question)).monthly, question.currency, from);
  }
  return pageOfWalk(app, partner.tenantId, ofCustomer, limit, continuation);
};

/** AZP-4, OVG-7: its daily rated usage, likewise. @param credited only rows with earned credit, or only those without. */
export const dailyLineItems = (app: App, partner: Partner, question: LineQuestion, credited: boolean | undefined) => (limit: number, continuation?: string): Promise<Page<DailyItem>> => {
  async function* ofCustomer(customer: Customer, { part, after }: Position): Walk<DailyItem> {
    const from = part === 'usage' ? Number(after) : 0;
    if (from === DONE) return;
    const { daily } = await usageOf(app, partner, customer, question);
    const asked = credited === undefined ? daily : daily.filter(({ earnedCreditPercent }) => earnedCreditPercent > 0 === credited);
    yield* given(customer.id, asked, question.currency, from);
  }
  return pageOfWalk(app, partner.tenantId, ofCustomer, limit, continuation);
};
