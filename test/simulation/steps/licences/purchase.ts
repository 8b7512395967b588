import { plusMonths, dayOf, lastDayOfMonth, plusDays, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Random } from '../../../fuzz/random';
import { type Reply } from '../../engine/client';
import { type Life } from '../../engine/life';
import { itemFor } from '../../engine/world';
import { dealsOf, sellerOf, strangerTo, type Deal } from './deals';
import { isLive, licencesOf } from './held';
import { drawBase, drawPlan, ODD_PLANS, type Plan, type SkuKey } from './shelf';

/** So many live at a time make about ten in a year, those that were cancelled included: each renewal and each charge costs. */
const ENOUGH = 6;

/** A line of a cart as a storefront writes it. */
export interface AskedLine extends Plan {
  readonly id: number;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly friendlyName?: string;
  readonly promotionId?: string;
  readonly customTermEndDate?: string;
  readonly participants?: readonly { readonly key: string; readonly value: string }[];
}

/** Whether there are as many subscriptions as a life is about. */
export const hasEnough = (life: Life): boolean => licencesOf(life).filter(isLive).length >= ENOUGH;

/** Resellers of a line: none of a direct partner, the one through whom a provider sells, and sometimes further ones. A tenth is wrong. */
export const drawResellers = (dice: Random, { partner }: Deal): { readonly first?: string; readonly others: readonly string[] } => {
  const { resellers, kind, partnerId } = partner;
  if (kind !== 'indirect_provider') return dice.chance(3) ? { first: '6120045', others: [] } : { others: [] };
  if (dice.chance(10)) return dice.pick([{ others: [] }, { first: partnerId, others: [] }, { first: '9999999', others: [] }, { others: ['6120046'] }, { first: '6120051', others: [] }, { first: '6120045', others: ['6120052'] }]);
  const signed = resellers.filter(({ agreementSigned }) => agreementSigned).map((reseller) => reseller.partnerId);
  const first = dice.pick(signed);
  return { first, others: dice.chance(25) ? signed.filter((each) => each !== first).slice(0, 1 + dice.below(5)) : [] };
};

const participantsOf = (dice: Random, deal: Deal): Pick<AskedLine, 'participants'> => {
  const { first, others } = drawResellers(dice, deal);
  const participants = [...(first === undefined ? [] : [{ key: 'transaction_reseller', value: first }]), ...others.map((value) => ({ key: 'additional_transaction_reseller', value }))];
  return participants.length === 0 ? {} : { participants };
};

/** A last day that a first term may have: the end of a month within it, or the end of something that the partner sold to the customer already. Now and then one that it may not. */
const drawEnd = (life: Life, dice: Random, { customer, partner }: Deal, { termDuration }: Plan): CalendarDate => {
  const today = dayOf(life.now());
  const months = termDuration === 'P1M' ? 1 : termDuration === 'P1Y' ? 1 + dice.below(11) : 1 + dice.below(35);
  const monthEnd = lastDayOfMonth(plusMonths(today, termDuration === 'P1M' ? 0 : months - 1));
  const ends = licencesOf(life).filter((each) => isLive(each) && each.customerId === customer.id && each.partnerId === partner.tenantId).map(({ term }) => term.end);
  if (dice.chance(6)) return dice.pick([plusDays(today, 3), plusDays(today, -1), plusMonths(today, 13), plusDays(monthEnd, 1)]);
  return ends.length > 0 && dice.chance(40) ? dice.pick(ends) : monthEnd;
};

/** A promotion that the buyer has read of: of the season and the SKU, or of another. */
const drawPromotion = (dice: Random, sku: SkuKey, now: Instant): Pick<AskedLine, 'promotionId'> => {
  if (!dice.chance(sku.startsWith('NCM365ENTE05') ? 50 : 8)) return {};
  const year = now.slice(0, 4);
  return { promotionId: dice.weighted([[5, `NCM365ENTE05:0001:PRAUTUMN${year}`], [2, `NCBUSSTAND01:0001:PRSPRING${year}`], [1, 'PRBUSPREMI01:0001:PRSPRING2026']] as const) };
};

