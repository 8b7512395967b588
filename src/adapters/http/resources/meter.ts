import { type MeterLine, type MeterToDate } from '../../../domain/usage/meters/meterMonth';
import { sumOf } from '../../../kernel/money';
import { dayAtMidnight } from '../wireDates';

/** Own API: one meter of one Azure subscription in a month, to date: its tiers as the invoice will have them, and the rows of the daily rated file. */
export const meterResource = ({ azureSubscriptionId, meterId, name, unit, currency, rows, tiers }: MeterToDate) => ({
  azureSubscriptionId,
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
export const meteredResource = ({ azureSubscriptionId, meterId, name, unit, rows }: MeterToDate) => ({
  azureSubscriptionId,
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
