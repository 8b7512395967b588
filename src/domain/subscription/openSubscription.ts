import { type ChargeSpan } from '../billing/chargeLines';
import { isExtendable } from './extendedService/atTermEnd';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { type Decision } from './outcome';
import { type PurchaseSubscription } from './purchaseCommand';
import { kindOf } from './kinds/table';
import { isPerpetual, withinTerm } from './standing';
import { asKind, type Batch, type ChargeCycle, type Particulars } from './state';

/** When a first term runs, and what its first line pays for. */
export interface FirstTerm {
  /** First and last day, both included. */
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly cycle: ChargeCycle;
  readonly charged: ChargeSpan;
  /** Exclusive. */
  readonly cancellableUntil: Instant;
  /** Absent where buying opens none. */
  readonly window?: Batch | undefined;
}

/** A new subscription, version 1, with its first line; the kind of purchase has said when its term runs. Refused: `QuantityOutsideLimits`. */
export const openSubscription = (command: PurchaseSubscription, first: FirstTerm, particulars: Particulars, policy: Policy, now: Instant): Decision => {
  const { offer, quantity, additionalResellers = [] } = command;
  const { minimumQuantity: minimum, maximumQuantity: maximum } = offer;
  if (quantity < minimum || quantity > maximum) return failure({ kind: 'QuantityOutsideLimits', quantity, minimum, maximum });

  const batches = first.window === undefined ? [] : [first.window];
  const subscription = asKind({
    id: command.subscriptionId,
    customerId: command.customerId,
    partnerId: command.partnerId,
    orderId: command.orderId,
    version: 1,
    offer,
    friendlyName: command.friendlyName ?? offer.title,
    status: 'active',
    quantity,
    termDuration: command.termDuration,
    billingCycle: command.billingCycle,
    cyclePrice: command.cyclePrice,
    currency: command.currency,
    createdAt: now,
    term: { number: 1, start: first.start, end: first.end, startedAt: now, cancellableUntil: first.cancellableUntil, policy: policy.name, ...(isExtendable(command, first.end, policy) && { extendable: true }) },
    cycle: first.cycle,
    batches,
    autoRenew: !isPerpetual(command),
    ...(command.resellerOfRecord === undefined ? {} : { resellerOfRecord: command.resellerOfRecord }),
    ...(additionalResellers.length === 0 ? {} : { additionalResellers: [...additionalResellers] }),
    ...(command.listCyclePrice === undefined ? {} : { listCyclePrice: command.listCyclePrice }),
    ...(command.promotionId === undefined ? {} : { promotionId: command.promotionId, redemptions: [{ promotionId: command.promotionId, seats: quantity }] }),
    ...particulars,
  }, command.kind);
  const charge = { chargeType: 'new', orderDate: now, quantity, span: first.charged } as const;
  return success({
    subscription,
    events: [{ type: 'SubscriptionPurchased', quantity, termEnd: first.end }],
    charges: [kindOf(command).lines.cycle(subscription, charge, policy.rounding, 1)],
    windowsOpened: batches,
    windowsUsed: [],
    removed: [],
    reversibleUntil: first.cancellableUntil > now ? withinTerm(first.cancellableUntil, subscription) : null,
  });
};
