import { minutePrice } from '../../domain/catalogue/minutePrice';
import { dayOf, lastDayOfMonth, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { allowanceOf, type Brought } from '../../domain/usage/overage/allowance';
import { lapseOverage } from '../../domain/usage/overage/assign';
import { callsOf, type CallMonth } from '../../domain/usage/overage/callMonth';
import { broughtBy } from '../../domain/usage/overage/enabling';
import { rateMonth, type Allowances, type MinutePrice, type RatedMonth } from '../../domain/usage/overage/rateMonth';
import { type Overage } from '../../domain/usage/overage/state';
import { policyAt } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { chargeRows } from '../subscription/subscriptionBook';
import { allRows } from '../allRows';
import { chargePrefix } from '../command/commerceKeys';
import { readCustomer } from '../customer/customerBook';
import { readOverage } from '../overage/overageBook';
import { listSubscriptions } from '../subscription/subscriptionBook';
import { type ClosePorts } from '../usage/closing';

type RatingPorts = Pick<ClosePorts, 'commerce' | 'policies' | 'catalogueOf' | 'payerByTenant'>;

/** What a subscription brings to the month: its lines that touch it. */
const broughtIn = async (commerce: PartitionStore, { id, customerId, offer }: Subscription, month: CalendarDate): Promise<Brought> => {
  const rows = await allRows(commerce, customerId, chargePrefix(id));
  const lines = rows.map((row) => chargeRows.read(row));
  return { minutesPerLicence: broughtBy(offer)?.minutesPerLicence ?? 0, lines: lines.filter((line) => line.chargeStart <= lastDayOfMonth(month) && line.chargeEnd >= month) };
};

const pricesOf = async (ports: RatingPorts, country: string, { service, charged }: Overage): Promise<ReadonlyMap<string, MinutePrice>> => {
  const catalogue = await ports.catalogueOf(country);
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
  const enabling = subscriptions.filter(({ offer }) => broughtBy(offer)?.service === service);
  const brought = await Promise.all(enabling.map(async (subscription) => ({ partnerId: subscription.partnerId, ...(await broughtIn(ports.commerce, subscription, month)) })));
  const until = dayOf(now);
  const allowances: Allowances = {
    all: allowanceOf(brought, month, until),
    of: new Map([...groupBy(brought, ({ partnerId }) => partnerId)].map(([partnerId, own]) => [partnerId, allowanceOf(own, month, until)])),
  };
  // Whether or not the sweep was there yet: who sells the service no longer is charged no longer.
  const standing = lapseOverage({ overage: overage?.value, handover: undefined, subscriptions }, now)?.overage ?? overage?.value;
  const prices = standing === undefined ? new Map<string, MinutePrice>() : await pricesOf(ports, customer?.value.country ?? '', standing);
  const { rounding } = policyAt(ports.policies, startOfDay(month));
  return rateMonth(callsOf(calls), allowances, standing?.charged ?? [], (partnerId) => prices.get(partnerId), rounding);
};
