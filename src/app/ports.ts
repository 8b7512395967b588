import { type BroughtAhead } from '../domain/options/brings';
import { type Catalogue } from '../domain/catalogue/state';
import { type CalendarDate } from '../kernel/calendarDate';
import { type PartitionStore } from '../kernel/partitionStore';
import { type Partner } from '../domain/parties/partner/state';
import { type PolicyBook } from '../domain/policy/policy';
import { type ExchangeRate } from '../domain/reconciliation/exchange';
import { type Answer } from './command/answer';
import { type DuePorts } from './due/dueSubscription';
import { type CommandPorts } from './command/handleCommand';
import { type RequestIdentity } from './command/receipt';
import { type RememberedRows } from './command/rememberedRows';
import { type RememberedCustomers } from './customer/rememberedCustomers';
import { type DeadlineLists } from './deadlineList/deadlineLists';
import { type ExportPorts } from './export/exportPorts';
import { type Dispatcher } from './bus/dispatcher';
import { type Consumers } from './consume/consumers';
import { type PartnerFeeds } from './feed/partnerFeeds';
import { type DueInvoicePorts } from './invoice/dueInvoices';
import { type NotificationPorts } from './notification/notificationPorts';
import { type InstallationHealth } from './operations/installationHealth';
import { type StartedProcesses } from './operations/startedProcesses';
import { type SweepControlBook } from './operations/sweepControl';
import { type SendPorts } from './webhook/send';

/** Everything a use case may reach. Built once, in wiring.ts. */
export interface App extends CommandPorts, DuePorts, DueInvoicePorts, ExportPorts {
  readonly policies: PolicyBook;
  /** SUB-9: whether every PATCH is read as one page of the contract documents it, unless it says so itself. */
  readonly patchReplaces: boolean;
  readonly customers: RememberedCustomers;
  readonly remembered: RememberedRows;
  /** Who is shown which deadlines. */
  readonly deadlineLists: DeadlineLists;
  /** The `Directory` table: who has which customers and deadlines, and whose a domain is. */
  readonly directory: PartitionStore;
  /** What the sweep, and all that it starts, is told to do. */
  readonly sweepControl: SweepControlBook;
  /** How storage says that the installation is. */
  readonly health: InstallationHealth;
  /** Which processes it has started that may still run. */
  readonly startedProcesses: StartedProcesses;
  /** The `Partners` table: what each partner says of itself lies beside who is one. */
  readonly partnerRows: PartitionStore;
  /** The `Audit` table: who did what, by tenant and day. */
  readonly audit: PartitionStore;
  /** The `Events` table: what each partner is told, in one order. */
  readonly eventRows: PartitionStore;
  readonly feeds: PartnerFeeds;
  readonly dispatcher: Dispatcher;
  readonly consumers: Consumers;
  /** The `Usage` table: reports and totals, a partition for each customer, service and month. */
  readonly usage: PartitionStore;
  /** @throws when the store fails; an unknown market has an empty catalogue. */
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
  /** Whoever has that PartnerID, resellers included. */
  readonly partnerOf: (partnerId: string) => Promise<Partner | undefined>;
  readonly partnerByTenant: (tenantId: string) => Promise<Partner | undefined>;
  /** Whose lines are billed, one that was removed included. */
  readonly payerByTenant: (tenantId: string) => Promise<Partner | undefined>;
  /** Whoever's verified domain it is. */
  readonly partnerByDomain: (domain: string) => Promise<Partner | undefined>;
  /** What charges of a month in one currency are billed at in another; undefined if nobody has said. */
  readonly exchangeRate: (from: string, to: string, month: CalendarDate) => Promise<ExchangeRate | undefined>;
  /** Of this installation as others reach it, without a slash at the end; empty: nobody has said. */
  readonly publicUrl: string;
  /** For how many days, at least, the repeat of a request finds the answer of the first. */
  readonly receiptDays: number;
  /** Who is told of what happens, outside. */
  readonly webhook: SendPorts;
  /** Who is written to. */
  readonly notifications: NotificationPorts;
  /** Countries with a price sheet. */
  readonly markets: () => Promise<ReadonlySet<string>>;
}

/** What every write needs to know of its call. */
export interface WriteCall {
  readonly partner: Partner;
  readonly userId: string;
  readonly request: RequestIdentity;
  readonly preview: boolean;
}

/** How an outcome is written for the caller; for good, and as a preview. */
export interface Encoding<Outcome, Before = Outcome> {
  answer(outcome: Outcome): Answer;
  /** What stood before the command, as JSON text of the form that its answer has, for the audit log; undefined: it is not kept. */
  before(stood: Before): string | undefined;
  /** @param ahead what comes then to a subscription if nobody acts (PRE-1). */
  preview(outcome: Outcome, ahead?: BroughtAhead): Answer;
}

/** The version a client last saw, and how versions are written for clients. */
export interface ExpectedVersion {
  readonly etag: string;
  readonly etagOf: (subject: { readonly id: string; readonly version: number }) => string;
}
