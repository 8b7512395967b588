import { type Partner } from '../../domain/parties/partner/state';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Publishing } from '../command/publishing';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Ledger } from '../ledger/ledger';
import { type Log } from '../log';
import { type Holdable } from '../operations/sweepControl';
import { type UnreadableRows } from '../operations/unreadableRows';

/** How an installation invoices. */
export interface InvoiceSettings {
  /** Day of the next month, 2 to 28, at 00:00 UTC. */
  readonly day: number;
  /** By the partner's country; none where it is not named. */
  readonly taxPercent: ReadonlyMap<string, string>;
  /** Name and address of who issues; empty: nobody has said. */
  readonly issuer: readonly string[];
}

export interface InvoicePorts extends Holdable {
  readonly clock: Clock;
  /** The `Invoices` table. */
  readonly invoices: PartitionStore;
  readonly ledger: Ledger;
  readonly ledgerRows: PartitionStore;
  /** The `Catalogue` table, where the exchange rates are. */
  readonly exchangeRates: PartitionStore;
  readonly invoicing: InvoiceSettings;
  readonly unreadable: UnreadableRows;
  /** How it is told that one was issued. */
  readonly publishing: Publishing;
  readonly deadlines: DeadlineIndex;
  readonly log: Log;
  /** The `Partners` table, where partners' billing profiles are. */
  readonly partnerRows: PartitionStore;
  /** One that was removed is found as well: what it brought about is billed. */
  readonly payerByTenant: (tenantId: string) => Promise<Partner | undefined>;
}
