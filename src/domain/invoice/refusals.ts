import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';

export type InvoiceRefusal =
  /** BIL-2: also of another partner's, whose numbers are its own. */
  | { readonly kind: 'InvoiceNotFound'; readonly invoiceId: string }
  /** No tax receipts are issued here, so that there is none of any invoice. */
  | { readonly kind: 'ReceiptNotFound'; readonly invoiceId: string; readonly receiptId: string }
  /** BIL-2: its lines are not, or do not come to, what was invoiced, so that a statement of them would be wrong. */
  | { readonly kind: 'InvoiceLinesDiffer'; readonly invoiceId: string; readonly invoiced: number; readonly found: number }
  /** BIL-4: a file that is larger than what one answer carries. `exportAt`: where all of it is asked for, where it is. */
  | { readonly kind: 'FileTooLarge'; readonly lines: number; readonly bytes: number; readonly isCompressed: boolean; readonly exportAt?: string | undefined }
  /** PRE-3: so many customers that one file of what will be charged is not made; parts of it are. */
  | { readonly kind: 'ForecastTooLarge'; readonly parts: number }
  /** BIL-4: also of another partner's. */
  | { readonly kind: 'ExportNotFound'; readonly exportId: string }
  /** BIL-4: its files are gone; it may be asked for again. */
  | { readonly kind: 'ExportExpired'; readonly exportId: string; readonly expiresAt: Instant }
  /** BIL-1: the subscription has no such line. */
  | { readonly kind: 'ChargeLineNotFound'; readonly subscriptionId: string; readonly version: number; readonly number: number }
  /** AZP-4, OVG-7: nothing used under the plan came to such a line. `month`: of its use, its first day. */
  | { readonly kind: 'UsageLineNotFound'; readonly subscriptionId: string; readonly lineId: string; readonly month?: CalendarDate }
  /** BIL-4: a month that has not begun. Both are first days. */
  | { readonly kind: 'StatementMonthAhead'; readonly month: CalendarDate; readonly latest: CalendarDate }
  /** BIL-4: a month before the partner's first line. Both are first days. */
  | { readonly kind: 'StatementBeforeLedger'; readonly month: CalendarDate; readonly first: CalendarDate };
