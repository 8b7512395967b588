import { type PartitionStore } from '../../kernel/partitionStore';
import { supportCaseKey, transferKey } from '../command/commerceKeys';
import { type EventPublisher, type EventRecord } from '../command/eventRecord';
import { supportCaseRows } from '../supportCase/supportCaseBook';
import { transferRows } from '../transfer/transferBook';
import { bringRequest } from './bringRequest';
import { type ListedRequest } from './listedRequest';
import { listedSupportCase, listedTransfer } from './requestKinds';

/** Keeps the lists of requests on the way to whoever else is told. A failure leaves the records in the outbox, and the sweep comes again. */
export class RequestListProjection implements EventPublisher {
  constructor(
    private readonly commerce: PartitionStore,
    private readonly directory: PartitionStore,
    private readonly next: EventPublisher,
  ) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    const told = new Map(records.map((record) => [record.subject.id, record]));
    for (const record of told.values()) {
      const request = await this.requestOf(record);
      if (request !== undefined) await bringRequest(this.directory, request);
    }
    await this.next.publish(records);
  }

  /** As it is by now. Of one that cannot be read nothing is listed; the daily check comes back to it. */
  private async requestOf({ customerId, subject: { kind, id }, facts: [fact] }: EventRecord): Promise<ListedRequest | undefined> {
    const key = kind === 'transfer' ? transferKey(id) : kind === 'supportCase' ? supportCaseKey(String(fact?.['subscriptionId']), id) : undefined;
    const row = key === undefined ? undefined : await this.commerce.read(customerId, key);
    if (row === undefined) return undefined;
    const [request] = kind === 'transfer' ? transferRows.readable([row]).items.map(listedTransfer) : supportCaseRows.readable([row]).items.map(listedSupportCase);
    return request;
  }
}
