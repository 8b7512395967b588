import { type Outcome } from '../../../domain/subscription/outcome';
import { withinTerm } from '../../../domain/subscription/standing';
import { type Batch, type Subscription } from '../../../domain/subscription/state';
import { type BroughtAhead } from '../../../domain/options/brings';
import { broughtResource } from './brings';
import { chargeLineResource } from './chargeLine';
import { leftOutOfProportion, outOfProportionMember } from './outOfProportion';
import { removedBy } from './removed';

/** A window ends with its term. */
const windowResource = ({ quantity, addedAt, windowClosesAt, fullRefundUntil }: Batch, subscription: Subscription) => ({
  quantity,
  opensAt: addedAt,
  closesAt: withinTerm(windowClosesAt, subscription),
  fullRefundUntil: withinTerm(fullRefundUntil, subscription),
});

/** The first instant at which any part of it can no longer be undone; undefined if some part never can. */
const reversibleUntil = (outcomes: readonly Outcome[]): string | undefined => {
  const ends = outcomes.map((outcome) => outcome.reversibleUntil);
  return ends.every((end) => end !== null) ? [...ends].sort()[0] : undefined;
};

/** PRE-1: what a write would do. `result` is the resource it would answer with. @param ahead what comes then if nobody acts, in order of time. */
export const previewResource = (result: unknown, outcomes: readonly Outcome[], isFinal = false, ahead?: BroughtAhead) => {
  const until = isFinal ? undefined : reversibleUntil(outcomes);
  return {
    preview: true,
    result,
    charges: outcomes.flatMap((outcome) => outcome.charges.map(chargeLineResource)),
    windows: outcomes.flatMap((outcome) => [
      ...outcome.windowsOpened.map((batch) => ({ change: 'opened', ...windowResource(batch, outcome.subscription) })),
      ...outcome.windowsUsed.map((batch) => ({ change: 'used', ...windowResource(batch, outcome.subscription) })),
    ]),
    removed: removedBy(outcomes),
    ...outOfProportionMember(leftOutOfProportion(outcomes)),
    reversible: !isFinal && outcomes.every((outcome) => outcome.reversibleUntil !== null),
    ...(until !== undefined && { reversibleUntil: until }),
    ...(ahead !== undefined && { ahead: ahead.brought.map((brought) => broughtResource(brought, ahead.asOf)) }),
  };
};
