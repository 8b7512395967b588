import { type PartitionStore } from '../../kernel/partitionStore';
import { type EventPublisher, type EventRecord } from '../command/eventRecord';
import { transferKey } from '../command/commerceKeys';
import { auditId, writeAudit } from './auditBook';
import { transferRows } from '../transfer/transferBook';

const operations: Readonly<Record<string, string>> = { TransferRequested: 'create_transfer' };

/**
 * TRF-1, AUD-1: whatever is done about a transfer is in the log of the partner who did not do it; what the system did, in both. On the way to whoever else is told of the event: a failure leaves that in the
 * outbox, and the sweep comes again; a repeat writes the same.
 */
export class PartyAudit implements EventPublisher {
  constructor(
    private readonly commerce: PartitionStore,
    private readonly audit: PartitionStore,
    private readonly next: EventPublisher,
  ) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    for (const record of records.filter(({ subject }) => subject.kind === 'transfer')) await this.write(record);
    await this.next.publish(records);
  }

  private async write({ id, customerId, subject, at, facts }: EventRecord): Promise<void> {
    const row = await this.commerce.read(customerId, transferKey(subject.id));
    if (row === undefined) return;
    const { sourcePartnerId, targetPartnerId } = transferRows.read(row);
    const [fact] = facts;
    const by = fact?.['by'] as { readonly partnerTenantId: string; readonly userId: string } | undefined;
    for (const tenantId of [sourcePartnerId, targetPartnerId].filter((each) => each !== by?.partnerTenantId)) {
      await writeAudit(this.audit, {
        id: auditId(at, id),
        tenantId,
        at,
        ...(by !== undefined && { byTenantId: by.partnerTenantId, userId: by.userId }),
        resourceType: 'transfer',
        operationType: operations[fact?.type ?? ''] ?? 'update_transfer',
        customerId,
        subjects: { transferId: subject.id },
        asked: JSON.stringify(facts),
        status: 'succeeded',
      });
    }
  }
}
