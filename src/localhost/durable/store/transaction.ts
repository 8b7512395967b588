/** Operations of an entity group transaction. */
export const LONGEST_TRANSACTION = 100;

/** Characters of the texts in one: it holds 4 MiB, and a quotation mark takes two of them. */
export const LARGEST_TRANSACTION = 1_900_000;
