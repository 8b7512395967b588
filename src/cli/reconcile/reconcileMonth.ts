import { writeFile } from 'node:fs/promises';
import { csvText } from '../../adapters/csv/csvText';
import { amountIn, sumOf } from '../../kernel/money';
import { Problem } from '../problem';
import { callerOf } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { Refused, type RemoteApi } from '../remote/remoteApi';
import { showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';
import { billsOf, chargesOf, groupsOf, lastMonthAt, statementOf, subscriptionsOf, type Bill, type Charge } from './books';
import { compareCharges, compareGroups, compareInvoices, compareStatement, type Difference } from './compare';

export interface ReconcileWish {
  readonly flags: ConnectionFlags;
  /** `2026-11`; absent: the calendar month before the server's now. */
  readonly month: string | undefined;
  /** Where differences are written; absolute. */
  readonly file: string | undefined;
  /** Whether each subscription's charges are compared too: a call of each. */
  readonly charges: boolean;
}

/** Calls at a time. */
const AT_ONCE = 6;
const TOLD_EVERY = 300;
const NOT_FOUND = 404;

interface Charged {
  readonly charges: readonly Charge[];
  /** Subscriptions whose charges could be read. */
  readonly compared: ReadonlySet<string>;
  /** Those that nobody shows any more. */
  readonly notCompared: readonly string[];
}

/** The charges of all subscriptions that there are, and of those that the bills name. @param progress told how many of how many. */
const readCharges = async (api: RemoteApi, bills: readonly Bill[], progress: (done: number, all: number) => void): Promise<Charged> => {
  const named = bills.flatMap(({ lines }) => lines.filter(({ unitType }) => unitType === '').map(({ subscriptionId: id, customerId }) => ({ id, customerId })));
  const wanted = [...new Map([...named, ...(await subscriptionsOf(api))].map((each) => [each.id, each])).values()];
  const [charges, compared, notCompared]: [Charge[], Set<string>, string[]] = [[], new Set(), []];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let each = wanted[next]; each !== undefined; each = wanted[next]) {
      next += 1;
      try {
        charges.push(...(await chargesOf(api, each)));
        compared.add(each.id);
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== NOT_FOUND) throw error;
        notCompared.push(each.id);
      }
      if (next % TOLD_EVERY === 0) progress(next, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { charges, compared, notCompared: notCompared.toSorted() };
};

const HEADER = ['fault', 'invoiceId', 'customerId', 'subscriptionId', 'product', 'chargeId', 'member', 'expected', 'found', 'currency'] as const satisfies readonly (keyof Difference)[];

const writeDifferences = async (file: string, differences: readonly Difference[]): Promise<void> => {
  try {
    await writeFile(file, csvText([HEADER, ...differences.map((each) => HEADER.map((name) => (['expected', 'found'].includes(name) ? { decimal: each[name] ?? '' } : (each[name] ?? ''))))], { quotes: 'whereNeeded' }));
  } catch (error) {
    throw new Problem(`${file} was not written: ${(error as Error).message}`);
  }
};

const amounts = (bills: readonly Bill[]): string =>
  [...new Set(bills.map(({ currency }) => currency))]
    .map((currency) => `${amountIn(sumOf(bills.filter((bill) => bill.currency === currency).flatMap(({ lines }) => lines.map(({ subtotal }) => subtotal))), currency)} ${currency}`)
    .join(', ');

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/**
 * Compares the books of a month with each other: invoices with their lines, the statement with the lines in all and by customer and product, and lines of licences with the charges of their subscriptions.
 * @returns the exit code: 0 where all agree, 1 where something differs. @throws Problem where a book cannot be read.
 */
export const reconcileMonth = async ({ flags, month: asked, file, charges: withCharges }: ReconcileWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const { now, partner } = await callerOf(api);
  if (partner === undefined) throw new Problem('Only partners have bills: sign in as one.');
  const month = asked ?? lastMonthAt(now);
  const statement = await statementOf(api, month);
  const bills = await billsOf(api, { month, status: statement.status, now, currency: partner.currency, currencies: statement.totals.map(({ currency }) => currency) });
  const tell = flags.json === true ? () => undefined : (done: number, all: number): void => terminal.print(`  ${done} of ${all} subscriptions …`);
  const known = withCharges ? await readCharges(api, bills, tell) : undefined;
  const differences = [
    ...compareInvoices(bills),
    ...compareStatement(statement, bills),
    ...compareGroups(await groupsOf(api, month), bills),
    ...(known === undefined ? [] : compareCharges(bills, known.charges, month, known.compared)),
  ];
  if (file !== undefined) await writeDifferences(file, differences);
  const lines = bills.reduce((sum, bill) => sum + bill.lines.length, 0);
  const invoices = bills.flatMap(({ invoiceId }) => invoiceId ?? []);
  const compared = known && { subscriptions: known.compared.size, charges: known.charges.filter(({ orderDate }) => orderDate.startsWith(month)).length, notCompared: known.notCompared };
  if (flags.json === true) terminal.print(JSON.stringify({ month, status: statement.status, invoices, lines, ...compared, differences }, undefined, 2));
  else {
    terminal.print(`${month}, ${statement.status}: ${counted(invoices.length, 'invoice')}, ${counted(lines, 'line')}, ${amounts(bills) || '0'} before tax${compared === undefined ? '' : `; ${counted(compared.charges, 'charge')} of ${counted(compared.subscriptions, 'subscription')}`}.`);
    if (compared !== undefined && compared.notCompared.length > 0) terminal.print(`Not compared with charges, since nobody shows them any more: ${compared.notCompared.join(', ')}`);
    showRows(
      differences,
      [
        ['Fault', ({ fault }) => fault],
        ['Invoice', ({ invoiceId }) => invoiceId],
        ['Customer', ({ customerId }) => customerId],
        ['Subscription, product', ({ subscriptionId, product }) => subscriptionId ?? product],
        ['Charge', ({ chargeId }) => chargeId],
        ['Of', ({ member }) => member],
        ['Expected', ({ expected }) => expected],
        ['Found', ({ found }) => found],
        ['', ({ currency }) => currency],
      ],
      api.unreadable === 0 ? 'All of it agrees.' : 'What can be read agrees.',
      false,
      terminal,
    );
  }
  return Math.max(differences.length === 0 ? 0 : 1, tellUnreadable(api, terminal));
};
