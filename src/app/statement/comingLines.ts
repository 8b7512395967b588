import { type Partner } from '../../domain/parties/partner/state';
import { bringsSomething } from '../../domain/options/brings';
import { comingCharges, isAhead } from '../../domain/options/comingCharges';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { type Foretold } from '../../domain/subscription/term/foretell';
import { type Subscription } from '../../domain/subscription/state';
import { plusMonths, startOfDay } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { StoreUnavailable } from '../../kernel/partitionStore';
import { customerRows } from '../customer/customerBook';
import { customerKey } from '../command/commerceKeys';
import { deadlinesOfPartner, type ComingDeadline } from '../deadlineList/listDeadlines';
import { before } from '../deadlineList/listRows';
import { withBound } from '../due/withBound';
import { billedItem } from '../ledger/billedItem';
import { billedCustomer, chargedLine } from '../ledger/chargedLines';
import { type App } from '../ports';
import { knownAheadOf, type AheadOf } from '../subscription/knownAhead';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { eachRowOnce, RowUnreadable, type Page, type Readable, type UnreadableRow } from '../unreadable';
import { type BilledMonth } from './billedMonth';

const customersAtOnce = 8;

/** A deadline within a month, and the lines that it brings if nobody acts. */
export interface ComingLines extends Pick<ComingDeadline, 'at' | 'kind' | 'customerId' | 'subjectId' | 'name'> {
  readonly customerName: string;
  /** As they will be billed, by the rates of now. Absent: they cannot be known. */
  readonly lines?: readonly LineItem[] | undefined;
  /** Whether they depend on what else the customer has by then. */
  readonly dependsOnHoldings: boolean;
}

/** What is known of one customer of a page. */
interface KnownCustomer {
  readonly customer: { readonly id: string; readonly name: string; readonly domain: string; readonly country: string };
  readonly subscriptions: Readable<Subscription>;
  readonly ahead: AheadOf;
}

const readKnown = async (app: App, customerId: string): Promise<KnownCustomer & Pick<Readable<never>, 'unreadable'>> => {
  const { commerce } = app;
  const [row, subscriptions] = await Promise.all([commerce.read(customerId, customerKey(customerId)), readableSubscriptions(commerce, customerId)]);
  // What a customer is charged that cannot be read has no name, as in the ledger.
  const { items: [customer], unreadable } = customerRows.readable(row === undefined ? [] : [row]);
  return { customer: customer === undefined ? { id: customerId, name: '', domain: '', country: '' } : billedCustomer(customer), subscriptions, ahead: knownAheadOf(app, customerId, subscriptions), unreadable: [...unreadable, ...subscriptions.unreadable] };
};

/** The lines of what is foretold, as the ledger and the invoice will have them. */
const linesOf = async (app: App, foretold: readonly Foretold[], { customer }: KnownCustomer, { terms }: BilledMonth): Promise<readonly LineItem[]> => {
  const catalogue = await app.catalogueOf(customer.country);
  return foretold.flatMap(({ steps }) => steps.flatMap((step) => step.charges.map((line) => billedItem(chargedLine(line, customer, step.subscription, catalogue), terms))));
};

/** @param unreadable takes what else it depends on that cannot be read. @returns undefined: nothing is charged then, or it has been already. @throws StoreUnavailable. */
const tell = async (app: App, { tenantId }: Partner, deadline: ComingDeadline, known: KnownCustomer, month: BilledMonth, now: Instant, unreadable: UnreadableRow[]): Promise<ComingLines | undefined> => {
  const { at, kind, customerId, subjectId, name } = deadline;
  const subscription = known.subscriptions.items.find(({ id }) => id === subjectId);
  const told = { at, kind, customerId, subjectId, name, customerName: known.customer.name };
  const notKnown = { ...told, dependsOnHoldings: false };
  if (subscription !== undefined && (subscription.partnerId !== tenantId || !isAhead(subscription, deadline))) return at <= now ? undefined : notKnown;
  if (subscription === undefined) return notKnown;
  try {
    const ahead = await known.ahead(subscription);
    const foretold = comingCharges(subscription, deadline, startOfDay(plusMonths(month.month, 1)), ahead);
    if (foretold === undefined) return notKnown;
    const lines = await linesOf(app, foretold, known, month);
    return lines.length === 0 ? undefined : { ...told, lines, dependsOnHoldings: foretold.some(({ dependsOnHoldings }) => dependsOnHoldings) };
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    if (cause instanceof RowUnreadable) unreadable.push(cause.row);
    else app.log.error(`The lines that ${kind} of ${subjectId} at ${at} will bring cannot be told`, cause);
    return notKnown;
  }
};

/**
 * PRE-3, BIL-4: which lines will come to a month until it ends if nobody acts, by the functions that charge them: the deadlines of the partner's own list within it, in order of time, also those that have passed and are not carried out yet.
 * A page looks at `limit` deadlines, of which those that charge nothing are left out, and reads the customer and the subscriptions of each once. What cannot be known says so. @throws StoreUnavailable.
 */
export const comingLines =
  (app: App, partner: Partner, month: BilledMonth) =>
  async (limit: number, continuation?: string): Promise<Page<ComingLines>> => {
    const span = { after: continuation ?? before(startOfDay(month.month)), until: startOfDay(plusMonths(month.month, 1)), limit };
    const page = await deadlinesOfPartner(app.directory, partner.tenantId, span);
    const now = app.clock.now();
    const told = new Map<ComingDeadline, ComingLines>();
    const unreadable: UnreadableRow[] = [...month.unreadable, ...(page.unreadable ?? [])];
    await withBound(customersAtOnce, [...groupBy(page.items.filter(bringsSomething), ({ customerId }) => customerId)], async ([customerId, deadlines]) => {
      const known = await readKnown(app, customerId);
      unreadable.push(...known.unreadable);
      for (const deadline of deadlines) {
        const lines = await tell(app, partner, deadline, known, month, now, unreadable);
        if (lines !== undefined) told.set(deadline, lines);
      }
    });
    return { ...page, items: page.items.flatMap((deadline) => told.get(deadline) ?? []), ...(unreadable.length > 0 && { unreadable: eachRowOnce(unreadable) }) };
  };
