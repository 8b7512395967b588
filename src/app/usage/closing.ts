import { type Catalogue } from '../../domain/catalogue/state';
import { startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Partner } from '../../domain/parties/partner/state';
import { policyAt, type PolicyBook } from '../../domain/policy/policy';
import { type ExchangeRate } from '../../domain/reconciliation/exchange';
import { type Contention } from '../command/contention';
import { type Publishing } from '../command/publishing';
import { type Ledger } from '../ledger/ledger';

/** What the closing of a month reaches, of calls and of meters. */
export interface ClosePorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly usage: PartitionStore;
  readonly contention: Contention;
  readonly publishing: Publishing;
  readonly policies: PolicyBook;
  readonly ledger: Ledger;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
  /** One that was removed is found as well: what it brought about is billed. */
  readonly payerByTenant: (tenantId: string) => Promise<Partner | undefined>;
  readonly exchangeRate: (from: string, to: string, month: CalendarDate) => Promise<ExchangeRate | undefined>;
}

/** How many days of the next month reports are taken for a month, by the policy of its first day. @param month its first day. */
export const closesAfterDays = ({ policies }: Pick<ClosePorts, 'policies'>) => (month: CalendarDate): number => policyAt(policies, startOfDay(month)).usageClosesAfterDays;
