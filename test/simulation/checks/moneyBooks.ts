import { type LedgerLine } from '../../../src/app/ledger/ledgerLine';
import { type ChargeLine } from '../../../src/domain/billing/chargeLine';
import { type Invoice, type InvoiceRun } from '../../../src/domain/invoice/state';
import { dayOf } from '../../../src/kernel/calendarDate';
import { groupBy } from '../../../src/kernel/groupBy';
import { plusHours, type Instant } from '../../../src/kernel/instant';
import { type Row } from '../../../src/kernel/partitionStore';
import { mustHold, type Check, type Seen } from '../engine/check';
import { rowsOf } from '../../support/rowsOf';
import { coinsOf, writtenCoins } from '../model/money/exact';
import { taxOn } from '../model/money/taxed';

/** A line of a ledger with where it lies. */
interface Booked {
  readonly line: LedgerLine;
  /** `2026-03`: with which month it is billed. */
  readonly month: string;
  readonly shard: string;
}

/** Days after which what went wrong has been made good: nothing is late for longer. */
const LATE_HOURS = 24;

const bookedOf = ({ partition, value }: Row): Booked => {
  const [, month = '', shard = ''] = partition.split('|');
  return { line: value as unknown as LedgerLine, month, shard };
};

/** What a line of the books must say of a charge. */
const saysOf = ({ customerId, partnerId, orderDate, chargeType, quantity, sign, subtotal, currency, chargeStart, chargeEnd, termDuration, referenceId }: ChargeLine): string =>
  [partnerId, customerId, orderDate, chargeType, quantity, sign, subtotal, currency, chargeStart, termDuration === 'NoTerm' ? '' : chargeEnd, referenceId].join(' ');
const booksSay = ({ partnerId, item: { customer, orderDate, chargeType, quantity, sign, subtotal, currency, chargeStart, chargeEnd, referenceId } }: LedgerLine): string =>
  [partnerId, customer.id, orderDate, chargeType, quantity, sign, subtotal, currency, chargeStart, chargeEnd ?? '', referenceId].join(' ');

const sumOf = (lines: readonly Booked[], currency: string, wanted: (coins: bigint) => bigint): bigint => lines.reduce((sum, { line: { item } }) => sum + wanted(coinsOf(currency, item.subtotal) ?? 0n), 0n);

/** An invoice says what its month's lines come to, each taxed for itself. */
const addsUp = (invoice: Invoice, lines: readonly Booked[]): void => {
  const { id, currency, taxPercent } = invoice;
  const expected = {
    lines: String(lines.length),
    charges: writtenCoins(currency, sumOf(lines, currency, (coins) => (coins < 0n ? 0n : coins))),
    credits: writtenCoins(currency, sumOf(lines, currency, (coins) => (coins < 0n ? coins : 0n))),
    subtotal: writtenCoins(currency, sumOf(lines, currency, (coins) => coins)),
    tax: writtenCoins(currency, sumOf(lines, currency, (coins) => taxOn(coins, taxPercent))),
    total: writtenCoins(currency, sumOf(lines, currency, (coins) => coins + taxOn(coins, taxPercent))),
  };
  for (const [what, amount] of Object.entries(expected)) {
    const found = String(invoice[what as keyof typeof expected]);
    mustHold(found === amount, 'BIL-2', () => `${id} of ${invoice.partnerId} for ${invoice.month}: expected ${what} of ${amount}, found ${found}`);
  }
};

