import { type Sending } from '../../domain/notification/sending';
import { type Partner } from '../../domain/parties/partner/state';
import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Log } from '../log';
import { type UnreadableRows } from '../operations/unreadableRows';

/** One mail, as it goes out. */
export interface Mail {
  readonly messageId: string;
  /** Name of who writes; the address is the sender's own. */
  readonly fromName: string;
  readonly replyTo?: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Instant;
}

/** Where mail goes out. */
export interface MailSender {
  /** Waits no longer than its limits. Never throws: what went wrong is what the try came to. */
  send(mail: Mail): Promise<Sending>;
}

export interface NotificationPorts {
  /** The `Notifications` table. */
  readonly notifications: PartitionStore;
  readonly commerce: PartitionStore;
  /** The `Invoices` table. */
  readonly invoices: PartitionStore;
  /** Absent: the installation sends no mail, and nobody is written to. */
  readonly mail?: { readonly sender: MailSender; /** What its addresses end with. */ readonly domain: string };
  /** For how many days messages are kept. */
  readonly keptDays: number;
  readonly partnerByTenant: (tenantId: string) => Promise<Partner | undefined>;
  readonly deadlines: DeadlineIndex;
  readonly clock: Clock;
  readonly log: Log;
  readonly unreadable: UnreadableRows;
  /** Milliseconds since any fixed moment. */
  readonly elapsed: () => number;
}
