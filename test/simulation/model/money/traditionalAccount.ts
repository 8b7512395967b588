import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Sold } from './account';
import { chargeCycles, cycleMonthsOf, monthsOf, wholeTermEnd, type ChargeCycle } from './chargeCycles';
import { shareOfDays, type DueLine } from './chargedLine';
import { type CyclePrice } from './priceSheets';

/** Licences of the running cycle from a day on, to the day before the next entry. */
interface From {
  readonly from: CalendarDate;
  readonly seats: number;
}

/** Days that one line paid for, both included. */
interface Stretch {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly seats: number;
}

interface TraditionalTerm {
  readonly number: number;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly sold: Sold;
  readonly cycles: readonly ChargeCycle[];
  readonly price: CyclePrice;
}

/** Days from the start of a term in which giving it up gives the whole cycle back. */
const WHOLE_CREDIT_DAYS = 30;

const termOf = (number: number, start: CalendarDate, end: CalendarDate, sold: Sold, price: CyclePrice): TraditionalTerm => ({
  number, start, end, sold, price, cycles: chargeCycles({ start, end, months: monthsOf(sold.termDuration), cycleMonths: cycleMonthsOf(sold.termDuration, sold.billingCycle) }),
});

/**
 * The account of a traditional subscription (MIG-1, MIG-2, ORD-5), by billing.md §12 and docs/decisions 34, 86 to 88: what a cycle was charged as is taken back as it was charged, each day has as many licences charged as there are, and none while it is
 * suspended.
 */
export class TraditionalAccount {
  private constructor(
    private term: TraditionalTerm,
    private index: number,
    private seats: readonly From[],
    private held: number,
  ) {}

  static bought(sold: Sold, seats: number, price: CyclePrice, now: Instant): readonly [TraditionalAccount, readonly DueLine[]] {
    const start = dayOf(now);
    const account = new TraditionalAccount(termOf(1, start, wholeTermEnd(start, monthsOf(sold.termDuration)), sold, price), 0, [{ from: start, seats }], seats);
    return [account, [account.line(firstType(sold.billingCycle, true), account.cycle.start, account.cycle.end, seats, 1, now)]];
  }

  /** ORD-5: an add-on takes the dates of its base; its first line pays for what is left of the cycle. */
  static hungOn(base: TraditionalAccount, sold: Sold, seats: number, price: CyclePrice, number: number, now: Instant): readonly [TraditionalAccount, readonly DueLine[]] {
    const { start, end } = base.term;
    const today = dayOf(now);
    const account = new TraditionalAccount(termOf(number, start, end, sold, price), base.index, [{ from: today, seats }], seats);
    return [account, [account.line(firstType(sold.billingCycle, today === account.cycle.start), today, account.cycle.end, seats, 1, now)]];
  }

  get quantity(): number {
    return this.held;
  }

  get number(): number {
    return this.term.number;
  }

  get cycle(): ChargeCycle {
    const cycle = this.term.cycles[this.index];
    if (cycle === undefined) throw new Error(`A term of ${this.term.cycles.length} cycles has none of index ${this.index}`);
    return cycle;
  }

  get place(): string {
    const { number, start, end } = this.term;
    return `term ${number} of ${start}…${end}, cycle ${this.cycle.start}…${this.cycle.end}`;
  }

  get isLastCycle(): boolean {
    return this.index === this.term.cycles.length - 1;
  }

  get overAt(): Instant {
    return startOfDay(plusDays(this.term.end, 1));
  }

  nextCycle(): readonly DueLine[] {
    this.index += 1;
    return this.wholeCycle('Cycle fee');
  }

  /** Of a base by itself, of an add-on with its base, on the day after the term. */
  renewed(sold: Sold, seats: number, price: CyclePrice): readonly DueLine[] {
    const start = plusDays(this.term.end, 1);
    this.term = termOf(this.term.number + 1, start, wholeTermEnd(start, monthsOf(sold.termDuration)), sold, price);
    this.index = 0;
    this.held = seats;
    return this.wholeCycle('Prorate fee when renew');
  }

  /** MIG-2: another number: the running line taken back, its days until yesterday with the old number, the rest with the new one. */
  reseated(seats: number, now: Instant): readonly DueLine[] {
    const running = this.stretches().at(-1);
    if (running === undefined) throw new Error('Nothing is charged for the running cycle');
    const today = this.today(now);
    const from = running.start < today ? today : running.start;
    const type = 'Cycle Instance Prorate';
    const lines = [
      this.line(type, running.start, running.end, running.seats, -1, now),
      ...(running.start < today ? [this.line(type, running.start, plusDays(today, -1), running.seats, 1, now)] : []),
      this.line(type, from, running.end, seats, 1, now),
    ];
    this.charge(from, seats);
    this.held = seats;
    return lines;
  }

