import { type MeterLine, type MeterToDate } from '../../../domain/usage/meters/meterMonth';
import { holderOf } from '../../../domain/usage/meters/holder';
import { sumOf } from '../../../kernel/money';
import { dayAtMidnight } from '../wireDates';

/** Own API: one meter of one Azure subscription, or one dimension of metered SaaS, in a month, to date: its tiers as the invoice will have them, and the rows of the daily rated file. */
export const meterResource = ({ meterId, name, unit, currency, rows, tiers, ...holder }: MeterToDate) => ({
  ...holderOf(holder),
  meterId,
  name,
  unit,
  pricingCurrency: currency,
  pricingPreTaxTotal: sumOf(tiers.map(({ subtotal }) => subtotal)),
  tiers,
  days: rows.map(({ date, quantity, unitPrice, earnedCreditPercent, preTaxTotal }) => ({
    usageDate: date,
    quantity,
    unitPrice,
    partnerEarnedCreditPercentage: earnedCreditPercent,
    pricingPreTaxTotal: preTaxTotal,
  })),
  attributes: { objectType: 'MeterUsage' },
});

/** The same as the customer sees it: what was used, not what its partner pays or earns by it. */
export const meteredResource = ({ meterId, name, unit, rows, ...holder }: MeterToDate) => ({
  ...holderOf(holder),
  meterId,
  name,
  unit,
  days: rows.map(({ date, quantity }) => ({ usageDate: date, quantity })),
  attributes: { objectType: 'MeterUsage' },
});

/** Own API: a line of a closed month. */
export const meterLineResource = ({ orderDate, chargeStart, chargeEnd, partnerId: _partner, customerId: _customer, currency, ...line }: MeterLine) => ({
  ...line,
  orderDate,
  chargeStartDate: dayAtMidnight(chargeStart),
  chargeEndDate: dayAtMidnight(chargeEnd),
  pricingCurrency: currency,
});
