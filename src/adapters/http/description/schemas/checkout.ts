import { z } from 'zod';
import { attributesOf, count, currency, members, named } from './answerSchema';
import { linePricing } from './linePricing';
import { order } from './order';
import { writtenBeside } from './preview';

const priced = members({ pricing: linePricing, promotionId: z.string().optional() });

const priceChange = named(
  'PriceChange',
  members({
    lineItemId: count,
    risen: z.boolean(),
    currencyCode: currency,
    shown: priced.meta({ description: 'As the cart was read last.' }),
    now: priced.meta({ description: 'As it is bought.' }),
  }),
);

const shape = {
  orders: z.array(order),
  orderErrors: z.array(members({ orderGroupId: z.string(), code: z.number().int(), description: z.string() })).optional().meta({ description: 'Groups of lines that were not bought; absent where all were.' }),
  priceChanges: z.array(priceChange).optional(),
  ...writtenBeside,
  attributes: attributesOf('CartCheckoutResult'),
};

export const checkoutResult = named('CartCheckoutResult', members(shape));

export const previewedCheckout = named('PreviewedCheckout', members({ ...shape, acceptPrices: z.literal('required').optional().meta({ description: 'The call would be refused without `acceptPrices=true`: something costs more than was shown.' }) }));
