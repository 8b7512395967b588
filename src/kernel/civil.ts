/** A day of the proleptic Gregorian calendar; `month` and `day` count from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ZERO = '0'.charCodeAt(0);
const DAYS_OF_400_YEARS = 146_097;
/** From 0000-03-01, where the count of 400-year eras begins, to 1970-01-01. */
const DAYS_TO_EPOCH = 719_468;

/**
 * Days since 1970-01-01. Whole-number arithmetic, since one renewal takes some fifty calendar steps and a date library needs microseconds for each.
 * The year is counted from March, so that the leap day is its last. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export const dayNumber = ({ year, month, day }: CivilDate): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - DAYS_TO_EPOCH;
};

/** The inverse of {@link dayNumber}; source: the same, civil_from_days. */
export const civilDate = (number: number): CivilDate => {
  const days = number + DAYS_TO_EPOCH;
  const era = Math.floor(days / DAYS_OF_400_YEARS);
  const dayOfEra = days - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
};

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const daysOfMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** Whether a year is one that dates are written with: wider texts would no longer sort. */
export const hasFourDigits = (year: number): boolean => year >= 0 && year <= 9999;

/** `2026-01-31`. @throws RangeError outside the years 0 to 9999: a wider text would no longer sort. */
export const civilText = ({ year, month, day }: CivilDate): string => {
  if (!hasFourDigits(year)) throw new RangeError(`The year ${year} does not fit in four digits`);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
};

/** The number of the two digits that begin there. By their codes, as one renewal reads some fifty days, and a text cut in pieces takes five times as long. */
export const twoDigits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;

/** Of a text that begins with `yyyy-MM-dd` in digits. */
export const civilOf = (text: string): CivilDate => ({ year: twoDigits(text, 0) * 100 + twoDigits(text, 2), month: twoDigits(text, 5), day: twoDigits(text, 8) });

export const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Whether a text that begins with `yyyy-MM-dd` in digits begins with a day of the calendar. */
export const namesDay = (text: string): boolean => {
  const { year, month, day } = civilOf(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
};
