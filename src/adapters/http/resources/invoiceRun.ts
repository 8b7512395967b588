import { type RunProgress } from '../../../app/invoice/runProgress';
import { type CalendarDate } from '../../../kernel/calendarDate';
import { link } from '../links';

/** Own API: how far the invoicing of a month is. A month is counted in four parts, side by side. */
export const invoiceRunResource = (month: CalendarDate, progress: RunProgress) => {
  const head = { month: month.slice(0, 7), status: progress.status };
  switch (progress.status) {
    case 'ahead':
    case 'waiting':
      return { ...head, dueAt: progress.dueAt };
    case 'counting':
    case 'held': {
      const { startedAt, lines, shardsLeft } = progress;
      return { ...head, startedAt, linesCounted: lines, partsLeft: shardsLeft, ...(progress.status === 'held' && { reason: 'A stored row cannot be read, so nothing is issued until it can. The operator has been told which.' }) };
    }
    case 'issued': {
      const { startedAt, issuedAt, lines, invoices } = progress;
      return { ...head, startedAt, issuedAt, linesCounted: lines, partsLeft: 0, invoices, links: { invoices: invoices.map((id) => link(`/invoices/${id}`)) } };
    }
  }
};
