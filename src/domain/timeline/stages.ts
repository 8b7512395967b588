import { stageOverAt } from '../subscription/retention/nextStage';
import { type Subscription } from '../subscription/state';
import { isInstant, type Instant } from '../../kernel/instant';
import { type Point, type Span } from './item';
import { ruleOfOther, ruleOfSpan } from './rules';
import { factOf, isForeseen, textAfter, textIn, type Told } from './told';

interface Begun {
  readonly from: Instant;
  readonly events: readonly string[];
  readonly isForeseen: boolean;
}

const begunBy = (told: Told, from: Instant = told.at): Begun => ({ from, isForeseen: isForeseen(told), events: told.event === undefined ? [] : [told.event] });

/** SUS-1: from each suspension to what ended it: taken up again, or the end. @param subscription as it stands: one that is suspended now may lack what told so. */
export const suspensionsOf = (changes: readonly Told[], subscription: Subscription): readonly Span[] => {
  const spans: Span[] = [];
  const push = (begun: Begun, ended?: Told): void => {
    const events = [...begun.events, ...(ended?.event === undefined ? [] : [ended.event])];
    spans.push({ shape: 'span', id: `suspension|${begun.from}`, kind: 'suspension', from: begun.from, ...(ended !== undefined && { until: ended.at }), rule: ruleOfSpan('suspension'), isForeseen: begun.isForeseen, events });
  };
  let open: Begun | undefined;
  for (const told of changes) {
    if (open !== undefined && factOf(told, 'SubscriptionResumed', 'SubscriptionCancelled', 'SubscriptionExpired', 'SubscriptionMigrated', 'SubscriptionTransferred') !== undefined) {
      push(open, told);
      open = undefined;
    }
    if (factOf(told, 'SubscriptionSuspended') !== undefined) open = begunBy(told);
  }
  if (open !== undefined) push(open);
  const { suspendedAt, status } = subscription;
  if (status === 'suspended' && suspendedAt !== undefined && !spans.some(({ from, until }) => from <= suspendedAt && (until === undefined || until > suspendedAt))) push({ from: suspendedAt, events: [], isForeseen: false });
  return spans;
};

const sinceIn = (told: Told, type: string): Instant | undefined => {
  const text = textIn(factOf(told, type), 'since');
  return text !== undefined && isInstant(text) ? text : undefined;
};

/** REN-6: the stages after its term, and when its data is gone; nothing of what was cancelled, whose data goes at once. */
export const stagesOf = (changes: readonly Told[], subscription: Subscription): readonly (Span | Point)[] => {
  const items: (Span | Point)[] = [];
  let open: { readonly stage: 'expired' | 'disabled'; readonly begun: Begun } | undefined;
  const push = (until: Instant | undefined, event?: string): void => {
    if (open === undefined) return;
    const { stage, begun } = open;
    items.push({ shape: 'span', id: `retention|${begun.from}`, kind: 'retention', from: begun.from, ...(until !== undefined && { until }), rule: ruleOfSpan('retention'), isForeseen: begun.isForeseen, events: [...begun.events, ...(event === undefined ? [] : [event])], stage });
    open = undefined;
  };
  for (const told of changes) {
    const ended = factOf(told, 'SubscriptionExpired');
    const endedAt = textAfter(told, 'endedAt');
    if (ended !== undefined) open = { stage: textAfter(told, 'status') === 'disabled' ? 'disabled' : 'expired', begun: begunBy(told, endedAt !== undefined && isInstant(endedAt) ? endedAt : told.at) };
    const disabled = sinceIn(told, 'SubscriptionDisabled');
    if (disabled !== undefined) {
      push(disabled, told.event);
      open = { stage: 'disabled', begun: begunBy(told, disabled) };
    }
    const deleted = sinceIn(told, 'SubscriptionDeleted');
    if (deleted !== undefined) {
      push(deleted, told.event);
      items.push({ shape: 'point', id: `data_end|${deleted}`, kind: 'data_end', at: deleted, place: '', rule: ruleOfOther('data_end'), isForeseen: isForeseen(told), events: told.event === undefined ? [] : [told.event], lines: [] });
    }
  }
  push(subscription.disabledFrom ?? subscription.deletedFrom);
  const { status, endedAt } = subscription;
  const overAt = stageOverAt(subscription);
  // What told of it cannot be read.
  if ((status === 'expired' || status === 'disabled') && endedAt !== undefined && overAt !== undefined && !items.some((item) => item.shape === 'span' && !item.isForeseen)) {
    items.push({ shape: 'span', id: `retention|${endedAt}`, kind: 'retention', from: endedAt, until: overAt, rule: ruleOfSpan('retention'), isForeseen: false, events: [], stage: status });
  }
  return items;
};
