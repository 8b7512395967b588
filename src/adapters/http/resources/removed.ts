import { type Outcome } from '../../../domain/subscription/outcome';

/** What a call deletes that it is not about, each kind once, in the order in which it goes: one call may take the plans of several subscriptions. */
export const removedBy = (outcomes: readonly Outcome[]): readonly string[] => [...new Set(outcomes.flatMap(({ removed }) => removed))];
