import { latestInvoiced, nextInvoicing } from '../../domain/invoice/period';
import { type Partner } from '../../domain/parties/partner/state';
import { calendarDate, plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { type Log } from '../log';
import { issuedMonths } from './invoiceBook';
import { type InvoicePorts } from './invoicePorts';
import { type MonthToInvoice } from './invoiceRun';

export interface DueInvoicePorts extends InvoicePorts {
  readonly log: Log;
  /** Without the resellers. */
  readonly allPartners: () => Promise<readonly Partner[]>;
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
  const page = await ledgerRows.listAcross({ fromPartition: `${tenantId}|`, toPartition: `${tenantId}|${plusMonths(until, 1).slice(0, 7)}`, limit: 1 });
  const [row] = page.rows;
  if (row === undefined) return undefined;
  const issued = await issuedMonths(invoices, tenantId);
  const first = calendarDate(`${row.partition.slice(tenantId.length + 1, tenantId.length + 8)}-01`);
  for (let month = first; month <= until; month = plusMonths(month, 1)) if (!issued.has(month)) return month;
  return undefined;
};

/**
 * BIL-2: finds the months that are to be invoiced and starts their runs, with every sweep. What was issued is seen in the books, so that a month is never forgotten, whatever was down on its day; this holds only when to
 * look again. Once a month is invoiced for all partners, looking costs nothing until the next one is due.
 */
export class DueInvoices {
  private settled: CalendarDate | undefined;
  private readonly tried = new Map<string, Tried>();

  /** One for each partner at most, the earliest of its months. A partner whose books cannot be read, or whose run cannot be started, is logged and tried again. @throws when the partners cannot be read. */
  async start(ports: DueInvoicePorts, begin: StartInvoiceRun): Promise<void> {
    const now = ports.clock.now();
    const due = latestInvoiced(now, ports.invoicing.day);
    if (this.settled !== undefined && due <= this.settled) return;
    let isSettled = true;
    for (const partner of await ports.allPartners()) {
      try {
        const month = await openMonth(ports, partner, due);
        if (month === undefined) continue;
        isSettled = false;
        await this.tryOnce({ partnerId: partner.tenantId, month }, now, begin);
      } catch (error) {
        isSettled = false;
        ports.log.error(`The invoices of ${partner.tenantId} could not be started`, error);
      }
    }
    if (!isSettled) return;
    this.settled = due;
    this.tried.clear();
  }

  /** When a clock that jumps from one thing to do to the next should stop for invoices. */
  next(now: Instant, day: number): Instant {
    if (this.settled !== undefined && latestInvoiced(now, day) <= this.settled) return nextInvoicing(now, day);
    const soon = plusMinutes(now, retryMinutes[0]);
    const waits = [...this.tried.values()].map(({ again }) => again).filter((again) => again > now);
    return waits.reduce((first, again) => (again < first ? again : first), waits[0] ?? soon);
  }

  private async tryOnce(month: MonthToInvoice, now: Instant, begin: StartInvoiceRun): Promise<void> {
    const key = `${month.partnerId}|${month.month}`;
    const before = this.tried.get(key);
    if (before !== undefined && now < before.again) return;
    const times = (before?.times ?? 0) + 1;
    this.tried.set(key, { times, again: plusMinutes(now, retryMinutes[Math.min(times, retryMinutes.length) - 1] ?? 60) });
    await begin(month);
  }
}
