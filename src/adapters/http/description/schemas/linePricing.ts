import { z } from 'zod';
import { members, named } from './answerSchema';

const amount = z.number().nonnegative();

/** Of a line of a cart or order. */
export const linePricing = named(
  'LinePricing',
  members({
    listPrice: amount,
    discountedPrice: amount.meta({ description: 'After the promotion.' }),
    proratedPrice: amount.meta({ description: 'Of the first charge cycle, which a custom end date may shorten.' }),
    price: amount,
    extendedPrice: amount.meta({ description: 'Of the whole quantity over the whole term.' }),
  }).meta({ description: 'Per unit and charge cycle unless it says otherwise, before tax, in the currency of the line.' }),
);
