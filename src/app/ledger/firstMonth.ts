import { calendarDate, plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore } from '../../kernel/partitionStore';

/** The earliest month up to `until`, inclusive, that has a place in a partner's ledger: its first day. One operation. */
export const firstMonth = async (ledger: PartitionStore, tenantId: string, until: CalendarDate): Promise<CalendarDate | undefined> => {
  const [row] = (await ledger.listAcross({ fromPartition: `${tenantId}|`, toPartition: `${tenantId}|${plusMonths(until, 1).slice(0, 7)}`, limit: 1 })).rows;
  return row && calendarDate(`${row.partition.slice(tenantId.length + 1, tenantId.length + 8)}-01`);
};
