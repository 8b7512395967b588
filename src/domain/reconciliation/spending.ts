import { groupBy } from '../../kernel/groupBy';
import { sumOf } from '../../kernel/money';
import { BUDGET_CURRENCY } from '../usage/meters/budget';
import { pricedAmount } from './exchange';
import { type LineItem } from './lineItem';
import { OVERAGE } from './overageItems';

export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/** What one meter of one Azure subscription costs in a month, all its price tiers; or a service's calls beyond the allowance that it takes; or a dimension of metered SaaS, which is under no Azure subscription and whose plan is its own subscription. */
export interface Spent {
  readonly azureSubscriptionId: string;
  readonly azureSubscriptionName: string;
  readonly planId: string;
  /** Of calls the service. */
  readonly meterId: string;
  readonly name: string;
  readonly unit: string;
  readonly isOverage: boolean;
  readonly quantity: string;
  /** As it is billed: the sum of its reconciliation lines. */
  readonly cost: Amount;
  /** The same in the currency of budgets; undefined where nobody has said a rate. */
  readonly usd: string | undefined;
}

/** In the currency of budgets: as it is priced, or by the rate of the month. */
const usdOf = ({ subtotal, pricingCurrency, pricingSubtotal = subtotal }: LineItem, rate: string | undefined): string | undefined => {
  if (pricingCurrency === BUDGET_CURRENCY) return pricingSubtotal;
  return rate === undefined ? undefined : pricedAmount(subtotal, rate, BUDGET_CURRENCY);
};

/**
 * AZP-4, OVG-7: what a month of usage costs, from the very lines that the reconciliation has of it, so that both agree to the cent.
 * @param items of usage, of one partner and customer. @param rate what one US dollar is billed at in the partner's currency; undefined if nobody has said.
 */
export const spentOn = (items: readonly LineItem[], rate: string | undefined): readonly Spent[] =>
  [...groupBy(items, ({ subscriptionId, entitlementId = '', availabilityId, meterDescription = '', productQualifiers, currency }) => [subscriptionId, entitlementId, availabilityId, meterDescription, productQualifiers.join(), currency].join('|')).values()].flatMap((own): Spent[] => {
    const [first] = own;
    if (first === undefined) return [];
    const usd = own.map((item) => usdOf(item, rate));
    return [
      {
        azureSubscriptionId: first.entitlementId ?? '',
        azureSubscriptionName: first.entitlementDescription ?? '',
        planId: first.subscriptionId,
        meterId: first.availabilityId,
        name: first.meterDescription ?? '',
        unit: first.unitType ?? '',
        isOverage: first.productQualifiers.includes(OVERAGE),
        quantity: sumOf(own.map(({ quantity }) => quantity)),
        cost: { amount: sumOf(own.map(({ subtotal }) => subtotal)), currency: first.currency },
        usd: usd.every((each) => each !== undefined) ? sumOf(usd) : undefined,
      },
    ];
  });

/** Added up, as billed and in the currency of budgets. */
export interface Spending {
  /** A sum for each currency in which something is billed: US dollars first. */
  readonly costs: readonly Amount[];
  /** What counts against a budget. */
  readonly usd: string;
  /** What does not, because nobody has said what a dollar is billed at. */
  readonly notInUsd: readonly Amount[];
}

const byCurrency = (amounts: readonly Amount[]): readonly Amount[] =>
  [...groupBy(amounts, ({ currency }) => currency)]
    .map(([currency, own]): Amount => ({ amount: sumOf(own.map(({ amount }) => amount)), currency }))
    .filter(({ amount }) => Number(amount) !== 0)
    .toSorted((a, b) => Number(b.currency === BUDGET_CURRENCY) - Number(a.currency === BUDGET_CURRENCY));

export const spendingOf = (spent: readonly Spent[]): Spending => ({
  costs: byCurrency(spent.map(({ cost }) => cost)),
  usd: sumOf(spent.flatMap(({ usd }) => usd ?? [])),
  notInUsd: byCurrency(spent.flatMap(({ cost, usd }) => (usd === undefined ? [cost] : []))),
});
