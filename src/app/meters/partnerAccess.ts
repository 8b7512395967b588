import { setPartnerAccess, type PartnerAccess } from '../../domain/azurePlan/partnerAccess';
import { type EntitlementChange } from '../../domain/azurePlan/entitlement';
import { type AzurePlan, type AzureSubscription } from '../../domain/azurePlan/state';
import { closesAt, monthOf } from '../../domain/usage/overage/callReport';
import { dayOf, plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { type AnyCall } from '../customer/customerChange';
import { type Deadline } from '../due/deadline';
import { budgetReview } from './budgetReview';
import { type App, type Encoding } from '../ports';
import { type Refusal } from '../refusals';
import { closesAfterDays } from '../usage/closing';
import { entitlementRecords, entitlementWrites, readAzure, type StoredAzure } from '../azurePlan/azureBook';

interface Loaded {
  readonly azure: StoredAzure;
  readonly plan: AzurePlan;
  readonly subscription: AzureSubscription;
}

/** Months of the days that were said something of, up to the running one; none of them is closed. */
const monthsOf = ({ from, to }: PartnerAccess, now: Instant): readonly CalendarDate[] => {
  const last = to === undefined || to > dayOf(now) ? dayOf(now) : to;
  const months: CalendarDate[] = [];
  for (let month = monthOf(from); month <= last; month = plusMonths(month, 1)) months.push(month);
  return months;
};

/** What a month costs is another without credit: budgets are looked at again. */
const reviews = (customerId: string, asked: PartnerAccess, now: Instant): Deadline[] => (asked.hasAccess ? [] : monthsOf(asked, now).map((month) => budgetReview(customerId, month, now)));

/**
 * AZP-4: the operator says on which days a partner could manage one of its Azure subscriptions; the plan's row guards it, and bears its version.
 * Refused: AzurePlanNotFound, EntitlementNotFound, AccessDaysFixed.
 */
export const setAccess = (
  app: App,
  call: AnyCall,
  subject: { readonly customerId: string; readonly planId: string; readonly entitlementId: string },
  asked: PartnerAccess,
  encode: Encoding<EntitlementChange>,
): Promise<Result<Answer, Refusal>> => {
  const { customerId, planId, entitlementId } = subject;
  const closes = (day: CalendarDate): Instant => closesAt(monthOf(day), closesAfterDays(app)(monthOf(day)));
  return handleCommand<Loaded, EntitlementChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const azure = await readAzure(app.commerce, customerId);
      const plan = azure.plans.find(({ id }) => id === planId);
      const subscription = azure.subscriptions.find((each) => each.id === entitlementId && each.planId === planId);
      if (plan === undefined) return failure({ kind: 'AzurePlanNotFound', planId });
      return subscription === undefined ? failure({ kind: 'EntitlementNotFound', entitlementId }) : success({ azure, plan, subscription });
    },
    decide: ({ plan, subscription }, now) => setPartnerAccess(plan, subscription, asked, closes, now),
    changes: (change, { azure }, now) => ({
      writes: entitlementWrites(change, azure.etags.get(planId)),
      records: entitlementRecords(change, azure, now),
      deadlines: change.events.length === 0 ? [] : reviews(customerId, asked, now),
    }),
    before: ({ subscription }, change) => encode.before({ ...change, subscription }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
