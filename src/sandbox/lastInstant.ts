/**
 * The last position of a virtual clock, in ms since 1970. Instants are written with a year of four digits, and what is decided on that day still needs the years
 * behind it: the longest term has three, and what follows it a few months.
 */
export const LAST_INSTANT = Date.UTC(9989, 11, 31, 23, 59, 59, 999);

export const BEYOND_LAST_INSTANT = 'The clock ends with the year 9989, so that what begins then can end before the year 10000.';
