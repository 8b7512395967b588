import { bringsSomething, isEnd } from '../options/brings';
import { comingOf } from '../options/deadlines';
import { nextTask } from '../subscription/nextTask';
import { type Outcome } from '../subscription/outcome';
import { type Subscription } from '../subscription/state';
import { foretell, type Foretold, type KnownAhead } from '../subscription/term/foretell';
import { changedOfSubscription } from '../subscription/toldFields';
import { dayOf, plusMonths, startOfDay } from '../../kernel/calendarDate';
import { instantFromMillis, toMillis, type Instant } from '../../kernel/instant';
import { type Told } from './told';

/** How far ahead every charge is told. */
const MONTHS_AHEAD = 12;
/** So many further terms are told, however far ahead they begin. */
const TERMS_AHEAD = 2;

export interface Foreseen {
  /** In order of time. */
  readonly changes: readonly Told[];
  /** From there on nothing can be told, as something it depends on cannot be read. */
  readonly notForeseeableAt?: Instant;
}

const lastOf = ({ steps }: Foretold): Subscription => (steps.at(-1) ?? steps[0]).subscription;

const toldBy = (step: Outcome, before: Subscription, { at, dependsOnHoldings }: Foretold): Told => ({
  at,
  version: step.subscription.version,
  facts: step.events.map((event) => ({ ...event })),
  changed: changedOfSubscription(before, step.subscription),
  opened: step.windowsOpened,
  lines: step.charges,
  dependsOnHoldings,
});

/**
 * PRE-4: what will be told of a subscription if nobody acts, change by change: all that falls due within twelve months, and beyond them the ends of terms until two more have begun, or it is over and its data gone. Each by
 * {@link foretell}, from the subscription as it is, so that its add-ons or its base come along.
 * @param now what is due by then and is not carried out yet comes first.
 */
export const foreseen = (subscription: Subscription, known: KnownAhead, now: Instant): Foreseen => {
  const overdue = nextTask(subscription)?.dueAt;
  const horizon = startOfDay(plusMonths(dayOf(now), MONTHS_AHEAD));
  const changes: Told[] = [];
  let current = subscription;
  let terms = 0;
  let behind = overdue !== undefined && overdue <= now ? instantFromMillis(toMillis(overdue) - 1) : now;
  for (;;) {
    const coming = comingOf(current, behind).find((each) => (each.at <= horizon ? bringsSomething(each) : isEnd(each)));
    if (coming === undefined || (coming.at > horizon && terms >= TERMS_AHEAD)) return { changes };
    const foretold = foretell(subscription, coming.at, known);
    if (foretold === undefined) return { changes, notForeseeableAt: known.migration !== undefined && known.migration.at < coming.at ? known.migration.at : coming.at };
    for (const step of foretold.steps) {
      changes.push(toldBy(step, current, foretold));
      current = step.subscription;
    }
    behind = coming.at;
    if (isEnd(coming) && lastOf(foretold).status === 'active') terms += 1;
  }
};
