import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { monthSchema } from '../../src/adapters/http/usageReport';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { explainUsage } from '../../src/app/reconciliation/explainUsage';
import { explainCharge, type ChargeNumber } from '../../src/app/subscription/explainCharge';
import { listedSubscription } from '../../src/app/subscription/listedSubscription';
import { theApp } from '../../src/wiring/wiring';
import { calendarDate } from '../../src/kernel/calendarDate';
import { failure, success } from '../../src/kernel/result';

/** `e2a5c1b8-…|00000003|001` as lists have it, or without the subscription: `00000003|001`, `3.1`. */
const LICENCE_LINE = /^([\da-f-]{36}\|)?0*[1-9]\d{0,7}[|.]0*[1-9]\d{0,2}$/i;
/** `d03b8c5e-…|a2ef72d7-…|0` of meters, with the first day of its price where it has one; `PhoneServices|2026-03|d03b8c5e-…` of overage. */
const USAGE_LINE = /^[\w.-]{1,100}\|[\w.-]{1,100}\|[\w.-]{1,100}(\|[\w.-]{1,100})?$/;
/** The month that a line of overage names. */
const OVERAGE_MONTH = /^[^|]*\|((?!9999)\d{4}-(?:0[1-9]|1[0-2]))\|/;

const lineIdSchema = z.string().refine((id) => LICENCE_LINE.test(id) || USAGE_LINE.test(id), 'must be the id of a charge line');

interface Named extends ChargeNumber {
  readonly of: string;
}

const numbered = (lineId: string, subscriptionId: string): Named | undefined => {
  if (!LICENCE_LINE.test(lineId)) return undefined;
  const [number = '', version = '', of = subscriptionId] = lineId.split(/[|.]/).toReversed();
  return { of: of.toLowerCase(), version: Number(version), number: Number(number) };
};

route({
  name: 'explainCharge',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges/{lineId}/explain',
  permission: 'charges.read',
  params: { lineId: lineIdSchema },
  query: z.object({ month: monthSchema.optional() }),
  handle: async ({ params: { customerId, subscriptionId, lineId }, query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const listed = await listedSubscription(app, partner.value.tenantId, customerId, subscriptionId);
    if (!listed.ok) return listed;
    if (listed.value.kind !== 'azurePlan') {
      const line = numbered(lineId, subscriptionId);
      if (line === undefined) return failure({ kind: 'UsageLineNotFound', subscriptionId, lineId });
      if (query.month !== undefined) return failure({ kind: 'InputInvalid', problems: ['month: the line of a licence is named by its id alone'] });
      const { of, version, number } = line;
      if (of !== subscriptionId) return failure({ kind: 'ChargeLineNotFound', subscriptionId, version, number });
      const explained = await explainCharge(app, partner.value.tenantId, customerId, subscriptionId, line);
      return explained.ok ? success({ status: 200, body: explained.value }) : explained;
    }
    if (!USAGE_LINE.test(lineId)) return failure({ kind: 'UsageLineNotFound', subscriptionId, lineId });
    const named = OVERAGE_MONTH.exec(lineId)?.[1];
    const month = query.month ?? (named === undefined ? undefined : calendarDate(`${named}-01`));
    if (month === undefined) return failure({ kind: 'InputInvalid', problems: ['month: a line of metered use is named by its id and the month in which it was used, as 2026-03'] });
    const explained = await explainUsage(app, partner.value, listed.value.plan, { id: lineId, month });
    return explained.ok ? success({ status: 200, body: explained.value }) : explained;
  },
});
