import { z } from 'zod';
import { groupBy } from '../../kernel/groupBy';
import { plusHours, plusMinutes, type Instant } from '../../kernel/instant';
import { deleteAsRead, type PartitionStore, type Row, type RowPage } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { deleteRowsAsRead } from '../deleteRowsAsRead';
import { type UnreadableRows } from '../operations/unreadableRows';
import { type App } from '../ports';
import { rowReader } from '../unreadable';
import { receiptPrefix } from './commerceKeys';
import { RECEIPT_WEEKS, receiptWeek } from './receiptWeeks';

/** No customer is begun with after so long, nor a page of one. */
const LONGEST_MILLIS = 20_000;
const CUSTOMERS_AT_ONCE = 100;
/** A receipt holds a whole answer. */
const RECEIPTS_AT_ONCE = 500;
const LOOKS_AGAIN_MINUTES = 60;

export type ClearPorts = Pick<App, 'commerce' | 'directory' | 'clock' | 'log' | 'receiptDays'> & { readonly unreadable: Pick<UnreadableRows, 'raise'>; readonly elapsed: () => number };

const dated = rowReader('Commerce', 'receipt', z.object({ at: instantSchema.optional() }));

/** Up to when receipts are old, that instant included. */
export const oldReceipts = (now: Instant, days: number): Instant => plusHours(now, -24 * days);

/** When a receipt was stored; undefined: nobody has said, or it cannot be read. */
export const storedAt = (row: Row): Instant | undefined => dated.readable([row]).items[0]?.at;

/** Those without a date were stored by a version that gave them none, which was before any week was noted. One that cannot be read stays. */
const isOld = (row: Row, until: Instant): boolean => {
  const [receipt] = dated.readable([row]).items;
  return receipt !== undefined && (receipt.at === undefined || receipt.at <= until);
};

/** Page by page, each receipt as it was read: one that somebody wrote since is another request's. @returns whether it came to the end, and none that was old is left. */
const clearOf = async ({ commerce, unreadable }: ClearPorts, customerId: string, until: Instant, goesOn: () => boolean): Promise<boolean> => {
  let left = 0;
  let continuation: string | undefined;
  do {
    if (!goesOn()) return false;
    const page: RowPage = await commerce.list(customerId, { prefix: receiptPrefix, limit: RECEIPTS_AT_ONCE, ...(continuation !== undefined && { continuation }) });
    await unreadable.raise(dated.readable(page.rows).unreadable);
    left += await deleteRowsAsRead(commerce, customerId, page.rows.filter((row) => isOld(row, until)));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return left === 0;
};

/** One that was noted again meanwhile stays, and is looked at again. */
const forget = async (directory: PartitionStore, weeks: readonly Row[]): Promise<void> => {
  for (const week of weeks) await directory.commit(week.partition, [deleteAsRead(week)]);
};

/**
 * Clears away the receipts that are old, of the customers who got some in a week of which all are old by now: one operation where there is none. One customer that fails is logged and found again; killed anywhere, it goes on there.
 * @returns whether all that was due is done. @throws when the directory cannot be read.
 */
export const clearReceipts = async (ports: ClearPorts): Promise<boolean> => {
  const { directory, clock, log, elapsed, receiptDays } = ports;
  const startedAt = elapsed();
  const goesOn = (): boolean => elapsed() - startedAt < LONGEST_MILLIS;
  const until = oldReceipts(clock.now(), receiptDays);
  const page = await directory.listAcross({ fromPartition: RECEIPT_WEEKS, toPartition: receiptWeek(until), limit: CUSTOMERS_AT_ONCE });
  for (const [customerId, weeks] of groupBy(page.rows, ({ key }) => key)) {
    try {
      if (!(await clearOf(ports, customerId, until, goesOn))) return false;
      await forget(directory, weeks);
    } catch (error) {
      log.error(`Old receipts of customer ${customerId} are left to the next time`, error);
    }
  }
  return page.continuation === undefined;
};

/** With every sweep; looks once an hour, and at the next sweep where more was due than one can do. */
export class DueReceipts {
  private again: Instant | undefined;

  async clear(ports: ClearPorts): Promise<void> {
    const now = ports.clock.now();
    if (this.again !== undefined && now < this.again) return;
    this.again = (await clearReceipts(ports)) ? plusMinutes(now, LOOKS_AGAIN_MINUTES) : undefined;
  }
}
