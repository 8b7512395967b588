import { setImmediate } from 'node:timers/promises';
import { ForecastSums, type InLife, type MonthSums, type RenewalDay } from '../../domain/forecast/forecastSums';
import { type ForetoldLine } from '../../domain/forecast/foretoldLines';
import { type Partner } from '../../domain/parties/partner/state';
import { type NotLived } from '../../domain/subscription/term/liveAhead';
import { monthOf } from '../../domain/usage/overage/callReport';
import { dayOf, plusMonths, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { rowsAfter } from '../allRows';
import { customerOf } from '../customer/customerBook';
import { directoryRows } from '../customer/directoryEntry';
import { entryPrefix } from '../customer/directoryKeys';
import { withBound } from '../due/withBound';
import { ratesInto } from '../exchangeRates';
import { billedAs, billedPartner, type BillingTerms } from '../ledger/billedItem';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { eachRowOnce, type UnreadableRow } from '../unreadable';
import { customerForecast, type ReadForecast } from './customerForecast';

/** Work of one part, at most: so many subscriptions, each for so many months. It ends behind the customer with which it has done as much. */
const MOST_SUBSCRIPTION_MONTHS = 120_000;
/** Rows of one query. */
const MOST_ROWS = 1000;
const CUSTOMERS_AT_ONCE = 8;

/** Of how many customers one part is, at most; each costs two reads. */
export const MOST_CUSTOMERS = 2000;

/** What is asked of the time to come. */
export interface ForecastQuestion {
  /** The running one is the first. */
  readonly months: number;
  /** Absent: all of the partner's customers. */
  readonly customerId?: string | undefined;
}

/** What the coming months will charge for some of a partner's customers, or for all. */
export interface ForecastPart {
  readonly months: readonly MonthSums[];
  readonly renewals: readonly RenewalDay[];
  readonly notLived: readonly NotLived[];
  /** Whether some of it depends on what else a customer has by then. */
  readonly dependsOnHoldings: boolean;
  /** How many were looked at. */
  readonly customers: number;
  readonly subscriptions: number;
  /** Each once, of however many customers it is. */
  readonly unreadable: readonly UnreadableRow[];
  /** Behind which customer the next part begins; absent: that was all. */
  readonly continuation?: string;
}

/** Which months, and when they were looked at. */
export interface ForecastSpan {
  readonly asOf: Instant;
  /** First days. */
  readonly months: readonly CalendarDate[];
  /** Excluded. */
  readonly until: Instant;
}

export const forecastSpan = (asOf: Instant, months: number): ForecastSpan => {
  const first = monthOf(dayOf(asOf));
  return { asOf, months: Array.from({ length: months }, (_, index) => plusMonths(first, index)), until: startOfDay(plusMonths(first, months)) };
};

/** Adds up customers one after the other, of whom nothing but sums is kept. */
class Part {
  private readonly sums = new ForecastSums();
  private readonly notLived: NotLived[] = [];
  private readonly unreadable: UnreadableRow[];
  private dependsOnHoldings = false;
  customers = 0;
  subscriptions = 0;

  constructor(
    private readonly terms: BillingTerms,
    unreadable: readonly UnreadableRow[],
  ) {
    this.unreadable = [...unreadable];
  }

  add({ planned, unplanned, notLived, subscriptions, unreadable }: ReadForecast): void {
    if (planned === unplanned) this.count(planned, 'both');
    else {
      this.count(planned, 'planned');
      this.count(unplanned, 'unplanned');
    }
    this.notLived.push(...notLived);
    this.unreadable.push(...unreadable);
    this.customers += 1;
    this.subscriptions += subscriptions;
  }

  misses(unreadable: readonly UnreadableRow[]): void {
    this.unreadable.push(...unreadable);
  }

  ended(continuation?: string): ForecastPart {
    const { notLived, dependsOnHoldings, customers, subscriptions, unreadable } = this;
    return { months: this.sums.monthSums(), renewals: this.sums.renewalDays(), notLived, dependsOnHoldings, customers, subscriptions, unreadable: eachRowOnce(unreadable), ...(continuation !== undefined && { continuation }) };
  }

  private count(lines: readonly ForetoldLine[], life: InLife): void {
    for (const { line, what, beginsTerm, dependsOnHoldings } of lines) {
      const day = dayOf(line.orderDate);
      const { effectiveUnitPrice, quantity, subtotal, currency, rounding } = line;
      const billed = billedAs({ month: monthOf(day), rounding, item: { effectiveUnitPrice, quantity: String(quantity), subtotal, currency } }, this.terms);
      this.sums.add({ day, what, beginsTerm, currency: billed.currency, amount: billed.subtotal }, life);
      this.dependsOnHoldings ||= dependsOnHoldings;
    }
  }
}

/** Reads the parts one after the other. @param mostCustomers of the part. @param continuation what the part before gave. */
export type ForecastParts = (mostCustomers: number, continuation?: string) => Promise<ForecastPart>;

/**
 * PRE-3, BIL-2: what each of the coming months will charge if nobody acts, with what is planned and without, in the currency that the partner is billed in, by the rates of now. Of all its customers in order of their ids, those too that have left it while
 * subscriptions run on; only sums are held. A part ends behind the customer with which it has done so much, and others are answered meanwhile. Refused: CustomerNotFound.
 */
export const partnerForecast = async (app: App, partner: Partner, { months, customerId }: ForecastQuestion, now: Instant): Promise<Result<ForecastParts, Refusal>> => {
  const { tenantId } = partner;
  const { months: [first = monthOf(dayOf(now))], until } = forecastSpan(now, months);
  const span = { from: startOfDay(first), until };
  if (customerId !== undefined) {
    const customer = await customerOf(app.commerce, customerId, tenantId);
    if (!customer.ok) return customer;
  }
  const rates = await ratesInto(app.exchangeRates, partner.currency);
  const begun = (): Part => new Part({ partner: billedPartner(partner), rates: rates.items }, rates.unreadable);
  if (customerId !== undefined) {
    return success(async () => {
      const part = begun();
      part.add(await customerForecast(app, tenantId, customerId, span));
      return part.ended();
    });
  }
  return success(async (mostCustomers, continuation = '') => {
    const part = begun();
    let after = continuation;
    for (let looked = 0; looked < mostCustomers; ) {
      const asked = Math.min(MOST_ROWS, mostCustomers - looked);
      const rows = await rowsAfter(app.directory, tenantId, entryPrefix, after, asked);
      for (let start = 0; start < rows.length; start += CUSTOMERS_AT_ONCE) {
        if (part.subscriptions * months >= MOST_SUBSCRIPTION_MONTHS) return part.ended(after);
        const together = rows.slice(start, start + CUSTOMERS_AT_ONCE);
        const { items, unreadable } = directoryRows.readable(together);
        part.misses(unreadable);
        await withBound(CUSTOMERS_AT_ONCE, items, async (entry) => part.add(await customerForecast(app, tenantId, entry.customerId, span)));
        after = together.at(-1)?.key ?? after;
        // Others are answered meanwhile.
        await setImmediate();
      }
      if (rows.length < asked) return part.ended();
      looked += rows.length;
    }
    return part.ended(after);
  });
};

/** So many parts make one file. */
const MOST_PARTS = 10;

/** All parts together. Refused: ForecastTooLarge, rather than a part of it. */
export const wholeForecast = async (read: ForecastParts, mostParts = MOST_PARTS, mostCustomers = MOST_CUSTOMERS): Promise<Result<Pick<ForecastPart, 'months' | 'notLived' | 'unreadable'>, Refusal>> => {
  const sums = new ForecastSums();
  const notLived: NotLived[] = [];
  const unreadable: UnreadableRow[] = [];
  let continuation: string | undefined;
  for (let parts = 0; parts < mostParts; parts += 1) {
    const part: ForecastPart = await read(mostCustomers, continuation);
    sums.merge(part.months, []);
    notLived.push(...part.notLived);
    unreadable.push(...part.unreadable);
    continuation = part.continuation;
    if (continuation === undefined) return success({ months: sums.monthSums(), notLived, unreadable: eachRowOnce(unreadable) });
  }
  return failure({ kind: 'ForecastTooLarge', parts: mostParts });
};
