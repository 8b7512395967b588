import { type CalendarDate } from '../../../../src/kernel/calendarDate';
import { plusHours, type Instant } from '../../../../src/kernel/instant';

/** Seats that came together, and until when, exclusive, they may go again, and until when with everything given back. */
export interface Batch {
  readonly seats: number;
  readonly addedAt: Instant;
  /** First day that they are charged for. */
  readonly from: CalendarDate;
  readonly closesAt: Instant;
  readonly wholeUntil: Instant;
}

const WEEK = 168;
const DAY = 24;
const FORTNIGHT = 14 * DAY;
const PERPETUAL = 30 * DAY;

/** CAN-1, CAN-3, SUB-5, CAN-4, CAN-5, ORD-9: hours in which seats may go again, and in which everything comes back. */
const hoursOf = (kind: string, billingCycle: string): { readonly open: number; readonly whole: number } => {
  switch (kind) {
    case 'software':
      return { open: WEEK, whole: 0 };
    case 'perpetual':
      return { open: PERPETUAL, whole: PERPETUAL };
    case 'saas':
    case 'meteredSaas': {
      const open = billingCycle === 'monthly' ? DAY : FORTNIGHT;
      return { open, whole: open };
    }
    default:
      return { open: WEEK, whole: DAY };
  }
};

export const batchOf = (kind: string, billingCycle: string, seats: number, addedAt: Instant, from: CalendarDate): Batch => {
  const { open, whole } = hoursOf(kind, billingCycle);
  return { seats, addedAt, from, closesAt: plusHours(addedAt, open), wholeUntil: plusHours(addedAt, whole) };
};

/** Those that may still go, the earliest deadline first (SUB-3). */
export const openAt = (batches: readonly Batch[], now: Instant): readonly Batch[] =>
  batches.filter(({ closesAt }) => now < closesAt).sort((one, other) => (one.closesAt === other.closesAt ? (one.addedAt < other.addedAt ? -1 : 1) : one.closesAt < other.closesAt ? -1 : 1));

/** Takes seats off batches in their order. */
export const taken = (batches: readonly Batch[], seats: number): { readonly used: readonly Batch[]; readonly left: readonly Batch[] } => {
  const [used, left]: [Batch[], Batch[]] = [[], []];
  let wanted = seats;
  for (const batch of batches) {
    const go = Math.min(wanted, batch.seats);
    wanted -= go;
    if (go > 0) used.push({ ...batch, seats: go });
    if (go < batch.seats) left.push({ ...batch, seats: batch.seats - go });
  }
  return { used, left };
};
