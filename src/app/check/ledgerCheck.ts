import { isDeepStrictEqual } from 'node:util';
import { type Customer } from '../../domain/parties/customer/state';
import { plusMonths, type CalendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { azureSubscriptionPrefix } from '../azurePlan/azureBook';
import { customerCharges, subscriptionPrefix } from '../command/commerceKeys';
import { billedCustomer, chargedLine } from '../ledger/chargedLines';
import { readRun } from '../invoice/invoiceBook';
import { keyOf, type Ledger } from '../ledger/ledger';
import { ledgerPartition, licenceKey, licencePrefix, linePrefix, shardOf, usagePrefix } from '../ledger/ledgerKeys';
import { ledgerRows, type LedgerLine } from '../ledger/ledgerLine';
import { usageLines, usageOf, type UsageOfMonth, type UsagePorts } from '../ledger/usageLines';
import { chargeRows, subscriptionRows } from '../subscription/subscriptionBook';
import { type UnreadableRow } from '../unreadable';
import { rowsUnder, type CustomerRows } from './customerRows';

export type LedgerCheckPorts = UsagePorts & { readonly ledger: Ledger; readonly ledgerRows: PartitionStore; readonly invoices: PartitionStore };

/** Where a partner's ledger does not say what its customer's charge lines and usage say. */
export interface LedgerFault {
  readonly partnerId: string;
  readonly customerId: string;
  /** `2026-03`: that the charge belongs to; of what is too much, in which it lies. */
  readonly month: string;
  /** The charge line's id, or the usage line's. */
  readonly line: string;
  /** `missing`: it is charged and in no month of the ledger; `differs`: it says something else there; `surplus`: nothing was charged; `double`: it is in an earlier month too. */
  readonly fault: 'missing' | 'differs' | 'surplus' | 'double';
  /** It was to be put right and was not: it lies in a month that is invoiced, and what was billed stays billed. */
  readonly stays?: true | undefined;
}

export interface LedgerCompared {
  /** Lines that were charged, licences and closed usage. */
  readonly lines: number;
  readonly faults: readonly LedgerFault[];
  /** Charge lines that cannot be read, of which nothing can be said. */
  readonly unreadable: readonly UnreadableRow[];
}

export interface LedgerCheckManner {
  /** Charges of this month and later ones are compared; all if absent. Its first day. */
  readonly since?: CalendarDate;
  /** Whether what is found is put right. */
  readonly repairs: boolean;
}

/** A line where it lies. */
interface Found {
  /** Of the partition. */
  readonly month: CalendarDate;
  readonly row: Row;
  /** Undefined where it cannot be read. */
  readonly line: LedgerLine | undefined;
}

/** Lines of one customer in one partner's ledger. */
interface Compared {
  readonly partnerId: string;
  readonly customerId: string;
  readonly prefix: string;
  /** Rows of this month and of all later ones are looked at. */
  readonly since: CalendarDate;
  readonly wanted: readonly LedgerLine[];
  /** Keys of whatever else may be there. */
  readonly known: ReadonlySet<string>;
  /** Whether a key is of what was charged since the rows were read that say what should be there. */
  readonly cameSince: (key: string) => Promise<boolean>;
}

/** What a line says of its charge: not how customer, product and subscription were called when it came. */
const chargedBy = ({ lineId, month, isFinal, rounding, item }: LedgerLine): unknown => {
  const { customer: _customer, productName: _product, skuName: _sku, publisherName: _publisher, subscriptionDescription: _description, entitlementDescription: _entitlement, resellerMpnId: _reseller, productQualifiers: _qualifiers, ...charge } = item;
  return JSON.parse(JSON.stringify({ lineId, month, isFinal, rounding, charge }));
};

const saysTheSame = (stored: LedgerLine | undefined, wanted: LedgerLine): boolean => stored !== undefined && isDeepStrictEqual(chargedBy(stored), chargedBy(wanted));

/** Compares what one partner's ledger has of a customer with what it should have. */
class Comparison {
  readonly faults: LedgerFault[] = [];
  /** First day of the month that runs. */
  readonly running: CalendarDate;

  constructor(
    private readonly ports: LedgerCheckPorts,
    private readonly repairs: boolean,
  ) {
    this.running = ports.ledger.runningMonth();
  }

  /** One operation for each month up to the present, more only for what is put right, and one for each line that is too much. */
  async compare(compared: Compared): Promise<void> {
    const found = await this.find(compared);
    const missing: LedgerLine[] = [];
    for (const line of compared.wanted) {
      const [first, ...others] = found.get(keyOf(line)) ?? [];
      found.delete(keyOf(line));
      if (first === undefined) missing.push(line);
      else if (!saysTheSame(first.line, line)) await this.differs(compared, line, first.month);
      for (const other of others) await this.tooMuch(compared, other, 'double');
    }
    for (const { month, lineId } of missing) this.tell(compared, month, lineId, 'missing');
    if (this.repairs) for (const line of missing) await this.restore(line);
    for (const [key, rows] of found) {
      const surplus = compared.known.has(key) ? [] : rows.filter(({ line }) => line?.isFinal !== false);
      if (surplus.length > 0 && !(await compared.cameSince(key))) for (const row of surplus) await this.tooMuch(compared, row, 'surplus');
    }
  }

  private async find({ partnerId, customerId, prefix, since }: Compared): Promise<Map<string, Found[]>> {
    const found: Found[] = [];
    for (let month = since; month <= this.running; month = plusMonths(month, 1)) {
      const rows = await allRows(this.ports.ledgerRows, ledgerPartition(partnerId, month, shardOf(customerId)), prefix);
      for (const row of rows) found.push({ month, row, line: ledgerRows.readable([row]).items[0] });
    }
    return groupBy(found, ({ row }) => row.key);
  }

  /** A line that an invoice counted, of its month or of the one that was open when it came, comes back to where it was; any other to the first month that is open. */
  private async restore(line: LedgerLine): Promise<void> {
    for (let { month } = line; month < this.running; month = plusMonths(month, 1)) {
      if (await this.hasLost(line, month)) return this.ports.ledger.mend(line, month);
    }
    await this.ports.ledger.add([line]);
  }

  /** Whether the line's shard of a month has fewer lines than were invoiced of it. One operation; of an invoiced month one more for each thousand lines of the shard. */
  private async hasLost({ partnerId, item }: LedgerLine, month: CalendarDate): Promise<boolean> {
    const shard = shardOf(item.customer.id);
    const counted = (await readRun(this.ports.invoices, partnerId, month))?.value.lines?.[shard];
    if (counted === undefined) return false;
    let present = 0;
    let continuation: string | undefined;
    do {
      const page = await this.ports.ledgerRows.list(ledgerPartition(partnerId, month, shard), { prefix: linePrefix, ...(continuation !== undefined && { continuation }) });
      present += page.rows.filter(({ value }) => value['isFinal'] !== false).length;
      continuation = page.continuation;
    } while (continuation !== undefined);
    return present < counted;
  }

  private async differs(compared: Compared, line: LedgerLine, at: CalendarDate): Promise<void> {
    this.tell(compared, line.month, line.lineId, 'differs');
    if (this.repairs) await this.ports.ledger.mend(line, at);
  }

  private async tooMuch(compared: Compared, { row, month }: Found, fault: 'surplus' | 'double'): Promise<void> {
    // What was billed stays billed, and is told again and again until somebody looks.
    const stays = this.repairs && !(await this.ports.ledger.remove({ ...compared, month }, row));
    this.tell(compared, month, row.key.slice(compared.prefix.length), fault, stays);
  }

  private tell({ partnerId, customerId }: Compared, month: CalendarDate, line: string, fault: LedgerFault['fault'], stays = false): void {
    this.faults.push({ partnerId, customerId, month: month.slice(0, 7), line, fault, ...(stays && { stays }) });
  }
}

const compareLicences = async ({ commerce, catalogueOf }: LedgerCheckPorts, comparison: Comparison, rows: CustomerRows, customer: Customer, since: CalendarDate | undefined): Promise<{ readonly lines: number; readonly unreadable: readonly UnreadableRow[] }> => {
  const sold = new Map(subscriptionRows.readable(rowsUnder(rows, subscriptionPrefix)).items.map((each) => [each.id, each]));
  const catalogue = await catalogueOf(customer.country);
  const charges = rowsUnder(rows, customerCharges);
  // A charge that cannot be read is neither missing nor too much.
  const known = new Set(charges.map(({ key }) => licenceKey(customer.id, key.slice(customerCharges.length))));
  const { items, unreadable } = chargeRows.readable(charges);
  const lines = items.map((line) => chargedLine(line, billedCustomer(customer), sold.get(line.subscriptionId), catalogue));
  const prefix = licencePrefix(customer.id);
  const cameSince = async (key: string): Promise<boolean> => (await commerce.read(customer.id, customerCharges + key.slice(prefix.length))) !== undefined;
  const recent = lines.filter(({ month }) => since === undefined || month >= since);
  for (const [partnerId, wanted] of groupBy(recent, (line) => line.partnerId)) {
    const first = wanted.reduce((earliest, { month }) => (month < earliest ? month : earliest), comparison.running);
    await comparison.compare({ partnerId, customerId: customer.id, prefix, since: since ?? first, wanted, known, cameSince });
  }
  return { lines: recent.length, unreadable };
};

const compareUsage = async (ports: LedgerCheckPorts, comparison: Comparison, customer: Customer, month: CalendarDate, usage: UsageOfMonth, repairs: boolean): Promise<number> => {
  let lines = 0;
  for (const partnerId of usage.partnerIds) {
    const partner = await ports.payerByTenant(partnerId);
    if (partner === undefined) continue;
    const wanted = usageLines(usage, partner, month);
    const place = { partnerId, customerId: customer.id };
    if (usage.isClosed) {
      lines += wanted.length;
      await comparison.compare({ ...place, prefix: usagePrefix(customer.id, month, usage.source), since: month, wanted, known: new Set(), cameSince: async () => false });
    }
    // What is open changes with every report, and with what it is rated by: it is brought up to date, and told of no fault.
    if (repairs) await ports.ledger.replaceUsage({ ...place, month, source: usage.source }, wanted);
  }
  return lines;
};

/** How far back usage is looked for where everything is compared: as the rebuild does. */
const MONTHS_OF_USAGE = 24;

/**
 * DUE-1, BIL-2, BIL-4: compares the ledgers of a customer's partners with its charge lines and its closed usage, and puts them right. One operation for each partner and month since the first that is compared; usage costs what rating it does, where the customer has an Azure subscription.
 * @throws RowUnreadable for usage; when the store fails.
 */
export const compareLedger = async (ports: LedgerCheckPorts, rows: CustomerRows, customer: Customer, { since, repairs }: LedgerCheckManner): Promise<LedgerCompared> => {
  const comparison = new Comparison(ports, repairs);
  const licences = await compareLicences(ports, comparison, rows, customer, since);
  let { lines } = licences;
  if (rowsUnder(rows, azureSubscriptionPrefix).length > 0) {
    const first = since ?? plusMonths(comparison.running, -MONTHS_OF_USAGE);
    for (let month = first; month <= comparison.running; month = plusMonths(month, 1)) {
      for (const usage of await usageOf(ports, customer, month)) lines += await compareUsage(ports, comparison, customer, month, usage, repairs);
    }
  }
  return { lines, faults: comparison.faults, unreadable: licences.unreadable };
};
