import { groupBy } from '../../kernel/groupBy';
import { announceWindows } from './announceWindows';
import { catchUpTogether } from './catchUpTogether';
import { type CustomersWork } from './customersWork';
import { type Deadline } from './deadline';
import { type DuePorts } from './dueSubscription';
import { HELD, type CarriedOut, type DueWork, type ProcessKind } from './dueWork';
import { unlessHeld } from '../operations/sweepControl';
import { type StoredEvents } from '../command/storedEvents';
import { setAside } from './setAside';
import { workAbout } from '../command/workContext';
import { withBound } from './withBound';
import { inSpan } from '../tracing/inSpan';

/** Carries out one customer's part of a page, in as few transactions as it takes. Decides from the state, so that a stale or repeated deadline does nothing. */
type CarryOutTogether = (ports: DuePorts, customerId: string, own: readonly Deadline[]) => Promise<CustomersWork>;

/** What carries out each kind that a process goes through. */
const TOGETHER: Readonly<Record<ProcessKind, CarryOutTogether>> = {
  renewal: catchUpTogether,
  trialConversion: catchUpTogether,
  cycle: catchUpTogether,
  cancellationWindow: announceWindows,
};

const pageSize = 100;
const customersAtOnce = 8;

/**
 * One page of what is due of one kind in one part of the index, a customer at a time; nothing while the operator holds the kind back (DUE-4). Safe to repeat and to run twice at once: what is due is decided anew from the state.
 * @throws when the deadline index itself cannot be read or written; the rows stay and the next sweep takes them up.
 */
export const carryOutDue = (ports: DuePorts, work: DueWork): Promise<CarriedOut> =>
  inSpan(`carry out ${work.kind}`, { from: work.traceparent, facts: { kind: work.kind, partition: work.partition } }, () => unlessHeld(ports, work.kind, HELD, () => carryOutPage(ports, work)));

const carryOutPage = async (ports: DuePorts, { partition, kind }: DueWork): Promise<CarriedOut> => {
  const { deadlines, publishing, clock, measures } = ports;
  const due = await deadlines.dueIn(partition, kind, clock.now(), pageSize);
  const done: Deadline[] = [];
  const stored: StoredEvents[] = [];
  let setApart = 0;
  let stuck = 0;

  await withBound(customersAtOnce, [...groupBy(due, ({ customerId }) => customerId)], ([customerId, own]) =>
    workAbout({ kind, customer: customerId }, async () => {
      const work = await inSpan(kind, { facts: { customer: customerId, deadlines: own.length } }, () => TOGETHER[kind](ports, customerId, own));
      done.push(...work.done);
      stored.push(...work.stored);
      for (const { deadline, cause } of work.failed) {
        if (await setAside(ports, deadline, cause)) setApart += 1;
        else stuck += 1;
      }
    }),
  );
  if (done.length > 0) measures.count('nextterm.carriedout', done.length, { kind });

  const published = await publishing.afterCommit(stored, done);
  return { completed: done.length, setApart, more: published && stuck < due.length && due.length >= pageSize };
};
