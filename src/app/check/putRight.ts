import { type DeadlineIndex } from '../due/deadlineIndex';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Log } from '../log';
import { expectedDeadlines } from './expectedDeadlines';
import { missingDeadlines, readPending } from './missingDeadlines';
import { readCustomerRows } from './customerRows';

export interface PutRightPorts {
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  /** What was given up is listed there. */
  readonly directory: PartitionStore;
  readonly log: Log;
}

/** The sweep comes every minute, and carries out thousands in a few: what is due for longer has been overlooked. */
export const SWEEP_TAKES_AT_MOST_MINUTES = 10;

/** Whether something that is due since then has been due for longer than the sweep takes. */
export const isOverlooked = (since: Instant, now: Instant): boolean => plusMinutes(since, SWEEP_TAKES_AT_MOST_MINUTES) <= now;

/**
 * REN-7, DUE-1: what has been due to a customer's things for longer than the sweep takes, and is neither in the index nor given up, is put back, so that the next sweep carries it out. About a dozen operations, for
 * who is refused because of it. Whoever asked has its answer already: what fails here is logged.
 */
export const putRightOverlooked = async (ports: PutRightPorts, customerId: string, now: Instant): Promise<void> => {
  try {
    const { expected } = expectedDeadlines(await readCustomerRows(ports.commerce, customerId), now);
    const overlooked = expected.filter(({ deadline }) => isOverlooked(deadline.at, now));
    const missing = await missingDeadlines(ports, overlooked, await readPending(ports.deadlines, now), undefined);
    if (missing.length === 0) return;
    await ports.deadlines.put(missing);
    for (const { kind, subject, at } of missing) ports.log.error(`${kind} of ${subject}, due since ${at}, was in no index and is due again`);
  } catch (error) {
    ports.log.error(`What is overdue of customer ${customerId} could not be looked for`, error);
  }
};
