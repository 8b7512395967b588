import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { currencySchema, decimalSchema } from '../../../kernel/schemas';

const Exact = Decimal.clone({ precision: 40 });

/** What a partner means a customer's metered use of a month to cost at most. It is watched and told, not enforced: nothing is stopped. */
export const budgetSchema = z.object({
  /** Of its events; computed from customer and partner. */
  id: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  /** Grows by one with every change. */
  version: z.number().int().positive(),
  /** Absent: taken back. */
  amount: decimalSchema.optional(),
  /** The currency that meters are priced in. */
  currency: currencySchema,
});
export type Budget = z.infer<typeof budgetSchema>;

/** Azure's usage is priced in US dollars, whatever the partner is billed in. */
export const BUDGET_CURRENCY = 'USD';

export interface BudgetChange {
  readonly budget: Budget;
  /** Empty when nothing changed. */
  readonly events: readonly ({ readonly type: 'UsageBudgetSet'; readonly amount: string; readonly currency: string } | { readonly type: 'UsageBudgetRemoved' })[];
}

/** @param amount undefined: none. What is so already is no change. */
export const setBudget = (key: Pick<Budget, 'id' | 'customerId' | 'partnerId'>, before: Budget | undefined, amount: string | undefined): BudgetChange => {
  const { id, customerId, partnerId } = key;
  const budget: Budget = { id, customerId, partnerId, version: (before?.version ?? 0) + 1, currency: BUDGET_CURRENCY, ...(amount !== undefined && { amount }) };
  if (before?.amount === amount) return { budget: before ?? budget, events: [] };
  return { budget, events: [amount === undefined ? { type: 'UsageBudgetRemoved' } : { type: 'UsageBudgetSet', amount, currency: BUDGET_CURRENCY }] };
};

/** Shares of a budget, in percent, that are told of once a month each. */
export const TOLD_AT = [80, 100] as const;

/** How much of it is used, in percent, cut to two decimals; undefined without one. */
export const percentUsed = ({ amount }: Pick<Budget, 'amount'>, spent: string): string | undefined =>
  amount === undefined ? undefined : new Exact(spent).times(100).div(amount).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed();

/** The shares that so much has reached. */
export const reached = ({ amount }: Pick<Budget, 'amount'>, spent: string): readonly (typeof TOLD_AT)[number][] =>
  amount === undefined ? [] : TOLD_AT.filter((percent) => new Exact(spent).times(100).gte(new Exact(amount).times(percent)));
