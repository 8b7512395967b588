import { z } from 'zod';
import { count, currency, decimalText, instant, members, named } from './answerSchema';

export const atRisk = named(
  'AtRisk',
  members({
    action: z.enum(['cancel', 'reduceSeats']),
    through: z.enum(['subscription', 'order']).meta({ description: 'Where that is asked for: software is given back through its order.' }),
    quantity: count.meta({ description: 'Seats that would come off.' }),
    until: instant.meta({ description: 'From then on less comes back, or nothing.' }),
    amount: decimalText.meta({ description: 'What would be given back now; positive.' }),
    currency,
  }),
);
