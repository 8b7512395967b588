import { type Deadline } from '../due/deadline';
import { calendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { overageLines, type CallMonth, type OverageLine } from '../../domain/usage/overage/callMonth';
import { closesAt } from '../../domain/usage/overage/callReport';
import { overageLineKey } from '../command/commerceKeys';
import { CHANGED } from '../command/contention';
import { causedBy, recordId, type EventRecord } from '../command/eventRecord';
import { derivedGuid } from '../command/ids';
import { eventWrites } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { callPartition, monthWrite, readCallMonth } from './callBook';
import { rateCalls } from './rating';
import { bringUsageOf } from '../ledger/bringUsage';
import { closesAfterDays, type ClosePorts } from '../usage/closing';

/** Rated for good: from here on the month's totals, licences and prices are what they are. Undefined: nothing was reported, or it is not due. */
const closed = async (ports: ClosePorts, customerId: string, service: string, month: CallMonth['month']): Promise<CallMonth | undefined> => {
  const partition = callPartition(customerId, service, month);
  return ports.contention.insist(partition, partition, async () => {
    const stored = await readCallMonth(ports.usage, partition);
    if (stored === undefined || stored.value.rated !== undefined) return stored?.value;
    const now = ports.clock.now();
    if (now < closesAt(month, closesAfterDays(ports)(month))) return undefined;
    const rated = await rateCalls(ports, stored.value, now);
    const next: CallMonth = { ...stored.value, closedAt: now, rated: { ...rated, days: [...rated.days], lines: [...rated.lines], partners: rated.partners.map((share) => ({ ...share, days: [...share.days] })) } };
    if ((await ports.usage.commit(partition, [monthWrite(next, stored.etag)])).ok) return next;
    return CHANGED;
  });
};

/** What the events of a month's closing are about, of each partner one. */
export const callClosing = ({ customerId, service, month }: Pick<CallMonth, 'customerId' | 'service' | 'month'>): string => derivedGuid('calls', customerId, service, month);

/** One record for each partner that is charged. */
const recordsOf = (calls: CallMonth, lines: readonly OverageLine[], at: Instant): EventRecord[] => {
  const { customerId, service, month } = calls;
  const id = callClosing(calls);
  return [...groupBy(lines, ({ partnerId }) => partnerId)].map(([partnerId, own], index) => ({
    id: recordId(id, index + 1),
    customerId,
    partnerId,
    subject: { kind: 'usage', id },
    version: index + 1,
    at,
    facts: own.map(({ azureSubscriptionId, quantity, subtotal, currency }) => ({ type: 'OverageCharged', service, month: month.slice(0, 7), azureSubscriptionId, minutes: quantity, subtotal, currency })),
    deadlines: [],
  }));
};

/** Lines that are there already are these very ones. @returns what is stored by this attempt; undefined: by one before. @throws when the store refuses them and they are not. */
const writeLines = async (commerce: PartitionStore, calls: CallMonth, lines: readonly OverageLine[], at: Instant): Promise<readonly (StoredEvents | undefined)[]> => {
  const { customerId, month } = calls;
  const writes = lines.map((line): Write => ({ op: 'create', key: overageLineKey(month, line.id), value: { type: 'overageCharge', ...line } }));
  const [first] = writes;
  if (first === undefined) return [];
  const records = causedBy({ command: 'usageClose' }, recordsOf(calls, lines, at));
  const all = [...writes, ...eventWrites(records)];
  const committed = await commerce.commit(customerId, all);
  if (committed.ok) return [storedEvents(records, all, committed)];
  if ((await commerce.read(customerId, first.key)) === undefined) throw new Error(`The lines of ${calls.service} in ${month} could not be written: ${committed.conflict.key}`);
  return [undefined];
};

/**
 * OVG-7: closes a month of calls, once: first the month's own row, after which no report is taken; then its lines and their events, made from that row, so that making them again finds the first.
 * Killed in between, the deadline stays and the sweep finishes. @throws when the store fails.
 */
export const closeCalls = async (ports: ClosePorts, { customerId, subject }: Deadline): Promise<void> => {
  const [service = '', month = ''] = subject.split('|');
  const calls = await closed(ports, customerId, service, calendarDate(`${month}-01`));
  if (calls?.rated !== undefined && calls.closedAt !== undefined) {
    const stored = await writeLines(ports.commerce, calls, overageLines(calls, calls.rated, calls.closedAt), calls.closedAt);
    // Of this service alone: what else the customer used has its own closing, which a row of it that cannot be read may hold up.
    await bringUsageOf(ports, customerId, calls.month, `overage|${calls.service}`);
    await ports.publishing.bringOutOrLookFor(customerId, stored);
  }
};
