import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Days } from './terms';

/** Ways of selling that the rules tell apart, by the names that rows give them. */
export type SoldAs = Subscription['kind'];

/** Seats that came together, with the window in which they may go. */
export interface Seats {
  readonly quantity: number;
  readonly addedAt: Instant;
  readonly chargedFrom: CalendarDate;
  /** Exclusive. */
  readonly closesAt: Instant;
  /** Exclusive. */
  readonly fullUntil: Instant;
}

/** What the next term is to be. */
export interface Plan {
  /** `product:sku:availability`. */
  readonly item: string;
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly quantity: number;
  readonly end?: CalendarDate;
  readonly requestedAt?: Instant;
  /** That was named, or came with it. */
  readonly promotionId?: string;
}

/** A subscription as the rules say it must be. Instants and days are UTC. */
export interface Modelled {
  readonly id: string;
  readonly customerId: string;
  readonly partnerId: string;
  readonly market: string;
  readonly soldAs: SoldAs;
  readonly version: number;
  readonly item: string;
  readonly title: string;
  readonly friendlyName: string;
  readonly status: string;
  readonly quantity: number;
  readonly autoRenew: boolean;
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly currency: string;
  readonly term: Days & { readonly number: number; readonly startedAt: Instant; readonly cancellableUntil: Instant };
  readonly cycle: Days;
  readonly seats: readonly Seats[];
  readonly planned?: Plan;
  /** The billing cycle from the next charge on. */
  readonly nextCharge?: string;
  readonly suspendedAt?: Instant;
  readonly endedAt?: Instant;
  readonly disabledFrom?: Instant;
  readonly deletedFrom?: Instant;
  readonly upgradedAt?: Instant;
  readonly activatedAt?: Instant;
  /** Of free days: what they turn into. */
  readonly renewsTo?: { readonly termDuration: string; readonly billingCycle: string };
  /** Of a trial: what it turns into by itself. */
  readonly paidForm?: Plan;
  /** POL-2: a month of extended service follows the running term, unless auto-renew is on or the end was chosen. */
  readonly extendable?: true;
  /** POL-2: the end was chosen. */
  readonly cancelAtTermEnd?: true;
  /** POL-2: during extended service, the plan before it. */
  readonly extendedFrom?: { readonly termDuration: string; readonly billingCycle: string };
}

const itemOf = ({ productId, skuId, availabilityId }: { readonly productId: string; readonly skuId: string; readonly availabilityId: string }): string => `${productId}:${skuId}:${availabilityId}`;

const planOf = ({ product, quantity, customTermEnd, requestedAt }: NonNullable<Subscription['scheduledChange']>): Plan => ({
  item: itemOf(product),
  termDuration: product.termDuration,
  billingCycle: product.billingCycle,
  quantity,
  ...(customTermEnd !== undefined && { end: customTermEnd }),
  requestedAt,
  ...(product.promotionId !== undefined && { promotionId: product.promotionId }),
});

