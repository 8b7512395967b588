import { latestInvoiced, nextInvoicing } from '../../domain/invoice/period';
import { type Partner } from '../../domain/parties/partner/state';
import { plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { firstMonth } from '../ledger/firstMonth';
import { type Log } from '../log';
import { type Readable } from '../unreadable';
import { issuedMonths } from './invoiceBook';
import { publishInvoiceEvents } from './invoiceEvents';
import { type InvoicePorts } from './invoicePorts';
import { type MonthToInvoice } from './invoiceRun';

export interface DueInvoicePorts extends InvoicePorts {
  readonly log: Log;
  /** Without the resellers. */
  readonly allPartners: () => Promise<Readable<Partner>>;
}

/** Starts the run of a partner's month; one that runs is left alone. @throws where the runtime does not answer. */
export type StartInvoiceRun = (month: MonthToInvoice) => Promise<void>;

/** Waits before a run that did not come to its end is started again, in minutes; the last repeats. */
const retryMinutes = [1, 5, 15, 60] as const;

interface Tried {
  readonly times: number;
  readonly again: Instant;
}

/** The earliest month up to `until` that has a place in the partner's ledger and no invoice. Two operations. */
const openMonth = async ({ ledgerRows, invoices }: DueInvoicePorts, { tenantId }: Partner, until: CalendarDate): Promise<CalendarDate | undefined> => {
  const first = await firstMonth(ledgerRows, tenantId, until);
  if (first === undefined) return undefined;
  const issued = await issuedMonths(invoices, tenantId);
  for (let month = first; month <= until; month = plusMonths(month, 1)) if (!issued.has(month)) return month;
  return undefined;
};

/** Before one looks again at partners whose books cannot be read. */
const LOOKS_AGAIN_MINUTES = 60;

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/**
 * BIL-2: finds the months that are to be invoiced and starts their runs, with every sweep. What was issued is seen in the books, so that a month is never forgotten, whatever was down on its day; this holds only when to
 * look again. Once a month is invoiced for all partners, looking costs nothing until the next one is due.
 */
export class DueInvoices {
  private settled: CalendarDate | undefined;
  private again: Instant | undefined;
  private readonly tried = new Map<string, Tried>();

  /** One for each partner at most, the earliest of its months. A partner whose books cannot be read, or whose run cannot be started, is logged and looked at again. @throws when the store fails for the list of partners. */
  async start(ports: DueInvoicePorts, begin: StartInvoiceRun): Promise<void> {
    const now = ports.clock.now();
    const due = latestInvoiced(now, ports.invoicing.day);
    if ((this.settled !== undefined && due <= this.settled) || (this.again !== undefined && now < this.again)) return;
    const { items, unreadable } = await ports.allPartners();
    await ports.unreadable.raise(unreadable);
    let again = unreadable.length > 0 ? plusMinutes(now, LOOKS_AGAIN_MINUTES) : undefined;
    for (const partner of items) {
      const next = await this.look(ports, partner, due, begin);
      if (next !== undefined) again = again === undefined ? next : earlier(again, next);
    }
    this.again = again;
    if (again !== undefined) return;
    this.settled = due;
    this.tried.clear();
  }

  /** When a clock that jumps from one thing to do to the next should stop for invoices. */
  next(now: Instant, day: number): Instant {
    if (this.settled !== undefined && latestInvoiced(now, day) <= this.settled) return nextInvoicing(now, day);
    return this.again ?? now;
  }

  /** @returns when to look at the partner again; undefined: all its months are invoiced, and told of. */
  private async look(ports: DueInvoicePorts, partner: Partner, due: CalendarDate, begin: StartInvoiceRun): Promise<Instant | undefined> {
    const now = ports.clock.now();
    try {
      const month = await openMonth(ports, partner, due);
      const next = month === undefined ? undefined : await this.tryOnce({ partnerId: partner.tenantId, month }, now, begin);
      // Behind what is issued: what was issued so far and not told, because its process died, is seen here.
      if (await publishInvoiceEvents(ports, partner.tenantId)) return next;
      const later = plusMinutes(now, LOOKS_AGAIN_MINUTES);
      return next === undefined ? later : earlier(next, later);
    } catch (error) {
      ports.log.error(`The invoices of ${partner.tenantId} could not be started, or told of`, error);
      return plusMinutes(now, retryMinutes[0]);
    }
  }

  private async tryOnce(month: MonthToInvoice, now: Instant, begin: StartInvoiceRun): Promise<Instant> {
    const key = `${month.partnerId}|${month.month}`;
    const before = this.tried.get(key);
    if (before !== undefined && now < before.again) return before.again;
    const times = (before?.times ?? 0) + 1;
    const again = plusMinutes(now, retryMinutes[Math.min(times, retryMinutes.length) - 1] ?? LOOKS_AGAIN_MINUTES);
    this.tried.set(key, { times, again });
    await begin(month);
    return again;
  }
}
