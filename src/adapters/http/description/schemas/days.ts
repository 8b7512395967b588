import { instant } from './answerSchema';

/** A whole day as the contract prints it in members that end in `Date`. */
export const midnight = instant.meta({ description: 'A whole day in UTC, as the midnight that begins it.' });

/** The same day in the twin member that ends in `DateTime`. */
export const lastSecond = instant.meta({ description: 'A whole day in UTC, as its last second.' });
