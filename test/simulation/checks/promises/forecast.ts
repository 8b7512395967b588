import { Decimal } from 'decimal.js';
import { dayOf, lastDayOfMonth, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { mustHold, type Check, type Happened } from '../../engine/check';
import { added, text, type Members } from './members';

interface Shown {
  readonly items: readonly { readonly month: string; readonly currency: string; readonly lines: number; readonly amount: string }[];
  readonly unknown: readonly unknown[];
  readonly dependsOn?: readonly string[];
  readonly links?: { readonly next?: unknown };
}

/** What was foretold of the running month, and what came of it. */
interface Foretold {
  readonly partnerId: string;
  readonly at: Instant;
  /** First instant of the next month. */
  readonly until: Instant;
  readonly items: Shown['items'];
  readonly lines: Members[];
}

const FORECAST = /^\/nextterm\/v1\/forecast\?months=\d+$/;

const foretoldBy = ({ exchanges, at }: Happened): Foretold | undefined => {
  const [exchange] = exchanges;
  if (exchange === undefined || exchanges.length !== 1 || exchange.call.method !== 'GET' || !FORECAST.test(exchange.call.path) || exchange.reply.status !== 200) return undefined;
  const { items, unknown, dependsOn, links } = exchange.reply.body as Shown;
  if (unknown.length > 0 || dependsOn !== undefined || links?.next !== undefined) return undefined;
  const month = dayOf(at).slice(0, 7);
  return { partnerId: exchange.call.caller.tenantId, at, until: startOfDay(plusDays(lastDayOfMonth(dayOf(at)), 1)), items: items.filter((item) => item.month === month), lines: [] };
};

/** TRF-1: transfers that were submitted are carried out by the sweep; the forecast says that they are not in it. */
const movedIn = (changes: Happened['changes']): ReadonlySet<unknown> =>
  new Set(added(changes, 'event|').flatMap(({ subject, facts }) => ((facts as readonly { readonly type: string }[]).some(({ type }) => type === 'SubscriptionReceived' || type === 'SubscriptionTransferred') ? [(subject as { readonly id: string }).id] : [])));

const judge = ({ partnerId, at, until, items, lines }: Foretold): void => {
  const currencies = new Set([...items.map(({ currency }) => currency), ...lines.map(({ currency }) => text(currency))]);
  for (const currency of currencies) {
    const own = lines.filter((line) => line['currency'] === currency);
    const came = own.reduce((sum, { subtotal }) => sum.plus(text(subtotal)), new Decimal(0));
    const item = items.find((each) => each.currency === currency);
    const foretold = `${item?.lines ?? 0} lines of ${new Decimal(item?.amount ?? 0).toFixed(2)} ${currency}`;
    const found = `${own.length} lines of ${came.toFixed(2)} ${currency}`;
    mustHold(foretold === found, 'PRE-3', () => `the forecast of ${partnerId} at ${at} said ${foretold} until ${until}, and there came ${found}: ${own.map(({ id, subtotal }) => `${text(id)} ${text(subtotal)}`).join(', ')}`);
  }
};

/** PRE-3: what the forecast says of the running month is what is charged until its end, where nobody acts and nothing goes wrong. */
export const forecast = (): Check => {
  let asked: Foretold | undefined;
  return {
    name: 'forecast',
    after: (happened, seen) => {
      const { exchanges, changes, at, isFaulty, lateSince } = happened;
      if (exchanges.some(({ call }) => call.method !== 'GET') || isFaulty || lateSince !== undefined) asked = undefined;
      if (asked !== undefined) {
        const { partnerId, until, lines } = asked;
        // What comes at an instant may come in several parts, so the month is over only after its end.
        const moved = movedIn(changes);
        lines.push(...added(changes, 'charge|').filter((line) => line['partnerId'] === partnerId && text(line['orderDate']) < until && !moved.has(line['subscriptionId'])));
        if (at > until) {
          judge(asked);
          seen.proved('PRE-3');
          seen.reach('promise', 'a month as it was foretold');
          asked = undefined;
        }
      }
      asked = foretoldBy(happened) ?? asked;
    },
  };
};
