import { groupBy } from '../../kernel/groupBy';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type EventPublisher, type EventRecord } from '../command/eventRecord';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { readableTransfers } from '../transfer/transferBook';
import { type DeadlineLists, type WantedSubject } from './deadlineLists';
import { subjectsOfCustomer } from './subjectsOfCustomer';

/** Facts after which a partner sees a customer, and all it has there, or no longer. */
const changesTheView: ReadonlySet<string> = new Set(['RelationshipAccepted', 'RelationshipEnded']);

/** The last change of each subject, by partner. */
const wantedBy = (records: readonly EventRecord[]): ReadonlyMap<string, readonly WantedSubject[]> => {
  const last = new Map<string, EventRecord>();
  for (const record of records) {
    const other = last.get(record.subject.id);
    if (record.ahead !== undefined && (other === undefined || other.version < record.version)) last.set(record.subject.id, record);
  }
  const wanted = [...last.values()].flatMap(({ customerId, subject, version, ahead }) =>
    ahead === undefined ? [] : ahead.partnerIds.map((partnerId) => ({ partnerId, subject: { customerId, subjectId: subject.id, version, name: ahead.name, coming: ahead.coming, mayBeHidden: ahead.mayBeHidden } })),
  );
  return new Map([...groupBy(wanted, ({ partnerId }) => partnerId)].map(([partnerId, own]) => [partnerId, own.map(({ subject }) => subject)]));
};

/** Whose view of which customer is another now. */
const viewsOf = (records: readonly EventRecord[]): readonly (readonly [partnerId: string, record: EventRecord])[] => {
  const views = records.flatMap((record) => record.facts.flatMap(({ type, partnerTenantId }) => (changesTheView.has(type) && typeof partnerTenantId === 'string' ? [[partnerTenantId, record] as const] : [])));
  return [...new Map(views.map((view) => [`${view[0]}|${view[1].customerId}`, view])).values()];
};

/** Keeps the partners' lists of deadlines on the way to whoever else is told. A failure leaves the records in the outbox, and the sweep comes again. */
export class DeadlineListProjection implements EventPublisher {
  constructor(
    private readonly commerce: PartitionStore,
    private readonly lists: DeadlineLists,
    private readonly next: EventPublisher,
  ) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    for (const [partnerId, subjects] of wantedBy(records)) await this.lists.bring(partnerId, subjects);
    for (const [partnerId, record] of viewsOf(records)) await this.bringCustomer(partnerId, record);
    await this.next.publish(records);
  }

  private async bringCustomer(partnerId: string, { customerId, at }: EventRecord): Promise<void> {
    const [subscriptions, transfers] = await Promise.all([readableSubscriptions(this.commerce, customerId), readableTransfers(this.commerce, customerId)]);
    const subjects = subjectsOfCustomer(subscriptions.items, transfers.items, at).get(partnerId) ?? [];
    await this.lists.bring(partnerId, subjects, true);
  }
}
