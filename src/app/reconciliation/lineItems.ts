import { type ChargeLine, chargeLineSchema } from '../../billing/chargeLine';
import { skuKey, type Catalogue } from '../../catalogue/state';
import { type Customer } from '../../customer/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Partner } from '../../partner/state';
import { inMonth, type DailyItem, type LineItem, type Parties, type ProductNames } from '../../reconciliation/lineItem';
import { licenceItem } from '../../reconciliation/licenceItem';
import { dailyMeterItems, meterItems } from '../../reconciliation/meterItems';
import { dailyOverageItems, overageItems } from '../../reconciliation/overageItems';
import { type Subscription } from '../../subscription/state';
import { readAzure } from '../azurePlan/azureBook';
import { customerCharges } from '../command/commerceKeys';
import { readCustomer } from '../customer/customerBook';
import { entryKey, entryPrefix } from '../customer/directoryKeys';
import { directoryEntrySchema } from '../customer/directoryEntry';
import { listOverage } from '../overage/overageBook';
import { type App } from '../ports';
import { listSubscriptions, type Page } from '../subscription/subscriptionBook';
import { callPartition, readCallMonth } from '../calls/callBook';
import { ratesOf, withExchange } from '../meters/meterRates';
import { meterPartition, readMeterMonth } from '../meters/meters';
import { rateCalls } from '../calls/rating';

/** Which lines are asked for: of one calendar month in UTC, in one currency. */
export interface LineQuestion {
  /** First day of the month. */
  readonly month: CalendarDate;
  readonly currency: string;
}

/** Where a page goes on: in a customer, in the one or the other part of its lines, after what was given last. */
interface Position {
  readonly customerId: string;
  readonly part: 'licences' | 'usage';
  /** Key of a charge row; of usage how many lines were given. */
  readonly after: string | number;
}

const customersAtOnce = 50;
const chargesAtOnce = 500;
/** Rows that one page looks at, at most: beyond it a page ends, whatever it holds. */
const mostLookedAt = 5000;

const partiesOf = ({ tenantId, name, partnerId, currency }: Partner, { id, name: customerName, domain, country }: Customer): Parties => ({
  partner: { tenantId, name, partnerId, currency },
  customer: { id, name: customerName, domain, country },
});

const namesOf = ({ productId, skuId }: ChargeLine, subscription: Subscription | undefined, { items }: Catalogue): ProductNames & { readonly isAddOn: boolean } => {
  const sku = items.get(skuKey(productId, skuId))?.sku;
  const { title = productId, publisherName = '' } = subscription?.offer ?? {};
  return { productName: sku?.productTitle ?? title, skuName: sku?.title ?? title, publisherName: sku?.publisherName ?? publisherName, isAddOn: (sku?.prerequisiteSkus.length ?? 0) > 0 };
};

/** A step of the walk: a line, or only that something was looked at. `next`: where to go on after it. */
interface Step<T> {
  readonly item?: T;
  readonly looked: number;
  readonly next: Position;
}

type Walk<T> = AsyncGenerator<Step<T>, void, undefined>;

/** A customer's licence lines of the month, in order of their keys. */
async function* licences(app: App, partner: Partner, customer: Customer, { month, currency }: LineQuestion, from: string): Walk<LineItem> {
  let continuation: string | undefined;
  let known: { readonly subscriptions: ReadonlyMap<string, Subscription>; readonly catalogue: Catalogue } | undefined;
  const parties = partiesOf(partner, customer);
  do {
    const page = await app.commerce.list(customer.id, { prefix: customerCharges, limit: chargesAtOnce, ...(from !== '' && { after: from }), ...(continuation !== undefined && { continuation }) });
    for (const { key: after, value } of page.rows) {
      const line = chargeLineSchema.parse(value);
      const next: Position = { customerId: customer.id, part: 'licences', after };
      if (line.partnerId !== partner.tenantId || line.currency !== currency || !inMonth(line.orderDate, month)) {
        yield { looked: 1, next };
        continue;
      }
      known ??= { subscriptions: new Map((await listSubscriptions(app.commerce, customer.id)).map((each) => [each.id, each])), catalogue: await app.catalogueOf(customer.country) };
      const subscription = known.subscriptions.get(line.subscriptionId);
      const { isAddOn, ...names } = namesOf(line, subscription, known.catalogue);
      yield { item: licenceItem(line, parties, names, subscription, isAddOn), looked: 1, next };
    }
    continuation = page.continuation;
  } while (continuation !== undefined);
}

interface Usage {
  readonly monthly: readonly LineItem[];
  readonly daily: readonly DailyItem[];
}

