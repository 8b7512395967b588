import { type Catalogue } from '../../domain/catalogue/state';
import { type BilledCustomer } from '../../domain/reconciliation/lineItem';
import { type EventPublisher, type EventRecord } from '../command/eventRecord';
import { readCustomer } from '../customer/customerBook';
import { type RememberedCustomers } from '../customer/rememberedCustomers';
import { withBound } from '../due/withBound';
import { RowUnreadable } from '../unreadable';
import { billedCustomer, chargedLine } from './chargedLines';
import { type Ledger } from './ledger';

const customersAtOnce = 8;

interface Known {
  readonly customer: BilledCustomer;
  readonly catalogue: Catalogue;
}

/**
 * BIL-2: brings what a change charged into the ledger of its partner, on the way to whoever else is told: one transaction for all that is charged to one partner in one month and shard, and a read for each customer that
 * this process does not remember. A failure leaves the records in the outbox, and the sweep comes again.
 */
export class LedgerProjection implements EventPublisher {
  constructor(
    private readonly customers: RememberedCustomers,
    private readonly catalogueOf: (market: string) => Promise<Catalogue>,
    private readonly ledger: Ledger,
    private readonly next: EventPublisher,
  ) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    const charged = records.flatMap(({ customerId, charged: own }) => (own === undefined ? [] : own.lines.map((line) => ({ customerId, line, sold: own.sold }))));
    const known = new Map<string, Known>();
    await withBound(customersAtOnce, [...new Set(charged.map(({ customerId }) => customerId))], async (id) => void known.set(id, await this.know(id)));
    await this.ledger.add(
      charged.flatMap(({ customerId, line, sold }) => {
        const of = known.get(customerId);
        return of === undefined ? [] : [chargedLine(line, of.customer, sold, of.catalogue)];
      }),
    );
    await this.next.publish(records);
  }

  /** A customer that cannot be read has no name; what it is charged is charged all the same. */
  private async know(customerId: string): Promise<Known> {
    const customer = this.customers.recall(customerId)?.value ?? (await this.read(customerId));
    return { customer: customer === undefined ? { id: customerId, name: '', domain: '', country: '' } : billedCustomer(customer), catalogue: await this.catalogueOf(customer?.country ?? '') };
  }

  private async read(customerId: string) {
    try {
      return (await readCustomer(this.customers.store, customerId))?.value;
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      return undefined;
    }
  }
}
