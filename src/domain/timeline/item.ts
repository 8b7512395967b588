import { type ChargeLine } from '../billing/chargeLine';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type ToldFact } from './told';

/** Spans of a timeline. `trial` and `extended_service` are terms that are not ordinary ones. */
export const spanKinds = ['term', 'trial', 'extended_service', 'window', 'suspension', 'retention'] as const;
export type SpanKind = (typeof spanKinds)[number];

/** Points that no event of its own tells of: until then it can be cancelled; then its data is gone; from there on nothing can be told, as something it depends on cannot be read; a month of usage was charged. */
export const otherPoints = ['cancellation_ends', 'data_end', 'not_foreseeable', 'usage_charged'] as const;
export type OtherPoint = (typeof otherPoints)[number];

/** `ended`: over before its time, as another term's took its place or the subscription ended. */
export const windowStates = ['open', 'used', 'closed', 'ended', 'foreseen'] as const;

/** Seats that can, or could, be taken off again. */
export interface WindowSeats {
  readonly state: (typeof windowStates)[number];
  /** Seats it was opened for. */
  readonly opened: number;
  /** Seats that were taken off within it. */
  readonly used: number;
  /** Seats that can still come off; of one that is over: 0. */
  readonly left: number;
  /** Exclusive; of an open one. */
  readonly fullRefundUntil?: Instant;
}

export interface TermOf {
  /** 1 for the first. */
  readonly number: number;
  /** `product:sku:availability`. */
  readonly catalogItemId?: string;
  readonly quantity?: number;
  readonly termDuration?: string;
  readonly billingCycle?: string;
  /** Per licence and whole charge cycle. */
  readonly cyclePrice?: string;
}

interface Of {
  /** Unique in its timeline, and stays while it is what it is. */
  readonly id: string;
  readonly rule?: string;
  readonly isForeseen: boolean;
  /** Ids of the changes and announcements it comes from. */
  readonly events: readonly string[];
}

/** A closed month of usage, in one currency. */
export interface UsedIn {
  readonly month: CalendarDate;
  readonly lines: number;
  readonly amount: string;
  readonly currency: string;
}

export interface Point extends Of {
  readonly shape: 'point';
  /** The type of its fact in lower snake case, or a {@link OtherPoint}. */
  readonly kind: string;
  readonly at: Instant;
  /** Its order among those of one instant. */
  readonly place: string;
  readonly fact?: ToldFact;
  readonly lines: readonly ChargeLine[];
  /** Of `usage_charged`. */
  readonly usage?: UsedIn;
  readonly dependsOnHoldings?: boolean;
}

export interface Span extends Of {
  readonly shape: 'span';
  readonly kind: SpanKind;
  readonly from: Instant;
  /** Exclusive. */
  readonly until?: Instant;
  readonly term?: TermOf;
  readonly window?: WindowSeats;
  /** Of the days after its end: what it is in them. */
  readonly stage?: 'expired' | 'disabled';
}

export type TimelineItem = Point | Span;
