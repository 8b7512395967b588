/** A row's value as it is stored, before anybody parsed it. */
export type StoredValue = Readonly<Record<string, unknown>>;

/**
 * Makes of a row's value one of the next schema version. Pure, and total: it is given whatever is stored, also what is damaged, and hands on what it does not understand, for the schema to refuse. Members that it does not know stay.
 */
export type RowStep = (value: StoredValue) => StoredValue;
