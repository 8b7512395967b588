import { calendarDate, dayOf, plusDays, plusMonths, type CalendarDate } from '../../../src/kernel/calendarDate';
import { plusHours } from '../../../src/kernel/instant';
import { type MeterLine } from '../../../src/domain/usage/meters/meterMonth';
import { type OverageLine } from '../../../src/domain/usage/overage/callMonth';
import { mustHold, type Check, type Exchange, type Seen } from '../engine/check';
import { coinsOf, cutTo, exactOf, isSamePrice, partOf, product, sumOf, writtenCoins, writtenPrice, NOTHING, type Exact } from '../model/money/exact';

/** A reading or a call as clients report it. */
interface Report {
  readonly reportId?: string;
  readonly azureSubscriptionId?: string;
  readonly subscriptionId?: string;
  readonly meterId?: string;
  readonly service?: string;
  readonly date?: string;
  readonly quantity?: string | number;
  readonly minutes?: number;
}

interface Outcome {
  readonly items?: readonly { readonly status: string }[];
}

/** Of 100, partner earned credit leaves so many (AZP-4). */
const CREDITED_PERCENT = 85;

const USAGE = /^\/nextterm\/v1\/customers\/([^/?]+)\/usage$/;

/** Until the sixth a month takes late reports. */
const CLOSES_AFTER_DAYS = 5;
/** What went wrong has been made good by then. */
const LATE_HOURS = 48;

/** The latest month that is closed, `2026-03`. */
const monthOver = (day: CalendarDate): string => {
  const closed = plusDays(day, -CLOSES_AFTER_DAYS).slice(0, 7);
  return plusMonths(calendarDate(`${closed}-01`), -1).slice(0, 7);
};

/** Calls have no meter. */
const isOfCalls = (key: string): boolean => key.split('|').length === 3;

