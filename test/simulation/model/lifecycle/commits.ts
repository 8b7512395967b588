import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Instant } from '../../../../src/kernel/instant';
import { type RowChange } from '../../engine/recorder';
import { subscriptionOf } from '../../engine/subscriptionRow';

/** What was told with a change of a subject, as it is stored. */
export interface StoredEvent {
  readonly subject: { readonly kind: string; readonly id: string };
  readonly version: number;
  readonly at: Instant;
  readonly facts: readonly Readonly<Record<string, unknown> & { readonly type: string }>[];
  readonly cause?: { readonly command: string; readonly requestId?: string; readonly by?: { readonly tenantId: string } };
  readonly deadlines: readonly { readonly at: Instant; readonly kind: string; readonly subject: string; readonly data?: Readonly<Record<string, unknown>> }[];
}

/** A subscription's row as one transaction left it, with what was told of each of its versions. */
export interface SubscriptionChange {
  readonly before: Subscription | undefined;
  readonly after: Subscription;
  /** In order of versions. */
  readonly events: readonly StoredEvent[];
  readonly commit: number;
}

const SUBSCRIPTION = 'subscription|';

const found = new WeakMap<readonly RowChange[], readonly SubscriptionChange[]>();

/** Changes of subscriptions in the order of their transactions; of one transaction in the order in which it wrote them. What an operator took away is left out. */
export const subscriptionChanges = (changes: readonly RowChange[]): readonly SubscriptionChange[] => {
  const known = found.get(changes);
  if (known !== undefined) return known;
  const events = new Map<string, StoredEvent[]>();
  for (const { table, key, commit, after } of changes) {
    if (table !== 'Commerce' || after === undefined || !key.startsWith('event|') || key.startsWith('event|window|')) continue;
    const event = after as unknown as StoredEvent;
    const of = `${commit}|${event.subject.id}`;
    events.set(of, [...(events.get(of) ?? []), event]);
  }
  const each = changes.flatMap(({ table, key, commit, before, after }): SubscriptionChange[] => {
    if (table !== 'Commerce' || after === undefined || !key.startsWith(SUBSCRIPTION)) return [];
    const own = (events.get(`${commit}|${key.slice(SUBSCRIPTION.length)}`) ?? []).toSorted((a, b) => a.version - b.version);
    return [{ before: before && subscriptionOf(before), after: subscriptionOf(after), events: own, commit }];
  });
  found.set(changes, each);
  return each;
};
