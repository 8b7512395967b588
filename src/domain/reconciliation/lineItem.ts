import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';

/** Whose books the line is in. */
export interface BilledPartner {
  readonly tenantId: string;
  readonly name: string;
  /** PartnerID (MPN id). */
  readonly partnerId: string;
  /** What it is billed in. */
  readonly currency: string;
}

export interface BilledCustomer {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
}

/** Both, of every line. */
export interface Parties {
  readonly partner: BilledPartner;
  readonly customer: BilledCustomer;
}

/** What a catalogue calls what was sold. */
export interface ProductNames {
  readonly productName: string;
  readonly skuName: string;
  readonly publisherName: string;
}

/**
 * BIL-4: one line of the new-commerce reconciliation file, before it is written as JSON or CSV. Amounts are exact decimals as they are stored; days are inclusive.
 * What is absent is blank in the file.
 */
export interface LineItem extends Parties, ProductNames {
  /** `0` for sold directly. */
  readonly resellerMpnId: string;
  readonly orderId: string;
  /** Of the event that made the line. */
  readonly orderDate: Instant;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly chargeType: string;
  readonly unitPrice: string;
  readonly effectiveUnitPrice: string;
  readonly quantity: string;
  /** Of a licence: -1 where its quantity is given back, also at price zero. Usage is only ever charged. */
  readonly sign?: 1 | -1 | undefined;
  readonly subtotal: string;
  /** What it is billed in; prices are in the pricing currency. */
  readonly currency: string;
  readonly pricingCurrency: string;
  /** Of usage: the subtotal in the pricing currency. */
  readonly pricingSubtotal?: string | undefined;
  /** From the one to the other; `1` where they are the same, or nobody has said. */
  readonly exchangeRate: string;
  /** Why the price really used is not the list price. */
  readonly priceAdjustments: readonly string[];
  readonly subscriptionDescription: string;
  readonly subscriptionId: string;
  readonly chargeStart: CalendarDate;
  /** Absent: paid for good (ORD-9). */
  readonly chargeEnd?: CalendarDate | undefined;
  readonly termAndBillingCycle: string;
  readonly billingFrequency: string;
  /** Of usage. */
  readonly unitType?: string | undefined;
  readonly meterDescription?: string | undefined;
  /** Of usage: the Azure subscription that takes it. */
  readonly entitlementId?: string | undefined;
  readonly entitlementDescription?: string | undefined;
  /** Of a licence: its running term when the line was made. */
  readonly subscriptionStart?: CalendarDate | undefined;
  readonly subscriptionEnd?: CalendarDate | undefined;
  readonly referenceId: string;
  /** `Trial`, `Add-on`, `Overage`. */
  readonly productQualifiers: readonly string[];
  readonly promotionId?: string | undefined;
  /** Of the invoice that it is on; absent: it is on none yet. */
  readonly invoiceNumber?: string;
  /** In the billing currency, as it was invoiced; absent: it was not. */
  readonly tax?: string;
}

/** AZP-4: one row of the daily rated file: one day of one meter in one price tier, or of one service's calls. Totals are not rounded to the currency. */
export interface DailyItem extends Parties, ProductNames {
  readonly resellerMpnId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly subscriptionDescription: string;
  readonly subscriptionId: string;
  /** First and last day of the month. */
  readonly chargeStart: CalendarDate;
  readonly chargeEnd: CalendarDate;
  readonly usageDate: CalendarDate;
  readonly meterType: string;
  readonly meterCategory: string;
  readonly meterId: string;
  readonly meterName: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly quantity: string;
  readonly effectiveUnitPrice: string;
  /** In the billing currency, and in the pricing currency. */
  readonly preTaxTotal: string;
  readonly pricingPreTaxTotal: string;
  readonly currency: string;
  readonly pricingCurrency: string;
  readonly exchangeRate: string;
  readonly entitlementId: string;
  readonly entitlementDescription: string;
  /** 15, or 0 where none is given. */
  readonly earnedCreditPercent: number;
  /** Of the invoice that has its line; absent: it is on none yet. */
  readonly invoiceNumber?: string;
}

/** Of the calendar month in UTC that a line belongs to. */
export const inMonth = (at: string, month: CalendarDate): boolean => at.slice(0, 7) === month.slice(0, 7);
