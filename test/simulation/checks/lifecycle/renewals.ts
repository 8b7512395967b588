import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { mustHold, type Check } from '../../engine/check';
import { subscriptionChanges, type StoredEvent } from '../../model/lifecycle/commits';
import { Lateness } from './late';

interface TermFact {
  readonly type: string;
  readonly termNumber: number;
  readonly termStart: CalendarDate;
  readonly termEnd: CalendarDate;
  readonly completedAt: Instant;
}

/** Facts that begin a term after another. */
const BEGINS: ReadonlySet<string> = new Set(['SubscriptionRenewed', 'SubscriptionExtended']);

const termsIn = ({ facts }: StoredEvent): readonly TermFact[] => facts.filter(({ type }) => BEGINS.has(type)) as unknown as readonly TermFact[];

/** REN-2, REN-7: each term begins once, on the day after the one before it, and not before; late only where something kept it. REN-4: what is told to have completed did so then. */
export const renewals = (): Check => {
  const begun = new Map<string, number>();
  const lateness = new Lateness();
  return {
    name: 'each term begins once, where the one before it ended',
    after: (happened, seen) => {
      lateness.follow(happened);
      for (const { before, after, events } of subscriptionChanges(happened.changes)) {
        let end = before?.term.end;
        for (const event of events) {
          for (const { termNumber, termStart, termEnd, completedAt } of termsIn(event)) {
            const at = `term ${termNumber} of ${after.id}, ${termStart}…${termEnd}, at ${event.at}`;
            const last = begun.get(after.id) ?? before?.term.number ?? 1;
            mustHold(termNumber > last, 'REN-7', () => `Another term ${last} or later was begun already: ${at}`);
            begun.set(after.id, termNumber);
            if (end !== undefined) {
              const due = plusDays(end, 1);
              mustHold(termStart === due, 'REN-2', () => `It should begin on ${due}: ${at}`);
              mustHold(event.at >= startOfDay(due), 'REN-2', () => `It is begun too early: ${at}`);
              mustHold(dayOf(event.at) === due || lateness.mayBeLate(startOfDay(due)), 'REN-7', () => `It is late without a reason: ${at}`);
            }
            mustHold(completedAt === event.at, 'REN-4', () => `It is said to have completed at ${completedAt}: ${at}`);
            end = termEnd;
            seen.proved('REN-7');
            seen.proved('REN-4');
          }
        }
      }
    },
  };
};
