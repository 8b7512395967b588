import { type ChargeLine } from '../../../src/domain/billing/chargeLine';
import { type Subscription } from '../../../src/domain/subscription/state';
import { dayOf, plusDays, type CalendarDate } from '../../../src/kernel/calendarDate';
import { type Instant } from '../../../src/kernel/instant';
import { mustHold, type Check, type Seen } from '../engine/check';
import { type RowChange } from '../engine/recorder';
import { toldFound } from '../model/money/chargedLine';
import { coinsOf, writtenCoins } from '../model/money/exact';

/** Lines of one subscription, with what they come to by the day on which the cycle that they are of ends. */
interface Book {
  readonly lines: ChargeLine[];
  readonly byCycle: Map<CalendarDate, bigint>;
  readonly references: Set<string>;
  /** The last day of the cycle that was charged last. */
  charged: CalendarDate | undefined;
}

/** Lines that pay for a cycle from its first day on. */
const OF_CYCLES = new Set(['new', 'renew', 'cycleCharge', 'changeBillingPlan', 'Cycle fee', 'Prorate fees when purchase', 'Prorate fee when renew']);
/** Lines that follow the cycle before without a day between. */
const FOLLOWING = new Set(['renew', 'cycleCharge', 'changeBillingPlan', 'Prorate fee when renew']);

const signed = ({ sign = 1, quantity }: ChargeLine): number => sign * quantity;

/** Seats charged for on a day. */
const chargedOn = (lines: readonly ChargeLine[], day: CalendarDate): number => lines.reduce((sum, line) => (line.chargeStart <= day && day <= line.chargeEnd ? sum + signed(line) : sum), 0);

/** What of a subscription is charged for on the days to come: suspended licences are (SUS-1), traditional ones are not (MIG-2). */
const heldFor = ({ status, quantity, kind }: Pick<Subscription, 'status' | 'quantity' | 'kind'>): number => {
  if (status === 'active') return quantity;
  return status === 'suspended' && kind !== 'traditional' && kind !== 'traditionalAddOn' ? quantity : 0;
};

/** What one commit wrote of subscriptions and of their lines. */
interface Written {
  readonly rows: Subscription[];
  readonly lines: ChargeLine[];
  /** CAN-6: an operator said what comes back. */
  isGranted: boolean;
}

const writtenOf = (changes: readonly RowChange[]): readonly Written[] => {
  const commits = new Map<number, Written>();
  for (const { table, key, before, after, commit } of changes) {
    if (table !== 'Commerce' || !/^(charge|subscription|support)\|/.test(key)) continue;
    const written = commits.get(commit) ?? { rows: [], lines: [], isGranted: false };
    commits.set(commit, written);
    if (key.startsWith('support|')) written.isGranted ||= after?.['status'] === 'granted';
    else if (key.startsWith('subscription|')) written.rows.push(...(after === undefined ? [] : [after as unknown as Subscription]));
    else {
      mustHold(before === undefined && after !== undefined, 'BIL-1', () => `${key} was ${after === undefined ? 'taken away' : 'written again'}`);
      written.lines.push(after as unknown as ChargeLine);
    }
  }
  return [...commits.values()];
};

/** What must hold of a line by itself. @returns what it comes to, in the smallest coins */
const coinsOfLine = ({ id, subscriptionId, currency, subtotal, quantity, sign, chargeStart, chargeEnd, termStart, termEnd }: ChargeLine): bigint => {
  mustHold(/^[0-9a-f-]{36}\|\d{8}\|\d{3}$/.test(id) && id.startsWith(`${subscriptionId}|`), 'BIL-1', () => `${id} is no id of a line of ${subscriptionId}`);
  const coins = coinsOf(currency, subtotal);
  mustHold(coins !== undefined, 'BIL-5', () => `${id}: ${subtotal} is no amount in ${currency}`);
  mustHold(quantity > 0 && (sign === 1 ? coins >= 0n : sign === -1 && coins <= 0n), 'BIL-1', () => `${id}: ${quantity} with the sign ${String(sign)} cost ${subtotal}`);
  mustHold(termStart <= chargeStart && chargeStart <= chargeEnd && chargeEnd <= termEnd, 'BIL-1', () => `${id} pays for ${chargeStart}…${chargeEnd} of a term of ${termStart}…${termEnd}`);
  return coins;
};

/** Cycles follow each other day by day, and each is charged once. */
const joins = (book: Book, { id, chargeType, referenceId, chargeStart, chargeEnd }: ChargeLine): void => {
  const { charged, references } = book;
  if (OF_CYCLES.has(chargeType)) {
    mustHold(!references.has(referenceId), 'BIL-1', () => `${id}: ${referenceId} is charged twice`);
    references.add(referenceId);
  }
  if (FOLLOWING.has(chargeType)) mustHold(charged === undefined || chargeStart === plusDays(charged, 1), 'BIL-1', () => `${id} begins on ${chargeStart}, and ${String(charged)} was the last day that was charged`);
  if (OF_CYCLES.has(chargeType) || chargeType === 'convert') book.charged = chargeEnd;
};

/** What must hold of charge lines whatever they are of, by the rows alone. */
export const moneySums = (): Check => {
  const books = new Map<string, Book>();

  const take = (line: ChargeLine): void => {
    const { subscriptionId, chargeEnd, sign } = line;
    const book = books.get(subscriptionId) ?? { lines: [], byCycle: new Map<CalendarDate, bigint>(), references: new Set<string>(), charged: undefined };
    books.set(subscriptionId, book);
    book.byCycle.set(chargeEnd, (book.byCycle.get(chargeEnd) ?? 0n) + coinsOfLine(line));
    if (sign === 1) joins(book, line);
    book.lines.push(line);
  };

  /** @param lines that were written with it */
  const follow = (row: Subscription, lines: readonly ChargeLine[], isGranted: boolean, at: Instant, seen: Seen): void => {
    const book = books.get(row.id);
    if (book === undefined || lines.length === 0) return;
    for (const cycle of new Set(lines.map(({ chargeEnd }) => chargeEnd))) {
      const sum = book.byCycle.get(cycle) ?? 0n;
      mustHold(sum >= 0n, isGranted ? 'CAN-6' : 'BIL-3', () => `${row.id} at ${at}: the cycle to ${cycle} was charged ${writtenCoins(row.currency, sum)} in all: ${book.lines.filter(({ chargeEnd }) => chargeEnd === cycle).map(toldFound).join(' and ')}`);
    }
    // From tomorrow on, as both partners of a transfer have their part of today. What an operator grants is no number of days.
    const tomorrow = plusDays(dayOf(at), 1);
    const days = isGranted ? [] : [tomorrow, row.cycle.end].filter((day) => tomorrow <= day && row.cycle.start <= day && day <= row.cycle.end);
    for (const day of days) {
      const [held, charged] = [heldFor(row), chargedOn(book.lines, day)];
      mustHold(held === charged, 'BIL-1', () => `${row.id} at ${at}: ${held} licences are held on ${day}, and ${charged} are charged for`);
    }
    seen.proved(lines.some(({ sign }) => sign === -1) ? 'BIL-3' : 'BIL-1');
  };

  return {
    name: 'charges join, add up and never change',
    after: ({ changes, at }, seen) => {
      for (const { rows, lines, isGranted } of writtenOf(changes)) {
        for (const line of lines) take(line);
        for (const row of rows) follow(row, lines.filter(({ subscriptionId }) => subscriptionId === row.id), isGranted, at, seen);
      }
    },
  };
};
