import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { type Instant } from '../../kernel/instant';
import { nextCycleAt } from '../subscription/enterCycle';
import { kindOf } from '../subscription/kinds/table';
import { nextTask } from '../subscription/nextTask';
import { goesOn, isPerpetual, termOverAt, withinTerm } from '../subscription/standing';
import { type Subscription } from '../subscription/state';

/** In the order in which those of one subject and one instant are shown. Their places stand in keys: a new kind goes to the end. */
export const comingKinds = ['windowCloses', 'cancellationEnds', 'cycleCharge', 'billingCycleChange', 'renewal', 'trialConversion', 'expiry', 'stageEnds', 'transferExpiry'] as const;

export const comingSchema = z.object({
  at: instantSchema,
  kind: z.enum(comingKinds),
  /** Of seats in a window. */
  quantity: z.number().int().positive().optional(),
});

/** Something that will happen, or end, by itself. */
export type Coming = z.infer<typeof comingSchema>;

const termEndKind = (subscription: Subscription): Coming['kind'] => {
  if (!goesOn(subscription)) return 'expiry';
  return kindOf(subscription).isTrial ? 'trialConversion' : 'renewal';
};

/** What is ahead of a live or ended subscription after `now`, exclusive, in order of time: windows and the last instant for cancelling, at the latest with the term, its next charge, the end of its term, the stages after it. */
export const comingOf = (subscription: Subscription, now: Instant): readonly Coming[] => {
  const { status, term, nextCharge } = subscription;
  const task = nextTask(subscription);
  if (task?.kind === 'retention') return task.dueAt > now ? [{ at: task.dueAt, kind: 'stageEnds' }] : [];
  if (status !== 'active' && status !== 'suspended') return [];
  const cycleAt = nextCycleAt(subscription);
  const coming: Coming[] = [
    ...subscription.batches.map(({ windowClosesAt, quantity }): Coming => ({ at: withinTerm(windowClosesAt, subscription), kind: 'windowCloses', quantity })),
    { at: withinTerm(term.cancellableUntil, subscription), kind: 'cancellationEnds' },
    ...(cycleAt === undefined ? [] : [{ at: cycleAt, kind: nextCharge === undefined ? 'cycleCharge' : 'billingCycleChange' } as const]),
    ...(isPerpetual(subscription) ? [] : [{ at: termOverAt(subscription), kind: termEndKind(subscription) }]),
  ];
  return coming.filter(({ at }) => at > now).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
};
