import { type ChargeLine } from '../../domain/billing/chargeLine';
import { skuKey, type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Partner } from '../../domain/parties/partner/state';
import { inMonth, type DailyItem, type LineItem, type Parties, type ProductNames } from '../../domain/reconciliation/lineItem';
import { licenceItem } from '../../domain/reconciliation/licenceItem';
import { dailyMeterItems, meterItems } from '../../domain/reconciliation/meterItems';
import { dailyOverageItems, overageItems } from '../../domain/reconciliation/overageItems';
import { type Subscription } from '../../domain/subscription/state';
import { readAzure } from '../azurePlan/azureBook';
import { callPartition, readCallMonth } from '../calls/callBook';
import { rateCalls } from '../calls/rating';
import { customerCharges } from '../command/commerceKeys';
import { ratesOf, withExchange } from '../meters/meterRates';
import { meterPartition, readMeterMonth } from '../meters/meters';
import { listOverage } from '../overage/overageBook';
import { type App } from '../ports';
import { chargeRows, readableSubscriptions } from '../subscription/subscriptionBook';
import { type Position, type Walk } from './walk';

/** Which lines are asked for: of one calendar month in UTC, in one currency. */
export interface LineQuestion {
  /** First day of the month. */
  readonly month: CalendarDate;
  readonly currency: string;
}

const chargesAtOnce = 500;

const partiesOf = ({ tenantId, name, partnerId, currency }: Partner, { id, name: customerName, domain, country }: Customer): Parties => ({
  partner: { tenantId, name, partnerId, currency },
  customer: { id, name: customerName, domain, country },
});

const namesOf = ({ productId, skuId }: ChargeLine, subscription: Subscription | undefined, { items }: Catalogue): ProductNames & { readonly isAddOn: boolean } => {
  const sku = items.get(skuKey(productId, skuId))?.sku;
  const { title = productId, publisherName = '' } = subscription?.offer ?? {};
  return { productName: sku?.productTitle ?? title, skuName: sku?.title ?? title, publisherName: sku?.publisherName ?? publisherName, isAddOn: (sku?.prerequisiteSkus.length ?? 0) > 0 };
};

/** A customer's licence lines of the month, in order of their keys. */
export async function* licences(app: App, partner: Partner, customer: Customer, { month, currency }: LineQuestion, from: string): Walk<LineItem> {
  let continuation: string | undefined;
  let before: Position = { customerId: customer.id, part: 'licences', after: from };
  let known: { readonly subscriptions: ReadonlyMap<string, Subscription>; readonly catalogue: Catalogue } | undefined;
  const parties = partiesOf(partner, customer);
  do {
    const page = await app.commerce.list(customer.id, { prefix: customerCharges, limit: chargesAtOnce, ...(from !== '' && { after: from }), ...(continuation !== undefined && { continuation }) });
    for (const row of page.rows) {
      const next: Position = { customerId: customer.id, part: 'licences', after: row.key };
      const { items, unreadable } = chargeRows.readable([row]);
      const [line] = items;
      if (line === undefined) {
        yield { unreadable, looked: 1, next };
        continue;
      }
      if (line.partnerId !== partner.tenantId || line.currency !== currency || !inMonth(line.orderDate, month)) {
        yield { looked: 1, next };
        continue;
      }
      if (known === undefined) {
        const held = await readableSubscriptions(app.commerce, customer.id);
        known = { subscriptions: new Map(held.items.map((each) => [each.id, each])), catalogue: await app.catalogueOf(customer.country) };
        // A line whose subscription cannot be read is told by what the catalogue calls it.
        if (held.unreadable.length > 0) yield { unreadable: held.unreadable, looked: 1, next: before };
      }
      const subscription = known.subscriptions.get(line.subscriptionId);
      const { isAddOn, ...names } = namesOf(line, subscription, known.catalogue);
      yield { item: licenceItem(line, parties, names, subscription, isAddOn), looked: 1, next };
      before = next;
    }
    continuation = page.continuation;
  } while (continuation !== undefined);
}

export interface Usage {
  readonly monthly: readonly LineItem[];
  readonly daily: readonly DailyItem[];
}

/** All of a customer's usage that the partner is charged for: closed, as it was rated for good; open, as it stands. */
export const usageOf = async (app: App, partner: Partner, customer: Customer, { month }: LineQuestion): Promise<Usage> => {
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

/** Of usage, which is made all at once, what was not given before. @param from how many were. */
export async function* given<T extends { readonly currency: string }>(customerId: string, items: readonly T[], currency: string, from: number): Walk<T> {
  const own = items.filter((item) => item.currency === currency);
  for (const [index, item] of own.entries()) if (index >= from) yield { item, looked: 1, next: { customerId, part: 'usage', after: index + 1 } };
}
