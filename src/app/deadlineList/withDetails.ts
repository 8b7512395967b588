import { bringsSomething } from '../../domain/options/brings';
import { comingOf } from '../../domain/options/deadlines';
import { foretell, type Foretold } from '../../domain/subscription/term/foretell';
import { type Subscription } from '../../domain/subscription/state';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { withBound } from '../due/withBound';
import { type App } from '../ports';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { readCustomer } from '../customer/customerBook';
import { RowUnreadable, type Readable, type UnreadableRow } from '../unreadable';
import { type ComingDeadline, type DeadlineDetails, type DeadlinePages } from './listDeadlines';

const customersAtOnce = 8;

const keyOf = ({ subjectId, kind, at }: ComingDeadline): string => `${subjectId}|${kind}|${at}`;

/** What one deadline brings. Undefined where it cannot be known: the list is behind the subscription, which has another future by now, or what it hangs together with is not readable. */
export const broughtBy = async (app: App, { at, kind, subjectId }: ComingDeadline, { items: subscriptions, unreadable }: Readable<Subscription>, now: Instant): Promise<Foretold | undefined> => {
  const subscription = subscriptions.find(({ id }) => id === subjectId);
  if (subscription === undefined || !comingOf(subscription, now).some((coming) => coming.at === at && coming.kind === kind)) return undefined;
  const known = { catalogue: await app.catalogueOf(subscription.offer.country), policies: app.policies, subscriptions, isComplete: unreadable.length === 0 };
  try {
    return foretell(subscription, at, known);
  } catch (cause) {
    app.log.error(`What ${kind} of ${subjectId} at ${at} will bring cannot be told`, cause);
    return undefined;
  }
};

/** What a customer is called; undefined where the row cannot be read, which whoever lists customers is told. */
export const nameOf = async ({ commerce }: App, customerId: string): Promise<string | undefined> => {
  try {
    return (await readCustomer(commerce, customerId))?.value.name;
  } catch (error) {
    if (error instanceof RowUnreadable) return undefined;
    throw error;
  }
};

/**
 * PRE-3: the pages of a list of deadlines; with `details` with what each is about, with `charges` with what each charge and each end of a term brings, as prices are announced at the moment of reading. Nothing of it is stored: beside the
 * page itself, the subscriptions of each customer on it are read once, and for details its own row.
 */
export const withDetails =
  (app: App, partnerTenantId: string, pages: DeadlinePages, asked: { readonly details: boolean; readonly charges: boolean }): DeadlinePages =>
  async (limit, continuation) => {
    const page = await pages(limit, continuation);
    const now = app.clock.now();
    const brought = new Map<string, Foretold>();
    const details = new Map<ComingDeadline, DeadlineDetails>();
    const unreadable = new Map<string, UnreadableRow>((page.unreadable ?? []).map((row) => [`${row.partition}|${row.key}`, row]));
    await withBound(customersAtOnce, [...groupBy(asked.details ? page.items : page.items.filter(bringsSomething), ({ customerId }) => customerId)], async ([customerId, own]) => {
      const [subscriptions, customerName] = await Promise.all([readableSubscriptions(app.commerce, customerId), asked.details ? nameOf(app, customerId) : undefined]);
      for (const row of subscriptions.unreadable) unreadable.set(`${row.partition}|${row.key}`, row);
      for (const deadline of own) {
        if (asked.details) details.set(deadline, { customerName, subscription: subscriptions.items.find(({ id, partnerId }) => id === deadline.subjectId && partnerId === partnerTenantId) });
        const foretold = asked.charges && bringsSomething(deadline) ? await broughtBy(app, deadline, subscriptions, now) : undefined;
        if (foretold !== undefined) brought.set(keyOf(deadline), foretold);
      }
    });
    const items = page.items.map((item) => ({ ...item, ...(details.has(item) && { details: details.get(item) }), ...(brought.has(keyOf(item)) && { brought: brought.get(keyOf(item)) }) }));
    return { ...page, items, ...(unreadable.size > 0 && { unreadable: [...unreadable.values()] }) };
  };
