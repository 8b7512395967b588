import { minutePrice } from '../../domain/catalogue/minutePrice';
import { type Catalogue } from '../../domain/catalogue/state';
import { dayOf, lastDayOfMonth, type CalendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { allowanceOf, type Brought } from '../../domain/usage/overage/allowance';
import { lapseOverage } from '../../domain/usage/overage/assign';
import { broughtByLines, cameRunning, mayHaveBrought, paidElsewhere, type PaidLicences } from '../../domain/usage/overage/broughtInMonth';
import { callsOf, type CallMonth } from '../../domain/usage/overage/callMonth';
import { movedOnce } from '../../domain/usage/overage/movedOnce';
import { rateMonth, type Allowances, type MinutePrice, type RatedMonth } from '../../domain/usage/overage/rateMonth';
import { type Overage } from '../../domain/usage/overage/state';
import { arrivalsOf } from '../../domain/subscription/moved';
import { type Subscription } from '../../domain/subscription/state';
import { chargeRows } from '../subscription/subscriptionBook';
import { allRows } from '../allRows';
import { chargePrefix } from '../command/commerceKeys';
import { readCustomer } from '../customer/customerBook';
import { readOrder } from '../order/orderBook';
import { readOverage } from '../overage/overageBook';
import { listSubscriptions } from '../subscription/subscriptionBook';
import { type ClosePorts } from '../usage/closing';

type RatingPorts = Pick<ClosePorts, 'commerce' | 'catalogueOf' | 'payerByTenant'>;

/** A subscription's lines; of one that came running with what was paid for elsewhere, as its order says. */
const linesOf = async (commerce: PartitionStore, subscription: Subscription): Promise<readonly PaidLicences[]> => {
  const { id, customerId, orderId } = subscription;
  const lines = (await allRows(commerce, customerId, chargePrefix(id))).map((row) => chargeRows.read(row));
  const bought = cameRunning(subscription, lines) ? (await readOrder(commerce, customerId, orderId))?.lines.find(({ subscriptionId }) => subscriptionId === id) : undefined;
  const elsewhere = bought === undefined ? [] : [paidElsewhere(subscription, { productId: bought.offer.productId, skuId: bought.offer.skuId, quantity: bought.quantity }, lines)];
  return [...elsewhere, ...lines];
};

const touching = (lines: readonly PaidLicences[], month: CalendarDate): readonly PaidLicences[] => lines.filter(({ chargeStart, chargeEnd }) => chargeStart <= lastDayOfMonth(month) && chargeEnd >= month);

const pricesOf = async (ports: RatingPorts, catalogue: Catalogue, { service, charged }: Overage): Promise<ReadonlyMap<string, MinutePrice>> => {
  const prices = new Map<string, MinutePrice>();
  for (const tenantId of new Set(charged.flatMap(({ to }) => to?.partnerId ?? []))) {
    const currency = (await ports.payerByTenant(tenantId))?.currency;
    const unitPrice = currency === undefined ? undefined : minutePrice(catalogue, service, currency);
    if (currency !== undefined && unitPrice !== undefined) prices.set(tenantId, { unitPrice, currency });
  }
  return prices;
};

/** OVG-6: the month as it stands at `now`, from what the customer holds and who takes its overage. */
export const rateCalls = async (ports: RatingPorts, calls: CallMonth, now: Instant): Promise<RatedMonth> => {
  const { customerId, service, month } = calls;
  const [customer, overage, subscriptions] = await Promise.all([readCustomer(ports.commerce, customerId), readOverage(ports.commerce, customerId, service), listSubscriptions(ports.commerce, customerId)]);
  const catalogue = await ports.catalogueOf(customer?.value.country ?? '');
  const bringing = mayHaveBrought(subscriptions, service, catalogue, month);
  const paid = await Promise.all(bringing.map(async (subscription) => ({ subscription, lines: await linesOf(ports.commerce, subscription) })));
  const broughtIn = (subscription: Subscription, lines: readonly PaidLicences[]): readonly Brought[] => broughtByLines(subscription, touching(lines, month), service, catalogue);
  const brought = paid.flatMap(({ subscription, lines }) => broughtIn(subscription, lines).map((own) => ({ partnerId: subscription.partnerId, ...own })));
  const arrivals = arrivalsOf(subscriptions);
  const once = paid.flatMap(({ subscription, lines }) => broughtIn(subscription, movedOnce(subscription, lines, arrivals)));
  const until = dayOf(now);
  const allowances: Allowances = {
    all: allowanceOf(once, month, until),
    of: new Map([...groupBy(brought, ({ partnerId }) => partnerId)].map(([partnerId, own]) => [partnerId, allowanceOf(own, month, until)])),
  };
  // Whether or not the sweep was there yet: who sells the service no longer is charged no longer.
  const standing = lapseOverage({ overage: overage?.value, handover: undefined, subscriptions }, now)?.overage ?? overage?.value;
  const prices = standing === undefined ? new Map<string, MinutePrice>() : await pricesOf(ports, catalogue, standing);
  return rateMonth(callsOf(calls), allowances, standing?.charged ?? [], (partnerId) => prices.get(partnerId));
};
