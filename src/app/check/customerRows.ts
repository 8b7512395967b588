import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { budgetPrefix, cartPrefix, customerCharges, customerEvents, customerKey, handoverPrefix, migrationSchedulePrefix, outboxPrefix, overagePrefix, receiptPrefix, subscriptionPrefix, supportPrefix, transferPrefix } from '../command/commerceKeys';
import { azureSubscriptionPrefix } from '../azurePlan/azureBook';

/** What of a customer's rows deadlines and lists are derived from; what only piles up (charges, events, receipts) is not among it. */
const standing = [azureSubscriptionPrefix, budgetPrefix, cartPrefix, 'customer|', handoverPrefix, migrationSchedulePrefix, outboxPrefix, overagePrefix, subscriptionPrefix, supportPrefix, transferPrefix] as const;
/** With the charge lines, which the ledger is derived from, and the events, which the partners' feeds are. */
const all = [...standing, customerCharges, customerEvents] as const;
/** What one page brings anyway: also receipts, of which old ones are cleared away. */
const onePage = [...all, receiptPrefix] as const;
/** Of a customer that has much behind it: a day's round costs what it holds, so only a rebuild reads its events. */
const allButEvents = [...standing, customerCharges] as const;

/** One customer's rows of those kinds, as they are stored. */
export interface CustomerRows {
  readonly customerId: string;
  readonly rows: readonly Row[];
}

export const rowsUnder = ({ rows }: CustomerRows, prefix: string): readonly Row[] => rows.filter(({ key }) => key.startsWith(prefix));

/** Whether something waits to be told: it brings what is derived up to date by itself. What only the bus has not been told has done so. */
export const waitsToBeTold = (customer: CustomerRows): boolean => rowsUnder(customer, outboxPrefix).some(({ value }) => value['awaits'] === undefined);

export const customerRow = (customer: CustomerRows): Row | undefined => customer.rows.find(({ key }) => key === customerKey(customer.customerId));

/** Before and after every partition: they are GUIDs. */
const [firstPartition, endOfPartitions] = ['0', 'g'] as const;

const rowsAtOnce = 1000;

/** Of one kind. Charge lines and events pile up for years, and who is not compared is never put right. */
const MOST_OF_A_KIND = 100_000;

/**
 * One customer's rows but for its charge lines and events; one operation for each kind, and for each thousand rows of one. The outbox last: of a change that is among the rows it tells that it waits to be told, or it has been told, and what
 * is derived of it is there. @throws RangeError for more than a hundred thousand of a kind; when the store fails.
 */
export const readCustomerRows = async (commerce: PartitionStore, customerId: string, prefixes: readonly string[] = standing): Promise<CustomerRows> => {
  const read = (prefix: string): Promise<readonly Row[]> => allRows(commerce, customerId, prefix, MOST_OF_A_KIND);
  const rows = (await Promise.all(prefixes.filter((prefix) => prefix !== outboxPrefix).map(read))).flat();
  return { customerId, rows: prefixes.includes(outboxPrefix) ? [...rows, ...(await read(outboxPrefix))] : rows };
};

/** All of one customer's rows that anything is derived from, and its receipts, however many these are. One operation for each kind, and for each thousand rows of one. */
export const wholeCustomer = (commerce: PartitionStore, customerId: string): Promise<CustomerRows> => readCustomerRows(commerce, customerId, onePage);

/** Of one call: in an outage of what tells there are too many, and a second look finds the same. */
const MOST_LOOKED_AT_AGAIN = 20;

/**
 * Customers something of whom waits to be told, as they are at the end of a call: most have been told of by then. Twenty are read again, one operation for each kind of rows and for each thousand of one; others, and one that is too large
 * for that, are handed back as they were. @throws when the store fails.
 */
export async function* lookedAtAgain(commerce: PartitionStore, waiting: readonly CustomerRows[]): AsyncGenerator<CustomerRows, void> {
  for (const customer of waiting.slice(0, MOST_LOOKED_AT_AGAIN)) {
    try {
      yield await wholeCustomer(commerce, customer.customerId);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      yield customer;
    }
  }
  yield* waiting.slice(MOST_LOOKED_AT_AGAIN);
}

export interface CustomerStep {
  readonly customers: readonly CustomerRows[];
  /** One that holds more than anybody can read: it is passed over. */
  readonly tooLarge?: { readonly customerId: string; readonly cause: RangeError };
  /** Where the next step goes on; absent after the last customer. */
  readonly next?: string;
}

/**
 * The next customers in order of their ids, at least one while there are any, unless it is too large: those that one page of the table holds whole. One whose rows go on behind the page is the first of the next step; one that is larger than a
 * page is read by kind, its charge lines too. So a step is one operation, and at most those of one customer besides, however many events it has.
 * @param everything also events of one that is larger than a page, which are read whole. @param from what a step before gave as `next`; absent: from the first on.
 */
export const nextCustomers = async (commerce: PartitionStore, from = firstPartition as string, everything = false): Promise<CustomerStep> => {
  const page = await commerce.listAcross({ fromPartition: from, toPartition: endOfPartitions, limit: rowsAtOnce });
  const byCustomer = new Map<string, Row[]>();
  for (const row of page.rows) {
    const rows = byCustomer.get(row.partition) ?? [];
    byCustomer.set(row.partition, rows);
    if (onePage.some((prefix) => row.key.startsWith(prefix))) rows.push(row);
  }
  const customers = [...byCustomer].map(([customerId, rows]): CustomerRows => ({ customerId, rows }));
  const last = page.continuation === undefined ? undefined : customers.pop();
  if (last === undefined) return { customers };
  const { customerId } = last;
  const before = customers.at(-1);
  if (before !== undefined) return { customers, next: `${before.customerId}!` };
  const next = `${customerId}!`;
  // The service may give less than a page, and then nothing is said of how much the customer has.
  const isLarge = page.rows.length >= rowsAtOnce;
  try {
    return { customers: [await readCustomerRows(commerce, customerId, everything || !isLarge ? all : allButEvents)], next };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return { customers: [], tooLarge: { customerId, cause }, next };
  }
};
