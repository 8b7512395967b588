import { z } from 'zod';
import { happenings } from '../../../../domain/forecast/foretoldLines';
import { notForetold, unknownReasons } from '../../resources/forecast';
import { count, currency, day, decimalText, extendedCollectionOf, guid, instant, members, month, named } from './answerSchema';

const sums = {
  currency,
  lines: count.meta({ description: 'As it stands: what is planned is carried out.' }),
  amount: decimalText.meta({ description: 'As it stands, before tax.' }),
  linesWithoutPlans: count,
  amountWithoutPlans: decimalText.meta({ description: 'If all that is planned were taken away now.' }),
};

const forecastMonth = named('ForecastMonth', members({ month, ...sums, happenings: z.array(members({ what: z.enum(happenings), ...sums })) }));

/** One part of what the coming months will charge. */
export const forecast = named(
  'Forecast',
  extendedCollectionOf(forecastMonth, {
    asOf: instant.meta({ description: 'When prices, and what customers have, were looked at.' }),
    until: instant.meta({ description: 'Excluded: the first instant behind the last month.' }),
    customers: count.meta({ description: 'Of this part.' }),
    subscriptions: count.meta({ description: 'Of this part.' }),
    renewals: z.array(members({ date: day, ...sums })).meta({ description: 'Terms that begin by themselves, by day: a line of each, and what is charged on that day.' }),
    unknown: z.array(members({ customerId: guid, subscriptionId: guid, friendlyName: z.string(), from: instant, reason: z.enum(unknownReasons) })).meta({ description: 'What is not in the sums from an instant on, and why.' }),
    notIncluded: z.array(z.enum(notForetold)).meta({ description: 'What nobody knows beforehand.' }),
    dependsOn: z.array(z.literal('holdings')).optional().meta({ description: 'Some of it: on what else a customer has by then.' }),
  }),
);
