import { type Deadline } from '../due/deadline';
import { type CalendarDate } from '../../kernel/calendarDate';
import { plusMinutes, type Instant } from '../../kernel/instant';

/** Longer than taking a batch of readings or storing a budget can take with all retries: who looks before finds too little. */
const REVIEW_AFTER_MINUTES = 3;

/** That a month's spending is looked at against the customer's budgets. */
export const budgetReview = (customerId: string, month: CalendarDate, now: Instant): Deadline => ({ at: plusMinutes(now, REVIEW_AFTER_MINUTES), kind: 'budgetReview', customerId, subject: month.slice(0, 7) });
