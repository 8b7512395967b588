import { dayOf, plusMonths, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { amountIn, sumOf } from '../../../kernel/money';
import { monthOf } from '../../../domain/usage/overage/callReport';
import { type DailyItem, type LineItem } from '../../../domain/reconciliation/lineItem';
import { taxOf } from '../../../domain/reconciliation/tax';
import { type CsvField, type CsvForm } from '../../csv/csvText';
import { dayAtMidnight } from '../wireDates';

type Cell =
  | { readonly text: string }
  /** An exact decimal: a JSON number, in CSV as it is stored. */
  | { readonly number: string }
  /** Undefined: there is none. In a file it is blank; the JSON of a list is without the member, for no client reads a blank as a date. */
  | { readonly day: CalendarDate | undefined }
  /** With its time in JSON, its day in CSV. */
  | { readonly at: string }
  /** JSON text within a text, as published. */
  | { readonly list: readonly string[] }
  | { readonly flag: boolean };

/** One column of a file: its heading, its JSON name, and what a line has there. A column of the JSON alone has no heading. */
interface Column<T> {
  readonly csv?: string;
  readonly json: string;
  readonly of: (line: T) => Cell;
}

const text = (value: string | undefined): Cell => ({ text: value ?? '' });
const number = (value: string): Cell => ({ number: value });
const day = (value: CalendarDate | undefined): Cell => ({ day: value });
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const column = <T>(csv: string, of: (line: T) => Cell, json = camel(csv)): Column<T> => ({ csv, json, of });

const exchange = <T extends Pick<LineItem, 'pricingCurrency' | 'exchangeRate' | 'chargeStart' | 'chargeEnd'>>(): Column<T>[] => [
  column('PricingCurrency', ({ pricingCurrency }) => text(pricingCurrency)),
  column('PCToBCExchangeRate', ({ exchangeRate }) => number(exchangeRate), 'pcToBCExchangeRate'),
  column('PCToBCExchangeRateDate', ({ chargeStart, chargeEnd = chargeStart }) => day(chargeEnd), 'pcToBCExchangeRateDate'),
];

const partyColumns = <T extends LineItem | DailyItem>(): Column<T>[] => [
  column('CustomerName', ({ customer }) => text(customer.name)),
  column('CustomerDomainName', ({ customer }) => text(customer.domain)),
  column('CustomerCountry', ({ customer }) => text(customer.country)),
  column('InvoiceNumber', ({ invoiceNumber }) => text(invoiceNumber)),
  column('MpnId', ({ partner }) => text(partner.partnerId)),
  column('ResellerMpnId', ({ resellerMpnId }) => text(resellerMpnId)),
];

const productColumns = <T extends LineItem | DailyItem>(): Column<T>[] => [
  column('ProductId', ({ productId }) => text(productId)),
  column('SkuId', ({ skuId }) => text(skuId)),
  column('AvailabilityId', ({ availabilityId }) => text(availabilityId)),
  column('SkuName', ({ skuName }) => text(skuName)),
  column('ProductName', ({ productName }) => text(productName)),
];

const subscriptionColumns = <T extends LineItem | DailyItem>(): Column<T>[] => [
  column('PublisherName', ({ publisherName }) => text(publisherName)),
  column('PublisherId', () => text('')),
  column('SubscriptionDescription', ({ subscriptionDescription }) => text(subscriptionDescription)),
  column('SubscriptionId', ({ subscriptionId }) => text(subscriptionId)),
  column('ChargeStartDate', ({ chargeStart }) => day(chargeStart)),
  column('ChargeEndDate', ({ chargeEnd }) => day(chargeEnd)),
];

/** The reconciliation file in its published order. @param taxPercent of lines that are on no invoice: those that are have their own. */
const billingColumns = (taxPercent: string): readonly Column<LineItem>[] => {
  const tax = ({ subtotal, currency, tax: invoiced }: LineItem): string => invoiced ?? taxOf(subtotal, taxPercent, currency);
  return [
    column('PartnerId', ({ partner }) => text(partner.tenantId)),
    column('CustomerId', ({ customer }) => text(customer.id)),
    ...partyColumns<LineItem>(),
    column('OrderId', ({ orderId }) => text(orderId)),
    column('OrderDate', ({ orderDate }) => ({ at: orderDate })),
    ...productColumns<LineItem>(),
    column('ChargeType', ({ chargeType }) => text(chargeType)),
    column('UnitPrice', ({ unitPrice }) => number(unitPrice)),
    column('Quantity', ({ quantity }) => number(quantity)),
    column('Subtotal', ({ subtotal }) => number(subtotal)),
    column('TaxTotal', (line) => number(tax(line))),
    column('Total', (line) => number(amountIn(sumOf([line.subtotal, tax(line)]), line.currency)), 'totalForCustomer'),
    column('Currency', ({ currency }) => text(currency)),
    column('PriceAdjustmentDescription', ({ priceAdjustments }) => ({ list: priceAdjustments })),
    ...subscriptionColumns<LineItem>(),
    column('TermAndBillingCycle', ({ termAndBillingCycle }) => text(termAndBillingCycle)),
    column('EffectiveUnitPrice', ({ effectiveUnitPrice }) => number(effectiveUnitPrice)),
    column('UnitType', ({ unitType }) => text(unitType)),
    column('AlternateId', ({ orderId }) => text(orderId)),
    column('BillableQuantity', ({ quantity }) => number(quantity)),
    column('BillingFrequency', ({ billingFrequency }) => text(billingFrequency)),
    ...exchange<LineItem>(),
    column('MeterDescription', ({ meterDescription }) => text(meterDescription)),
    column('ReservationOrderId', () => text('')),
    column('CreditReasonCode', () => text('')),
    column('SubscriptionStartDate', ({ subscriptionStart }) => day(subscriptionStart)),
    column('SubscriptionEndDate', ({ subscriptionEnd }) => day(subscriptionEnd)),
    column('ReferenceId', ({ referenceId }) => text(referenceId)),
    column('ProductQualifiers', ({ productQualifiers }) => ({ list: productQualifiers })),
    column('PromotionId', ({ promotionId }) => text(promotionId)),
    // Beside the published columns: which Azure subscription takes usage.
    column('EntitlementId', ({ entitlementId }) => text(entitlementId)),
    column('EntitlementDescription', ({ entitlementDescription }) => text(entitlementDescription)),
    // Of the JSON alone: whether the quantity is charged or given back, which the price cannot say where it is zero.
    { json: 'sign', of: ({ sign = 1 }) => number(String(sign)) },
  ];
};

const dailyColumns: readonly Column<DailyItem>[] = [
  column('PartnerId', ({ partner }) => text(partner.tenantId)),
  column('PartnerName', ({ partner }) => text(partner.name)),
  column('CustomerId', ({ customer }) => text(customer.id)),
  ...partyColumns<DailyItem>(),
  ...productColumns<DailyItem>(),
  ...subscriptionColumns<DailyItem>(),
  column('UsageDate', ({ usageDate }) => day(usageDate)),
  column('MeterType', ({ meterType }) => text(meterType)),
  column('MeterCategory', ({ meterCategory }) => text(meterCategory)),
  column('MeterId', ({ meterId }) => text(meterId)),
  column('MeterSubCategory', () => text('')),
  column('MeterName', ({ meterName }) => text(meterName)),
  column('MeterRegion', () => text('')),
  column('Unit', ({ unit }) => text(unit), 'unitOfMeasure'),
  column('ResourceLocation', () => text('')),
  column('ConsumedService', () => text('')),
  column('ResourceGroup', () => text('')),
  column('ResourceURI', () => text(''), 'resourceUri'),
  column('ChargeType', () => text('new')),
  column('UnitPrice', ({ unitPrice }) => number(unitPrice)),
  column('Quantity', ({ quantity }) => number(quantity)),
  column('UnitType', ({ unit }) => text(unit)),
  column('BillingPreTaxTotal', ({ preTaxTotal }) => number(preTaxTotal)),
  column('BillingCurrency', ({ currency }) => text(currency)),
  column('PricingPreTaxTotal', ({ pricingPreTaxTotal }) => number(pricingPreTaxTotal)),
  ...exchange<DailyItem>(),
  column('ServiceInfo1', () => text('')),
  column('ServiceInfo2', () => text('')),
  column('Tags', () => text('')),
  column('AdditionalInfo', () => text('')),
  column('EffectiveUnitPrice', ({ effectiveUnitPrice }) => number(effectiveUnitPrice)),
  column('EntitlementId', ({ entitlementId }) => text(entitlementId)),
  column('EntitlementDescription', ({ entitlementDescription }) => text(entitlementDescription)),
  { json: 'hasPartnerEarnedCredit', of: ({ earnedCreditPercent }) => ({ flag: earnedCreditPercent > 0 }) },
  { json: 'rateOfPartnerEarnedCredit', of: ({ earnedCreditPercent }) => number(String(earnedCreditPercent / 100)) },
  { csv: 'PartnerEarnedCreditPercentage', json: 'partnerEarnedCreditPercentage', of: ({ earnedCreditPercent }) => number(String(earnedCreditPercent)) },
  column('CreditPercentage', () => number('0'), 'rateOfCredit'),
  column('CreditType', ({ earnedCreditPercent }) => text(earnedCreditPercent > 0 ? 'Partner Earned Credit Applied' : 'Credit Not Applied')),
  column('BenefitOrderId', () => text('')),
  column('BenefitId', () => text('')),
  column('BenefitType', () => text('')),
];

/** Undefined: there is nothing, and no member. */
const jsonOf = (cell: Cell): unknown => {
  if ('text' in cell) return cell.text;
  if ('number' in cell) return Number(cell.number);
  if ('day' in cell) return cell.day && dayAtMidnight(cell.day);
  if ('at' in cell) return cell.at;
  if ('flag' in cell) return cell.flag;
  return JSON.stringify(cell.list);
};

/** As the published files write a date: `10/3/2020`. */
const american = (date: string): string => {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return `${Number(month)}/${Number(dayOfMonth)}/${year}`;
};

const csvOf = (cell: Cell): CsvField => {
  if ('text' in cell) return cell.text;
  if ('number' in cell) return { decimal: cell.number };
  if ('day' in cell) return cell.day === undefined ? '' : american(cell.day);
  if ('at' in cell) return american(cell.at.slice(0, 10));
  if ('flag' in cell) return String(cell.flag);
  return cell.list.length === 0 ? '' : JSON.stringify(cell.list);
};

/** How lines are written, as JSON one by one, as CSV a page. */
export interface LineForm<T> {
  readonly resource: (line: T) => object;
  readonly header: readonly string[];
  readonly fields: (line: T) => readonly CsvField[];
  /** Of CSV; absent: where they are needed. */
  readonly quotes?: CsvForm['quotes'];
}

export interface ExportedForm<T> extends LineForm<T> {
  /** As one line of an export: JSON under the headings of the file, all of them on each line. */
  readonly exported: (line: T) => Readonly<Record<string, unknown>>;
}

const formOf = <T>(columns: readonly Column<T>[], fixed: object): ExportedForm<T> => {
  const inFile = columns.filter(({ csv }) => csv !== undefined);
  return {
    resource: (line) => ({ ...Object.fromEntries(columns.map(({ json, of }) => [json, jsonOf(of(line))])), ...fixed }),
    header: inFile.map(({ csv = '' }) => csv),
    fields: (line) => inFile.map(({ of }) => csvOf(of(line))),
    exported: (line) => Object.fromEntries(columns.map(({ csv, json, of }) => [csv ?? pascal(json), jsonOf(of(line)) ?? ''])),
  };
};

/** The contract's OneTimeInvoiceLineItem. `discountDetails` is deprecated there and empty; clients still read it. */
export const billingForm = (taxPercent: string): ExportedForm<LineItem> =>
  formOf(billingColumns(taxPercent), { discountDetails: '', invoiceLineItemType: 'billing_line_items', billingProvider: 'one_time', attributes: { objectType: 'OneTimeInvoiceLineItem' } });

/** The contract's DailyRatedUsageLineItem. */
export const dailyForm: ExportedForm<DailyItem> = formOf(dailyColumns, { invoiceLineItemType: 'usage_line_items', billingProvider: 'one_time', attributes: { objectType: 'DailyRatedUsageLineItem' } });

/** First day of the month that a period names, as of now. */
export const monthOfPeriod = (period: 'current' | 'previous', now: Instant): CalendarDate => plusMonths(monthOf(dayOf(now)), period === 'current' ? 0 : -1);
