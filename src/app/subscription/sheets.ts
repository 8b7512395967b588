import { z } from 'zod';
import { type Customer } from '../../domain/parties/customer/state';
import { type Subscription, subscriptionSchema } from '../../domain/subscription/state';
import { groupBy } from '../../kernel/groupBy';
import { type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { customerKey, sheetKey, sheetPrefix, subscriptionKey } from '../command/commerceKeys';
import { customerWrite, readCustomer } from '../customer/customerBook';
import { rowValue } from '../schema/rowForms';
import { RowUnreadable, rowReader, type Readable } from '../unreadable';
import { listStoredSubscriptions, listSubscriptions, readableSubscriptions, subscriptionWrite, type Stored } from './subscriptionBook';

/** So many subscriptions of one sheet: it and all rows of it can be written in one transaction, with the customer's. */
export const MOST_ON_A_SHEET = 90;
/** A customer with no more is read row by row: nothing is written for it. */
export const MOST_WITHOUT_SHEETS = 40;

const sheetRows = rowReader('Commerce', 'subscriptionSheet', z.object({ subscriptions: z.array(subscriptionSchema) }));

/** What stands on a sheet; undefined where that cannot be read: it is derived, and made anew by the daily check. */
export const readSheet = (row: Row): readonly Subscription[] | undefined => sheetRows.readable([row]).items[0]?.subscriptions;

/** @param present the row as it was read; absent: there is none. */
export const sheetWrite = (sheet: number, subscriptions: readonly Subscription[], present?: Row): Write => {
  const row = { key: sheetKey(sheet), value: rowValue('Commerce', 'subscriptionSheet', { subscriptions }) };
  return present === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag: present.etag };
};

/** All that stands on a customer's sheets, by id, as the customer's row says how many there are; undefined where they are not all there and readable. */
const fromSheets = async (commerce: PartitionStore, { id, sheets }: Customer): Promise<readonly Subscription[] | undefined> => {
  if (sheets === undefined) return undefined;
  const read = (await allRows(commerce, id, sheetPrefix)).map(readSheet);
  if (read.length < sheets || read.includes(undefined)) return undefined;
  return read.flatMap((subscriptions) => subscriptions ?? []).toSorted((one, other) => (one.id < other.id ? -1 : 1));
};

/** All of a customer's subscriptions, every partner's, in order of their ids: from its sheets where it has them. @param customer read before: what is decided must be guarded by its etag. @throws RowUnreadable where one cannot be read. */
export const subscriptionsOf = async (commerce: PartitionStore, customer: Customer): Promise<readonly Subscription[]> => (await fromSheets(commerce, customer)) ?? (await listSubscriptions(commerce, customer.id));

/** The same for what shows what it can. */
export const readableSubscriptionsOf = async (commerce: PartitionStore, customer: Customer): Promise<Readable<Subscription>> => {
  const items = await fromSheets(commerce, customer);
  return items === undefined ? readableSubscriptions(commerce, customer.id) : { items, unreadable: [] };
};

/** One sheet and the rows of all that stands on it, each against its etag: whatever is changed in between refuses it. */
const wholeSheet = (sheet: number, held: readonly Stored<Subscription>[], present?: Row): Write[] => {
  const placed = held.map(({ value, etag }) => ({ value: { ...value, sheet }, etag }));
  return [sheetWrite(sheet, placed.map(({ value }) => value), present), ...placed.map(({ value, etag }) => subscriptionWrite(value, etag))];
};

const saysTheSame = (sheet: readonly Subscription[] | undefined, held: readonly Stored<Subscription>[]): boolean => {
  const textOf = (each: readonly Subscription[]): string => JSON.stringify(each.map(({ id }) => id).toSorted().map((id) => each.find((one) => one.id === id)));
  return sheet !== undefined && textOf(sheet) === textOf(held.map(({ value }) => value));
};

/** What of a customer's sheets is not as its rows say, in order of their numbers; nothing of one that has few subscriptions and none on sheets. */
export interface SheetFaults {
  /** Sheets that do not say what the rows that name them say. */
  readonly wrong: readonly number[];
  /** Whether something is still to be put on sheets, or the customer's row does not say how many there are. */
  readonly isOpen: boolean;
  /** Whether the customer's row says that all stands on sheets. */
  readonly isSaid: boolean;
}