  /** MIG-1, MIG-2: given up: what is left of the cycle comes back, in the first 30 days of the term all of it. @param isSuspended of one that is given up already nothing comes back */
  givenUp(now: Instant, isSuspended: boolean): readonly DueLine[] {
    if (isSuspended) return [];
    const isWhole = dayOf(now) < plusDays(this.term.start, WHOLE_CREDIT_DAYS);
    const from = isWhole ? this.cycle.start : this.today(now);
    const lines = this.takenBack('Cancel fee', from, now);
    this.charge(from, 0);
    return lines;
  }

  /** Charged again from today to the end of the cycle that today lies in; cycles in between never were. */
  resumed(now: Instant): readonly DueLine[] {
    const today = dayOf(now) < this.cycle.start ? this.cycle.start : dayOf(now);
    const index = this.term.cycles.findIndex(({ end }) => today <= end);
    if (index !== this.index) this.seats = [];
    this.index = index;
    this.charge(today, this.held);
    return [this.line('Prorate fees when activate', today, this.cycle.end, this.held, 1, now)];
  }

  /** What is left of the cycle comes back, from today on: for a migration, or for what it becomes. */
  takenBack(chargeType: string, from: CalendarDate, now: Instant): readonly DueLine[] {
    return this.stretches().filter(({ end }) => end >= from).map(({ start, end, seats }) => this.line(chargeType, start < from ? from : start, end, seats, -1, now));
  }

  today(now: Instant): CalendarDate {
    return dayOf(now) < this.cycle.start ? this.cycle.start : dayOf(now);
  }

  /** MIG-4: another offer, in its term and cycle, from today on. */
  becomes(sold: Sold, price: CyclePrice, now: Instant): readonly DueLine[] {
    const today = this.today(now);
    const back = this.takenBack('Cancel fee', today, now);
    const { number, start, end } = this.term;
    this.term = termOf(number, start, end, sold, price);
    this.seats = [{ from: today, seats: this.held }];
    return [...back, this.line('Prorate fees when purchase', today, this.cycle.end, this.held, 1, now)];
  }

  /** MIG-3: another billing cycle, at once: twelve months begin today. */
  restarts(sold: Sold, price: CyclePrice, now: Instant): readonly DueLine[] {
    const start = this.today(now);
    const back = this.takenBack('Cycle Instance Prorate', start, now);
    this.term = termOf(this.term.number + 1, start, wholeTermEnd(start, monthsOf(sold.termDuration)), sold, price);
    this.index = 0;
    this.seats = [{ from: start, seats: this.held }];
    return [...back, this.line(firstType(sold.billingCycle, true), this.cycle.start, this.cycle.end, this.held, 1, now)];
  }

  private wholeCycle(chargeType: string): readonly DueLine[] {
    const { start, end } = this.cycle;
    this.seats = [{ from: start, seats: this.held }];
    return [this.line(chargeType, start, end, this.held, 1, startOfDay(start))];
  }

  private charge(from: CalendarDate, seats: number): void {
    this.seats = [...this.seats.filter((each) => each.from < from), { from, seats }];
  }

  private stretches(): readonly Stretch[] {
    return this.seats
      .map(({ from, seats }, index) => {
        const next = this.seats[index + 1];
        return { start: from, end: next === undefined ? this.cycle.end : plusDays(next.from, -1), seats };
      })
      .filter(({ seats }) => seats > 0);
  }

  private line(chargeType: string, start: CalendarDate, end: CalendarDate, seats: number, sign: 1 | -1, orderDate: Instant): DueLine {
    const { sold, price } = this.term;
    const share = shareOfDays(start, end, this.cycle.wholeDays);
    const rounding = sold.billingCycle === 'annual' && share.over < share.under ? 'DAY_HALF_UP' : 'LINE_HALF_UP';
    const of = `${sold.offer.productId}:${sold.offer.skuId} ${sold.termDuration}/${sold.billingCycle} ${this.term.start}…${this.term.end}`;
    return { chargeType, orderDate, start, end, seats, sign, list: price.list, paid: price.list, share, currency: sold.currency, rounding, of };
  }
}

/** What the first line is called: a proration whatever the billing where it pays for part of a cycle. */
const firstType = (billingCycle: string, isWhole: boolean): string => (billingCycle === 'annual' || !isWhole ? 'Prorate fees when purchase' : 'Cycle fee');
