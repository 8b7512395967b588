import { type ComingLines } from '../../../app/statement/comingLines';
import { type Statement, type StatementTotals } from '../../../app/statement/statement';
import { type StatementToDate } from '../../../app/statement/statementToDate';
import { type LineItem } from '../../../domain/reconciliation/lineItem';
import { reasonOf } from '../../../domain/reconciliation/reason';
import { type Compared, type StatementGroup } from '../../../domain/reconciliation/statement';
import { amountIn, sumOf } from '../../../kernel/money';
import { type Instant } from '../../../kernel/instant';
import { dayAtMidnight } from '../wireDates';
import { link } from '../links';
import { type LineForm } from './reconciliation';

const comparedResource = ({ currency, lines, amount, lastMonth, difference }: Compared) => ({ currency, lines, amount, lastMonth, difference });

/** Own API: what one customer pays for one product, for one reason, this month against last; before tax. `lines` are this month's. */
export const statementGroupForm: LineForm<StatementGroup & Compared> = {
  resource: (group) => ({
    customerId: group.customerId,
    customerName: group.customerName,
    productId: group.productId,
    skuId: group.skuId,
    name: group.name,
    reason: group.reason,
    ...comparedResource(group),
  }),
  header: ['CustomerId', 'CustomerName', 'ProductId', 'SkuId', 'SkuName', 'Reason', 'Currency', 'Lines', 'Amount', 'LastMonth', 'Difference'],
  fields: ({ customerId, customerName, productId, skuId, name, reason, currency, lines, amount, lastMonth, difference }) => [
    customerId,
    customerName,
    productId,
    skuId,
    name,
    reason,
    currency,
    { decimal: String(lines) },
    { decimal: amount },
    { decimal: lastMonth },
    { decimal: difference },
  ],
};

/** What stands above the groups on every page: which month, how far it is, and where its lines are. */
export const statementHead = ({ month, lastMonth }: Statement, asOf: Instant) => ({
  month: month.month.slice(0, 7),
  status: month.status,
  lastMonth: lastMonth.month.slice(0, 7),
  asOf,
  invoices: month.invoices,
  links: { ...(month.status !== 'invoiced' && { coming: link(`/nextterm/v1/statements/${month.month.slice(0, 7)}/coming`) }) },
});

/** On the first page: what both months come to, by currency and by reason. */
export const statementTotalsResource = ({ currencies, reasons }: Pick<StatementTotals, 'currencies' | 'reasons'>) => ({
  totals: currencies.map(comparedResource),
  reasons: reasons.map((each) => ({ reason: each.reason, ...comparedResource(each) })),
});

/** Own API (BIL-4): a month so far against the one before it, to the same day. */
export const statementToDateResource = ({ month, lastMonth, compared: { day, lastMonthDay, totals, usage, days } }: StatementToDate, asOf: Instant) => ({
  month: month.month.slice(0, 7),
  status: month.status,
  day,
  lastMonth: lastMonth.month.slice(0, 7),
  lastMonthDay,
  asOf,
  totals: totals.map(comparedResource),
  usage: usage.map(comparedResource),
  days,
  links: { self: link(`/nextterm/v1/statements/${month.month.slice(0, 7)}/todate`) },
  attributes: { objectType: 'StatementToDate' },
});

const lineResource = (item: LineItem) => ({
  reason: reasonOf(item),
  chargeType: item.chargeType,
  orderDate: item.orderDate,
  productId: item.productId,
  skuId: item.skuId,
  name: item.skuName,
  ...{ chargeStartDate: dayAtMidnight(item.chargeStart), ...(item.chargeEnd !== undefined && { chargeEndDate: dayAtMidnight(item.chargeEnd) }) },
  unitPrice: item.unitPrice,
  effectiveUnitPrice: item.effectiveUnitPrice,
  quantity: item.quantity,
  amount: amountIn(item.subtotal, item.currency),
  currency: item.currency,
  ...(item.currency !== item.pricingCurrency && { pricingCurrency: item.pricingCurrency, exchangeRate: item.exchangeRate }),
  referenceId: item.referenceId,
});

/** Own API (PRE-3): what a deadline will charge until the month ends. Without `lines` and `amount` it cannot be known. */
export const comingLinesResource = ({ at, kind, customerId, customerName, subjectId, name, lines, dependsOnHoldings }: ComingLines) => ({
  date: at,
  kind,
  customerId,
  customerName,
  subscriptionId: subjectId,
  friendlyName: name,
  isKnown: lines !== undefined,
  ...(lines !== undefined && { amount: amountOf(lines), currency: lines[0]?.currency, lines: lines.map(lineResource) }),
  ...(dependsOnHoldings && { dependsOn: ['holdings'] }),
});

/** Of one subscription, which is priced in one currency. */
const amountOf = (lines: readonly LineItem[]): string => amountIn(sumOf(lines.map(({ subtotal }) => subtotal)), lines[0]?.currency ?? 'EUR');
