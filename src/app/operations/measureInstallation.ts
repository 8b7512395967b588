import { type Dispatcher } from '../bus/dispatcher';
import { PUBLISH_GRACE_MINUTES } from '../command/publishing';
import { CONSUMERS, parkedPrefix } from '../consume/consumedRows';
import { type Deadline, type DeadlineKind } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Measures } from '../measures/measures';
import { deadPrefix, endpointPartition, endpointPrefix, partnerPartition } from '../webhook/webhookKeys';
import { endpointRows } from '../webhook/webhookRows';
import { type Clock } from '../../kernel/clock';
import { plusMinutes, secondsBetween, type Instant } from '../../kernel/instant';
import { type PartitionStore, type RowPage } from '../../kernel/partitionStore';
import { countParked } from './parked';
import { countRows, type Counted } from './countRows';
import { countUnreadable } from './unreadableRows';
import { type SweepFigures } from './sweepFigures';

export interface MeasuringPorts {
  readonly clock: Clock;
  readonly deadlines: DeadlineIndex;
  /** The `Directory` table. */
  readonly directory: PartitionStore;
  readonly dispatcher: Dispatcher;
  readonly webhook: { readonly webhooks: PartitionStore };
  readonly measures: Measures;
}

/** What is looked at of all that is due. */
const DUE_PAGES = 3;
const DUE_AT_ONCE = 1000;
const ENDPOINTS_AT_ONCE = 100;
const ENDPOINT_PAGES = 2;
/** Nobody waits for the number of dead letters: it costs an operation for each endpoint. */
const COUNTS_DEAD_LETTERS_MINUTES = 15;

/** What is measured of an installation as a sweep ends. */
type Measured = Omit<SweepFigures, 'startedAt' | 'endedAt' | 'tookMillis' | 'obeyed' | 'hub'>;

const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined => instants.filter((at) => at !== undefined).reduce<Instant | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined);

/** When what such a deadline is there for came to be, of those that wait for events to get out. */
const unpublishedSince = ({ kind, at }: Deadline): Instant | undefined => (kind === 'publish' ? plusMinutes(at, -PUBLISH_GRACE_MINUTES) : kind === 'dispatch' ? at : undefined);

const dueFigures = async ({ clock, deadlines, dispatcher }: MeasuringPorts): Promise<Pick<Measured, 'due' | 'dueByKind' | 'oldestDue' | 'oldestUnpublished'>> => {
  const byKind = new Map<DeadlineKind, number>();
  let [count, pages] = [0, 0];
  let oldest: Deadline | undefined;
  let unpublished: Instant | undefined;
  let continuation: string | undefined;
  do {
    const page = await deadlines.due(clock.now(), DUE_AT_ONCE, continuation);
    for (const deadline of page.deadlines) {
      byKind.set(deadline.kind, (byKind.get(deadline.kind) ?? 0) + 1);
      if (oldest === undefined || deadline.at < oldest.at) oldest = deadline;
      unpublished = earliest([unpublished, unpublishedSince(deadline)]);
    }
    count += page.deadlines.length;
    continuation = page.continuation;
    pages += 1;
  } while (continuation !== undefined && pages < DUE_PAGES);
  const oldestUnpublished = earliest([unpublished, dispatcher.health().oldestWaiting]);
  return {
    due: { count, isAll: continuation === undefined },
    dueByKind: Object.fromEntries(byKind),
    ...(oldest !== undefined && { oldestDue: { kind: oldest.kind, at: oldest.at } }),
    ...(oldestUnpublished !== undefined && { oldestUnpublished }),
  };
};

/** Of two hundred endpoints at most, a thousand of each. */
const countDeadLetters = async (webhooks: PartitionStore): Promise<Counted> => {
  let [count, isAll] = [0, true];
  let continuation: string | undefined;
  let pages = 0;
  do {
    const page: RowPage = await webhooks.listAcross({ fromPartition: partnerPartition(''), toPartition: partnerPartition('~'), limit: ENDPOINTS_AT_ONCE, ...(continuation !== undefined && { continuation }) });
    for (const { id } of endpointRows.readable(page.rows.filter(({ key }) => key.startsWith(endpointPrefix))).items) {
      const dead = await countRows(webhooks, endpointPartition(id), deadPrefix);
      [count, isAll] = [count + dead.count, isAll && dead.isAll];
    }
    continuation = page.continuation;
    pages += 1;
  } while (continuation !== undefined && pages < ENDPOINT_PAGES);
  return { count, isAll: isAll && continuation === undefined };
};

/**
 * DUE-5: counts what an operator watches, at a bounded cost: one operation for each thousand rows that are due (three at most), one for each list, and every quarter of an hour one for each webhook and for each hundred of them.
 */
export class InstallationFigures {
  private deadLetters: { readonly counted: Counted; readonly again: Instant } | undefined;

  /** @throws when the store fails. */
  async measure(ports: MeasuringPorts): Promise<Measured> {
    const { directory, webhook, clock } = ports;
    const now = clock.now();
    const [due, parked, stuckSubjects, unreadable] = await Promise.all([dueFigures(ports), countParked(directory), countRows(directory, CONSUMERS, parkedPrefix), countUnreadable(directory)]);
    if (this.deadLetters === undefined || now >= this.deadLetters.again) this.deadLetters = { counted: await countDeadLetters(webhook.webhooks), again: plusMinutes(now, COUNTS_DEAD_LETTERS_MINUTES) };
    return { ...due, parked, stuckSubjects, unreadable, deadLetters: this.deadLetters.counted };
  }
}

/** Says it to whoever keeps the installation's metrics. @param now in the app's clock, as all ages. */
export const sayFigures = (measures: Measures, figures: Measured, now: Instant): void => {
  const since = (at: Instant | undefined): number => (at === undefined ? 0 : Math.max(0, secondsBetween(at, now)));
  measures.gauge('nextterm.due', figures.due.count);
  measures.gauge('nextterm.overdue', since(figures.oldestDue?.at));
  measures.gauge('nextterm.parked', figures.parked.count);
  measures.gauge('nextterm.outbox.lag', since(figures.oldestUnpublished));
  measures.gauge('nextterm.deadletters', figures.deadLetters.count + figures.stuckSubjects.count);
  measures.gauge('nextterm.unreadable', figures.unreadable.count);
};
