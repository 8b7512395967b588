import { linesToChooseFrom } from '../catalogue/priceFor';
import { failure, success, type Result } from '../../kernel/result';
import { attests } from './attestation';
import { buyLines, firstRefusal, settledLines, type Bought, type OrderHead, type SettledLines } from './buyLines';
import { findLineOffer, type PricingContext } from './priceLine';
import { type LineRefusal } from './lineRefusal';
import { type OrderRefusal } from './refusals';
import { reviewLines } from './reviewLines';
import { type CartLine } from './state';

/** A line of an order without a cart; its `id` is its number. The billing cycle is chosen if it names none. */
export type AskedOrderLine = Omit<CartLine, 'billingCycle'> & Partial<Pick<CartLine, 'billingCycle'>>;

export interface OrderRequest {
  readonly head: Omit<OrderHead, 'attestationAccepted' | 'cartId'>;
  /** Undefined: the request does not say. */
  readonly attestationAccepted: boolean | undefined;
  readonly lines: readonly AskedOrderLine[];
  readonly subscriptionId: (lineItemNumber: number) => string;
  readonly planId: (resellerOfRecord: string | undefined) => string;
}

const numbersAreWhole = (lines: readonly AskedOrderLine[]): boolean => {
  const numbers = new Set(lines.map(({ id }) => id));
  return numbers.size === lines.length && lines.every(({ id }) => id >= 0 && id < lines.length);
};

/** Monthly if it is sold so now, else the first way it is sold: what the contract calls "monthly or one-time". */
const withCycle = (line: AskedOrderLine, { catalogue, segment, currency, at }: PricingContext): CartLine => {
  const { billingCycle, termDuration } = line;
  if (billingCycle !== undefined) return { ...line, billingCycle };
  const found = findLineOffer(line.catalogItemId, catalogue, segment);
  const choices = found.ok ? linesToChooseFrom(found.value, currency, at) : [];
  const [offered = []] = choices.map((lines) => lines.filter((each) => (termDuration ?? each.termDuration) === each.termDuration)).filter((lines) => lines.length > 0);
  return { ...line, billingCycle: offered.some((each) => each.billingCycle === 'monthly') ? 'monthly' : (offered[0]?.billingCycle ?? 'monthly') };
};

/** ORD-1: an order has one billing cycle, also where the kind of a line decides its own, as free days and what a traditional add-on hangs on do. Undefined: all lines have the one of the first. An Azure plan is not billed. */
const cycleProblem = ({ licences }: SettledLines): OrderRefusal | undefined => {
  const [first, ...others] = [...licences].sort((a, b) => a.lineItemNumber - b.lineItemNumber);
  const other = others.find(({ priced }) => priced.billingCycle !== first?.priced.billingCycle);
  return first && other && { kind: 'OrderCyclesDiffer', lineItemNumber: other.lineItemNumber, billingCycle: other.priced.billingCycle, first: first.priced.billingCycle };
};

/**
 * ORD-1: an order without a cart, all of it or nothing. The caller has checked that the partner may order for this customer.
 * Refused: CartWithoutLines, LineNumbersInvalid (0 to n - 1, each once), PartnerAttestationMissing, what is wrong with the first line that cannot be bought, OrderCyclesDiffer.
 */
export const placeOrder = (request: OrderRequest, context: PricingContext): Result<Bought, OrderRefusal | LineRefusal> => {
  if (request.lines.length === 0) return failure({ kind: 'CartWithoutLines' });
  if (!numbersAreWhole(request.lines)) return failure({ kind: 'LineNumbersInvalid', expectedUpTo: request.lines.length - 1 });
  if (!attests(request.attestationAccepted, request.lines)) return failure({ kind: 'PartnerAttestationMissing' });
  const lines = [...request.lines].sort((a, b) => a.id - b.id).map((line) => withCycle(line, context));
  const reviewed = reviewLines(lines, context);
  const refusal = firstRefusal(reviewed, lines);
  if (refusal !== undefined) return failure(refusal);
  const settled = settledLines(reviewed, lines, { subscriptionId: ({ id }) => request.subscriptionId(id), planId: request.planId });
  const problem = cycleProblem(settled);
  if (problem !== undefined) return failure(problem);
  return success(buyLines(settled, { ...request.head, ...(request.attestationAccepted !== undefined && { attestationAccepted: request.attestationAccepted }) }, context));
};
