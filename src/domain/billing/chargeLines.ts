import { inclusiveDays, type CalendarDate } from '../../kernel/calendarDate';
import { type BillingCycle, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { effectiveUnitPrice, lineAmount, negated, type RoundingPolicy, type Share } from '../../kernel/money';
import { traditionalAmounts, traditionalChargeType } from './traditionalLines';
import { type ChargeLine, type ChargeType } from './chargeLine';

/** What a line says about the subscription it belongs to, as it stands after the change (its version numbers the line). */
export interface Charged {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly customerId: string;
  readonly partnerId: string;
  readonly offer: { readonly productId: string; readonly skuId: string; readonly availabilityId: string };
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly cyclePrice: string;
  /** Before a promotion; the same if absent. */
  readonly listCyclePrice?: string | undefined;
  readonly currency: string;
  readonly term: { readonly number: number; readonly start: CalendarDate; readonly end: CalendarDate; readonly plan?: number | undefined };
  /** The running one; `monthsCharged`: of a rest of a year that was charged by whole months, how many of twelve. */
  readonly cycle: { readonly index: number; readonly start: CalendarDate; readonly end: CalendarDate; readonly monthsCharged?: number | undefined };
  readonly promotionId?: string | undefined;
}

/** The days a line pays for, both included, and the length of the whole cycle they are taken from. */
export interface ChargeSpan {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly cycleDays: number;
}

export interface CycleCharge {
  /** As new commerce calls it; a line of a traditional subscription bears its own name. */
  readonly chargeType: Extract<ChargeType, 'new' | 'renew' | 'cycleCharge'>;
  readonly orderDate: Instant;
  readonly quantity: number;
  readonly span: ChargeSpan;
}

/** One total of a change of quantity, or of what ends a subscription. */
export interface SeatsChanged {
  readonly chargeType: Extract<ChargeType, 'addQuantity' | 'removeQuantity' | 'moveQuantity' | 'cancelImmediate'>;
  readonly orderDate: Instant;
  readonly quantity: number;
  /** -1: wiped; 1: charged. */
  readonly sign: 1 | -1;
  readonly span: ChargeSpan;
  /** Joins lines of several subscriptions; the subscription's own change if absent. */
  readonly referenceId?: string;
}

export type Cancelled = Omit<SeatsChanged, 'chargeType' | 'referenceId'>;

/** How the charges of one way of selling are written down. @param number of the line within the version, from 1. */
export interface LineMaker {
  /** The line that pays for a cycle when it starts. */
  readonly cycle: (charged: Charged, charge: CycleCharge, rounding: RoundingPolicy, number: number) => ChargeLine;
  /** One line of what a cancellation gives back. */
  readonly cancelled: (charged: Charged, cancelled: Cancelled, rounding: RoundingPolicy, number: number) => ChargeLine;
}

/** Id of the `number`-th line (1 to 999) of one version: `sub|00000012|001`. Of one width, so it sorts as text. */
export const chargeLineId = (subscriptionId: string, version: number, number: number): string =>
  `${subscriptionId}|${String(version).padStart(8, '0')}|${String(number).padStart(3, '0')}`;

/** Names term and cycle; within a term that changed its billing cycle also which of its plans, as each counts its cycles from 0. */
const cycleReference = ({ id, term, cycle }: Charged): string => `${id}|term ${term.number}${term.plan === undefined ? '' : `|plan ${term.plan}`}|cycle ${cycle.index}`;

/** Names the change: its lines are those of one event. */
const changeReference = ({ id, version }: Charged): string => `${id}|version ${version}`;

/** The line that pays for a cycle when it starts: `new`, `renew` or `cycleCharge`. Its reference names term and cycle, so that a late run makes the same line. */
const cycleLine: LineMaker['cycle'] = (charged, charge, rounding, number) => line(charged, { ...charge, number, rounding, sign: 1, referenceId: cycleReference(charged) });

/** The same line by the rules of traditional subscriptions: its name and its amounts (MIG-1). */
const asTraditional = (line: ChargeLine, { cyclePrice, billingCycle }: Charged, chargeType: CycleCharge['chargeType']): ChargeLine => {
  const share = { days: line.billableDays, cycleDays: line.cycleDays };
  return {
    ...line,
    chargeType: traditionalChargeType(chargeType, billingCycle, share),
    ...traditionalAmounts(cyclePrice, billingCycle, share, line.quantity, line.currency),
  };
};

/** One line of a change of seats (BIL-3: an old total wiped or a new one charged, never the difference), under the change's own reference unless it names another. */
export const seatLine = (charged: Charged, { referenceId, ...change }: SeatsChanged, rounding: RoundingPolicy, number: number): ChargeLine =>
  line(charged, { ...change, rounding, number, referenceId: referenceId ?? changeReference(charged) });

export interface PlanChanged {
  readonly orderDate: Instant;
  readonly quantity: number;
  readonly span: ChargeSpan;
  /** Part of the cycle's price, where it is not that of the days. */
  readonly share: Share;
}

/** The first charge on another billing cycle (CYC-1). */
export const planChangedLine = (charged: Charged, { share, ...charge }: PlanChanged, rounding: RoundingPolicy, number: number): ChargeLine =>
  line(charged, { ...charge, chargeType: 'changeBillingPlan', sign: 1, referenceId: cycleReference(charged), rounding, number, share });

/** Licences that leave a subscription, or come to it, without a change of its other ones. */
export interface LicencesMoved {
  readonly chargeType: Extract<ChargeType, 'convert' | 'moveQuantity' | 'cancelImmediate'>;
  readonly orderDate: Instant;
  readonly quantity: number;
  readonly span: ChargeSpan;
  /** -1: what was charged for them is given back; 1: they are charged. */
  readonly sign: 1 | -1;
  /** Joins the lines of both subscriptions. */
  readonly referenceId: string;
}

/** One line of an upgrade, or of a cancellation. */
export const movedLine = (charged: Charged, moved: LicencesMoved, rounding: RoundingPolicy, number: number): ChargeLine => line(charged, { ...moved, rounding, number });

/** A positive amount as a negative one, with all its decimals. */
const withSign = (amount: string, sign: 1 | -1): string => (sign === -1 && /[1-9]/.test(amount) ? `-${amount}` : amount);

/** One line of what a cancellation gives back, under the change's own reference. */
const cancelLine: LineMaker['cancelled'] = (charged, cancelled, rounding, number) => seatLine(charged, { ...cancelled, chargeType: 'cancelImmediate' }, rounding, number);

/** A part of a traditional cycle that is charged or given back for itself. */
export interface Prorated extends Cancelled {
  readonly chargeType: Extract<ChargeType, 'Cycle Instance Prorate' | 'Prorate fees when activate' | 'Prorate fees when purchase' | 'Cancel fee'>;
}

/** MIG-2: one line of what a change makes of a traditional cycle, under the change's own reference. The same days and quantity give the same amount with either sign, so that what was charged is given back to the cent. */
export const proratedLine = (charged: Charged, { sign, ...prorated }: Prorated, rounding: RoundingPolicy, number: number): ChargeLine => {
  const plain = line(charged, { ...prorated, sign, rounding, number, referenceId: changeReference(charged) });
  const amounts = traditionalAmounts(charged.cyclePrice, charged.billingCycle, { days: plain.billableDays, cycleDays: plain.cycleDays }, plain.quantity, plain.currency);
  return { ...plain, ...amounts, effectiveUnitPrice: withSign(amounts.effectiveUnitPrice, sign), subtotal: withSign(amounts.subtotal, sign) };
};

const traditionalCancelLine: LineMaker['cancelled'] = (charged, cancelled, rounding, number) => proratedLine(charged, { ...cancelled, chargeType: 'Cancel fee' }, rounding, number);

/** The lines of new commerce. */
export const newCommerceLines: LineMaker = { cycle: cycleLine, cancelled: cancelLine };

/** The lines of traditional subscriptions: their own names and amounts (MIG-1). */
export const traditionalLines: LineMaker = {
  cycle: (charged, charge, rounding, number) => asTraditional(cycleLine(charged, charge, rounding, number), charged, charge.chargeType),
  cancelled: traditionalCancelLine,
};

interface LineFacts {
  readonly chargeType: ChargeType;
  readonly orderDate: Instant;
  readonly quantity: number;
  readonly span: ChargeSpan;
  readonly rounding: RoundingPolicy;
  readonly referenceId: string;
  readonly sign: 1 | -1;
  readonly number: number;
  /** Of the cycle's price; that of the days if absent. */
  readonly share?: Share;
}

/** What a price of a year is charged by where it is charged by months (CYC-1). */
export const MONTHS_OF_YEAR = 12;

/** The part of a cycle's price that days of it cost: by days, or as many of the months that all of its days were charged as, so that no more comes back than was charged. @param cycle the running one. */
export const shareOf = ({ start, end, monthsCharged }: Charged['cycle'], span: ChargeSpan): Share => {
  const days = inclusiveDays(span.start, span.end);
  if (monthsCharged === undefined || span.start < start || span.end > end) return { days, cycleDays: span.cycleDays };
  return { days: days * monthsCharged, cycleDays: inclusiveDays(start, end) * MONTHS_OF_YEAR };
};

const line = (charged: Charged, facts: LineFacts): ChargeLine => {
  const { span, rounding, quantity } = facts;
  const days = inclusiveDays(span.start, span.end);
  const share = facts.share ?? shareOf(charged.cycle, span);
  const signedPrice = facts.sign === 1 ? charged.cyclePrice : negated(charged.cyclePrice);
  return {
    id: chargeLineId(charged.id, charged.version, facts.number),
    chargeType: facts.chargeType,
    sign: facts.sign,
    orderDate: facts.orderDate,
    chargeStart: span.start,
    chargeEnd: span.end,
    unitPrice: charged.listCyclePrice ?? charged.cyclePrice,
    effectiveUnitPrice: effectiveUnitPrice(signedPrice, share),
    quantity,
    subtotal: lineAmount(signedPrice, share, quantity, charged.currency, rounding),
    currency: charged.currency,
    billableDays: days,
    cycleDays: span.cycleDays,
    rounding,
    referenceId: facts.referenceId,
    orderId: charged.orderId,
    subscriptionId: charged.id,
    customerId: charged.customerId,
    partnerId: charged.partnerId,
    productId: charged.offer.productId,
    skuId: charged.offer.skuId,
    availabilityId: charged.offer.availabilityId,
    termDuration: charged.termDuration,
    billingCycle: charged.billingCycle,
    termStart: charged.term.start,
    termEnd: charged.term.end,
    ...(charged.promotionId === undefined ? {} : { promotionId: charged.promotionId, promotedPrice: charged.cyclePrice }),
  };
};