/** What was charged for is what was reported and taken, each report once, at the published price. */
export const moneyUsage = (): Check => {
  /** Of one customer, month and meter of something; or service. */
  const reported = new Map<string, Exact>();
  const charged = new Map<string, Exact>();

  const add = (to: Map<string, Exact>, key: string, quantity: Exact): void => void to.set(key, sumOf(to.get(key) ?? NOTHING, quantity));

  /** Reports that were taken, by whose they are. */
  const taken = new Set<string>();

  const hear = ({ call, reply }: Exchange, seen: Seen): void => {
    const customerId = USAGE.exec(call.path)?.[1]?.toLowerCase();
    if (customerId === undefined || call.method !== 'POST' || reply.status !== 200) return;
    const reports = (call.body as { readonly reports?: readonly Report[] } | undefined)?.reports ?? [];
    const outcomes = (reply.body as Outcome).items ?? [];
    for (const [index, { reportId, azureSubscriptionId, subscriptionId, meterId, service, date, quantity, minutes }] of reports.entries()) {
      const status = outcomes[index]?.status;
      if (status === undefined || status === 'refused') continue;
      const key = [customerId, String(date).slice(0, 7), service ?? `${azureSubscriptionId ?? subscriptionId ?? ''}|${meterId?.toLowerCase() ?? ''}`].join('|');
      const id = [service === undefined ? (azureSubscriptionId ?? subscriptionId ?? '') : call.caller.tenantId, key, String(reportId)].join('|');
      // A duplicate of one that nobody was told of was taken by an attempt whose answer was lost.
      if (!taken.has(id)) add(reported, key, exactOf(String(quantity ?? minutes ?? 0)));
      else mustHold(status === 'duplicate', 'OVG-6', () => `${id} was taken twice`);
      taken.add(id);
      seen.reach('money followed', service === undefined ? 'reading' : 'call');
    }
  };

  const isPriced = ({ meterId, unitPrice, currency }: MeterLine, { world }: Seen): boolean =>
    world.extras.products.some(({ meters = [] }) => meters.some((meter) => meter.meterId.toLowerCase() === meterId.toLowerCase() && meter.currency === currency && meter.tiers.some((tier) => isSamePrice(exactOf(tier.unitPrice), exactOf(unitPrice)))));

  const meterLine = (line: MeterLine, seen: Seen): void => {
    const { id, customerId, chargeStart, currency, quantity, unitPrice, subtotal, azureSubscriptionId, subscriptionId, meterId } = line;
    mustHold(isPriced(line, seen), 'AZP-4', () => `${id} of ${customerId} is charged ${unitPrice} ${currency}, which is no price of ${meterId}`);
    const [most, coins] = [cutTo(currency, product(exactOf(unitPrice), exactOf(quantity))), coinsOf(currency, subtotal)];
    const least = cutTo(currency, partOf(product(exactOf(unitPrice), exactOf(quantity)), CREDITED_PERCENT, 100));
    mustHold(coins !== undefined && least <= coins && coins <= most, 'AZP-4', () => `${id} of ${customerId}: ${quantity} × ${unitPrice} was charged ${subtotal}, and not ${writtenCoins(currency, least)} to ${writtenCoins(currency, most)}`);
    add(charged, [customerId, chargeStart.slice(0, 7), `${azureSubscriptionId ?? subscriptionId ?? ''}|${meterId.toLowerCase()}`].join('|'), exactOf(quantity));
    seen.proved('AZP-4');
  };

  const overageLine = (line: OverageLine, seen: Seen): void => {
    const { id, customerId, service, chargeStart, currency, quantity, unitPrice, subtotal } = line;
    const isPublished = seen.world.extras.products.some(({ overage }) => overage?.minutePrices?.some((price) => price.currency === currency && isSamePrice(exactOf(price.unitPrice), exactOf(unitPrice))) === true);
    mustHold(isPublished, 'OVG-6', () => `${id} of ${customerId} is charged ${unitPrice} ${currency} a minute, which is not published`);
    const due = cutTo(currency, partOf(exactOf(unitPrice), quantity));
    mustHold(coinsOf(currency, subtotal) === due, 'OVG-6', () => `${id} of ${customerId}: ${quantity} × ${unitPrice} was charged ${subtotal}, and not ${writtenCoins(currency, due)}`);
    add(charged, [customerId, chargeStart.slice(0, 7), service].join('|'), exactOf(String(quantity)));
    seen.proved('OVG-6');
  };

  return {
    name: 'usage is charged as it was reported',
    after: ({ exchanges, changes }, seen) => {
      for (const exchange of exchanges) hear(exchange, seen);
      for (const { table, key, before, after } of changes) {
        if (table !== 'Commerce' || !/^(azure|saas|overage)charge\|/.test(key)) continue;
        mustHold(after !== undefined && (before === undefined || JSON.stringify(before) === JSON.stringify(after)), 'BIL-1', () => `${key} was ${after === undefined ? 'taken away' : 'written otherwise'}`);
        if (before !== undefined) continue;
        if (key.startsWith('overage')) overageLine(after as unknown as OverageLine, seen);
        else meterLine(after as unknown as MeterLine, seen);
      }
    },
    settled: (seen) => {
      for (const [key, quantity] of charged) {
        const known = reported.get(key) ?? NOTHING;
        const isCall = isOfCalls(key);
        // Of calls what is within the allowance, or blocked, is not charged.
        const holds = isCall ? known.over * quantity.under >= quantity.over * known.under : isSamePrice(known, quantity);
        mustHold(holds, isCall ? 'OVG-6' : 'AZP-4', () => `${key}: ${writtenPrice(known)} were reported, and ${writtenPrice(quantity)} charged`);
      }
      const over = monthOver(dayOf(plusHours(seen.installation.now(), -LATE_HOURS)));
      for (const [key, quantity] of reported) mustHold(isOfCalls(key) || quantity.over === 0n || charged.has(key) || String(key.split('|')[1]) > over, 'AZP-4', () => `${key}: ${writtenPrice(quantity)} were reported, and nothing was charged`);
    },
  };
};
