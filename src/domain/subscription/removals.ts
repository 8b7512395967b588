import { type Outcome } from './outcome';
import { type Subscription } from './state';

type Removed = Pick<Outcome, 'subscription' | 'events' | 'removed'>;

/** Takes several things away, one after the other: what is left, and all that is told of it. */
export const without = (subscription: Subscription, ...removals: readonly ((subscription: Subscription) => Removed)[]): Removed =>
  removals.reduce<Removed>(
    (before, removal) => {
      const after = removal(before.subscription);
      return { subscription: after.subscription, events: [...before.events, ...after.events], removed: [...before.removed, ...after.removed] };
    },
    { subscription, events: [], removed: [] },
  );
