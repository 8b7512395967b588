import { type PartitionStore } from '../../kernel/partitionStore';
import { type EventPublisher, type EventRecord } from '../command/eventRecord';
import { transferKey } from '../command/commerceKeys';
import { auditId, writeAudit } from './auditBook';
import { transferRows } from '../transfer/transferBook';

export interface PartyAuditPorts {
  readonly commerce: PartitionStore;
  readonly audit: PartitionStore;
  /** Tenant of who runs the installation. */
  readonly operatorTenantId: string;
}

/** Who did it, and who else it concerns. */
interface Parties {
  readonly by?: { readonly partnerTenantId: string; readonly userId: string };
  readonly others: readonly string[];
  readonly resourceType: string;
  readonly operationType: string;
  readonly subjects: Readonly<Record<string, string>>;
}

const transferOperations: Readonly<Record<string, string>> = { TransferRequested: 'create_transfer' };

/** The same words as in the log of who did it. */
const supportOperations: Readonly<Record<string, string>> = { SupportRequestFiled: 'create_support_request', SupportRequestGranted: 'grant_support_request', SupportRequestRefused: 'refuse_support_request' };

/**
 * BIL-2: that an invoice is issued is in the log of its partner.
 * TRF-1, CAN-6, AUD-1: whatever is done about a transfer or a support request is in the log of the party that did not do it; what the system did about a transfer, in both. On the way to whoever else is told of
 * the event: a failure leaves that in the outbox, and the sweep comes again; a repeat writes the same.
 */
export class PartyAudit implements EventPublisher {
  constructor(
    private readonly ports: PartyAuditPorts,
    private readonly next: EventPublisher,
  ) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    for (const record of records) {
      const parties = await this.partiesOf(record);
      if (parties !== undefined) await this.write(record, parties);
    }
    await this.next.publish(records);
  }

  private async partiesOf(record: EventRecord): Promise<Parties | undefined> {
    const { subject, partnerId } = record;
    if (subject.kind === 'transfer') return this.ofTransfer(record);
    if (subject.kind === 'supportCase') return this.ofSupportCase(record);
    // The published word for it; nobody's doing but the system's.
    if (subject.kind === 'invoice') return { others: [partnerId], resourceType: 'invoice', operationType: 'ready_invoice', subjects: { invoiceId: subject.id } };
    return undefined;
  }

  private async ofTransfer(record: EventRecord): Promise<Parties | undefined> {
    const { subject, facts: [fact] } = record;
    const partnerIds = record.partnerIds ?? (await this.partnersOf(record));
    if (partnerIds === undefined) return undefined;
    const by = fact?.['by'] as Parties['by'];
    return {
      ...(by !== undefined && { by }),
      others: partnerIds.filter((each) => each !== by?.partnerTenantId),
      resourceType: 'transfer',
      operationType: transferOperations[fact?.type ?? ''] ?? 'update_transfer',
      subjects: { transferId: subject.id },
    };
  }

  /** Of a transfer whose events were stored before they said so. @throws RowUnreadable. */
  private async partnersOf({ customerId, subject }: EventRecord): Promise<readonly string[] | undefined> {
    const row = await this.ports.commerce.read(customerId, transferKey(subject.id));
    if (row === undefined) return undefined;
    const { sourcePartnerId, targetPartnerId } = transferRows.read(row);
    return [sourcePartnerId, targetPartnerId];
  }

  /** Filed by the partner, decided by the operator. */
  private ofSupportCase({ partnerId, subject, facts: [fact] }: EventRecord): Parties | undefined {
    const operationType = supportOperations[fact?.type ?? ''];
    if (fact === undefined || operationType === undefined) return undefined;
    const { operatorTenantId } = this.ports;
    const [doer, other] = fact.type === 'SupportRequestFiled' ? [partnerId, operatorTenantId] : [operatorTenantId, partnerId];
    return {
      by: { partnerTenantId: doer, userId: String(fact['by']) },
      others: [other],
      resourceType: 'support_request',
      operationType,
      subjects: { subscriptionId: String(fact['subscriptionId']), requestId: subject.id },
    };
  }

  private async write({ id, customerId, at, facts }: EventRecord, { by, others, resourceType, operationType, subjects }: Parties): Promise<void> {
    for (const tenantId of others) {
      await writeAudit(this.ports.audit, {
        id: auditId(at, id),
        tenantId,
        at,
        ...(by !== undefined && { byTenantId: by.partnerTenantId, userId: by.userId }),
        resourceType,
        operationType,
        ...(customerId !== '' && { customerId }),
        subjects,
        asked: JSON.stringify(facts),
        status: 'succeeded',
      });
    }
  }
}
