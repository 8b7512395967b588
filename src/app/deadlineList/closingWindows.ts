import { atRiskIn, type AtRisk } from '../../domain/options/atRisk';
import { endsChoice } from '../../domain/options/brings';
import { comingKinds, comingOf } from '../../domain/options/deadlines';
import { type Partner } from '../../domain/parties/partner/state';
import { billedTotal, rateBetween } from '../../domain/reconciliation/exchange';
import { type Subscription } from '../../domain/subscription/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { instant, type Instant } from '../../kernel/instant';
import { negated, sumOf } from '../../kernel/money';
import { StoreUnavailable } from '../../kernel/partitionStore';
import { withBound } from '../due/withBound';
import { ratesInto } from '../exchangeRates';
import { type App } from '../ports';
import { booksOf } from '../subscription/knownAhead';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { pageOf, type Page, type UnreadableRow } from '../unreadable';
import { deadlinesOfPartner, type ComingDeadline } from './listDeadlines';
import { before, behind } from './listRows';
import { nameOf } from './withDetails';

const customersAtOnce = 8;
/** Deadlines that one query of the list is asked for. */
const DEADLINES_AT_ONCE = 999;

/** A subscription of which less will come back, or nothing, once the first of its windows has closed. */
export interface ClosingWindows {
  readonly subscription: Subscription;
  /** Absent where the customer's row cannot be read. */
  readonly customerName?: string | undefined;
  /** The first instant from which less comes back. */
  readonly closesAt: Instant;
  /** Absent where nothing would be given back, or that cannot be known. */
  readonly atRisk?: AtRisk | undefined;
}

export interface ClosingPage extends Page<ClosingWindows> {
  /** All that closes before this instant has been looked at, with the pages before this one. */
  readonly lookedUntil: Instant;
}

/** Behind all that the list has of a subject at an instant. */
const behindSubject = ({ at, customerId, subjectId }: ComingDeadline): string => [before(at), customerId, subjectId, '}'].join('|');

/** The deadlines of as many subjects as a page may have, and where the next one begins: never within one subject's instant. */
const stretchOf = ({ items, continuation }: Page<ComingDeadline>, limit: number): { readonly items: readonly ComingDeadline[]; readonly continuation: string | undefined } => {
  const subjects = new Set<string>();
  const own: ComingDeadline[] = [];
  for (const item of items) {
    const last = own.at(-1);
    if (subjects.size === limit && !subjects.has(item.subjectId) && last !== undefined) return { items: own, continuation: behindSubject(last) };
    subjects.add(item.subjectId);
    own.push(item);
  }
  const last = own.at(-1);
  if (continuation === undefined || last === undefined) return { items: own, continuation };
  const ofLast = behindSubject(last);
  return { items: own, continuation: continuation > ofLast ? continuation : ofLast };
};

/** The partner's currency where there is a rate into it, to compare amounts by. */
const comparable = (rates: Awaited<ReturnType<typeof ratesInto>>['items'], currency: string, month: CalendarDate) => ({ atRisk }: ClosingWindows): string => {
  if (atRisk === undefined) return '0';
  const rate = rateBetween(rates, atRisk.currency, currency, month);
  return rate === undefined ? atRisk.amount : billedTotal(atRisk.amount, rate.rate);
};

const ranked = (items: readonly ClosingWindows[], weigh: (each: ClosingWindows) => string): readonly ClosingWindows[] =>
  items
    .map((each) => ({ each, weight: weigh(each) }))
    .toSorted((a, b) => {
      const difference = sumOf([b.weight, negated(a.weight)]);
      if (Number(difference) !== 0) return difference.startsWith('-') ? -1 : 1;
      return a.each.closesAt === b.each.closesAt ? 0 : a.each.closesAt < b.each.closesAt ? -1 : 1;
    })
    .map(({ each }) => each);

const closingOf = (app: App, subscriptions: { readonly items: readonly Subscription[]; readonly unreadable: readonly UnreadableRow[] }, now: Instant) => async (subscription: Subscription, deadlines: readonly ComingDeadline[]): Promise<ClosingWindows | undefined> => {
  const first = comingOf(subscription, now).find(endsChoice);
  // What closes before stood on an earlier page, or the list is behind the subscription.
  if (first === undefined || !deadlines.some(({ at }) => at === first.at)) return undefined;
  try {
    const atRisk = atRiskIn(subscription, await booksOf(app, subscription, subscriptions), now);
    return atRisk === undefined && first.kind !== 'windowCloses' ? undefined : { subscription, closesAt: first.at, atRisk };
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    app.log.error(`What is at risk of ${subscription.id} until ${first.at} cannot be told`, cause);
    return { subscription, closesAt: first.at };
  }
};

/**
 * PRE-4: the subscriptions of a partner whose windows close, or that can be cancelled no longer, before `until`, exclusive, the first of it in order of time: as many as a page may have, those first of which most would be given back now, as it is
 * billed today, and then those whose windows close first. Each stands on one page, with what closes first of it. Queries of the list for five thousand rows at most, one for each customer of the page, and its own row. A page may have fewer than
 * `limit`, or none, while there are more.
 * @param byMoney false: in order of time alone, for whoever may not read charges.
 */
export const closingWindows = (app: App, { tenantId, currency }: Partner, until: Instant, byMoney: boolean) => async (limit: number, continuation?: string): Promise<ClosingPage> => {
  const now = app.clock.now();
  const present = behind(now);
  const after = continuation === undefined || continuation < present ? present : continuation;
  const listed = await deadlinesOfPartner(app.directory, tenantId, { after, until, limit: DEADLINES_AT_ONCE, kinds: comingKinds.filter((kind) => endsChoice({ kind })) });
  const stretch = stretchOf(listed, limit);
  const unreadable = new Map<string, UnreadableRow>((listed.unreadable ?? []).map((row) => [`${row.partition}|${row.key}`, row]));
  const found: ClosingWindows[] = [];
  await withBound(customersAtOnce, [...groupBy(stretch.items, ({ customerId }) => customerId)], async ([customerId, deadlines]) => {
    const [subscriptions, customerName] = await Promise.all([readableSubscriptions(app.commerce, customerId), nameOf(app, customerId)]);
    for (const row of subscriptions.unreadable) unreadable.set(`${row.partition}|${row.key}`, row);
    const closing = closingOf(app, subscriptions, now);
    for (const [subjectId, own] of groupBy(deadlines, (deadline) => deadline.subjectId)) {
      const subscription = subscriptions.items.find(({ id, partnerId }) => id === subjectId && partnerId === tenantId);
      const each = subscription && (await closing(subscription, own));
      if (each !== undefined) found.push({ ...each, customerName });
    }
  });
  const rates = byMoney ? await ratesInto(app.exchangeRates, currency) : { items: [], unreadable: [] };
  const items = ranked(found, byMoney ? comparable(rates.items, currency, app.ledger.runningMonth()) : () => '0');
  return { ...pageOf({ items, unreadable: [...unreadable.values(), ...rates.unreadable] }, stretch.continuation), lookedUntil: stretch.continuation === undefined ? until : instant(stretch.continuation.split('|')[1] ?? '') };
};
