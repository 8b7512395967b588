import { type ChargeType } from '../billing/chargeLine';
import { type LineItem } from './lineItem';

/** Why something is charged, as a statement adds it up. `other`: a charge type that none of these rules makes. */
export const reasons = ['new', 'renewal', 'cycle', 'seats', 'upgrade', 'credit', 'usage', 'overage', 'other'] as const;
export type Reason = (typeof reasons)[number];

/** Every charge type of licences. Seats are never charged as a difference, so what is given back for them counts as seats too; a credit is what a cancellation gives back. */
const reasonOfType: Readonly<Record<ChargeType, Reason>> = {
  new: 'new',
  renew: 'renewal',
  cycleCharge: 'cycle',
  changeBillingPlan: 'cycle',
  addQuantity: 'seats',
  removeQuantity: 'seats',
  convert: 'upgrade',
  moveQuantity: 'upgrade',
  cancelImmediate: 'credit',
  'Cycle fee': 'cycle',
  'Prorate fees when purchase': 'new',
  'Prorate fee when renew': 'renewal',
  'Prorate fees when activate': 'cycle',
  'Cycle Instance Prorate': 'seats',
  'Cancel fee': 'credit',
};

const isChargeType = (text: string): text is ChargeType => Object.hasOwn(reasonOfType, text);

/** BIL-4: why a line is there. Usage, of Azure or of metered SaaS, names the meter; overage has its qualifier too. */
export const reasonOf = ({ chargeType, meterDescription, productQualifiers }: Pick<LineItem, 'chargeType' | 'meterDescription' | 'productQualifiers'>): Reason => {
  if (meterDescription !== undefined) return productQualifiers.includes('Overage') ? 'overage' : 'usage';
  return isChargeType(chargeType) ? reasonOfType[chargeType] : 'other';
};
