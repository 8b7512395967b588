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

export const nothingChanged = (overage: Overage, handover?: Handover): OverageChange => ({ overage, events: [], ...(handover !== undefined && { handover }) });
