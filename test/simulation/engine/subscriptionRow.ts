import { subscriptionSchema, type Subscription } from '../../../src/domain/subscription/state';

const read = new WeakMap<object, Subscription>();

/** A subscription by its row; parsed once, as clients and several checks read the same rows. */
export const subscriptionOf = (row: Record<string, unknown>): Subscription => {
  const known = read.get(row);
  if (known !== undefined) return known;
  const parsed = subscriptionSchema.parse(row);
  read.set(row, parsed);
  return parsed;
};