const stateOf = async (commerce: PartitionStore, customerId: string) => {
  // The guard row first: its etag tells of every purchase since.
  const customer = await readCustomer(commerce, customerId);
  const sheets = new Map((await allRows(commerce, customerId, sheetPrefix)).map((row) => [Number(row.key.slice(sheetPrefix.length)), row]));
  const stored = await listStoredSubscriptions(commerce, customerId);
  const bySheet = groupBy(stored.filter(({ value }) => value.sheet !== undefined), ({ value: { sheet = 0 } }) => sheet);
  const open = stored.filter(({ value }) => value.sheet === undefined);
  const numbers = [...new Set([...sheets.keys(), ...bySheet.keys()])].toSorted((one, other) => one - other);
  const wrong = numbers.filter((number) => {
    const row = sheets.get(number);
    return !saysTheSame(row && readSheet(row), bySheet.get(number) ?? []);
  });
  const count = 1 + Math.max(-1, ...numbers);
  const isLarge = count > 0 || stored.length > MOST_WITHOUT_SHEETS;
  return { customer, sheets, bySheet, open, wrong, count, isOpen: isLarge && (open.length > 0 || customer?.value.sheets !== count) };
};

/** @throws RowUnreadable where a subscription, or the customer, cannot be read: then nothing can be said. */
export const sheetFaults = async (commerce: PartitionStore, customerId: string): Promise<SheetFaults> => {
  const { wrong, isOpen, customer } = await stateOf(commerce, customerId);
  return { wrong, isOpen, isSaid: customer?.value.sheets !== undefined };
};

/**
 * Puts a customer's subscriptions on sheets, and right what is wrong on them: a sheet at a time, each in one transaction with all its rows; at last the customer's row says how many there are, against the etag that it had before they were
 * listed. Killed anywhere, or forestalled by others, the rest is left to the next time, and until then all rows are read. Does nothing of a customer with few. @throws RowUnreadable, and when the store fails.
 */
export const putOnSheets = async (commerce: PartitionStore, customerId: string): Promise<void> => {
  const { customer, sheets, bySheet, open, wrong, count, isOpen } = await stateOf(commerce, customerId);
  if (customer === undefined) return;
  for (const sheet of wrong) await commerce.commit(customerId, wholeSheet(sheet, bySheet.get(sheet) ?? [], sheets.get(sheet)));
  if (!isOpen || wrong.length > 0) return;
  let [next, etag] = [count, customer.etag];
  for (let start = 0; start < open.length; start += MOST_ON_A_SHEET) {
    const writes = wholeSheet(next, open.slice(start, start + MOST_ON_A_SHEET));
    next += 1;
    // Whoever buys meanwhile writes the customer's row, so nothing is on no sheet once this stands.
    const isLast = start + MOST_ON_A_SHEET >= open.length;
    const says = isLast || customer.value.sheets !== undefined ? [customerWrite({ ...customer.value, sheets: next }, etag)] : [];
    const stored = await commerce.commit(customerId, [...says, ...writes]);
    if (!stored.ok) return;
    etag = stored.etags.get(customerKey(customerId)) ?? etag;
  }
  if (open.length === 0) await commerce.commit(customerId, [customerWrite({ ...customer.value, sheets: count }, etag)]);
};

/** How many sheets a purchase writes besides those of what was there: that on which what is bought is put. */
export const rowsOfNewSheets = ({ sheets }: Customer): number => (sheets === undefined ? 0 : 1);

/** Whether reading row by row has become dear. */
export const wantsSheets = (customer: Customer, subscriptions: readonly unknown[]): boolean => customer.sheets === undefined && subscriptions.length > MOST_WITHOUT_SHEETS;

const isSubscription = (write: Write): write is Exclude<Write, { op: 'delete' }> & { readonly value: Subscription } => write.op !== 'delete' && 'id' in write.value && write.key === subscriptionKey(String(write.value.id)) && 'type' in write.value && write.value.type === 'subscription';

const isCustomer = (write: Write): write is Exclude<Write, { op: 'delete' }> & { readonly value: Customer } => write.op !== 'delete' && 'type' in write.value && write.value.type === 'customer';

const isMade = (write: Write): boolean => write.op === 'create' && isSubscription(write);

/** How often a sheet that others write too is read anew. */
const ATTEMPTS = 8;

/**
 * The `Commerce` table, where what is written of a subscription that stands on a sheet is written on the sheet too, in the same transaction; and what is made for a customer that has sheets is put on one. Who writes guards its rows; the
 * sheets are guarded here, and read again where others wrote them. Nothing is read, and nothing more written, of customers without.
 */
export class KeptSheets implements PartitionStore {
  constructor(private readonly commerce: PartitionStore) {}

  read(...asked: Parameters<PartitionStore['read']>): ReturnType<PartitionStore['read']> {
    return this.commerce.read(...asked);
  }

  list(...asked: Parameters<PartitionStore['list']>): ReturnType<PartitionStore['list']> {
    return this.commerce.list(...asked);
  }

