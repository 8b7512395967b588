import * as fc from 'fast-check';
import { Settings } from 'luxon';
import { type ChargeLine } from '../../../../src/domain/billing/chargeLine';
import { dayOf, plusDays } from '../../../../src/kernel/calendarDate';
import { instant, plusHours, type Instant } from '../../../../src/kernel/instant';
import { lineAmount, negated, sumOf } from '../../../../src/kernel/money';
import { newCommerce, type Policy } from '../../../../src/domain/policy/policy';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { purchase } from '../../../../src/domain/subscription/purchase';
import { type PurchaseSubscription } from '../../../../src/domain/subscription/purchaseCommand';
import { decided, order } from '../bought';
import { carryOutDue, live } from './life';

/** The invariants of billing that hold for any life. A failure prints seed and path of the example; `fc.assert(…, { seed, path })` repeats it. */

const policies = fc.constantFrom<Policy>(newCommerce, { ...newCommerce, name: 'unit-down', rounding: 'UNIT_DOWN' });
const instants = fc.nat(11 * 365 * 24).map((hours): Instant => plusHours(instant('2019-01-01T00:30:00Z'), hours));
const prices = fc.integer({ min: 0, max: 500_000 }).map((cents) => (cents / 100).toFixed(2));
const commands = fc
  .record({
    sold: fc.constantFrom(
      { termDuration: 'P1M', billingCycle: 'monthly' } as const,
      { termDuration: 'P1Y', billingCycle: 'monthly' } as const,
      { termDuration: 'P1Y', billingCycle: 'annual' } as const,
      { termDuration: 'P3Y', billingCycle: 'annual' } as const,
    ),
    cyclePrice: prices,
    quantity: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ sold, cyclePrice, quantity }): PurchaseSubscription => ({ ...order, ...sold, cyclePrice, quantity }));
const steps = fc.array(fc.record({ hours: fc.integer({ min: 0, max: 400 }), seats: fc.integer({ min: -20, max: 20 }), swept: fc.boolean() }), { maxLength: 12 });

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const totalOf = (lines: readonly ChargeLine[]): string => sumOf(lines.map((line) => line.subtotal));

test('§13.6 [BIL-1] [BIL-3] the seats reconstructed from the lines are the seats held', () => {
  fc.assert(
    fc.property(commands, instants, steps, policies, (command, boughtAt, life, policy) => {
      const { subscription, lines, now } = live(command, boughtAt, life, policy);
      const day = dayOf(now);
      const seats = lines
        .filter((line) => line.chargeStart <= day && day <= line.chargeEnd)
        .reduce((sum, line) => sum + (line.sign ?? Number.NaN) * line.quantity, 0);
      expect(seats).toBe(subscription.quantity);
      for (const { sign, subtotal } of lines) expect([Number(subtotal) * (sign ?? 0) >= 0, subtotal]).toEqual([true, subtotal]);
    }),
  );
});

test('[BIL-1] every line has an id of its own, and amounts never exceed price times quantity', () => {
  fc.assert(
    fc.property(commands, instants, steps, policies, (command, boughtAt, life, policy) => {
      const { lines } = live(command, boughtAt, life, policy);
      expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
      for (const line of lines) {
        expect(Math.abs(cents(line.subtotal))).toBeLessThanOrEqual(cents(line.unitPrice) * line.quantity);
        expect(line.billableDays).toBeLessThanOrEqual(line.cycleDays);
      }
    }),
  );
});

test('§13.2 [BIL-3] wiped and recreated differ by the seats times the price, up to a cent, or up to a cent a seat', () => {
  fc.assert(
    fc.property(commands, instants, fc.integer({ min: 1, max: 100 }), fc.nat(27 * 24), policies, (command, boughtAt, seats, hours, policy) => {
      const first = decided(purchase(command, policy, boughtAt)).subscription;
      const pair = decided(applyPatch({ quantity: command.quantity + seats }, first, policy, plusHours(boughtAt, hours))).charges;
      const exact = Number(pair[1]?.effectiveUnitPrice) * seats * 100;
      const tolerance = policy.rounding === 'LINE_DOWN' ? 1 : seats;
      expect(Math.abs(cents(sumOf(pair.map((line) => line.subtotal))) - exact)).toBeLessThanOrEqual(tolerance + 1e-6);
    }),
  );
});

