import { isForGood, signOf, type ChargeLine } from '../../../domain/billing/chargeLine';
import { dayAtMidnight } from '../wireDates';
import { termAndBillingCycle } from '../../../domain/billing/termAndBillingCycle';

/** A charge line of our own API: amounts are decimal strings, `chargeEndDate` is inclusive; what was bought for good has neither an end nor days (ORD-9). `sign` says whether the quantity is charged (1) or given back (-1), also at price zero. */
export const chargeLineResource = (line: ChargeLine) => ({
  id: line.id,
  chargeType: line.chargeType,
  sign: signOf(line),
  orderDate: line.orderDate,
  chargeStartDate: dayAtMidnight(line.chargeStart),
  ...(!isForGood(line) && { chargeEndDate: dayAtMidnight(line.chargeEnd) }),
  unitPrice: line.unitPrice,
  effectiveUnitPrice: line.effectiveUnitPrice,
  quantity: line.quantity,
  subtotal: line.subtotal,
  currency: line.currency,
  arithmetic: { ...(!isForGood(line) && { billableDays: line.billableDays, cycleDays: line.cycleDays }), rounding: line.rounding },
  referenceId: line.referenceId,
  orderId: line.orderId,
  subscriptionId: line.subscriptionId,
  productId: line.productId,
  skuId: line.skuId,
  availabilityId: line.availabilityId,
  termAndBillingCycle: termAndBillingCycle(line.termDuration, line.billingCycle),
  ...(line.promotionId !== undefined && { promotionId: line.promotionId }),
});
