import { type CatalogueExtras } from '../../../../src/domain/catalogue/extras';
import { type Promotion } from '../../../../src/domain/catalogue/promotion';
import { instant, instantFromMillis, plusHours, toMillis, type Instant } from '../../../../src/kernel/instant';
import { chargesOfTerm } from './chargeCycles';
import { exactOf, partOf, product, type Exact } from './exact';

/** What is bought, as a price sheet names it. */
export interface Bought {
  readonly productId: string;
  readonly skuId: string;
  readonly market: string;
  readonly currency: string;
  /** Those that the customer may buy of, the one that counts first. */
  readonly segments: readonly string[];
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly promotionId?: string | undefined;
}

interface PriceRow {
  readonly price: Exact;
  readonly segment: string;
  readonly from: Instant;
  /** Exclusive; undefined: until something later takes its place. */
  readonly to: Instant | undefined;
}

/** Of one seat and one whole charge cycle. */
export interface CyclePrice {
  readonly list: Exact;
  /** After the promotion. */
  readonly paid: Exact;
}

const fieldsOf = (row: string): readonly string[] => [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

/** `1/31/2024 11:59:59 PM`, UTC. */
const dateOf = (text: string): Instant => {
  const parts = /^(\d+)\/(\d+)\/(\d{4}) (\d+):(\d{2}):(\d{2}) ([AP])M$/.exec(text);
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '', half] = parts ?? [];
  if (parts === null) throw new Error(`Not a date of a sheet: ${text}`);
  const two = (digits: string | number): string => String(digits).padStart(2, '0');
  return instant(`${year}-${two(month)}-${two(day)}T${two((Number(hour) % 12) + (half === 'P' ? 12 : 0))}:${minute}:${second}.000Z`);
};

const PLANS: Readonly<Record<string, string>> = { Monthly: 'monthly', Annual: 'annual', Biennial: 'biennial', Triennial: 'triennial', OneTime: 'one_time', None: 'none' };
const SEGMENTS: Readonly<Record<string, string>> = { Commercial: 'commercial', Education: 'education', Government: 'government', Charity: 'nonprofit' };

/** The first instant after the second that it lies in. */
const secondAfter = (at: Instant): Instant => instantFromMillis((Math.floor(toMillis(at) / 1000) + 1) * 1000);

/** A midnight means the whole day, another time its whole second; year 9999 is none. */
const endOf = (text: string): Instant | undefined => {
  const at = dateOf(text);
  if (at.startsWith('9999')) return undefined;
  return at.endsWith('T00:00:00.000Z') ? plusHours(at, 24) : secondAfter(at);
};

/** What has an end counts to its end, the older first; what has none gives way to whatever starts later (docs/decisions/0035-overlapping-prices.md). */
const goesBefore = (one: PriceRow, other: PriceRow): boolean => {
  if ((one.to === undefined) !== (other.to === undefined)) return one.to !== undefined;
  return one.to === undefined ? one.from > other.from : one.from < other.from;
};

const ALWAYS = instant('1970-01-01T00:00:00.000Z');

/** Product and SKU of a promotion's id; the third part is the edition's. */
const nameOf = (promotionId: string): string => promotionId.toUpperCase().split(':').slice(0, 2).join(':');

/** Price sheets as their text says, and promotions: read apart from the app. */
export class PriceSheets {
  private readonly rows = new Map<string, Map<string, PriceRow>>();

  constructor(
    sheets: readonly { readonly text: string }[],
    private readonly promotions: readonly Promotion[],
    /** What stands in no sheet: traditional offers. */
    products: CatalogueExtras['products'] = [],
  ) {
    for (const { text } of sheets) this.read(text);
    for (const { productId, skuId, prices = [] } of products) for (const each of prices) this.add([productId, skuId, each.market, each.currency, each.termDuration, each.billingCycle].join('|'), { price: exactOf(each.unitPrice), segment: each.segment, from: ALWAYS, to: undefined });
  }

  /** The same with another sheet, imported later; these stay as they are. */
  with(text: string): PriceSheets {
    const more = new PriceSheets([], this.promotions);
    for (const [key, rows] of this.rows) more.rows.set(key, new Map(rows));
    more.read(text);
    return more;
  }