test('§13.3 [SUB-5] seats added and removed on the same day net to nothing', () => {
  fc.assert(
    fc.property(commands, instants, fc.integer({ min: 1, max: 100 }), fc.nat(20), policies, (command, boughtAt, seats, days, policy) => {
      const first = decided(purchase(command, policy, boughtAt)).subscription;
      // After the purchase's own window, so that the seats added are the ones removed.
      const addedAt = plusHours(boughtAt, 168 + 24 * (days % 18));
      const added = decided(applyPatch({ quantity: command.quantity + seats }, first, policy, addedAt));
      const removed = decided(applyPatch({ quantity: command.quantity }, added.subscription, policy, addedAt));
      expect(Number(sumOf([...added.charges, ...removed.charges].map((line) => line.subtotal)))).toBe(0);
      expect({ ...removed.subscription, version: 1 }).toEqual({ ...first, batches: [] });
    }),
  );
});

/** A life that is cancelled in its window, with the changes of seats before; those of its last 24 hours can be left out. */
const cancelled = fc.record({
  early: fc.array(fc.record({ hours: fc.integer({ min: 1, max: 30 }), seats: fc.integer({ min: -9, max: 9 }) }), { maxLength: 4 }),
  late: fc.array(fc.record({ hours: fc.integer({ min: 0, max: 5 }), seats: fc.integer({ min: -9, max: 9 }) }), { minLength: 1, maxLength: 4 }),
});

test('[SUB-5] [CAN-1] what was added in the last 24 hours and goes with a cancellation costs exactly nothing, whatever was taken off meanwhile', () => {
  fc.assert(
    fc.property(commands, instants, cancelled, policies, (command, boughtAt, { early, late }, policy) => {
      const endAt = (steps: readonly { readonly hours: number; readonly seats: number }[]): string => {
        const first = decided(purchase({ ...command, offer: { ...order.offer, maximumQuantity: 1000 }, quantity: command.quantity + 100 }, policy, boughtAt));
        let { subscription } = first;
        const lines = [...first.charges];
        let now = boughtAt;
        for (const { hours, seats } of steps) {
          now = plusHours(now, hours);
          const outcome = decided(applyPatch({ quantity: subscription.quantity + seats }, subscription, policy, now));
          subscription = outcome.subscription;
          lines.push(...outcome.charges);
        }
        return totalOf([...lines, ...decided(applyPatch({ status: 'deleted' }, subscription, policy, plusHours(now, 3))).charges]);
      };
      // 30 × 4 hours, then at most 20, and 3: within 168. The purchase's batch is the first to go and large enough for all that is taken off.
      const without = late.map((step) => ({ ...step, seats: Math.min(0, step.seats) }));
      expect(Number(endAt([...early, ...late]))).toBe(Number(endAt([...early, ...without])));
    }),
  );
});

test('[SUB-5] bought, changed and cancelled within 24 hours: the lines add up to nothing, over midnight too', () => {
  fc.assert(
    fc.property(commands, instants, fc.array(fc.record({ hours: fc.integer({ min: 0, max: 5 }), seats: fc.integer({ min: -30, max: 30 }) }), { maxLength: 4 }), policies, (command, boughtAt, steps, policy) => {
      const { subscription, lines, now } = live(command, boughtAt, steps.map((step) => ({ ...step, swept: true })), policy);
      const end = decided(applyPatch({ status: 'deleted' }, subscription, policy, plusHours(now, 3)));
      expect(Number(totalOf([...lines, ...end.charges]))).toBe(0);
    }),
  );
});

