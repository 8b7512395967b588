import { z } from 'zod';
import { type Answer } from '../../src/adapters/http/respond';
import { route } from '../../src/adapters/http/route';
import { monthSchema } from '../../src/adapters/http/usageReport';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { type App } from '../../src/app/ports';
import { explainDimensionUse, explainUsage } from '../../src/app/reconciliation/explainUsage';
import { type Refusal } from '../../src/app/refusals';
import { explainCharge, type ChargeNumber } from '../../src/app/subscription/explainCharge';
import { listedSubscription, type ListedSubscription } from '../../src/app/subscription/listedSubscription';
import { type AzurePlan } from '../../src/domain/azurePlan/state';
import { type Partner } from '../../src/domain/parties/partner/state';
import { kindOf } from '../../src/domain/subscription/kinds/table';
import { type Subscription } from '../../src/domain/subscription/state';
import { theApp } from '../../src/wiring/wiring';
import { calendarDate, type CalendarDate } from '../../src/kernel/calendarDate';
import { failure, success, type Result } from '../../src/kernel/result';

/** `e2a5c1b8-…|00000003|001` as lists have it, or without the subscription: `00000003|001`, `3.1`. */
const LICENCE_LINE = /^([\da-f-]{36}\|)?0*[1-9]\d{0,7}[|.]0*[1-9]\d{0,2}$/i;
/** `d03b8c5e-…|a2ef72d7-…|0` of meters, with the first day of its price where it has one; `PhoneServices|2026-03|d03b8c5e-…` of overage. */
const USAGE_LINE = /^[^|]{1,100}\|[^|]{1,100}\|[^|]{1,100}(\|[^|]{1,100})?$/;
/** The month that a line of overage names. */
const OVERAGE_MONTH = /^[^|]*\|((?!9999)\d{4}-(?:0[1-9]|1[0-2]))\|/;

const lineIdSchema = z.string().refine((id) => LICENCE_LINE.test(id) || USAGE_LINE.test(id), 'must be the id of a charge line').meta({ description: 'As lists of charges have it; of a licence also as `version.number`.' });

interface Named extends ChargeNumber {
  readonly of: string;
}

const numbered = (lineId: string, subscriptionId: string): Named | undefined => {
  if (!LICENCE_LINE.test(lineId)) return undefined;
  const [number = '', version = '', of = subscriptionId] = lineId.split(/[|.]/).toReversed();
  return { of: of.toLowerCase(), version: Number(version), number: Number(number) };
};

type Answered = Promise<Result<Answer, Refusal>>;

const answered = async (explained: Promise<Result<object, Refusal>>): Answered => {
  const result = await explained;
  return result.ok ? success({ status: 200, body: result.value }) : result;
};

type Used = { readonly plan: AzurePlan } | { readonly metered: Subscription };

/** Of what was used, lines are named by their month too, where their id does not say it. */
const usageAnswer = async (app: App, partner: Partner, used: Used, lineId: string, asked: CalendarDate | undefined): Answered => {
  const subscriptionId = 'plan' in used ? used.plan.id : used.metered.id;
  if (!USAGE_LINE.test(lineId)) return failure({ kind: 'UsageLineNotFound', subscriptionId, lineId });
  const named = OVERAGE_MONTH.exec(lineId)?.[1];
  const month = asked ?? (named === undefined ? undefined : calendarDate(`${named}-01`));
  if (month === undefined) return failure({ kind: 'InputInvalid', problems: ['month: a line of metered use is named by its id and the month in which it was used, as 2026-03'] });
  const name = { id: lineId, month };
  return answered('plan' in used ? explainUsage(app, partner, used.plan, name) : explainDimensionUse(app, partner, used.metered, name));
};

const licenceAnswer = async (app: App, partner: Partner, customerId: string, subscriptionId: string, lineId: string, month: CalendarDate | undefined): Answered => {
  const line = numbered(lineId, subscriptionId);
  if (line === undefined) return failure({ kind: 'UsageLineNotFound', subscriptionId, lineId });
  if (month !== undefined) return failure({ kind: 'InputInvalid', problems: ['month: the line of a licence is named by its id alone'] });
  const { of, version, number } = line;
  if (of !== subscriptionId) return failure({ kind: 'ChargeLineNotFound', subscriptionId, version, number });
  return answered(explainCharge(app, partner.tenantId, customerId, subscriptionId, line));
};

/** What was used under an Azure plan; or, of metered SaaS, of its dimensions, whose plan has lines as any subscription's: a line with its month is of what was used. */
const usedOf = (held: ListedSubscription, lineId: string, month: CalendarDate | undefined): Used | undefined => {
  if (held.kind === 'azurePlan') return held;
  if (held.kind !== 'licences' || kindOf(held.subscription).isMetered !== true) return undefined;
  return month !== undefined || !LICENCE_LINE.test(lineId) ? { metered: held.subscription } : undefined;
};

route({
  name: 'explainCharge',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges/{lineId}/explain',
  permission: 'charges.read',
  params: { lineId: lineIdSchema },
  query: z.object({ month: monthSchema.optional().meta({ description: 'Of a line of metered use: the month in which it was used.' }) }),
  handle: async ({ params: { customerId, subscriptionId, lineId }, query: { month }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const listed = await listedSubscription(app, partner.value.tenantId, customerId, subscriptionId);
    if (!listed.ok) return listed;
    const used = usedOf(listed.value, lineId, month);
    return used === undefined ? licenceAnswer(app, partner.value, customerId, subscriptionId, lineId, month) : usageAnswer(app, partner.value, used, lineId, month);
  },
});