  /** @returns undefined: it is not sold then. */
  priceAt(bought: Bought, at: Instant): CyclePrice | undefined {
    const row = this.rowAt(bought, at);
    return row && this.priced(row, bought, at);
  }

  /** The last price at which it was sold before an instant, less a promotion of that instant (SCH-6: a plan that was saved while its offer was sold). */
  lastPriceBefore(bought: Bought, at: Instant): CyclePrice | undefined {
    const ends = this.rowsOf(bought).flatMap(({ to }) => (to !== undefined && to <= at ? [to] : [])).sort();
    const last = ends.at(-1);
    const row = last && this.rowAt(bought, instantFromMillis(toMillis(last) - 1));
    return row && this.priced(row, bought, at);
  }

  /** CAT-5: whether a promotion discounts this plan at an instant. */
  isPromoted({ promotionId, ...bought }: Bought, at: Instant): boolean {
    return promotionId !== undefined && this.discountOf({ ...bought, promotionId }, at) !== undefined;
  }

  /** Editions of one promotion follow each other under one name: the very one while it runs, else the older of those that do (docs/decisions/0226-a-plan-keeps-the-promotion.md). */
  private discountOf({ promotionId = '', market, productId, skuId, termDuration, billingCycle }: Bought, at: Instant): Exact | undefined {
    const running = this.promotions.filter((each) => each.market === market && nameOf(each.id) === nameOf(promotionId) && at >= each.startDate && at < secondAfter(each.endDate));
    const later = (one: Promotion, other: Promotion): number => Number(other.id === promotionId) - Number(one.id === promotionId) || (one.startDate < other.startDate ? -1 : 1);
    const [plan] = running.sort(later).flatMap(({ requiredProducts }) => requiredProducts.filter((each) => each.productId === productId && each.skuId === skuId && each.termDuration === termDuration && each.billingCycle === billingCycle));
    return plan && exactOf(plan.percentDiscount);
  }

  private priced(row: PriceRow, bought: Bought, at: Instant): CyclePrice {
    const list = partOf(row.price, 1, chargesOfTerm(bought.termDuration, bought.billingCycle));
    const discount = bought.promotionId === undefined ? undefined : this.discountOf(bought, at);
    return { list, paid: discount === undefined ? list : product(list, { over: discount.under - discount.over, under: discount.under }) };
  }

  private rowsOf({ productId, skuId, market, currency, termDuration, billingCycle }: Bought): readonly PriceRow[] {
    return [...(this.rows.get(`${productId}|${skuId}|${market}|${currency}|${termDuration}|${billingCycle}`)?.values() ?? [])];
  }

  private rowAt(bought: Bought, at: Instant): PriceRow | undefined {
    for (const segment of bought.segments) {
      const inForce = this.rowsOf(bought).filter((row) => row.segment === segment && row.from <= at && (row.to === undefined || at < row.to));
      const [first] = inForce.sort((one, other) => (goesBefore(one, other) ? -1 : 1));
      if (first !== undefined) return first;
    }
    return undefined;
  }

  private read(text: string): void {
    const [header = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((row) => row !== '');
    const places = new Map(fieldsOf(header).map((name, place) => [name, place]));
    for (const row of rows) {
      const fields = fieldsOf(row);
      const at = (column: string): string => fields[places.get(column) ?? -1] ?? '';
      const from = dateOf(at('EffectiveStartDate'));
      const segment = SEGMENTS[at('Segment')] ?? 'commercial';
      const key = [at('ProductId'), at('SkuId'), at('Market'), at('Currency'), at('TermDuration'), PLANS[at('BillingPlan')]].join('|');
      this.add(key, { price: exactOf(at('UnitPrice')), segment, from, to: endOf(at('EffectiveEndDate')) });
    }
  }

  private add(key: string, row: PriceRow): void {
    const known = this.rows.get(key) ?? new Map<string, PriceRow>();
    this.rows.set(key, known);
    known.set(`${row.segment}|${row.from}`, row);
  }
}
