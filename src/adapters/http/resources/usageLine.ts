import { type ChargeLine } from '../../../domain/billing/chargeLine';
import { type UsageLine } from '../../../app/reconciliation/planCharges';
import { resourceForm } from '../resourceForm';
import { type LineForm } from './reconciliation';
import { chargeLineResource } from './chargeLine';
import { meterLineResource } from './meter';
import { overageLineResource } from './usage';

/** A line of licences, or of what was used under an Azure plan or of metered SaaS, each in the form of its own list. */
const lineResource = (line: ChargeLine | UsageLine) => {
  if (line.chargeType === 'usage') return meterLineResource(line);
  return line.chargeType === 'overage' ? overageLineResource(line) : chargeLineResource(line);
};

/** Whatever a subscription can be charged for: what a line is not about is empty. */
const COLUMNS = [
  'id', 'chargeType', 'sign', 'orderDate', 'chargeStartDate', 'chargeEndDate', 'unitPrice', 'effectiveUnitPrice', 'quantity', 'subtotal', 'currency', 'pricingCurrency', 'referenceId', 'orderId', 'subscriptionId', 'azureSubscriptionId', 'productId',
  'skuId', 'availabilityId', 'termAndBillingCycle', 'promotionId', 'meterId', 'service', 'name', 'unit', 'resellerOfRecord', 'arithmetic.billableDays', 'arithmetic.cycleDays', 'arithmetic.rounding',
];

/** Charge lines as a list and as a file. */
export const chargesForm: LineForm<ChargeLine | UsageLine> = resourceForm(COLUMNS, lineResource);
