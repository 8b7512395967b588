import { type Random } from '../../../fuzz/random';
import { etagOf } from '../../../../src/adapters/http/etag';
import { skuKey } from '../../../../src/domain/catalogue/state';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Life, type Wanted } from '../../engine/life';
import { itemFor, userOf } from '../../engine/world';
import { heldOf, isLive, licencesOf } from '../licences/held';
import { asMembers, drawInstructions, targetsOf } from '../licences/plans';
import { createCart, drawLine } from '../licences/purchase';
import { drawPlan } from '../licences/shelf';
import { type Step } from '../step';
import { sellerOf } from './sellerOf';

type Members = Readonly<Record<string, unknown>>;

/** Per cent of the changes that are of one member. */
const PLAIN = 60;

const plainChange = (subscription: Subscription, dice: Random): Members =>
  dice.pick([() => ({ quantity: 1 + dice.below(60) }), () => ({ quantity: subscription.quantity + 1 + dice.below(3) }), () => ({ autoRenewEnabled: !subscription.autoRenew }), () => ({ friendlyName: `Team ${dice.below(9)}` })])();

/** What changes more than one member, or more than the subscription. */
const largeChange = (life: Life, subscription: Subscription, dice: Random): Members => {
  const held = heldOf(life, subscription);
  const isPlanned = held !== undefined && (subscription.kind === 'licence' || subscription.kind === 'trial') && dice.chance(50);
  return isPlanned ? asMembers(dice, dice.chance(15) ? null : drawInstructions(life, dice, held)) : { status: dice.weighted([[3, 'suspended'], [3, 'active'], [2, 'deleted']] as const) };
};

/** Licences move to a higher SKU, into what there is of it as often as not. */
const upgrade = (life: Life, subscription: Subscription, dice: Random): Pick<Wanted, 'method' | 'path' | 'body'> | undefined => {
  const held = heldOf(life, subscription);
  const targets = targetsOf(life, subscription);
  if (held === undefined || targets.length === 0) return undefined;
  const sku = dice.pick(targets);
  const into = licencesOf(life).filter((each) => isLive(each) && each.customerId === subscription.customerId && skuKey(each.offer.productId, each.offer.skuId) === sku);
  const body = {
    toCatalogItemId: itemFor(life.world, held.customer, sku),
    quantity: dice.chance(50) ? subscription.quantity : 1 + dice.below(subscription.quantity),
    transitionType: 'transition_only',
    ...(into.length > 0 && dice.chance(50) ? { toSubscriptionId: dice.pick(into).id } : dice.chance(25) && drawPlan(dice, sku)),
  };
  return { method: 'POST', path: `/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}/transitions`, body };
};

/** What one of several users asks of it. */
const wish = (life: Life, subscription: Subscription, user: string, dice: Random): readonly Wanted[] => {
  const partner = sellerOf(life, subscription);
  if (partner === undefined) return [];
  const path = `/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}`;
  const caller = userOf(partner, undefined, user);
  if (dice.chance(15)) return [{ method: 'GET', path, caller }];
  const asked = dice.chance(PLAIN) ? undefined : dice.chance(30) ? upgrade(life, subscription, dice) : { method: 'PATCH' as const, path, body: largeChange(life, subscription, dice) };
  const { id, version } = subscription;
  const change: Wanted = { ...(asked ?? { method: 'PATCH', path, body: plainChange(subscription, dice) }), caller, ...(dice.chance(20) && { headers: { 'If-Match': `"${etagOf({ id, version })}"` } }) };
  // A client that lost patience sends the same again while the first still runs.
  if (!dice.chance(20)) return [change];
  const sentTwice: Wanted = { ...change, headers: { ...change.headers, 'MS-RequestId': dice.guid() } };
  return [sentTwice, sentTwice];
};

/** A cart of the same, or of something else, that is checked out meanwhile; now and then by two users, or while one of them still changes it. */
const checkouts = async (life: Life, subscription: Subscription, users: readonly string[], dice: Random): Promise<readonly Wanted[]> => {
  const held = heldOf(life, subscription);
  if (held === undefined || !dice.chance(25)) return [];
  const { offer } = subscription;
  const line = drawLine(life, dice, held, 0, dice.chance(60) ? skuKey(offer.productId, offer.skuId) : undefined);
  const cart = line && (await createCart(life, dice, held, [line]));
  if (cart === undefined) return [];
  const path = `/v1/customers/${held.customer.id}/carts/${cart.id}`;
  const [one = '', other = ''] = users;
  const checkout = (user: string): Wanted => ({ method: 'POST', path: `${path}/checkout`, caller: userOf(held.partner, undefined, user) });
  const replaced: Wanted = { method: 'PUT', path, caller: userOf(held.partner, undefined, other), body: { id: cart.id, partnerOnRecordAttestationAccepted: true, lineItems: [{ ...line, quantity: 1 + dice.below(20) }] } };
  return dice.chance(50) ? [checkout(one)] : [checkout(one), dice.chance(70) ? checkout(other) : replaced];
};

/** Several users change a subscription, or several of one customer, at the same moment; some upgrade it, or buy more beside it. */
export const atOnce: Step = {
  name: 'atOnce',
  weight: 3,
  act: async (life, dice) => {
    const held = life.known.subscriptions();
    if (held.length === 0) return;
    const chosen = dice.pick(held);
    const others = held.filter(({ customerId }) => customerId === chosen.customerId);
    const users = ['Noor', 'Sanne', 'Timo'].slice(0, 2 + dice.below(2));
    const bought = await checkouts(life, chosen, users, dice);
    await life.together([...users.flatMap((user) => wish(life, dice.chance(70) ? chosen : dice.pick(others), user, dice)), ...bought]);
  },
};
