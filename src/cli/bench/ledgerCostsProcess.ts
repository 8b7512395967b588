// Counts what pages of lines and the ledger's projection ask of storage, in the compiled app, stores in memory. Prints one line of JSON.
import { billedLineItems } from '../../app/invoice/billedLineItems';
import { allInvoices } from '../../app/invoice/invoiceBook';
import { beginInvoiceRun, countInvoiceShard, issueInvoices } from '../../app/invoice/invoiceRun';
import { billingLineItems } from '../../app/reconciliation/lineItems';
import { type Page } from '../../app/unreadable';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { calendarDate } from '../../kernel/calendarDate';
import { type Instant, instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { type Stores, type WiredApp } from '../../wiring/wiring';
import { benchApp, partnerCalled } from './benchApp';
import { CountedStore, type Counts, noCounts } from './countedStore';
import { fillLedger, someLine } from './ledgerLines';
import { memoryStores } from './memoryStores';

const LINES = 10_000;
const OF_A_PAGE = 1000;
const MONTH = calendarDate('2021-06-01');

const counted = (counts: Counts, ledger: Counts, onCommit: (writes: readonly Write[]) => void): Stores => {
  const stores = memoryStores();
  const all = Object.entries(stores).map(([table, store]) => [table, new CountedStore(table === 'Ledger' ? new CountedStore(store, ledger) : store, counts, onCommit)] as const);
  return Object.fromEntries(all) as unknown as Stores;
};

/** The most queries that any page of a list takes, of whatever table. */
const mostOf = async (counts: Counts, listed: () => Promise<(limit: number, continuation?: string) => Promise<Page<LineItem>>>): Promise<number> => {
  let most = 0;
  let lines = 0;
  let continuation: string | undefined;
  do {
    Object.assign(counts, noCounts());
    const page = await (await listed())(OF_A_PAGE, continuation);
    most = Math.max(most, counts.queries);
    lines += page.items.length;
    continuation = page.continuation;
  } while (continuation !== undefined);
  if (lines !== LINES) throw new Error(`${lines} lines instead of ${LINES}`);
  return most;
};

const invoiced = async (app: WiredApp, partnerId: string): Promise<void> => {
  const month = { partnerId, month: MONTH };
  const begun = await beginInvoiceRun(app, month);
  if (begun.status !== 'draft') throw new Error(`The run is ${begun.status}`);
  const ended = await issueInvoices(app, month, await Promise.all(begun.shards.map((count) => countInvoiceShard(app, month, count))));
  if (ended.status !== 'issued') throw new Error(`The run is ${ended.status}`);
};

const pagesOf = async (customers: number) => {
  const counts = noCounts();
  let now: Instant = instant('2021-06-18T10:00:00Z');
  const { app, buy } = await benchApp(counted(counts, noCounts(), () => undefined), () => now);
  const partner = await partnerCalled(app, 'havn');
  await buy(0, 1);
  const like = await someLine(app, partner.tenantId);
  await fillLedger(app, partner.tenantId, like, LINES - 1, customers - 1);
  const unbilled = await mostOf(counts, () => billingLineItems(app, partner, { month: MONTH, currency: partner.currency }));
  now = instant('2021-07-07T00:00:00Z');
  await invoiced(app, partner.tenantId);
  const [invoice] = await allInvoices(app.invoices, partner.tenantId);
  if (invoice === undefined) throw new Error('There is no invoice.');
  return { customers, lines: OF_A_PAGE, unbilled, billed: await mostOf(counts, () => billedLineItems(app, invoice)) };
};

/** 50 customers with 20 monthly subscriptions each: bought, and renewed at one midnight. */
const projected = async () => {
  const [customers, each] = [50, 20];
  const ledger = noCounts();
  let transactions = 0;
  const look = (writes: readonly Write[]): void => {
    const creates = (prefix: string): boolean => writes.some(({ op, key }) => op === 'create' && key.startsWith(prefix));
    if (creates('charge|') && creates('outbox|')) transactions += 1;
  };
  let now: Instant = instant('2021-06-18T10:00:00Z');
  const { sweepOnce, buy } = await benchApp(counted(noCounts(), ledger, look), () => now);
  const during = async (what: string, work: () => Promise<void>) => {
    ledger.writes = 0;
    transactions = 0;
    await work();
    return { what, transactions, ledger: ledger.writes };
  };
  return [
    await during(`${customers} checkouts of ${each} lines`, async () => {
      for (let number = 0; number < customers; number += 1) await buy(number, each);
    }),
    await during(`${customers * each} renewals at one midnight`, async () => {
      now = instant('2021-07-18T00:00:00Z');
      for (let sweeps = 0; sweeps < 20; sweeps += 1) await sweepOnce();
    }),
  ];
};

const run = async (): Promise<void> => {
  const pages = [];
  for (const customers of [10, 1000, 10_000]) pages.push(await pagesOf(customers));
  console.log(JSON.stringify({ pages, projection: await projected() }));
};

void run();
