import { type Instant } from '../../../kernel/instant';
import { type Handover, type HandoverParty, type Overage } from './state';

export type OverageEvent =
  /** OVG-3: `FirstIn` with a purchase; `Asked`; `HandedOver`. */
  | { readonly type: 'OverageAssigned'; readonly service: string; readonly partnerTenantId: string; readonly azureSubscriptionId: string; readonly reason: 'FirstIn' | 'Asked' | 'HandedOver' }
  /** `noneFrom`: calls from then on are charged to this assignment no longer. */
  | { readonly type: 'OverageCleared'; readonly service: string; readonly partnerTenantId: string; readonly azureSubscriptionId: string; readonly reason: 'Asked' | 'NoEnablingSubscription'; readonly noneFrom: Instant }
  | { readonly type: 'OverageHandoverRequested'; readonly handoverId: string; readonly sourcePartnerTenantId: string; readonly targetPartnerTenantId: string; readonly by: HandoverParty; readonly expiresAt: Instant }
  | { readonly type: 'OverageHandoverAgreed'; readonly handoverId: string; readonly by: HandoverParty; readonly byAll: boolean }
  | { readonly type: 'OverageHandoverRefused'; readonly handoverId: string; readonly by: HandoverParty }
  | { readonly type: 'OverageHandoverExpired' | 'OverageHandoverCompleted' | 'OverageHandoverSuperseded'; readonly handoverId: string };

/** What a command does to a service's overage: the same value is shown by a preview and stored by the command. */
export interface OverageChange {
  readonly overage: Overage;
  /** The hand-over under way, or ended by this very change. */
  readonly handover?: Handover;
  /** Empty when nothing changed. */
  readonly events: readonly OverageEvent[];
}

/** To whom events of one change are told: to a holder who lost it by the change, to whoever holds it after it, or to both of a hand-over that is over with it. */
export type ToldAs = 'lost' | 'held' | 'handedOver';

const toldAs = (event: OverageEvent, holderId: string): ToldAs => {
  if (event.type === 'OverageHandoverCompleted' || event.type === 'OverageHandoverSuperseded') return 'handedOver';
  return event.type === 'OverageCleared' && event.partnerTenantId !== holderId ? 'lost' : 'held';
};

/** PAR-3: events of one change in the parts in which they are told, since what one holder assigned is not for the next to see, nor the other way round. Each part is a version of its own; `held` is one of them wherever there are several. */
export const toldApart = (events: readonly OverageEvent[], holderId: string): readonly { readonly as: ToldAs; readonly events: readonly OverageEvent[] }[] => {
  const parts = (['lost', 'held', 'handedOver'] as const).map((as) => ({ as, events: events.filter((event) => toldAs(event, holderId) === as) }));
  return parts.filter((part) => part.events.length > 0);
};

export const nothingChanged = (overage: Overage, handover?: Handover): OverageChange => ({ overage, events: [], ...(handover !== undefined && { handover }) });
