import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type OverageChange } from '../usage/overage/outcome';
import { withinTerm } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type Moved } from './moveSubscription';

/** What a partner gains or loses with a move, beside the lines it is charged or given back. */
export type TransferEffect =
  | { readonly what: 'subscription'; readonly quantity: number; readonly termEnd: CalendarDate }
  /** The discount of the running term. */
  | { readonly what: 'promotion' }
  /** What was planned for the next term, for the next charge. */
  | { readonly what: 'scheduledNextTermInstructions' | 'nextChargeInstructions' }
  /** Licences that may still be given back. */
  | { readonly what: 'cancellationWindow'; readonly quantity: number; readonly closesAt: Instant }
  /** The partner's other subscriptions of the customer whose term ends on the same day. */
  | { readonly what: 'commonTermEnd'; readonly termEnd: CalendarDate; readonly subscriptionIds: readonly string[] }
  | { readonly what: 'azurePlan' }
  /** Charges for calls beyond the allowance, from the day after the move. */
  | { readonly what: 'overageAssignment'; readonly service: string };

export interface GainsAndLosses {
  readonly gains: readonly TransferEffect[];
  readonly loses: readonly TransferEffect[];
}

const aligned = ({ term: { end } }: Subscription, others: readonly Subscription[]): TransferEffect[] => {
  const subscriptionIds = others.filter(({ status, term }) => status === 'active' && term.end === end).map(({ id }) => id);
  return subscriptionIds.length === 0 ? [] : [{ what: 'commonTermEnd', termEnd: end, subscriptionIds }];
};

const windows = ({ subscription, windowsOpened }: Moved['target']): TransferEffect[] => windowsOpened.map(({ quantity, windowClosesAt }) => ({ what: 'cancellationWindow', quantity, closesAt: withinTerm(windowClosesAt, subscription) }));

const itself = ({ quantity, term: { end } }: Subscription): TransferEffect => ({ what: 'subscription', quantity, termEnd: end });

const promotionOf = ({ promotionId }: Subscription): TransferEffect[] => (promotionId === undefined ? [] : [{ what: 'promotion' }]);

/** TRF-2, TRF-4: what the source no longer has. @param source before the move. @param kept its other subscriptions of the customer. */
export const sourceEffects = (source: Subscription, { source: { removed }, target }: Moved, kept: readonly Subscription[]): GainsAndLosses => ({
  gains: [],
  loses: [
    itself(source),
    ...promotionOf(source),
    ...removed.flatMap((what): TransferEffect[] => (what === 'scheduledNextTermInstructions' || what === 'nextChargeInstructions' ? [{ what }] : [])),
    ...windows(target),
    ...aligned(source, kept),
  ],
});

/** TRF-2: what the target has from then on; the source's promotion where that does not come along. @param own its other subscriptions of the customer. */
export const targetEffects = (source: Subscription, { target }: Moved, own: readonly Subscription[]): GainsAndLosses => {
  const { subscription } = target;
  return {
    gains: [itself(subscription), ...promotionOf(subscription), ...windows(target), ...aligned(subscription, own)],
    loses: subscription.promotionId === undefined ? promotionOf(source) : [],
  };
};

/** OVG-3, OVG-5: what the moves together do to a partner's calling charges. @param plansMade for the target. */
export const overageEffects = (overages: readonly OverageChange[], partnerId: string, plansMade: number): GainsAndLosses => {
  const events = overages.flatMap((change) => change.events);
  const of = (type: 'OverageAssigned' | 'OverageCleared'): TransferEffect[] =>
    events.flatMap((event) => (event.type === type && event.partnerTenantId === partnerId ? [{ what: 'overageAssignment', service: event.service } as const] : []));
  return { gains: [...Array.from({ length: plansMade }, (): TransferEffect => ({ what: 'azurePlan' })), ...of('OverageAssigned')], loses: of('OverageCleared') };
};
