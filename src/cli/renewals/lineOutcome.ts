import { z } from 'zod';
import { dayOf } from '../remote/shown';

const nextTermSchema = z.looseObject({
  atTermEnd: z.string(),
  quantity: z.number(),
  catalogItemId: z.string(),
  termDuration: z.string(),
  billingCycle: z.string(),
  promotionId: z.string().optional(),
  customTermEndDate: z.string().optional(),
});

const chargeSchema = z.looseObject({ chargeType: z.string(), chargeStartDate: z.string(), chargeEndDate: z.string(), effectiveUnitPrice: z.string(), quantity: z.number(), subtotal: z.string(), currency: z.string() });

const outcomeSchema = z.looseObject({
  line: z.number(),
  status: z.string(),
  code: z.number().optional(),
  reason: z.string().optional(),
  requestId: z.string().optional(),
  subscriptionStatus: z.string().optional(),
  before: nextTermSchema.optional(),
  after: nextTermSchema.optional(),
  quantity: z.looseObject({ before: z.number(), after: z.number() }).optional(),
  effects: z.looseObject({ charges: z.array(chargeSchema), removed: z.array(z.string()), ahead: z.array(z.looseObject({ what: z.string(), at: z.string(), brings: z.looseObject({ status: z.string(), charges: z.array(chargeSchema), amount: z.string().optional(), currency: z.string().optional() }) })).optional() }).optional(),
});

export type LineOutcome = z.output<typeof outcomeSchema>;
export const outcomesSchema = z.looseObject({ items: z.array(outcomeSchema) });
export const previewSchema = z.looseObject({ result: outcomesSchema });

/** What is told of a next term, and what it is called where it changes. */
const MEMBERS = { atTermEnd: 'at the end', quantity: 'seats', catalogItemId: 'product', termDuration: 'term', billingCycle: 'cycle', promotionId: 'promotion', customTermEndDate: 'until' } as const;

const changesOf = ({ before, after, quantity, subscriptionStatus }: LineOutcome): string => {
  if (before === undefined || after === undefined) return '';
  const members = Object.entries(MEMBERS).flatMap(([member, called]) => {
    const [from = '—', to = '—'] = [before[member], after[member]] as readonly (string | number | undefined)[];
    return from === to ? [] : [`${called} ${from} → ${to}`];
  });
  const now = quantity === undefined || quantity.before === quantity.after ? [] : [`seats now ${quantity.before} → ${quantity.after}`];
  return [...(subscriptionStatus === 'deleted' ? ['cancelled'] : [...now, ...(now.length > 0 ? [] : members)])].join(', ');
};

const chargeText = ({ chargeType, chargeStartDate, chargeEndDate, effectiveUnitPrice, quantity, subtotal, currency }: z.output<typeof chargeSchema>): string =>
  `    ${chargeType} ${dayOf(chargeStartDate)} to ${dayOf(chargeEndDate)}: ${effectiveUnitPrice} x ${quantity} = ${subtotal} ${currency}`;

const ENDS: ReadonlySet<string> = new Set(['renewal', 'trialConversion', 'expiry']);

/** What a line would do, or did: what comes to be another, what is charged at once, and what its term's end brings then, line by line. */
export const outcomeText = (outcome: LineOutcome): string => {
  const { effects } = outcome;
  const end = effects?.ahead?.find(({ what }) => ENDS.has(what));
  const then = end === undefined ? [] : [`  ${end.what} ${dayOf(end.at)}: ${end.brings.amount === undefined ? end.brings.status : `${end.brings.amount} ${end.brings.currency ?? ''}`}`, ...end.brings.charges.map(chargeText)];
  const now = effects === undefined || effects.charges.length === 0 ? [] : ['  at once:', ...effects.charges.map(chargeText)];
  const removed = effects === undefined || effects.removed.length === 0 ? [] : [`  deletes ${effects.removed.join(', ')}`];
  return [changesOf(outcome), ...removed, ...now, ...then].join('\n');
};
