import { foretell, type Foretold, type KnownAhead } from '../subscription/term/foretell';
import { instantFromMillis, toMillis, type Instant } from '../../kernel/instant';
import { type Subscription } from '../subscription/state';
import { bringsSomething, isEnd } from './brings';
import { comingOf, type Coming } from './deadlines';

type Deadline = Pick<Coming, 'at' | 'kind'>;

/** Whether a deadline is ahead of the subscription as it is: nothing has carried it out yet, or taken it away. It may have passed. */
export const isAhead = (subscription: Subscription, { at, kind }: Deadline): boolean =>
  comingOf(subscription, instantFromMillis(toMillis(at) - 1)).some((coming) => coming.at === at && coming.kind === kind);

/**
 * PRE-3: what a deadline brings a subscription if nobody acts, by {@link foretell}; and where it ends a term, what the next one brings before `until`, exclusive: a term that is planned to end on a day of its own may end in
 * the month in which it began. @returns in order of time; undefined where some of it cannot be known.
 */
export const comingCharges = (subscription: Subscription, deadline: Deadline, until: Instant, known: KnownAhead): readonly Foretold[] | undefined => {
  const first = foretell(subscription, deadline.at, known);
  if (first === undefined || !isEnd(deadline)) return first && [first];
  const rest = afterEnd(first, until, known);
  return rest && [first, ...rest];
};

/** Of a term that does not run yet the list of deadlines has nothing. */
const afterEnd = ({ at, steps }: Foretold, until: Instant, known: KnownAhead): readonly Foretold[] | undefined => {
  const { subscription } = steps.at(-1) ?? steps[0];
  const next = comingOf(subscription, at).find((coming) => bringsSomething(coming) && coming.at < until);
  if (next === undefined) return [];
  const foretold = foretell(subscription, next.at, known);
  const rest = foretold && afterEnd(foretold, until, known);
  return rest && foretold && [foretold, ...rest];
};
