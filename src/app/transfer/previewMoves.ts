import { type Instant } from '../../kernel/instant';
import { policyAt, type PolicyBook } from '../../domain/policy/policy';
import { type Outcome } from '../../domain/subscription/outcome';
import { type Subscription } from '../../domain/subscription/state';
import { overageEffects, sourceEffects, targetEffects, type GainsAndLosses } from '../../domain/transfer/effects';
import { type Moved } from '../../domain/transfer/moveSubscription';
import { type TransferObstacle } from '../../domain/transfer/refusals';
import { isWorseThanOffered, termsOf, termsOffered } from '../../domain/transfer/offeredTerms';
import { type OfferedTerms, type Transfer } from '../../domain/transfer/state';
import { type TelcoState } from '../overage/purchaseSetUp';
import { listSubscriptions } from '../subscription/subscriptionBook';
import { moveLine, readParties, type MovePorts, type Parties } from './moveLine';
import { afterMoves, movedOverage, telcoAfter } from './movedOverage';

export type Side = 'source' | 'target';

/** One subscription's move as one side sees it. */
export interface PreviewedLine extends GainsAndLosses {
  /** The source's; the target is shown nothing of it but what it will have itself. */
  readonly subscription: Subscription;
  /** Why it cannot be moved now; then there is no outcome. */
  readonly obstacle?: TransferObstacle;
  /** What the move makes of the side's own subscription. */
  readonly outcome?: Outcome;
  /** ORD-11: what the target was shown when it was offered, where that was better than what it would get now. */
  readonly shown?: OfferedTerms;
}

/** PRE-1: what a transfer would do at an instant, for one of its two sides. */
export interface TransferPreview extends GainsAndLosses {
  readonly transfer: Transfer;
  readonly side: Side;
  readonly at: Instant;
  readonly lines: readonly PreviewedLine[];
}

/** What a preview depends on. */
export interface MoveState {
  readonly parties: Parties;
  /** All of the customer's, every partner's. */
  readonly subscriptions: readonly Subscription[];
  /** As it is once all those subscriptions that can be moved are; absent where none brings minutes. */
  readonly telco?: TelcoState | undefined;
}

const movesAt = (parties: Parties, subscriptions: readonly Subscription[], ids: readonly string[], policies: PolicyBook, now: Instant): readonly (Moved | TransferObstacle)[] =>
  ids.map((id) => moveLine(parties, subscriptions.find((each) => each.id === id), policies, now));

const possible = (moves: readonly (Moved | TransferObstacle)[]): Moved[] => moves.filter((move) => typeof move !== 'string');

/** @param ids of those to be moved, in order. @throws when the store fails. */
export const readMoveState = async (ports: MovePorts, transfer: Transfer, ids: readonly string[], now: Instant): Promise<MoveState> => {
  // Behind the customer's row, which every line that is moved writes: what is moved in between refuses a submission.
  const parties = await readParties(ports, transfer);
  const subscriptions = await listSubscriptions(ports.commerce, transfer.customerId);
  const moves = possible(movesAt(parties, subscriptions, ids, ports.policies, now));
  return { parties, subscriptions, telco: await telcoAfter(ports.commerce, transfer.customerId, parties.catalogue, moves) };
};

/** What the target is shown of those lines that can be moved now. */
export const offeredTerms = ({ parties, subscriptions }: MoveState, ids: readonly string[], policies: PolicyBook, now: Instant): OfferedTerms[] =>
  possible(movesAt(parties, subscriptions, ids, policies, now)).map(({ source, target }) => termsOf(source.subscription.id, target.subscription));

/** The moves of `ids` as if they were made at `now`, by the same rules as their execution. */
export const previewMoves = ({ parties, subscriptions, telco }: MoveState, ids: readonly string[], side: Side, policies: PolicyBook, now: Instant): TransferPreview => {
  const { transfer } = parties;
  const moves = movesAt(parties, subscriptions, ids, policies, now);
  const made = possible(moves);
  const left = afterMoves(subscriptions, made);
  const others = (partnerId: string): readonly Subscription[] => left.filter((each) => each.partnerId === partnerId && !made.some(({ target }) => target.subscription.id === each.id));
  const lines = ids.flatMap((id, index): PreviewedLine[] => {
    const [subscription, move] = [subscriptions.find((each) => each.id === id), moves[index]];
    if (subscription === undefined || move === undefined) return [];
    if (typeof move === 'string') return [{ subscription, obstacle: move, gains: [], loses: [] }];
    const effects = side === 'source' ? sourceEffects(subscription, move, others(transfer.sourcePartnerId)) : targetEffects(subscription, move, others(transfer.targetPartnerId));
    const shown = isWorseThanOffered(transfer, id, move.target.subscription) ? termsOffered(transfer, id) : undefined;
    return [{ subscription, outcome: move[side], ...effects, ...(shown !== undefined && { shown }) }];
  });
  const setUp = movedOverage(telco, made, policyAt(policies, now), now);
  const partnerId = side === 'source' ? transfer.sourcePartnerId : transfer.targetPartnerId;
  return { transfer, side, at: now, lines, ...overageEffects(setUp.overages, partnerId, side === 'target' ? setUp.plans.filter(({ isNew }) => isNew).length : 0) };
};
