import { parse } from 'csv-parse/sync';
import { DueInvoices } from '../../src/app/invoice/dueInvoices';
import { invoicedAt, nextInvoicing } from '../../src/domain/invoice/period';
import { type MonthToInvoice, type RunOutcome } from '../../src/app/invoice/invoiceRun';
import { instant, plusMinutes } from '../../src/kernel/instant';
import { type httpOver } from './httpWorld';
import { type World } from './world';
import { runInvoices } from './worldOrchestrations';

type Http = ReturnType<typeof httpOver>;
export type Item = Readonly<Record<string, unknown>>;
/** A row of the file, by its headings. */
export type FileRow = Readonly<Record<string, string>>;

export interface BookedInvoice {
  readonly id: string;
  readonly billingPeriodStartDate: string;
  readonly documentType: string;
  readonly currencyCode: string;
  readonly lineItemCount: number;
  readonly subtotal: number;
  readonly taxTotal: number;
  readonly totalCharges: number;
  readonly invoiceDetails: readonly { readonly invoiceLineItemType: string; readonly links: { readonly self: { readonly uri: string } } }[];
}

interface Page {
  readonly items: readonly Item[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

export type LineKind = 'billing_line_items' | 'usage_line_items';

/** Cents of what JSON has as a number of them. */
export const cents = (value: unknown): number => Math.round(Number(value) * 100);
export const centsOf = (rows: readonly Readonly<Record<string, unknown>>[], member: string): number => rows.reduce((sum, row) => sum + cents(row[member]), 0);

/** What one partner can download of its invoices: everything over HTTP, by the links that the answers have. @param size of a page. @throws where something is refused. */
export const booksOf = (http: Http, as: string, size = 2000) => {
  const ok = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const reply = await http(path, { as, headers });
    if (reply.status !== 200) throw new Error(`${path} of ${as}: ${reply.status} ${reply.text}`);
    return reply;
  };
  const sized = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}size=${size}`;
  const collected = async (path: string): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let at: { readonly path: string; readonly headers: Readonly<Record<string, string>> } | undefined = { path: sized(path), headers: {} };
    while (at !== undefined) {
      const page: Page = (await ok(at.path, at.headers)).body as Page;
      items.push(...page.items);
      const { next } = page.links;
      at = next && { path: `/v1${next.uri}`, headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) };
    }
    return items;
  };
  const filed = async (path: string): Promise<readonly FileRow[]> => {
    let text = '';
    let token: string | undefined;
    do {
      const headers = { Accept: 'text/csv', ...(token !== undefined && { 'MS-ContinuationToken': token }) };
      const page: Awaited<ReturnType<Http>> = await ok(token === undefined ? sized(path) : `${sized(path)}&seekOperation=Next`, headers);
      text += page.text;
      token = page.headers['MS-ContinuationToken'];
    } while (token !== undefined);
    return parse(text, { columns: true });
  };
  const linkOf = (invoice: BookedInvoice, kind: LineKind): string => {
    const uri = invoice.invoiceDetails.find(({ invoiceLineItemType }) => invoiceLineItemType === kind)?.links.self.uri;
    if (uri === undefined) throw new Error(`${invoice.id} has no ${kind}`);
    return `/v1${uri}`;
  };
  const unbilledPath = (currency: string, period: 'current' | 'previous', kind: LineKind): string => `/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${kind.replaceAll('_', '')}&currencycode=${currency}&period=${period}`;
  return {
    invoices: async () => ((await ok('/v1/invoices')).body as { readonly items: readonly BookedInvoice[] }).items,
    lines: (invoice: BookedInvoice, kind: LineKind = 'billing_line_items') => collected(linkOf(invoice, kind)),
    file: (invoice: BookedInvoice, kind: LineKind = 'billing_line_items') => filed(linkOf(invoice, kind)),
    unbilled: (currency: string, period: 'current' | 'previous', kind: LineKind = 'billing_line_items') => collected(unbilledPath(currency, period, kind)),
  };
};

/** Carries one run out; often more than once, or not to its end. */
export type CarryOut = (world: World, month: MonthToInvoice) => Promise<unknown>;

const once: CarryOut = async (world, month): Promise<RunOutcome> => (await runInvoices(world.app, month)).outcome;

/** Starts the months that are to be invoiced as the sweep does, until none is left. @throws where it never ends. */
export const invoiceWhatIsDue = async (world: World, due: DueInvoices, carryOut: CarryOut = once): Promise<void> => {
  for (let sweeps = 0; sweeps < 100; sweeps += 1) {
    const runs: MonthToInvoice[] = [];
    await due.start(world.app, async (month) => void runs.push(month));
    if (runs.length === 0) return;
    for (const month of runs) await carryOut(world, month);
    world.sleepUntil(plusMinutes(world.now(), 1));
  }
  throw new Error('There is always another month to be invoiced');
};

/** Time passes to `until`, as with {@link World.advanceTo}; each month is invoiced on its day. */
export const advanceInvoicing = async (world: World, until: string, due = new DueInvoices(), carryOut?: CarryOut): Promise<void> => {
  const { day } = world.app.invoicing;
  for (;;) {
    const next = nextInvoicing(world.now(), day);
    if (next > instant(until)) break;
    await world.advanceTo(next);
    await invoiceWhatIsDue(world, due, carryOut);
  }
  if (world.now() < instant(until)) await world.advanceTo(until);
};

/** When a month is invoiced by default. @param month its first day. */
export const invoicingOf = (month: Parameters<typeof invoicedAt>[0]): string => invoicedAt(month, 7);
