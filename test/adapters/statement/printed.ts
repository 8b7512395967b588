import { invoiceOf, type Invoice, type InvoiceTerms } from '../../../src/domain/invoice/state';
import { statementRows, type Statement } from '../../../src/domain/invoice/statement';
import { totalsOf } from '../../../src/domain/invoice/totals';
import { type LineItem } from '../../../src/domain/reconciliation/lineItem';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const terms: InvoiceTerms = {
  partner: { tenantId: '10c4f1f7-0000-4000-8000-000000000001', name: 'Havn Cloud', partnerId: '6120045', currency: 'EUR' },
  country: 'NL',
  address: ['Havenstraat 12', '1011 AB Amsterdam'],
  issuer: ['Øresund Distribution A/S', 'Kalvebod Brygge 1', '1560 København V', 'DK'],
  taxPercent: '21',
  rates: [],
};

/** A line of June 2021; each part may be another. */
export const line = (customer: string, other: Partial<LineItem> = {}): LineItem => ({
  partner: terms.partner,
  customer: { id: `id of ${customer}`, name: customer, domain: 'customer.onmicrosoft.com', country: 'NL' },
  productName: 'Microsoft 365 Business Standard',
  skuName: 'Microsoft 365 Business Standard',
  publisherName: 'Microsoft',
  resellerMpnId: '0',
  orderId: 'order',
  orderDate: instant('2021-06-18T10:00:00.000Z'),
  productId: 'NCBUSSTAND01',
  skuId: '0001',
  availabilityId: 'availability',
  chargeType: 'addQuantity',
  unitPrice: '10.08',
  effectiveUnitPrice: '9.408',
  quantity: '12',
  subtotal: '112.89',
  currency: 'EUR',
  pricingCurrency: 'EUR',
  exchangeRate: '1',
  priceAdjustments: [],
  subscriptionDescription: 'Microsoft 365 Business Standard',
  subscriptionId: 'subscription',
  chargeStart: calendarDate('2021-06-20'),
  chargeEnd: calendarDate('2021-07-17'),
  termAndBillingCycle: 'One-Month commitment for monthly billing',
  billingFrequency: 'Monthly',
  referenceId: 'reference',
  productQualifiers: [],
  tax: '23.70',
  ...other,
});

/** An invoice of these lines and its statement. */
export const statementOf = (lines: readonly LineItem[], other: Partial<InvoiceTerms> = {}): Statement => {
  const [totals = { currency: 'EUR', lines: 0, charges: '0', credits: '0', tax: '0' }] = totalsOf(lines);
  const invoice: Invoice = invoiceOf(1, { ...terms, ...other }, calendarDate('2021-06-01'), totals, instant('2021-07-07T00:00:00.000Z'));
  const rows = statementRows();
  for (const each of lines) rows.add(each);
  return { invoice, ...rows.result() };
};
