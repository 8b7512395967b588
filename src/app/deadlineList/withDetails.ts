import { atRiskIn, type AtRisk } from '../../domain/options/atRisk';
import { bringsSomething, endsChoice } from '../../domain/options/brings';
import { comingOf } from '../../domain/options/deadlines';
import { foretell, type Foretold, type KnownAhead } from '../../domain/subscription/term/foretell';
import { type Subscription } from '../../domain/subscription/state';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { StoreUnavailable } from '../../kernel/partitionStore';
import { withBound } from '../due/withBound';
import { type App } from '../ports';
import { booksOf, knownAheadOf, type AheadOf } from '../subscription/knownAhead';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { readCustomer } from '../customer/customerBook';
import { RowUnreadable, type Readable, type UnreadableRow } from '../unreadable';
import { type ComingDeadline, type DeadlineDetails, type DeadlinePages } from './listDeadlines';

const customersAtOnce = 8;

const keyOf = ({ subjectId, kind, at }: ComingDeadline): string => `${subjectId}|${kind}|${at}`;

/** What a subscription, as it stands, and its customer's others say of a deadline; undefined where the list is behind it: it has another future by now. */
const asListed = ({ at, kind, subjectId }: ComingDeadline, { items: subscriptions }: Readable<Subscription>, now: Instant): Subscription | undefined => {
  const subscription = subscriptions.find(({ id }) => id === subjectId);
  return subscription !== undefined && comingOf(subscription, now).some((coming) => coming.at === at && coming.kind === kind) ? subscription : undefined;
};

/** @param tell what is told of it; undefined: it cannot be known. Also undefined where it fails, or the catalogue of its market cannot be read, which is logged. @throws StoreUnavailable. */
const toldOf = async <T>({ log }: App, deadline: ComingDeadline, held: Readable<Subscription>, now: Instant, known: AheadOf, tell: (subscription: Subscription, known: KnownAhead) => T | undefined): Promise<T | undefined> => {
  const subscription = asListed(deadline, held, now);
  if (subscription === undefined) return undefined;
  try {
    return tell(subscription, await known(subscription));
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    log.error(`What ${deadline.kind} of ${deadline.subjectId} at ${deadline.at} will bring cannot be told`, cause);
    return undefined;
  }
};

/** What one deadline brings. Undefined where it cannot be known: the list is behind the subscription, which has another future by now, or what it hangs together with is not readable. */
export const broughtBy = (app: App, deadline: ComingDeadline, held: Readable<Subscription>, now: Instant, known: AheadOf): Promise<Foretold | undefined> =>
  toldOf(app, deadline, held, now, known, (subscription, ahead) => foretell(subscription, deadline.at, ahead));

/** What can be had back until a deadline. Undefined too where something closes before it: of what closes later something else will be left by then. */
const atRiskUntil = (app: App, deadline: ComingDeadline, held: Readable<Subscription>, now: Instant): Promise<AtRisk | undefined> =>
  toldOf(app, deadline, held, now, (subscription) => booksOf(app, subscription, held), (subscription, books) => {
    const atRisk = atRiskIn(subscription, books, now);
    return atRisk?.until === deadline.at ? atRisk : undefined;
  });

/** What a deadline brings, or the planned migration that comes before it; or what can be had back until then. */
type Charged = Pick<ComingDeadline, 'brought' | 'migratesAt' | 'atRisk'>;

/** When its subscription is planned to be migrated, if that is by then. Undefined too where that cannot be told, which is logged. @throws StoreUnavailable. */
const migrationBefore = async ({ log }: App, { at, subjectId }: ComingDeadline, { items }: Readable<Subscription>, known: AheadOf): Promise<Instant | undefined> => {
  const subscription = items.find(({ id }) => id === subjectId);
  try {
    const migration = subscription && (await known(subscription)).migration;
    return migration !== undefined && migration.at <= at ? migration.at : undefined;
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    log.error(`What is planned for ${subjectId} cannot be told`, cause);
    return undefined;
  }
};

const chargedBy = async (app: App, deadline: ComingDeadline, held: Readable<Subscription>, now: Instant, known: AheadOf): Promise<Charged> => {
  if (bringsSomething(deadline)) return { brought: await broughtBy(app, deadline, held, now, known), migratesAt: await migrationBefore(app, deadline, held, known) };
  return endsChoice(deadline) ? { atRisk: await atRiskUntil(app, deadline, held, now) } : {};
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
 * PRE-3: the pages of a list of deadlines; with `details` with what each is about, with `charges` with what each charge and each end of a term brings, and what can be had back until a window closes, as prices are announced at the moment of reading. Nothing of it is stored: beside the
 * page itself, the subscriptions of each customer on it are read once, and for details its own row.
 */
export const withDetails =
  (app: App, partnerTenantId: string, pages: DeadlinePages, asked: { readonly details: boolean; readonly charges: boolean }): DeadlinePages =>
  async (limit, continuation) => {
    const page = await pages(limit, continuation);
    const now = app.clock.now();
    const charged = new Map<string, Charged>();
    const details = new Map<ComingDeadline, DeadlineDetails>();
    const unreadable = new Map<string, UnreadableRow>((page.unreadable ?? []).map((row) => [`${row.partition}|${row.key}`, row]));
    await withBound(customersAtOnce, [...groupBy(asked.details ? page.items : page.items.filter((each) => bringsSomething(each) || endsChoice(each)), ({ customerId }) => customerId)], async ([customerId, own]) => {
      const [subscriptions, customerName] = await Promise.all([readableSubscriptions(app.commerce, customerId), asked.details ? nameOf(app, customerId) : undefined]);
      for (const row of subscriptions.unreadable) unreadable.set(`${row.partition}|${row.key}`, row);
      const known = knownAheadOf(app, customerId, subscriptions);
      for (const deadline of own) {
        if (asked.details) details.set(deadline, { customerName, subscription: subscriptions.items.find(({ id, partnerId }) => id === deadline.subjectId && partnerId === partnerTenantId) });
        if (asked.charges) charged.set(keyOf(deadline), await chargedBy(app, deadline, subscriptions, now, known));
      }
    });
    const items = page.items.map((item) => ({ ...item, ...(details.has(item) && { details: details.get(item) }), ...charged.get(keyOf(item)) }));
    return { ...page, items, ...(unreadable.size > 0 && { unreadable: [...unreadable.values()] }) };
  };