/** A stored subscription in the words of the model. */
export const modelledOf = (row: Subscription): Modelled => {
  const { id, customerId, partnerId, version, status, quantity, termDuration, billingCycle, currency, friendlyName, term, cycle, offer, suspendedAt, endedAt, disabledFrom, deletedFrom, scheduledChange, nextCharge, activatedAt, renewsTo, paidForm, cancelAtTermEnd, extendedFrom } = row;
  return {
    id,
    customerId,
    partnerId,
    market: offer.country,
    soldAs: row.kind,
    version,
    item: itemOf(offer),
    title: offer.title,
    friendlyName,
    status,
    quantity,
    autoRenew: row.autoRenew,
    termDuration,
    billingCycle,
    currency,
    term: { number: term.number, start: term.start, end: term.end, startedAt: term.startedAt, cancellableUntil: term.cancellableUntil },
    cycle: { start: cycle.start, end: cycle.end },
    seats: row.batches.map((batch) => ({ quantity: batch.quantity, addedAt: batch.addedAt, chargedFrom: batch.chargedFrom, closesAt: batch.windowClosesAt, fullUntil: batch.fullRefundUntil })),
    ...(scheduledChange !== undefined && { planned: planOf(scheduledChange) }),
    ...(nextCharge !== undefined && { nextCharge: nextCharge.billingCycle }),
    ...(suspendedAt !== undefined && { suspendedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(disabledFrom !== undefined && { disabledFrom }),
    ...(deletedFrom !== undefined && { deletedFrom }),
    ...(term.upgradedAt !== undefined && { upgradedAt: term.upgradedAt }),
    ...(activatedAt !== undefined && { activatedAt }),
    ...(renewsTo !== undefined && { renewsTo: { termDuration: renewsTo.termDuration, billingCycle: renewsTo.billingCycle } }),
    ...(term.extendable === true && { extendable: true }),
    ...(cancelAtTermEnd === true && { cancelAtTermEnd }),
    ...(extendedFrom !== undefined && { extendedFrom: { termDuration: extendedFrom.termDuration, billingCycle: extendedFrom.billingCycle } }),
    ...(paidForm !== undefined && { paidForm: { item: itemOf(paidForm), termDuration: paidForm.termDuration, billingCycle: paidForm.billingCycle, quantity } }),
  };
};

/** REN-2: the first instant after the term. */
export const termOverAt = ({ term }: Pick<Modelled, 'term'>): Instant => startOfDay(plusDays(term.end, 1));

/** What it is told by whether a term follows. */
type Going = Pick<Modelled, 'autoRenew' | 'status' | 'extendable' | 'cancelAtTermEnd'>;

/** POL-2: what follows the term of an active one as it stands. */
export const termEndOf = ({ autoRenew, extendable, cancelAtTermEnd }: Omit<Going, 'status'>): 'renew' | 'extend' | 'cancel' => {
  if (autoRenew) return 'renew';
  return extendable === true && cancelAtTermEnd !== true ? 'extend' : 'cancel';
};

/** POL-2: whether a month of extended service follows: auto-renew is off, and nobody chose the end. */
export const isToBeExtended = (subscription: Going): boolean => subscription.status === 'active' && termEndOf(subscription) === 'extend';

/** REN-1, SUS-3, POL-2: whether another term follows. */
export const goesOn = (subscription: Going): boolean => (subscription.autoRenew && subscription.status === 'active') || isToBeExtended(subscription);

/** REN-6, SUS-3: what does not go on has ended with its term, whether or not that was carried out. POL-2: where the end was chosen, at once for users too. */
export const statusAt = (subscription: Going & Pick<Modelled, 'term'>, at: Instant): string => {
  const { status, cancelAtTermEnd } = subscription;
  if ((status !== 'active' && status !== 'suspended') || at < termOverAt(subscription) || goesOn(subscription)) return status;
  return status === 'suspended' || cancelAtTermEnd === true ? 'disabled' : 'expired';
};

/** REN-5: from the end of the term until the renewal is carried out. */
export const isRenewing = (subscription: Modelled, at: Instant): boolean => subscription.status === 'active' && goesOn(subscription) && at >= termOverAt(subscription);

/** Seats whose window is open, the one that closes first first (SUB-3). */
export const openSeats = ({ seats }: Pick<Modelled, 'seats'>, at: Instant): readonly Seats[] =>
  seats.filter(({ closesAt }) => at < closesAt).toSorted((a, b) => (a.closesAt === b.closesAt ? (a.addedAt < b.addedAt ? -1 : Number(a.addedAt > b.addedAt)) : a.closesAt < b.closesAt ? -1 : 1));

export const seatsOf = (seats: readonly Seats[]): number => seats.reduce((sum, { quantity }) => sum + quantity, 0);

/** Takes so many off, in their order. */
export const without = (seats: readonly Seats[], taken: number): readonly Seats[] => {
  let left = taken;
  return seats.flatMap((each) => {
    const off = Math.min(left, each.quantity);
    left -= off;
    return off === each.quantity ? [] : [{ ...each, quantity: each.quantity - off }];
  });
};

/** The first day of a change: today, and never before the running cycle. */
export const dayOfChange = ({ cycle }: Modelled, at: Instant): CalendarDate => (dayOf(at) < cycle.start ? cycle.start : dayOf(at));

/** Seats of one window are told together, whichever additions they came by. */
const windows = (seats: readonly Seats[], at: Instant): readonly string[] => {
  const sums = new Map<string, number>();
  for (const { quantity, closesAt, fullUntil, chargedFrom } of openSeats({ seats }, at)) {
    const key = `until ${closesAt}, in full until ${fullUntil}, charged from ${chargedFrom}`;
    sums.set(key, (sums.get(key) ?? 0) + quantity);
  }
  return [...sums].map(([key, quantity]) => `${quantity} ${key}`);
};

/** What of it can be compared, in words. */
const wordsOf = (subscription: Modelled, at: Instant): Readonly<Record<string, string>> => {
  const { seats, paidForm: _paidForm, planned, ...plain } = subscription;
  const { requestedAt: _requestedAt, promotionId: _promotion, ...plan } = planned ?? {};
  return {
    ...Object.fromEntries(Object.entries(plain).map(([member, value]) => [member, typeof value === 'object' ? Object.entries(value).sort().join('; ') : String(value)])),
    ...(planned && { planned: Object.entries(plan).sort().join('; ') }),
    seats: windows(seats, at).join(' and '),
  };
};

/** Where two differ, in words; empty: nowhere. Windows that are closed at `at` do not count. */
export const differences = (expected: Modelled, found: Modelled, at: Instant): readonly string[] => {
  const [a, b] = [wordsOf(expected, at), wordsOf(found, at)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((member) => a[member] !== b[member]).map((member) => `${member} should be ${a[member] ?? 'absent'}, and is ${b[member] ?? 'absent'}`);
};