/** All of a customer's usage that the partner is charged for: closed, as it was rated for good; open, as it stands. */
const usageOf = async (app: App, partner: Partner, customer: Customer, { month }: LineQuestion): Promise<Usage> => {
  const azure = await readAzure(app.commerce, customer.id);
  if (!azure.subscriptions.some(({ partnerId }) => partnerId === partner.tenantId)) return { monthly: [], daily: [] };
  const now = app.clock.now();
  const parties = partiesOf(partner, customer);
  const [meters, overages, catalogue] = await Promise.all([readMeterMonth(app.usage, meterPartition(customer.id, month)), listOverage(app.commerce, customer.id), app.catalogueOf(customer.country)]);
  const monthly: LineItem[] = [];
  const daily: DailyItem[] = [];
  if (meters !== undefined) {
    const { value: metered } = meters;
    const rates = metered.rates ?? (await withExchange(app, ratesOf(metered, customer, azure, catalogue), month));
    monthly.push(...meterItems(metered, rates, parties, metered.closedAt ?? now));
    daily.push(...dailyMeterItems(metered, rates, parties));
  }
  for (const { value: { service } } of overages) {
    const calls = (await readCallMonth(app.usage, callPartition(customer.id, service, month)))?.value;
    if (calls === undefined) continue;
    const rated = calls.rated ?? (await rateCalls(app, calls, now));
    monthly.push(...overageItems(calls, rated, parties, azure.subscriptions, calls.closedAt ?? now));
    daily.push(...dailyOverageItems(calls, rated, parties, azure.subscriptions));
  }
  return { monthly, daily };
};

async function* given<T extends { readonly currency: string }>(customerId: string, items: readonly T[], currency: string, from: number): Walk<T> {
  const own = items.filter((item) => item.currency === currency);
  for (const [index, item] of own.entries()) if (index >= from) yield { item, looked: 1, next: { customerId, part: 'usage', after: index + 1 } };
}

/** The lines of one customer from a position on. */
type OfCustomer<T> = (customer: Customer, from: Position) => Walk<T>;

/** Customers that the partner has or had, by their ids. @param after those behind this one. */
async function* customerIds(directory: PartitionStore, partnerTenantId: string, after: string | undefined): AsyncGenerator<string, void, undefined> {
  let continuation: string | undefined;
  do {
    const page = await directory.list(partnerTenantId, { prefix: entryPrefix, limit: customersAtOnce, ...(after !== undefined && { after: entryKey(after) }), ...(continuation !== undefined && { continuation }) });
    for (const { value } of page.rows) yield directoryEntrySchema.parse(value).customerId;
    continuation = page.continuation;
  } while (continuation !== undefined);
}

/** Nothing of a customer is left. */
const DONE = Number.MAX_SAFE_INTEGER;

/** Each customer is read only once it is its turn. */
async function* walk<T>(app: App, partner: Partner, from: Position | undefined, ofCustomer: OfCustomer<T>): Walk<T> {
  async function* one(begin: Position): Walk<T> {
    const customer = await readCustomer(app.commerce, begin.customerId);
    if (customer !== undefined) yield* ofCustomer(customer.value, begin);
    yield { looked: 1, next: { customerId: begin.customerId, part: 'usage', after: DONE } };
  }
  if (from !== undefined) yield* one(from);
  for await (const customerId of customerIds(app.directory, partner.tenantId, from?.customerId)) yield* one({ customerId, part: 'licences', after: '' });
}

const pageOf = async <T>(steps: Walk<T>, limit: number): Promise<Page<T>> => {
  const items: T[] = [];
  let looked = 0;
  for await (const { item, looked: more, next } of steps) {
    looked += more;
    if (item !== undefined) items.push(item);
    if (items.length === limit || looked >= mostLookedAt) return { items, continuation: JSON.stringify(next) };
  }
  return { items };
};

const positionOf = (continuation: string | undefined): Position | undefined => (continuation === undefined ? undefined : (JSON.parse(continuation) as Position));

/**
 * BIL-4: the partner's lines of a month over all its customers, in order of customer, then licences by their lines, then usage: none twice, none missing, however the pages fall. A page may hold
 * fewer lines than asked for while there are more.
 */
export const billingLineItems = (app: App, partner: Partner, question: LineQuestion) => (limit: number, continuation?: string): Promise<Page<LineItem>> => {
  async function* ofCustomer(customer: Customer, { part, after }: Position): Walk<LineItem> {
    if (part === 'licences') yield* licences(app, partner, customer, question, String(after));
    const from = part === 'usage' ? Number(after) : 0;
    if (from < DONE) yield* given(customer.id, (await usageOf(app, partner, customer, question)).monthly, question.currency, from);
  }
  return pageOf(walk(app, partner, positionOf(continuation), ofCustomer), limit);
};

/** AZP-4, OVG-7: its daily rated usage, likewise. @param credited only rows with earned credit, or only those without. */
export const dailyLineItems = (app: App, partner: Partner, question: LineQuestion, credited: boolean | undefined) => (limit: number, continuation?: string): Promise<Page<DailyItem>> => {
  async function* ofCustomer(customer: Customer, { part, after }: Position): Walk<DailyItem> {
    const from = part === 'usage' ? Number(after) : 0;
    if (from === DONE) return;
    const { daily } = await usageOf(app, partner, customer, question);
    const asked = credited === undefined ? daily : daily.filter(({ earnedCreditPercent }) => earnedCreditPercent > 0 === credited);
    yield* given(customer.id, asked, question.currency, from);
  }
  return pageOf(walk(app, partner, positionOf(continuation), ofCustomer), limit);
};
