import { type Subscription } from '../../../../src/domain/subscription/state';
import { dayOf, inclusiveDays, plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { chargeCycles, cycleMonthsOf, monthsOf, wholeTermEnd, type ChargeCycle } from './chargeCycles';
import { amountOf, shareOfDays, type DueLine } from './chargedLine';
import { type CyclePrice } from './priceSheets';
import { batchOf, openAt, taken, type Batch } from './refundWindows';
import { seatsOn, totalsBetween, withMore, type SeatsOfTerm } from './seatsOfTerm';
import { exactOf, NOTHING, writtenCoins, type Exact } from './exact';

/** What a subscription is sold as: of its row, which other checks judge. */
export type Sold = Pick<Subscription, 'kind' | 'offer' | 'termDuration' | 'billingCycle' | 'currency' | 'extendedFrom'>;

/** The running term of a subscription as it is charged. */
interface RunningTerm {
  readonly number: number;
  /** How often its billing cycle was changed. */
  readonly plan: number;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly sold: Sold;
  readonly cycles: readonly ChargeCycle[];
  /** The first day on this billing cycle, where it began within a cycle. */
  readonly planFrom?: CalendarDate;
  /** Of twelve, that this rest of a year was charged as. */
  readonly planMonths?: number;
  readonly price: CyclePrice;
  /** As it was charged before, on another billing cycle, up to the day before the first on this one. */
  readonly before?: Omit<RunningTerm, 'before'> & { readonly charged: readonly ChargeCycle[] };
}

/** Days of free SaaS (ORD-6). */
const FREE_DAYS = 30;

const ends = (start: CalendarDate, sold: Sold): CalendarDate => (sold.kind === 'freeSaas' ? plusDays(start, FREE_DAYS - 1) : wholeTermEnd(start, monthsOf(sold.termDuration)));

const cyclesOf = (start: CalendarDate, end: CalendarDate, { kind, termDuration, billingCycle }: Sold): readonly ChargeCycle[] =>
  kind === 'freeSaas' ? [{ start, end, wholeDays: FREE_DAYS }] : chargeCycles({ start, end, months: monthsOf(termDuration), cycleMonths: cycleMonthsOf(termDuration, billingCycle) });

/** CYC-1: charges that there would be by the month from a day on, without the twelve of each year that begins after it. */
const monthsLeft = ({ start, end, sold: { termDuration }, cycles: years }: Pick<RunningTerm, 'start' | 'end' | 'sold' | 'cycles'>, from: CalendarDate): number => {
  const months = chargeCycles({ start, end, months: monthsOf(termDuration), cycleMonths: 1 }).filter((month) => month.start >= from);
  return months.length - 12 * years.filter((year) => year.start > from).length;
};

const opensOnPurchase = ({ kind, offer }: Sold): boolean => kind !== 'trial' && kind !== 'freeSaas' && offer.neverCancelled !== true;
const opensOnRenewal = ({ kind, offer, extendedFrom }: Sold): boolean => (kind === 'licence' || kind === 'software') && offer.neverCancelled !== true && extendedFrom === undefined;

/** A term that is bought, or follows another one. */
export interface TermBegun {
  readonly sold: Sold;
  readonly seats: number;
  readonly price: CyclePrice;
  /** Where it is cut short (ORD-8). */
  readonly end?: CalendarDate | undefined;
}

const firstOf = (one: CalendarDate, other: CalendarDate): CalendarDate => (one < other ? one : other);

/**
 * The account of one subscription of new commerce: what is charged for it, by billing.md and docs/decisions 3, 21 and 39. Every change answers with the lines that it must write.
 * A day that a change is made on counts in full; what begins is charged when it begins, however late that is carried out.
 */
export class Account {
  private constructor(
    private term: RunningTerm,
    private index: number,
    private seats: SeatsOfTerm,
    private batches: readonly Batch[],
    /** TRF-2: the first day that is charged to this partner, of one that came from another: the day after the move, or that day itself once it is upgraded on it. */
    private billedFrom?: CalendarDate,
  ) {}

  /** ORD-1: bought, and charged from that day on. */
  static bought({ sold, seats, price, end }: TermBegun, now: Instant): readonly [Account, readonly DueLine[]] {
    const start = dayOf(now);
    const last = end ?? ends(start, sold);
    const term: RunningTerm = { number: 1, plan: 0, start, end: last, sold, cycles: cyclesOf(start, last, sold), price };
    const account = new Account(term, 0, [{ from: start, seats }], opensOnPurchase(sold) ? [batchOf(sold.kind, sold.billingCycle, seats, now, start)] : []);
    return [account, [account.cycleLine('new', now)]];
  }

  /** TRF-2: the target's side of a transfer: the same term and cycle, charged from the day after. @returns its account and its line, none on the last day of a cycle. */
  received(sold: Sold, price: CyclePrice, now: Instant): readonly [Account, readonly DueLine[]] {
    const chargedFrom = plusDays(dayOf(now), 1);
    const seats = this.held;
    const batches = openAt(this.batches, now).map((batch) => (batch.from < chargedFrom ? { ...batch, from: chargedFrom } : batch));
    const account = new Account({ ...this.term, sold, price }, this.index, [{ from: chargedFrom, seats }], batches, chargedFrom);
    return [account, chargedFrom > this.cycle.end ? [] : [account.line('new', chargedFrom, seats, 1, now)]];
  }

  /** UPG-2: a part of the licences in a subscription of their own, in the source's term. */
  apart(sold: Sold, seats: number, price: CyclePrice, now: Instant): readonly [Account, readonly DueLine[]] {
    const day = this.changeDay(now);
    // BIL-2: charged by the days of its own cycle, also where the source's rest of a year was charged by months.
    const { start, end, plan } = this.term;
    const cycles = cyclesOf(start, end, sold);
    const account = new Account({ number: 1, plan, start, end, sold, cycles, price }, cycles.findIndex((cycle) => day <= cycle.end), [{ from: day, seats }], [], this.billedFrom && firstOf(this.billedFrom, day));
    return [account, [account.line('convert', day, seats, 1, now)]];
  }

  get held(): number {
    return this.seats.at(-1)?.seats ?? 0;
  }

  get cycle(): ChargeCycle {
    const cycle = this.term.cycles[this.index];
    if (cycle === undefined) throw new Error(`A term of ${this.term.cycles.length} cycles has none of index ${this.index}`);
    const { planFrom } = this.term;
    return planFrom !== undefined && cycle.start < planFrom ? { ...cycle, start: planFrom } : cycle;
  }

  /** The cycles that were charged on the running billing cycle. */
  private get charged(): readonly ChargeCycle[] {
    const { cycles, planFrom } = this.term;
    const all = cycles.slice(0, this.index + 1);
    return planFrom === undefined ? all : all.filter(({ end }) => planFrom <= end).map((cycle) => (cycle.start < planFrom ? { ...cycle, start: planFrom } : cycle));
  }

  get price(): CyclePrice {
    return this.term.price;
  }

  /** Where it stands: of a row too, as texts are compared. */
  get place(): string {
    const { number, plan, start, end } = this.term;
    return `term ${number} of ${start}…${end}, plan ${plan}, cycle ${this.cycle.start}…${this.cycle.end}`;
  }

  get number(): number {
    return this.term.number;
  }

  get isLastCycle(): boolean {
    return this.index === this.term.cycles.length - 1;
  }

  /** The next cycle of the term, charged when it begins. */
  nextCycle(): readonly DueLine[] {
    this.index += 1;
    return [this.cycleLine('cycleCharge', startOfDay(this.cycle.start))];
  }

  /** CYC-1: the next charge on another billing cycle of the same term. What is left of a year is charged by whole months. */
  nextPlan(sold: Sold, price: CyclePrice): readonly DueLine[] {
    const day = plusDays(this.cycle.end, 1);
    const { before: _earlier, ...before } = this.term;
    const { start, end, number, plan } = before;
    const cycles = cyclesOf(start, end, sold);
    this.term = { number, plan: plan + 1, start, end, sold, cycles, planFrom: day, price, before: { ...before, charged: this.charged } };
    this.index = cycles.findIndex((cycle) => day <= cycle.end);
    const { end: last, wholeDays } = this.cycle;
    // A part of a month is charged by its days, a part of a year by its months.
    if (sold.billingCycle !== 'monthly' && inclusiveDays(day, last) < wholeDays) this.term = { ...this.term, planMonths: monthsLeft(this.term, day) };
    return [this.line('changeBillingPlan', day, seatsOn(this.seats, day), 1, startOfDay(day))];
  }

  /** When the running term is over, exclusive: 00:00 UTC of the day after its last (REN-2). */
  get overAt(): Instant {
    return startOfDay(plusDays(this.term.end, 1));
  }

  /** REN-3, REN-7: the next term, charged as of its first day; its window counts from when it was carried out (REN-4). */
  renewed({ sold, seats, price, end }: TermBegun, now: Instant): readonly DueLine[] {
    const start = plusDays(this.term.end, 1);
    const last = end ?? ends(start, sold);
    this.term = { number: this.term.number + 1, plan: 0, start, end: last, sold, cycles: cyclesOf(start, last, sold), price };
    this.index = 0;
    this.seats = [{ from: start, seats }];
    this.batches = opensOnRenewal(sold) ? [batchOf(sold.kind, sold.billingCycle, seats, now, start)] : [];
    return [this.cycleLine('renew', startOfDay(start))];
  }

  /** SUB-2, BIL-3: more seats, from today on. */
  grown(more: number, now: Instant): readonly DueLine[] {
    const today = this.changeDay(now);
    const { kind, billingCycle } = this.term.sold;
    this.batches = [...this.batches, batchOf(kind, billingCycle, more, now, today)];
    return this.reseated('addQuantity', withMore(this.seats, today, more), now);
  }

  /** SUB-3, SUB-5: fewer seats, out of the windows that close first. */
  reduced(fewer: number, now: Instant): readonly DueLine[] {
    const { used, left } = taken(openAt(this.batches, now), fewer);
    this.batches = left;
    return this.reseated('removeQuantity', this.without(used, now), now);
  }

  /** UPG-3: seats that came from another subscription; no window opens. */
  joined(more: number, now: Instant): readonly DueLine[] {
    return this.reseated('moveQuantity', withMore(this.seats, this.changeDay(now), more), now);
  }

  /** SUB-5, CAN-1: ended, with what is given back. What is in no window is given back from today on, what was charged for good as a whole. */
  cancelled(now: Instant): readonly DueLine[] {
    const open = openAt(this.batches, now);
    const rest = this.held - open.reduce((sum, { seats }) => sum + seats, 0);
    const isForGood = monthsOf(this.term.sold.termDuration) === undefined;
    const all = this.without(open, now);
    return this.reseated('cancelImmediate', withMore(all, isForGood ? this.cycle.start : this.refundDay(now), -rest), now);
  }

  /** CAN-6: a cancellation that an operator granted: with the refund that was stated one line of just that, and none where it is nothing, also where the days come to nothing; else that of the days, which is what is said to have been given back. */
  cancelledWith({ amount: refund, isStated }: Refund, now: Instant): readonly DueLine[] {
    const seats = this.held;
    const lines = this.cancelled(now);
    const { currency } = this.term.sold;
    if (!isStated && writtenCoins(currency, -lines.reduce((sum, line) => sum + amountOf(line), 0n)) === refund) return lines;
    const line = lines.find(({ end }) => end === this.cycle.end) ?? lines[0];
    const { over, under } = exactOf(refund);
    return line === undefined || over === 0n ? [] : [{ ...line, sign: -1, seats, paid: { over, under: under * BigInt(seats) }, share: { over: 1n, under: 1n } }];
  }

  /** TRF-2: the source's side: it pays for today, and gets back what it paid for the days after. */
  given(now: Instant): readonly DueLine[] {
    const from = plusDays(dayOf(now), 1);
    return from > this.cycle.end ? [] : [this.line('cancelImmediate', from, this.held, -1, now)];
  }

  /** UPG-2, UPG-3: licences that leave for another subscription, or for what this one becomes: given back from today on, by the day. Those outside of windows go first. */
  left(moved: number, chargeType: 'convert' | 'moveQuantity', now: Instant): readonly DueLine[] {
    const [today, from] = [this.changeDay(now), this.refundDay(now)];
    // Added on the day of a transfer, some are charged for that day too: they leave last.
    const later = from === today ? 0 : Math.min(moved, this.held - seatsOn(this.seats, today));
    const lines = [[today, moved - later] as const, [from, later] as const].flatMap(([day, seats]) => (seats === 0 || day > this.cycle.end ? [] : [this.line(chargeType, day, seats, -1, now)]));
    const open = openAt(this.batches, now);
    const outside = this.held - open.reduce((sum, { seats }) => sum + seats, 0);
    this.batches = taken(open, Math.max(0, moved - outside)).left;
    // A later refund takes back what was charged for those that stayed, as if no others had been there.
    const first = this.billedFrom !== undefined && this.billedFrom > this.term.start ? this.billedFrom : this.term.start;
    this.seats = this.batches.reduce((all, { from: day, seats }) => withMore(all, day, seats), [{ from: first, seats: Math.max(0, outside - moved) }] as SeatsOfTerm);
    return lines;
  }

  /** UPG-2: in place, on the same term; what is there is given back, and all is charged anew from today on. @param seats the new total */
  becomes(sold: Sold, seats: number, price: CyclePrice, now: Instant): readonly DueLine[] {
    const back = this.left(this.held, 'convert', now);
    const day = this.changeDay(now);
    this.billedFrom &&= firstOf(this.billedFrom, day);
    const { start, end } = this.term;
    const cycles = cyclesOf(start, end, sold);
    const { number, plan } = this.term;
    this.term = { number, plan: sold.billingCycle === this.term.sold.billingCycle ? plan : plan + 1, start, end, sold, price, cycles };
    this.index = cycles.findIndex((cycle) => day <= cycle.end);
    this.seats = [{ from: day, seats }];
    this.batches = [];
    return [...back, this.line('convert', day, seats, 1, now)];
  }

  /** UPG-2, TRI-4: the same on a term that begins today. A trial that is paid for has the window of what is bought, an upgrade has none (UPG-4). */
  restarts(sold: Sold, seats: number, price: CyclePrice, now: Instant): readonly DueLine[] {
    const isTrial = this.term.sold.kind === 'trial' || this.term.sold.kind === 'freeSaas';
    const back = this.left(this.held, 'convert', now);
    const start = dayOf(now);
    this.billedFrom &&= firstOf(this.billedFrom, start);
    const end = ends(start, sold);
    this.term = { number: this.term.number + 1, plan: 0, start, end, sold, cycles: cyclesOf(start, end, sold), price };
    this.index = 0;
    this.seats = [{ from: start, seats }];
    this.batches = isTrial ? [batchOf(sold.kind, sold.billingCycle, seats, now, start)] : [];
    return [...back, this.line('convert', start, seats, 1, now)];
  }

  private changeDay(now: Instant): CalendarDate {
    return dayOf(now) < this.cycle.start ? this.cycle.start : dayOf(now);
  }

  /** Never a day that another partner paid for. */
  private refundDay(now: Instant): CalendarDate {
    const today = this.changeDay(now);
    return this.billedFrom !== undefined && today < this.billedFrom ? this.billedFrom : today;
  }

  private without(batches: readonly Batch[], now: Instant): SeatsOfTerm {
    return batches.reduce((all, { seats, wholeUntil, from }) => withMore(all, now < wholeUntil ? from : this.refundDay(now), -seats), this.seats);
  }

  private reseated(chargeType: string, after: SeatsOfTerm, now: Instant): readonly DueLine[] {
    const { before } = this.term;
    const linesOf = (charged: readonly ChargeCycle[], term: Omit<RunningTerm, 'before'>): readonly DueLine[] =>
      totalsBetween(this.seats, after, charged).flatMap(({ cycle, from, seats, times }) => Array.from({ length: Math.abs(times) }, () => ({ ...this.line(chargeType, from, seats, times < 0 ? -1 : 1, now, cycle, term) })));
    const lines = [...(before === undefined ? [] : linesOf(before.charged, before)), ...linesOf(this.charged, this.term)];
    this.seats = after;
    return lines;
  }

  private cycleLine(chargeType: string, orderDate: Instant): DueLine {
    return this.line(chargeType, this.cycle.start, seatsOn(this.seats, this.cycle.start), 1, orderDate);
  }

  private line(chargeType: string, start: CalendarDate, seats: number, sign: 1 | -1, orderDate: Instant, { end, wholeDays }: ChargeCycle = this.cycle, term: Omit<RunningTerm, 'before'> = this.term): DueLine {
    const { sold, price, planFrom, planMonths } = term;
    // What was charged by months is charged and given back as a part of them, so that no more comes back than was charged.
    const isByMonths = planFrom !== undefined && planMonths !== undefined && planFrom <= start && end === this.cycle.end && this.cycle.start === planFrom;
    const share: Exact = isByMonths ? { over: BigInt(inclusiveDays(start, end) * planMonths), under: BigInt(inclusiveDays(planFrom, end) * 12) } : shareOfDays(start, end, wholeDays);
    const { list, paid } = price;
    const of = `${sold.offer.productId}:${sold.offer.skuId} ${sold.termDuration}/${sold.billingCycle} ${term.start}…${term.end}`;
    return { chargeType, orderDate, start, end, seats, sign, list, paid, share, currency: sold.currency, rounding: 'LINE_DOWN', of };
  }
}

/** What an operator granted to give back, in the currency of the subscription: as it was stated, or as the days are. */
export interface Refund {
  readonly amount: string;
  readonly isStated: boolean;
}

export const FREE: CyclePrice = { list: NOTHING, paid: NOTHING };