/** One line of a SKU; with a number of its own in the cart. */
export const drawLine = (life: Life, dice: Random, deal: Deal, id: number, sku: SkuKey = drawBase(dice, deal.customer, life.now())): AskedLine | undefined => {
  const catalogItemId = itemFor(life.world, deal.customer, sku);
  if (catalogItemId === undefined) return undefined;
  const plan = dice.chance(3) ? dice.pick(ODD_PLANS) : drawPlan(dice, sku);
  const isTrial = plan.billingCycle === 'none';
  const quantity = isTrial ? 25 : sku === 'NCD365CINS01:0001' ? 1 : dice.chance(3) ? dice.pick([0, -1, 301, 20_000_000]) : 1 + dice.below(dice.chance(20) ? 200 : 40);
  return {
    id,
    catalogItemId,
    quantity,
    ...plan,
    ...(dice.chance(20) && { friendlyName: `Desk ${1 + dice.below(9)}` }),
    ...drawPromotion(dice, sku, life.now()),
    ...(!isTrial && dice.chance(30) && { customTermEndDate: `${drawEnd(life, dice, deal, plan)}T00:00:00Z` }),
    ...participantsOf(dice, deal),
  };
};

const cartsOf = ({ customer }: Deal): string => `/v1/customers/${customer.id}/carts`;

/** Who is at the desk: somebody who may sell, nearly always. */
export const buyerOf = (life: Life, dice: Random, deal: Deal) => (dice.chance(4) ? strangerTo(life, dice, deal) : sellerOf(dice, deal.partner));

interface WireCart {
  readonly id: string;
  readonly lineItems: readonly { readonly id: number; readonly error?: unknown }[];
}

/** A cart with those lines. @returns what was answered; undefined: it was refused. */
export const createCart = async (life: Life, dice: Random, deal: Deal, lineItems: readonly AskedLine[]): Promise<WireCart | undefined> => {
  const reply = await life.call({ method: 'POST', path: cartsOf(deal), caller: buyerOf(life, dice, deal), body: { ...(!dice.chance(3) && { partnerOnRecordAttestationAccepted: true }), lineItems } });
  return reply.status === 201 ? (reply.body as WireCart) : undefined;
};

/** Puts other lines into a cart, as the whole of it. */
export const replaceCart = (life: Life, dice: Random, deal: Deal, cartId: string, lineItems: readonly AskedLine[]): Promise<Reply> =>
  life.call({ method: 'PUT', path: `${cartsOf(deal)}/${cartId}`, caller: sellerOf(dice, deal.partner), body: { id: cartId, partnerOnRecordAttestationAccepted: true, lineItems } });

/** Checks a cart out as it is. */
export const checkOut = (life: Life, dice: Random, deal: Deal, cartId: string): Promise<Reply> =>
  life.call({ method: 'POST', path: `${cartsOf(deal)}/${cartId}/checkout${dice.chance(5) ? '?acceptPrices=true' : ''}`, caller: sellerOf(dice, deal.partner) });

/** One or several lines; most carts hold few. */
export const drawLines = (life: Life, dice: Random, deal: Deal): readonly AskedLine[] =>
  Array.from({ length: dice.weighted([[3, 1], [4, 2], [4, 3], [2, 4]] as const) }, (_each, id) => drawLine(life, dice, deal, id)).filter((line) => line !== undefined);

/** Buys those lines in a cart. Lines with which something is wrong are taken out of it first, most of the time. */
export const buyLines = async (life: Life, dice: Random, deal: Deal, lines: readonly AskedLine[]): Promise<Reply | undefined> => {
  const cart = await createCart(life, dice, deal, lines);
  if (cart === undefined) return undefined;
  const wrong = new Set(cart.lineItems.flatMap(({ id, error }) => (error === undefined ? [] : [id])));
  const right = lines.filter(({ id }) => !wrong.has(id));
  if (wrong.size > 0 && dice.chance(85)) {
    if (right.length === 0) return undefined;
    await replaceCart(life, dice, deal, cart.id, right);
  }
  return checkOut(life, dice, deal, cart.id);
};

/** Buys a cart full. */
export const purchase = async (life: Life, dice: Random): Promise<void> => {
  const deal = dice.pick(dealsOf(life));
  await buyLines(life, dice, deal, drawLines(life, dice, deal));
};