  listAcross(...asked: Parameters<PartitionStore['listAcross']>): ReturnType<PartitionStore['listAcross']> {
    return this.commerce.listAcross(...asked);
  }

  async commit(partition: string, asked: readonly Write[]): ReturnType<PartitionStore['commit']> {
    // A sheet that comes with all its rows is whole.
    if (asked.some(({ key }) => key.startsWith(sheetPrefix))) return this.commerce.commit(partition, asked);
    const isGuarded = asked.some(isCustomer) || !asked.some(isMade);
    for (let attempt = 1; ; attempt += 1) {
      const writes = isGuarded ? asked : await this.guarded(partition, asked);
      const sheets = writes.find(isCustomer)?.value.sheets;
      const isKept = (write: Write): boolean => isSubscription(write) && (write.value.sheet !== undefined || (sheets !== undefined && isMade(write)));
      if (!writes.some(isKept)) return this.commerce.commit(partition, asked);
      const all = await this.withSheets(partition, writes, sheets);
      const outcome = await this.commerce.commit(partition, all);
      // Of a row that is not as its writer knows it no etag is told: whoever goes on from what was written would leave the sheet out.
      if (outcome.ok) return { ok: true, etags: new Map([...outcome.etags].filter(([key]) => asked.some((write) => write.key === key && all.includes(write)))) };
      const isOurs = outcome.conflict.key.startsWith(sheetPrefix) || (!isGuarded && outcome.conflict.key === customerKey(partition));
      if (attempt === ATTEMPTS || !isOurs) return outcome;
    }
  }

  /** What is made without the customer's row being written, as an import does, is guarded by it all the same where the customer has sheets. */
  private async guarded(partition: string, writes: readonly Write[]): Promise<readonly Write[]> {
    const customer = await readCustomer(this.commerce, partition);
    return customer?.value.sheets === undefined ? writes : [...writes, customerWrite(customer.value, customer.etag)];
  }

  private async withSheets(partition: string, writes: readonly Write[], sheets: number | undefined): Promise<readonly Write[]> {
    const rows = new Map<number, Row | undefined>();
    const rowOf = async (sheet: number): Promise<Row | undefined> => {
      if (!rows.has(sheet)) rows.set(sheet, await this.commerce.read(partition, sheetKey(sheet)));
      return rows.get(sheet);
    };
    const made = writes.filter(isMade).length;
    let last = sheets === undefined ? undefined : sheets - 1;
    if (last !== undefined && made > 0) {
      const row = await rowOf(last);
      const present = row && readSheet(row);
      // A sheet that cannot be read, or is gone, takes nothing more.
      if (present === undefined || present.length + made > MOST_ON_A_SHEET) rows.set((last += 1), undefined);
    }
    const placed = writes.map((write): Write => {
      if (isCustomer(write) && last !== undefined) return { ...write, value: { ...write.value, sheets: last + 1 } };
      // One that another became stands where that stands only if it is put there.
      return isSubscription(write) && write.op === 'create' ? { ...write, value: { ...write.value, sheet: last } } : write;
    });
    const bySheet = groupBy(placed.filter(isSubscription).filter(({ value }) => value.sheet !== undefined), ({ value: { sheet = 0 } }) => sheet);
    const kept: Write[] = [];
    for (const [sheet, own] of bySheet) {
      const row = await rowOf(sheet);
      if (row === undefined && sheet !== sheets) continue;
      const present = row === undefined ? [] : readSheet(row);
      const changed = new Map(own.map(({ value }) => [value.id, value]));
      // One that cannot be read is touched all the same: whoever mends it meanwhile is refused.
      if (present === undefined) kept.push({ op: 'update', key: sheetKey(sheet), value: row?.value ?? {}, etag: row?.etag ?? '' });
      else kept.push(sheetWrite(sheet, [...present.filter(({ id }) => !changed.has(id)), ...changed.values()], row));
    }
    return [...placed, ...kept];
  }
}

/** Before it is asked what a customer holds: puts it on sheets where reading it has become dear. What fails here is the next one's, and told. */
export const sheetsBeforeAsking = async ({ commerce, log }: { readonly commerce: PartitionStore; readonly log: { warn(message: string, cause?: unknown): void } }, customer: Customer, subscriptions: readonly unknown[]): Promise<void> => {
  if (!wantsSheets(customer, subscriptions)) return;
  try {
    await putOnSheets(commerce, customer.id);
  } catch (error) {
    if (!(error instanceof RowUnreadable)) log.warn(`What customer ${customer.id} holds could not be put on sheets`, error);
  }
};
