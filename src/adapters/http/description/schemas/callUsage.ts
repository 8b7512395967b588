import { z } from 'zod';
import { reportProblems } from '../../resources/usage';
import { attributesOf, count, currency, day, decimalText, guid, instant, members, month, named } from './answerSchema';

const date = day.meta({ description: 'UTC.' });
const minutes = count.meta({ description: 'Minutes.' });

/** A month of calls, of a service, to date or closed. */
export const overageUsage = named(
  'OverageUsage',
  members({
    customerId: guid,
    service: z.string(),
    month,
    status: z.enum(['open', 'closed']),
    closesAt: instant.meta({ description: 'From then on no report of the month is taken.' }),
    closedAt: instant.optional(),
    licences: count,
    allowedMinutes: count.meta({ description: 'What the licences bring.' }),
    usedMinutes: count,
    remainingMinutes: count.meta({ description: 'Of what is allowed.' }),
    chargedMinutes: count,
    blockedMinutes: count.meta({ description: 'Beyond the allowance, and charged to nobody.' }),
    days: z.array(
      members({
        date,
        minutes,
        includedMinutes: count,
        chargedMinutes: count,
        blockedMinutes: count,
        azureSubscriptionId: guid.optional().meta({ description: 'Which is charged; shown to whose it is, and to the operator.' }),
      }),
    ),
    charges: z
      .array(members({ chargeType: z.literal('overage'), azureSubscriptionId: guid, resellerOfRecord: z.string().optional(), quantity: minutes, unitPrice: decimalText, subtotal: decimalText, currency }))
      .meta({ description: 'A partner sees its own, the operator all, the customer none.' }),
    user: members({ usedMinutes: count, days: z.array(members({ date, minutes })) }).optional().meta({ description: 'The calls of the user that was asked for.' }),
    attributes: attributesOf('OverageUsage'),
  }),
);

export const usageReportOutcome = named(
  'UsageReportOutcome',
  members({
    totalCount: count,
    accepted: count,
    duplicate: count.meta({ description: 'Lines that had been taken before; they count once.' }),
    refused: count,
    items: z.array(
      members({
        index: count.meta({ description: 'Of the line in the report, from 0.' }),
        reportId: z.string().optional(),
        status: z.enum(['accepted', 'duplicate', 'refused']),
        reason: z.enum(reportProblems).optional(),
        description: z.string().optional(),
      }),
    ),
    attributes: attributesOf('UsageReportOutcome'),
  }),
);

export const call = named('CallReport', members({ reportId: z.string(), service: z.string(), userId: z.string(), date, minutes, subscriptionId: guid.optional() }));
