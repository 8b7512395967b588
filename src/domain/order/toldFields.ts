import { changedFields, type ChangedFields, type ToldFields } from '../../kernel/changedFields';
import { type Order } from './state';

const fieldsOf = ({ status, billingCycle, totalPrice, currency, lines }: Order) => ({
  status,
  billingCycle,
  totalPrice,
  currency,
  /** How many it has. */
  lineItems: lines.length,
  /** ORD-9: numbers of those that were cancelled through it. */
  cancelledLineItems: lines.filter(({ quantity }) => quantity === 0).map(({ lineItemNumber }) => lineItemNumber),
}) satisfies ToldFields;

export type OrderField = keyof ReturnType<typeof fieldsOf>;

/** AUD-2: what of an order changed, with both values; its subscriptions tell of themselves. @param before undefined: it was placed just now. */
export const changedOfOrder = (before: Order | undefined, after: Order): ChangedFields => changedFields(before && fieldsOf(before), fieldsOf(after));
