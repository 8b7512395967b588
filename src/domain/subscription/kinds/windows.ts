import { plusHours } from '../../../kernel/instant';
import { perpetualWindowHours, saasWindowHoursIn, windowHoursIn } from '../../policy/policy';
import { type Kind } from './kind';

/** CAN-3, SUB-5: the window of new commerce, with a full refund in its first hours. */
export const licenceWindow: Kind['windows']['ends'] = (policy, market, _billingCycle, addedAt) => ({
  closesAt: plusHours(addedAt, windowHoursIn(policy, market)),
  fullRefundUntil: plusHours(addedAt, policy.fullRefundHours),
});

/** CAN-4, CAN-5: the window of ISV SaaS, with a full refund throughout. */
export const saasWindow: Kind['windows']['ends'] = (policy, _market, billingCycle, addedAt) => {
  const closesAt = plusHours(addedAt, saasWindowHoursIn(policy, billingCycle));
  return { closesAt, fullRefundUntil: closesAt };
};

/** ORD-9: the window of a software subscription, refunded by the day throughout. */
export const softwareWindow: Kind['windows']['ends'] = (policy, market, _billingCycle, addedAt) => ({ closesAt: plusHours(addedAt, windowHoursIn(policy, market)), fullRefundUntil: addedAt });

/** ORD-9: the window of perpetual software, with a full refund throughout. */
export const perpetualWindow: Kind['windows']['ends'] = (policy, _market, _billingCycle, addedAt) => {
  const closesAt = plusHours(addedAt, perpetualWindowHours(policy));
  return { closesAt, fullRefundUntil: closesAt };
};

/** CAN-4, CAN-5: by how it is billed, or, in its free days, will be. */
export const saasCancelRule: NonNullable<Kind['rules']['cancel']> = ({ billingCycle, renewsTo }) => ((renewsTo?.billingCycle ?? billingCycle) === 'monthly' ? 'CAN-4' : 'CAN-5');
