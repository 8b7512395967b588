import { ruleOf } from '../options/rules';
import { isPerpetual, termOverAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type Instant } from '../../kernel/instant';
import { type Foreseen } from './foreseen';
import { type Point, type TimelineItem, type UsedIn } from './item';
import { pointsOf } from './points';
import { ruleOfOther } from './rules';
import { stagesOf, suspensionsOf } from './stages';
import { termsOf } from './terms';
import { type Told } from './told';
import { windowsOf } from './windows';

const deadline = (kind: 'cancellation_ends' | 'not_foreseeable', at: Instant, rule: string): Point => ({ shape: 'point', id: `${kind}|${at}`, kind, at, place: '', rule, isForeseen: true, events: [], lines: [] });

/** CAN-1: until when the running term can be cancelled, where that is still ahead and earlier than its end. */
const cancellationEnds = (subscription: Subscription, now: Instant): readonly Point[] => {
  const { status, term } = subscription;
  const isAhead = (status === 'active' || status === 'suspended') && term.cancellableUntil > now && (isPerpetual(subscription) || term.cancellableUntil < termOverAt(subscription));
  return isAhead ? [deadline('cancellation_ends', term.cancellableUntil, ruleOf('cancel', subscription))] : [];
};

/** A closed month of what was used beside licences. @param at when it was closed. @param rule by which it is charged. */
export const usagePoint = (usage: UsedIn, at: Instant, rule: string): Point => ({ shape: 'point', id: `usage_charged|${usage.month.slice(0, 7)}|${usage.currency}|${at}`, kind: 'usage_charged', at, place: '', rule, isForeseen: false, events: [], lines: [], usage });

/** Where an item begins, then spans before points, then as they came to pass. */
export const keyOf = (item: TimelineItem): string => (item.shape === 'span' ? `${item.from}|0|${item.id}` : `${item.at}|1|${item.place}|${item.id}`);

const inOrder = (items: readonly TimelineItem[]): readonly TimelineItem[] => {
  const keyed = items.map((item) => [keyOf(item), item] as const);
  return keyed.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, item]) => item);
};

/**
 * PRE-4: all that is to be told of a subscription, in order of time. @param past its changes and what was said of its windows, in that order. @param foreseen what comes if nobody acts.
 * @param subscription as it stands at `now`. @param usage months of what was used.
 */
export const itemsOf = (past: readonly Told[], { changes: ahead, notForeseeableAt }: Foreseen, subscription: Subscription, usage: readonly Point[], now: Instant): readonly TimelineItem[] => {
  const all = [...past, ...ahead];
  return inOrder([
    ...all.flatMap(pointsOf),
    ...usage,
    ...termsOf(past, ahead, subscription),
    ...windowsOf(past, ahead, subscription, now),
    ...suspensionsOf(all, subscription),
    ...stagesOf(all, subscription),
    ...cancellationEnds(subscription, now),
    ...(notForeseeableAt === undefined ? [] : [deadline('not_foreseeable', notForeseeableAt, ruleOfOther('not_foreseeable'))]),
  ]);
};

/** The same of an Azure plan or of what is left under the older offer: it has no term, no seats and nothing that comes by itself. */
export const plainItemsOf = (past: readonly Told[], usage: readonly Point[]): readonly TimelineItem[] => inOrder([...past.flatMap(pointsOf), ...usage]);