test('[SUB-5] seats added on several days and all taken off within 24 hours of the first leave the total that was, over the end of a cycle too', () => {
  fc.assert(
    fc.property(commands, instants, fc.integer({ min: 200, max: 800 }), fc.array(fc.record({ hours: fc.integer({ min: 0, max: 7 }), seats: fc.integer({ min: 1, max: 30 }) }), { minLength: 1, maxLength: 3 }), policies, (command, boughtAt, after, adds, policy) => {
      fc.pre(command.termDuration !== 'P1M' && command.quantity + 90 <= 300);
      const steps = (grow: boolean) => [
        { hours: after, seats: 0, swept: true },
        ...adds.map(({ hours, seats }) => ({ hours, seats: grow ? seats : 0, swept: true })),
        { hours: 2, seats: grow ? -adds.reduce((sum, { seats }) => sum + seats, 0) : 0, swept: true },
      ];
      const [changed, plain] = [live(command, boughtAt, steps(true), policy), live(command, boughtAt, steps(false), policy)];
      expect(changed.subscription.quantity).toBe(command.quantity);
      expect(Number(totalOf(changed.lines))).toBe(Number(totalOf(plain.lines)));
    }),
  );
});

test('§13.4 [SUB-5] the refund of a whole line is that line negated, to the cent', () => {
  fc.assert(
    fc.property(prices, fc.integer({ min: 1, max: 10_000 }), policies, fc.constantFrom(28, 29, 30, 31, 365, 366), (price, quantity, { rounding }, days) => {
      const share = { days, cycleDays: days };
      const charged = lineAmount(price, share, quantity, 'EUR', rounding);
      expect(Number(sumOf([charged, lineAmount(negated(price), share, quantity, 'EUR', rounding)]))).toBe(0);
    }),
  );
});

test('§13.7 [REN-7] late runs make the lines that punctual ones make', () => {
  fc.assert(
    fc.property(commands, instants, fc.integer({ min: 1, max: 400 }), (command, boughtAt, days) => {
      const end = plusHours(boughtAt, 24 * days);
      const daily = Array.from({ length: days }, () => ({ hours: 24, seats: 0, swept: true }));
      const punctual = live(command, boughtAt, daily, newCommerce);
      const late = carryOutDue({ ...live(command, boughtAt, [], newCommerce), now: end }, newCommerce);
      expect(late.lines).toEqual(punctual.lines);
      expect(carryOutDue(late, newCommerce)).toEqual(late);
    }),
    { numRuns: 50 },
  );
});

test('§13.8 a full year billed monthly is twelve equal lines, whatever the month lengths', () => {
  fc.assert(
    fc.property(instants, prices, fc.integer({ min: 1, max: 300 }), policies, (boughtAt, cyclePrice, quantity, policy) => {
      const first = decided(purchase({ ...order, termDuration: 'P1Y', cyclePrice, quantity }, policy, boughtAt));
      const lastDay = instant(`${first.subscription.term.end}T23:59:59.999Z`);
      const { lines } = carryOutDue({ subscription: first.subscription, lines: first.charges, now: lastDay }, policy);
      expect(lines.map((line) => line.chargeType)).toEqual(['new', ...Array.from({ length: 11 }, () => 'cycleCharge')]);
      expect(new Set(lines.map((line) => line.subtotal))).toEqual(new Set([first.charges[0]?.subtotal]));
      expect(lines.every((line, index) => line.chargeStart === (index === 0 ? line.termStart : plusDays(lines[index - 1]?.chargeEnd ?? line.termEnd, 1)))).toBe(true);
    }),
  );
});

describe('§13.9 nothing depends on the zone of the host', () => {
  afterEach(() => {
    Settings.defaultZone = 'system';
  });

  test('not even over a change to or from daylight saving time', () => {
    fc.assert(
      fc.property(commands, instants, steps, fc.constantFrom('America/New_York', 'Pacific/Kiritimati', 'Europe/Berlin', 'Australia/Lord_Howe'), (command, boughtAt, life, zone) => {
        Settings.defaultZone = 'utc';
        const expected = live(command, boughtAt, life, newCommerce);
        Settings.defaultZone = zone;
        expect(live(command, boughtAt, life, newCommerce)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });
});
