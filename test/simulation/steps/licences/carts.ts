import { dayOf, lastDayOfMonth, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../../src/kernel/instant';
import { type Step } from '../step';
import { dealsOf, sellerOf, strangerTo, type Deal } from './deals';
import { anew, heldOf, licencesOf } from './held';
import { buyLines, buyerOf, checkOut, createCart, drawLine, drawLines, hasEnough, purchase, replaceCart, type AskedLine } from './purchase';
import { patch } from './patch';
import { ADD_ONS, TRIALS } from './shelf';

const DAY = 1440;
/** Prices change with a quarter of the year. */
const MONTHS_OF_QUARTERS = ['01', '04', '07', '10'];

/** Buys a cart full, as long as there is not enough. */
export const buy: Step = {
  name: 'buy',
  weight: 7,
  act: async (life, dice) => {
    if (!hasEnough(life) || dice.chance(8)) await purchase(life, dice);
  },
};

/** Buys an add-on, with enough of what it needs or not. */
export const buyAddOn: Step = {
  name: 'buy add-on',
  weight: 2,
  act: async (life, dice) => {
    const deal = dice.pick(dealsOf(life));
    const line = drawLine(life, dice, deal, 0, dice.pick(ADD_ONS));
    const base = drawLine(life, dice, deal, 1);
    if (line === undefined || base === undefined) return;
    const quantity = dice.weighted([[4, 1 + dice.below(10)], [3, base.quantity], [1, base.quantity + 1], [1, 250]] as const);
    await buyLines(life, dice, deal, [{ ...line, quantity }, ...(hasEnough(life) || dice.chance(40) ? [] : [base])]);
  },
};

/** Takes a trial. */
export const buyTrial: Step = {
  name: 'buy trial',
  weight: 3,
  act: async (life, dice) => {
    const deal = dice.pick(dealsOf(life));
    const line = drawLine(life, dice, deal, 0, dice.pick(TRIALS));
    if (line !== undefined) await buyLines(life, dice, deal, [line]);
  },
};

/** Leaves a cart for some time, looks at it again, changes it, and checks it out, once or twice, if it is still there. */
export const leaveCart: Step = {
  name: 'leave cart',
  weight: 2,
  act: async (life, dice) => {
    const deal = dice.pick(dealsOf(life));
    const cart = await createCart(life, dice, deal, drawLines(life, dice, deal));
    if (cart === undefined) return;
    const made = life.now();
    if (dice.chance(60)) await life.advanceTo(plusMinutes(life.now(), dice.pick([5, 90, 3 * DAY, 7 * DAY - 1, 7 * DAY, 8 * DAY])));
    const caller = sellerOf(dice, deal.partner);
    const path = `/v1/customers/${deal.customer.id}/carts/${cart.id}`;
    if (dice.chance(50)) await life.call({ method: 'GET', path, caller: dice.chance(20) ? strangerTo(life, dice, deal) : caller });
    if (dice.chance(40)) await replaceCart(life, dice, deal, cart.id, drawLines(life, dice, deal));
    // What has expired is asked for too: nothing comes of it.
    if (hasEnough(life) && life.now() < plusMinutes(made, 7 * DAY) && !dice.chance(15)) return;
    await checkOut(life, dice, deal, cart.id);
    if (dice.chance(40)) await checkOut(life, dice, deal, cart.id);
    if (dice.chance(15)) await replaceCart(life, dice, deal, cart.id, drawLines(life, dice, deal));
  },
};

/** Fills a cart on the evening before the prices change, and checks it out at night: as it is, or with the prices accepted. */
export const buyOverPriceChange: Step = {
  name: 'buy over a price change',
  weight: 1,
  act: async (life, dice) => {
    const first = plusDays(lastDayOfMonth(dayOf(life.now())), 1);
    if (!MONTHS_OF_QUARTERS.includes(first.slice(5, 7)) || hasEnough(life)) return;
    const midnight = startOfDay(first);
    const evening = plusMinutes(midnight, -1 - dice.below(300));
    if (evening > life.now()) await life.advanceTo(evening);
    const deal = dice.pick(dealsOf(life));
    const cart = await createCart(life, dice, deal, drawLines(life, dice, deal));
    await life.advanceTo(dice.pick([midnight, plusMinutes(midnight, 1), plusMinutes(midnight, 600)]));
    if (cart === undefined) return;
    const reply = await checkOut(life, dice, deal, cart.id);
    const path = `/v1/customers/${deal.customer.id}/carts/${cart.id}/checkout`;
    if (reply.status === 400 && dice.chance(70)) await life.call({ method: 'POST', path: `${path}?acceptPrices=true`, caller: sellerOf(dice, deal.partner) });
  },
};

const orderLine = ({ id, catalogItemId, billingCycle: _cycle, participants = [], ...line }: AskedLine) => {
  const [first] = participants.filter(({ key }) => key === 'transaction_reseller');
  const others = participants.filter(({ key }) => key === 'additional_transaction_reseller').map(({ value }) => value);
  return { lineItemNumber: id, offerId: catalogItemId, ...line, ...(first && { partnerIdOnRecord: first.value }), ...(others.length > 0 && { additionalPartnerIdsOnRecord: others }) };
};

/** Orders without a cart: lines of one billing cycle. Some clients take the order for what can be cancelled. */
export const order: Step = {
  name: 'order',
  weight: 2,
  act: async (life, dice) => {
    if (hasEnough(life) && !dice.chance(10)) return;
    const deal = dice.pick(dealsOf(life));
    const drawn = drawLines(life, dice, deal);
    const [first] = drawn;
    if (first === undefined) return;
    const lines = drawn.filter(({ billingCycle }) => billingCycle === first.billingCycle).map((line, id) => ({ ...line, id }));
    const path = `/v1/customers/${deal.customer.id}/orders`;
    const reply = await life.call({ method: 'POST', path, caller: buyerOf(life, dice, deal), body: { partnerOnRecordAttestationAccepted: true, billingCycle: first.billingCycle, lineItems: lines.map(orderLine) } });
    if (reply.status !== 201 || !dice.chance(20)) return;
    const { id } = reply.body as { readonly id: string };
    await life.call({ method: 'PATCH', path: `${path}/${id}`, caller: sellerOf(dice, deal.partner), body: { status: 'cancelled' } });
  },
};

const subscriptionOf = (body: unknown): string | undefined => (body as { readonly orders?: readonly { readonly lineItems: readonly { readonly subscriptionId?: string }[] }[] }).orders?.[0]?.lineItems[0]?.subscriptionId;

const twice = async (life: Parameters<Step['act']>[0], dice: Parameters<Step['act']>[1], deal: Deal): Promise<void> => {
  const line = drawLine(life, dice, deal, 0);
  if (line === undefined) return;
  await buyLines(life, dice, deal, [line]);
  await life.advanceTo(plusMinutes(life.now(), 1 + dice.below(5)));
  const reply = await buyLines(life, dice, deal, [line]);
  const id = reply?.status === 201 ? subscriptionOf(reply.body) : undefined;
  const subscription = licencesOf(life).find((each) => each.id === id);
  const held = subscription && heldOf(life, subscription);
  if (held === undefined) return;
  await life.advanceTo(plusMinutes(life.now(), dice.pick([2, 20, 59, DAY - 1, DAY, DAY + 1])));
  await patch(life, dice, anew(life, held), { status: 'deleted' });
};

/** Orders the same twice by mistake, and cancels one of them within the hour, or on the next day. */
export const orderTwice: Step = {
  name: 'order twice',
  weight: 1,
  act: async (life, dice) => {
    if (!hasEnough(life)) await twice(life, dice, dice.pick(dealsOf(life)));
  },
};
