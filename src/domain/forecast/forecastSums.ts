import { type CalendarDate } from '../../kernel/calendarDate';
import { amountIn, sumOf } from '../../kernel/money';
import { monthOf } from '../usage/overage/callReport';
import { happenings, type Happening } from './foretoldLines';

/** Lines added up, as it stands and without what is planned; exact, with all decimals of the currency. */
export interface BothSums {
  readonly currency: string;
  readonly lines: number;
  readonly amount: string;
  readonly linesWithoutPlans: number;
  readonly amountWithoutPlans: string;
}

/** What one kind of happening charges in a month. */
export interface HappeningSums extends BothSums {
  readonly what: Happening;
}

/** What a month charges in one currency. */
export interface MonthSums extends BothSums {
  /** Its first day. */
  readonly month: CalendarDate;
  readonly happenings: readonly HappeningSums[];
}

/** The terms that begin by themselves on a day, a line of each, in one currency. */
export interface RenewalDay extends BothSums {
  readonly day: CalendarDate;
}

/** A line as it counts. */
export interface CountedLine {
  readonly day: CalendarDate;
  readonly what: Happening;
  readonly beginsTerm: boolean;
  /** As it is billed. */
  readonly currency: string;
  readonly amount: string;
}

/** In which of both lives a line comes. */
export type InLife = 'planned' | 'unplanned' | 'both';

/** So many amounts wait until they are added. */
const AT_ONCE = 500;

/** Adds up without holding what was added. */
class Sum {
  private count = 0;
  private amounts: string[] = [];

  add(amount: string, lines: number): void {
    this.count += lines;
    this.amounts.push(amount);
    if (this.amounts.length >= AT_ONCE) this.amounts = [sumOf(this.amounts)];
  }

  get lines(): number {
    return this.count;
  }

  in(currency: string): string {
    return amountIn(sumOf(this.amounts), currency);
  }
}

class Cell {
  readonly planned = new Sum();
  readonly unplanned = new Sum();

  both(currency: string): BothSums {
    return { currency, lines: this.planned.lines, amount: this.planned.in(currency), linesWithoutPlans: this.unplanned.lines, amountWithoutPlans: this.unplanned.in(currency) };
  }
}

const cellAt = (cells: Map<string, Cell>, key: string): Cell => {
  const present = cells.get(key);
  if (present !== undefined) return present;
  const made = new Cell();
  cells.set(key, made);
  return made;
};

const merge = (into: Cell, { lines, amount, linesWithoutPlans, amountWithoutPlans }: BothSums): void => {
  into.planned.add(amount, lines);
  into.unplanned.add(amountWithoutPlans, linesWithoutPlans);
};

const sorted = (cells: ReadonlyMap<string, Cell>): readonly (readonly [string, Cell])[] => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));

/** PRE-3, BIL-2: what lines to come add up to: by calendar month (UTC), currency and what happens; and by day where a term begins. However many lines, only sums are held. */
export class ForecastSums {
  private readonly months = new Map<string, Cell>();
  private readonly days = new Map<string, Cell>();

  add({ day, what, beginsTerm, currency, amount }: CountedLine, life: InLife): void {
    const cells = [cellAt(this.months, `${monthOf(day)}|${currency}|${happenings.indexOf(what)}`), ...(beginsTerm ? [cellAt(this.days, `${day}|${currency}`)] : [])];
    for (const { planned, unplanned } of cells) {
      if (life !== 'unplanned') planned.add(amount, 1);
      if (life !== 'planned') unplanned.add(amount, 1);
    }
  }

  /** What others come to besides, of other customers. */
  merge(months: readonly MonthSums[], days: readonly RenewalDay[]): void {
    for (const { month, happenings: each } of months) for (const sums of each) merge(cellAt(this.months, `${month}|${sums.currency}|${happenings.indexOf(sums.what)}`), sums);
    for (const sums of days) merge(cellAt(this.days, `${sums.day}|${sums.currency}`), sums);
  }

  /** In order of months, of their currencies, and of {@link happenings}; what nothing comes to is not among them. */
  monthSums(): readonly MonthSums[] {
    const byMonth = new Map<string, { readonly month: CalendarDate; readonly currency: string; readonly each: HappeningSums[] }>();
    for (const [key, cell] of sorted(this.months)) {
      const [month = '', currency = '', place = ''] = key.split('|');
      const own = byMonth.get(`${month}|${currency}`) ?? { month: month as CalendarDate, currency, each: [] };
      byMonth.set(`${month}|${currency}`, own);
      own.each.push({ what: happenings[Number(place)] ?? 'renewal', ...cell.both(currency) });
    }
    return [...byMonth.values()].map(({ month, currency, each }) => {
      const whole = new Cell();
      for (const sums of each) merge(whole, sums);
      return { month, ...whole.both(currency), happenings: each };
    });
  }

  /** In order of days and currencies; days on which no term begins are not among them. */
  renewalDays(): readonly RenewalDay[] {
    return sorted(this.days).map(([key, cell]) => {
      const [day = '', currency = ''] = key.split('|');
      return { day: day as CalendarDate, ...cell.both(currency) };
    });
  }
}
