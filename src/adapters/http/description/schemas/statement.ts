import { z } from 'zod';
import { comingKinds } from '../../../../domain/options/deadlines';
import { reasons } from '../../../../domain/reconciliation/reason';
import { count, currency, decimalText, guid, instant, link, members, month, named, unreadable } from './answerSchema';

const compared = {
  currency,
  lines: count.meta({ description: 'Of this month.' }),
  amount: decimalText.meta({ description: 'This month, before tax; negative of what is given back.' }),
  lastMonth: decimalText.meta({ description: 'The month before, before tax.' }),
  difference: decimalText.meta({ description: 'This month less the last.' }),
};

const reason = z.enum(reasons);

const group = named('StatementGroup', members({ customerId: guid, customerName: z.string(), productId: z.string(), skuId: z.string(), name: z.string(), reason, ...compared }));

const total = named('StatementTotal', members(compared));

/** One page of a month against the one before it. */
export const statement = named(
  'Statement',
  members({
    month,
    status: z.enum(['running', 'closing', 'invoiced']).meta({ description: '`closing`: the month is over, and on no invoice yet.' }),
    lastMonth: month,
    asOf: instant,
    invoices: z.array(z.string()).meta({ description: 'Ids; none before the month is invoiced.' }),
    totals: z.array(total).optional().meta({ description: 'On the first page: by currency.' }),
    reasons: z.array(named('StatementTotalOfReason', members({ reason, ...compared }))).optional().meta({ description: 'On the first page: by reason and currency.' }),
    totalCount: count.meta({ description: 'Of this page.' }),
    items: z.array(group).meta({ description: 'What one customer pays for one product for one reason.' }),
    links: members({ self: link, next: link.optional(), coming: link.optional().meta({ description: 'Where the lines are that will still come; absent once the month is invoiced.' }) }),
    attributes: members({ objectType: z.literal('Collection') }),
    unreadable,
  }),
);

/** A month so far against the one before it. */
export const statementToDate = named(
  'StatementToDate',
  members({
    month,
    status: z.enum(['running', 'closing', 'invoiced']),
    day: count.meta({ description: 'Day of the month to which it is compared, itself included: today, or the last of a month that is over.' }),
    lastMonth: month,
    lastMonthDay: count.meta({ description: 'The same day of the month before; the last where that is shorter.' }),
    asOf: instant,
    totals: z.array(total).meta({ description: 'By currency, both to that day; without usage.' }),
    usage: z.array(total).meta({ description: 'By currency, of both months as a whole, as it stands: usage is of a month, not of a day.' }),
    days: z
      .array(
        named(
          'StatementDay',
          members({
            day: count,
            currency,
            amount: decimalText.optional().meta({ description: 'Of that day; absent where the month has not come to it.' }),
            soFar: decimalText.optional().meta({ description: 'Of the month to the end of that day.' }),
            lastMonth: decimalText.optional().meta({ description: 'Of the same day of the month before; absent where it has none.' }),
            lastMonthSoFar: decimalText.optional(),
          }),
        ),
      )
      .meta({ description: 'By currency and day, without usage; all days of the month before.' }),
    links: members({ self: link }),
    attributes: members({ objectType: z.literal('StatementToDate') }),
    unreadable,
  }),
);

const comingLine = members({
  reason,
  chargeType: z.string(),
  orderDate: instant,
  productId: z.string(),
  skuId: z.string(),
  name: z.string(),
  chargeStartDate: instant,
  chargeEndDate: instant.optional().meta({ description: 'The last day that is charged, itself included.' }),
  unitPrice: decimalText,
  effectiveUnitPrice: decimalText,
  quantity: decimalText,
  amount: decimalText,
  currency,
  pricingCurrency: currency.optional().meta({ description: 'Where it is another.' }),
  exchangeRate: decimalText.optional(),
  referenceId: z.string(),
});

/** A deadline of the month, and the lines that it brings if nobody acts. */
export const comingLines = named(
  'ComingLines',
  members({
    date: instant,
    kind: z.enum(comingKinds),
    customerId: guid,
    customerName: z.string(),
    subscriptionId: guid,
    friendlyName: z.string(),
    isKnown: z.boolean().meta({ description: '`false`: what it brings cannot be known, and there are neither lines nor an amount.' }),
    amount: decimalText.optional(),
    currency: currency.optional(),
    lines: z.array(comingLine).optional(),
    dependsOn: z.array(z.literal('holdings')).optional().meta({ description: 'On what else the customer has by then.' }),
  }),
);