/** The ledger has each charge once, in its month or the first that was open; invoices add up their months' lines, each line is on one of them, and the rest is on none. */
export const moneyBooks = (): Check => {
  const charges = new Map<string, { readonly line: ChargeLine; readonly at: Instant }>();

  const ledgerHolds = (rows: readonly Row[], seen: Seen, before: Instant): ReadonlyMap<string, readonly Booked[]> => {
    const seals = new Set(rows.flatMap(({ partition, key, value }) => (key === 'seal' && value['sealedAt'] !== undefined ? [partition] : [])));
    const lines = rows.filter(({ key }) => key.startsWith('line|')).map(bookedOf);
    const licences = new Map<string, Booked>();
    for (const booked of lines) {
      const { line } = booked;
      if (/^(meter|overage)\|/.test(line.lineId)) continue;
      mustHold(!licences.has(line.lineId), 'BIL-1', () => `${line.lineId} is in the ledger of ${booked.month}, and in that of ${String(licences.get(line.lineId)?.month)}`);
      licences.set(line.lineId, booked);
      const charge = charges.get(line.lineId);
      mustHold(charge !== undefined, 'BIL-4', () => `${line.lineId} is in the ledger and was never charged`);
      mustHold(saysOf(charge.line) === booksSay(line), 'BIL-4', () => `${line.lineId}: expected ${saysOf(charge.line)}, found ${booksSay(line)}`);
      const own = charge.line.orderDate.slice(0, 7);
      mustHold(booked.month === own || (booked.month > own && seals.has(`${line.partnerId}|${own}|${booked.shard}`)), 'BIL-2', () => `${line.lineId} of ${own} is billed with ${booked.month}`);
    }
    for (const [id, { at }] of charges) mustHold(at > before || licences.has(id), 'BIL-4', () => `${id} was charged at ${at} and is in no ledger`);
    if (licences.size > 0) seen.proved('BIL-4');
    return groupBy(lines.filter(({ line }) => line.isFinal), ({ line, month }) => `${line.partnerId}|${month}`);
  };

  const invoicesHold = (rows: readonly Row[], byMonth: ReadonlyMap<string, readonly Booked[]>, seen: Seen, before: Instant): void => {
    const runs = new Map(rows.filter(({ key }) => key.startsWith('run|')).map(({ value }) => value as unknown as InvoiceRun).map((run) => [`${run.partnerId}|${run.month.slice(0, 7)}`, run]));
    const invoices = rows.filter(({ key }) => key.startsWith('invoice|')).map(({ value }) => value as unknown as Invoice);
    for (const [partner, own] of groupBy(invoices, ({ partnerId }) => partnerId)) {
      const ids = own.map(({ id }) => id).sort();
      mustHold(ids.every((id, index) => Number(id.slice(1)) === index + 1), 'BIL-2', () => `the invoices of ${partner} are numbered ${ids.join(', ')}`);
    }
    for (const [key, lines] of byMonth) {
      const [, month = ''] = key.split('|');
      const run = runs.get(key);
      if (run?.status !== 'issued') {
        const [year = 0, number = 0] = month.split('-').map(Number);
        const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
        mustHold(dayOf(before) < `${next}-${String(seen.world.config.invoiceDay).padStart(2, '0')}`, 'BIL-2', () => `${lines.length} lines of ${key} are on no invoice`);
        continue;
      }
      if (run.terms.rates.length > 0) {
        seen.reach('money not followed', 'an invoice with exchange rates');
        continue;
      }
      const byCurrency = groupBy(lines, ({ line }) => line.item.currency);
      const own = invoices.filter(({ partnerId, month: of }) => `${partnerId}|${of.slice(0, 7)}` === key);
      const currencies = own.map(({ currency }) => currency).sort();
      mustHold(currencies.join() === [...byCurrency.keys()].sort().join(), 'BIL-2', () => `${key} has lines in ${[...byCurrency.keys()].join()} and invoices in ${currencies.join()}`);
      for (const invoice of own) addsUp(invoice, byCurrency.get(invoice.currency) ?? []);
      seen.proved('BIL-2');
    }
    for (const { id, partnerId, month } of invoices) mustHold(byMonth.has(`${partnerId}|${month.slice(0, 7)}`), 'BIL-2', () => `${id} of ${partnerId} is for ${month}, of which there are no lines`);
  };

  return {
    name: 'ledger and invoices say what was charged',
    after: ({ changes, at }) => {
      for (const { table, key, after } of changes) {
        if (table !== 'Commerce' || after === undefined || !key.startsWith('charge|')) continue;
        const line = after as unknown as ChargeLine;
        charges.set(line.id, { line, at });
      }
    },
    settled: async (seen) => {
      const { installation } = seen;
      const before = plusHours(installation.now(), -LATE_HOURS);
      const byMonth = ledgerHolds(await rowsOf(installation.stores.Ledger), seen, before);
      invoicesHold(await rowsOf(installation.stores.Invoices), byMonth, seen, before);
    },
  };
};
