import { type CalendarDate } from '../../kernel/calendarDate';

/** A day as the contract prints it in members that end in `Date`: midnight that begins it, standing for the whole day. */
export const dayAtMidnight = (day: CalendarDate): string => `${day}T00:00:00Z`;

/** The same day in the twin member that ends in `DateTime`: its last second. */
export const dayAtLastSecond = (day: CalendarDate): string => `${day}T23:59:59Z`;
