import { type Instant } from '../../kernel/instant';
import { type Deadline } from '../due/deadline';
import { type MissingMessage } from '../notification/checkMessages';
import { type LedgerFault } from './ledgerCheck';

/** Something derived that was not as the state says. */
export type Finding =
  | { readonly what: 'deadline'; readonly customerId: string; readonly kind: Deadline['kind']; readonly subject: string; readonly at: Instant }
  | { readonly what: 'directory'; readonly customerId: string; readonly fault: 'claim' | 'entry' }
  /** A partner's list of deadlines, in what it says of a subscription or transfer. */
  | { readonly what: 'deadlineList'; readonly customerId: string; readonly partnerId: string; readonly subject: string }
  | ({ readonly what: 'ledger' } & LedgerFault)
  /** What a customer's subscriptions stand on too: a sheet that says something else than their rows, or, where no number is given, that something stands on none. */
  | { readonly what: 'sheet'; readonly customerId: string; readonly sheet?: number | undefined }
  /** A partner's feed, in what it says of an event; of no customer: `customerId` is empty. */
  | { readonly what: 'feed'; readonly customerId: string; readonly partnerId: string; readonly event: string }
  /** A consumer, in how far it came with a subject: the event that it should have come to. */
  | { readonly what: 'consumer'; readonly customerId: string; readonly consumer: string; readonly event: string }
  /** A mailbox, which lacks what an event brings. */
  | MissingMessage
  /** The lists of those who ask and answer, in what they say of a support request or transfer. */
  | { readonly what: 'requestList'; readonly customerId: string; readonly subject: string };
