import { z } from 'zod';
import { type Policy } from '../../../../domain/policy/policy';
import { attributesOf, count, country, day, instant, members, named } from './answerSchema';

const oneOf = <Value extends string>(...values: readonly Value[]) => z.enum(values);

/** The numbers and choices of a seller that hold from an instant on. */
export const policy = named(
  'Policy',
  members({
    name: z.string(),
    status: z.enum(['in_force', 'ahead', 'over', 'kept']).meta({ description: '`kept`: only for terms that began under it.' }),
    effectiveFrom: instant.meta({ description: 'Included; it holds until the next one begins.' }),
    windowHours: count.meta({ description: 'In which added seats can be taken off and a term cancelled.' }),
    windowHoursByMarket: z.record(country, count),
    fullRefundHours: count.meta({ description: 'In which a refund is everything that was charged.' }),
    saasWindowHours: members({ monthly: count, longer: count }).meta({ description: 'The same window of ISV SaaS, by its billing cycle.' }),
    perpetualWindowDays: count.optional().meta({ description: 'The window of perpetual software; 30 if absent.' }),
    autoRenewOff: z
      .discriminatedUnion('meaning', [
        members({ meaning: z.literal('expires') }),
        members({ meaning: z.literal('extendedServiceTerm'), forTermsEndingFrom: day, percentOverMonthlyTerm: z.number(), percentOverEndedTerm: z.number() }),
      ])
      .meta({ description: 'What follows the end of a term with auto-renew off.' }),
    retentionDays: members({ expired: count, disabled: count }).meta({ description: 'How long a subscription that ended with its term is expired, and then disabled.' }),
    rounding: oneOf<Policy['rounding']>('LINE_DOWN', 'UNIT_DOWN').meta({ description: 'What is cut to the currency: the line, or the price of one unit.' }),
    billingPlanProration: oneOf<Policy['billingPlanProration']>('MONTHS_LEFT', 'DAYS_LEFT').meta({ description: 'How the first annual charge after monthly ones is cut.' }),
    cartLifeDays: count,
    subscriptionsPerCustomer: count.optional().meta({ description: 'Over all partners; no limit if absent.' }),
    overageSetUp: oneOf<Policy['overageSetUp']>('onPurchase', 'explicit').meta({ description: 'Whether buying what brings minutes sets overage up, or a partner has to ask for it.' }),
    handoverDays: count,
    transferDays: count,
    usageClosesAfterDays: count.meta({ description: 'After the end of a month.' }),
    callMinutesPerUserAndDay: count,
    attributes: attributesOf('Policy'),
  }),
);
