import { foretell, type Foretold, type KnownAhead } from '../subscription/term/foretell';
import { type Instant } from '../../kernel/instant';
import { allOf, type Outcome } from '../subscription/outcome';
import { type Subscription } from '../subscription/state';
import { type Action } from './actions';
import { comingOf, type Coming } from './deadlines';

/** What a deadline brings, besides coming. */
export interface Brought extends Foretold {
  readonly kind: Coming['kind'];
}

/** What comes, as it was seen at an instant. */
export interface BroughtAhead {
  readonly asOf: Instant;
  readonly brought: readonly Brought[];
}

const chargeKinds: ReadonlySet<Coming['kind']> = new Set(['cycleCharge', 'billingCycleChange']);
const endKinds: ReadonlySet<Coming['kind']> = new Set(['renewal', 'trialConversion', 'expiry', 'stageEnds']);

/** Whether something is charged or becomes another at the deadline; at the others only a choice ends. */
export const bringsSomething = ({ kind }: Pick<Coming, 'kind'>): boolean => chargeKinds.has(kind) || endKinds.has(kind);

const choiceKinds: ReadonlySet<Coming['kind']> = new Set(['windowCloses', 'cancellationEnds']);

/** Whether from then on less of what was paid comes back, or nothing. */
export const endsChoice = ({ kind }: Pick<Coming, 'kind'>): boolean => choiceKinds.has(kind);

/** Whether it is the end of a term, or of a stage after it. */
export const isEnd = ({ kind }: Pick<Coming, 'kind'>): boolean => endKinds.has(kind);

/** PRE-3: what the next charge and the end of the term will bring if nobody acts, after `now`, exclusive, in order of time; without what cannot be known. */
export const broughtAhead = (subscription: Subscription, known: KnownAhead, now: Instant): readonly Brought[] =>
  comingOf(subscription, now)
    .filter(bringsSomething)
    .flatMap(({ at, kind }) => {
      const foretold = foretell(subscription, at, known);
      return foretold === undefined ? [] : [{ ...foretold, kind }];
    });

/** The same once a change is made, with what it makes of others: of what hangs on the subscription. */
export const broughtAfter = (outcome: Outcome, known: KnownAhead, now: Instant): readonly Brought[] => {
  const changed = new Map(allOf(outcome).map(({ subscription }) => [subscription.id, subscription]));
  return broughtAhead(outcome.subscription, { ...known, subscriptions: known.subscriptions.map((each) => changed.get(each.id) ?? each) }, now);
};

/** Actions that cost nothing at once and change what comes: the effect is what that will be. */
const bringing: Partial<Record<Action, ReadonlySet<Coming['kind']>>> = { planNextTerm: endKinds, unplanNextTerm: endKinds, turnAutoRenewOn: endKinds, turnAutoRenewOff: endKinds, planNextCharge: chargeKinds, unplanNextCharge: chargeKinds };

/** PRE-3: what comes instead once an action is taken that is about what comes; of any other action nothing. */
export const broughtBy = (action: Action, outcome: Outcome, known: KnownAhead, now: Instant): Brought | undefined => {
  const kinds = bringing[action];
  return kinds && broughtAfter(outcome, known, now).find(({ kind }) => kinds.has(kind));
};
