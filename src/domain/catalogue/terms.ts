export { billingCycles, cyclesInTerm, termDurations, type BillingCycle, type TermDuration } from '../../kernel/durations';
