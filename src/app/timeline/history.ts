import { type ChargeLine } from '../../domain/billing/chargeLine';
import { type Told } from '../../domain/timeline/told';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { rowsAfter } from '../allRows';
import { changePrefix, chargeKey, chargePrefix, eventKey, windowEventPrefix } from '../command/commerceKeys';
import { type EventRecord } from '../command/eventRecord';
import { behindKeys, eventRows } from '../command/toldFacts';
import { chargeRows, listEvents } from '../subscription/subscriptionBook';
import { openedWindowSchema } from '../subscription/windowDeadlines';
import { type UnreadableRow } from '../unreadable';

/** The latest changes of a subscription that are told at once. */
const MOST_CHANGES = 5000;
const ROWS_AT_ONCE = 1000;
/** Lines of one change have numbers of three digits. */
const LINES_OF_A_CHANGE = 999;

export interface History {
  /** In order of time. */
  readonly changes: readonly Told[];
  /** What was before this instant is not told: there is too much of it. */
  readonly tellsFrom?: Instant;
  readonly unreadable: readonly UnreadableRow[];
}

/** Whose history it is, and up to which version. */
export interface HistoryOf {
  readonly customerId: string;
  readonly id: string;
  readonly version: number;
}

/** What is said of a window has a deadline of that window too. */
const openedBy = ({ subject, deadlines }: EventRecord): Told['opened'] =>
  subject.kind === 'window' ? [] : deadlines.flatMap(({ kind, data }) => (kind === 'cancellationWindow' ? (openedWindowSchema.safeParse(data).data ?? []) : []));

/** `e2a5…|00000003|001` */
const versionOf = ({ id }: ChargeLine): number => Number(id.split('|').at(-2));

const linesOf = async (commerce: PartitionStore, { customerId, id }: HistoryOf, behind: number) => {
  const rows = await rowsAfter(commerce, customerId, chargePrefix(id), behind === 0 ? chargePrefix(id) : chargeKey(id, behind, LINES_OF_A_CHANGE), MOST_CHANGES * LINES_OF_A_CHANGE);
  return chargeRows.readable(rows);
};

const recordsOf = async (commerce: PartitionStore, of: HistoryOf, start: string | undefined) => {
  const records = new Map<string, EventRecord>();
  const unreadable: UnreadableRow[] = [];
  let continuation = start;
  do {
    const page = await listEvents(commerce, of.customerId, of.id, ROWS_AT_ONCE, continuation);
    for (const { record } of page.items) records.set(record.id, record);
    unreadable.push(...(page.unreadable ?? []));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return { items: [...records.values()], unreadable };
};

const startOf = async (commerce: PartitionStore, { customerId, id }: HistoryOf, behind: number) => {
  const row = behind === 0 ? undefined : await commerce.read(customerId, eventKey(id, behind));
  const [record] = row === undefined ? [] : eventRows.readable([row]).items;
  return record && { tellsFrom: record.at, continuation: behindKeys({ [changePrefix(id)]: eventKey(id, behind), [windowEventPrefix(id)]: `${windowEventPrefix(id)}${record.at}` }) };
};

/**
 * PRE-4: what was told of a subscription or an Azure plan, change by change, with what each charged: of the latest {@link MOST_CHANGES} changes. A page of each of three streams, and one more for each thousand rows; with lines a page of
 * those too.
 * @param of as it was read before: what is newer is left out, so that all of it is of one moment. @param withLines whether what was charged is read.
 */
export const historyOf = async (commerce: PartitionStore, of: HistoryOf, withLines: boolean): Promise<History> => {
  const behind = Math.max(0, of.version - MOST_CHANGES);
  const start = await startOf(commerce, of, behind);
  const [records, lines] = await Promise.all([recordsOf(commerce, of, start?.continuation), withLines ? linesOf(commerce, of, behind) : { items: [], unreadable: [] }]);
  const linesAt = groupBy(lines.items, versionOf);
  return {
    changes: records.items
      .filter(({ subject, version }) => subject.kind === 'window' || version <= of.version)
      .map((record): Told => {
        const { id, at, version, facts, changed = {}, subject } = record;
        return { event: id, at, version: subject.kind === 'window' ? 0 : version, facts, changed, opened: openedBy(record), lines: subject.kind === 'window' ? [] : (linesAt.get(version) ?? []) };
      }),
    ...(start !== undefined && { tellsFrom: start.tellsFrom }),
    unreadable: [...records.unreadable, ...lines.unreadable],
  };
};
