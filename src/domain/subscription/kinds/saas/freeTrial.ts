import { plusDays, type CalendarDate } from '../../../../kernel/calendarDate';
import { type BillingCycle, type TermDuration } from '../../../../kernel/durations';
import { type SubscriptionEvent } from '../../outcome';
import { asKind, type PaidPlan, type Subscription } from '../../state';

/** What a line asks for: as clients order any licence, or as they send back the line of a trial. */
export interface AskedPlan {
  readonly termDuration?: TermDuration | undefined;
  readonly billingCycle: BillingCycle;
  readonly renewsTo?: { readonly termDuration: TermDuration; readonly billingCycle?: BillingCycle | undefined } | undefined;
}

/** Shortest first. */
const cyclesInOrder: readonly BillingCycle[] = ['monthly', 'annual', 'biennial', 'triennial', 'one_time'];

/**
 * ORD-6: what the free days of an offer turn into. The term is the one `renewsTo` names, else the line's own, else the first offered; a billing cycle of `none` is the
 * trial's own and leaves the paid one open: the shortest offered for the term.
 * @param offered the plans that have a price. @returns undefined if the plan asked for is none of them.
 */
export const planAfterTrial = ({ termDuration, billingCycle, renewsTo }: AskedPlan, offered: readonly PaidPlan[]): PaidPlan | undefined => {
  const term = renewsTo?.termDuration ?? termDuration ?? offered[0]?.termDuration;
  const ofTerm = offered.filter((plan) => plan.termDuration === term);
  const cycle = renewsTo === undefined && billingCycle !== 'none' ? billingCycle : renewsTo?.billingCycle;
  if (cycle !== undefined) return ofTerm.find((plan) => plan.billingCycle === cycle);
  return ofTerm.toSorted((a, b) => cyclesInOrder.indexOf(a.billingCycle) - cyclesInOrder.indexOf(b.billingCycle))[0];
};

/** The last free day: of 30 that begin on 10 June it is 9 July. @param days whole UTC days, the purchase day included. */
export const lastFreeDay = (start: CalendarDate, days: number): CalendarDate => plusDays(start, days - 1);

/** ORD-6: the subscription as it goes on once its free days are over; any other is as it was. Its version, term, cycle and price are the renewal's to set. */
export const afterFreeTrial = (subscription: Subscription): Subscription => {
  const { renewsTo } = subscription;
  return renewsTo === undefined ? subscription : asKind({ ...subscription, ...renewsTo }, 'saas');
};

/** ORD-6: what a new term tells of one whose free days are over; nothing of any other. */
export const turnedPaid = ({ renewsTo }: Subscription): SubscriptionEvent[] => (renewsTo === undefined ? [] : [{ type: 'FreeTrialTurnedPaid', ...renewsTo }]);
