import { seatsCharged, type ChargeLine } from '../../billing/chargeLine';
import { lastDayOfMonth, plusDays, type CalendarDate } from '../../../kernel/calendarDate';

/** What is charged for one subscription that brings minutes. */
export interface Brought {
  readonly minutesPerLicence: number;
  /** Its charge lines that touch the month, the oldest first. */
  readonly lines: readonly Pick<ChargeLine, 'chargeType' | 'sign' | 'effectiveUnitPrice' | 'quantity' | 'chargeStart' | 'chargeEnd'>[];
}

export interface Allowance {
  readonly licences: number;
  readonly minutes: number;
}

/** Licences charged for on a day. */
const licencesOn = ({ lines }: Brought, day: CalendarDate): number => Math.max(0, seatsCharged(lines, day));

const on = (brought: readonly Brought[], day: CalendarDate): Allowance => {
  const licences = brought.map((each) => licencesOn(each, day));
  return { licences: licences.reduce((sum, each) => sum + each, 0), minutes: licences.reduce((sum, each, index) => sum + each * (brought[index]?.minutesPerLicence ?? 0), 0) };
};

/**
 * OVG-6: the minutes a customer has in a month: licences × allowance, over all partners, of the day on which that was highest. A licence bought on the last day brings
 * its whole month; one given back does not take away what it brought.
 * Doubt: no page says which day counts; the customer gets the benefit.
 * @param month its first day. @param until the last day that counts; the month's own, at the latest.
 */
export const allowanceOf = (brought: readonly Brought[], month: CalendarDate, until: CalendarDate): Allowance => {
  const last = lastDayOfMonth(month);
  let highest: Allowance = { licences: 0, minutes: 0 };
  for (let day = month; day <= until && day <= last; day = plusDays(day, 1)) {
    const allowance = on(brought, day);
    if (allowance.minutes > highest.minutes) highest = allowance;
  }
  return highest;
};
