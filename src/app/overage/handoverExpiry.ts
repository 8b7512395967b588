import { type Deadline } from '../due/deadline';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { expireHandover } from '../../domain/usage/overage/handover';
import { CHANGED, type Contention } from '../command/contention';
import { causedBy } from '../command/eventRecord';
import { eventWrites, type Publishing } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { overageRecords, overageWrites, readHandover, readOverage } from './overageBook';

export interface ExpiryPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly contention: Contention;
  readonly publishing: Publishing;
}

/**
 * OVG-5: ends a hand-over that was not completed. Decided from the state: one that is over already, or was never stored, needs nothing but its events out.
 * @throws when the store fails, or others change it again and again; the deadline stays, and the sweep comes again.
 */
export const carryOutHandoverExpiry = async ({ clock, commerce, contention, publishing }: ExpiryPorts, deadline: Deadline): Promise<void> => {
  const { customerId, subject } = deadline;
  const [service = '', handoverId = ''] = subject.split('|');
  const stored = await contention.insist(customerId, subject, async (): Promise<StoredEvents | undefined | typeof CHANGED> => {
    // The service's row first: every change of a hand-over writes it, so one that comes in between refuses the commit.
    const overage = await readOverage(commerce, customerId, service);
    const handover = await readHandover(commerce, customerId, service, handoverId);
    const now = clock.now();
    const change = overage && handover && expireHandover(handover, overage.value, now);
    if (change === undefined) return undefined;
    const records = causedBy({ command: 'handoverExpiry' }, overageRecords(change, { overage: overage?.value, handover }, now));
    const writes = [...overageWrites(change, overage?.etag), ...eventWrites(records)];
    const committed = await commerce.commit(customerId, writes);
    return committed.ok ? storedEvents(records, writes, committed) : CHANGED;
  });
  await publishing.bringOutOrLookFor(customerId, [stored]);
};
