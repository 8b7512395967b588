import { plusMinutes } from '../../../../src/kernel/instant';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { BY_THE_SEAT } from '../../engine/catalogue';
import { itemFor } from '../../engine/world';
import { type Command } from './command';
import { sellerOf } from './deals';
import { anew, isLive, licencesOf, pathOf, type Held } from './held';
import { look, type Sent } from './patch';
import { planNextTerm, targetsOf } from './plans';
import { drawPlan } from './shelf';

const transition = async (life: Life, dice: Random, held: Held, body: Sent): Promise<void> => {
  const asked = { method: 'POST', path: `${pathOf(held)}/transitions`, caller: sellerOf(dice, held.partner), body } as const;
  if (dice.chance(15)) await life.call({ ...asked, path: `${asked.path}?preview=true` });
  await life.call(asked);
};

/** The customer's subscriptions of what it would be upgraded to, of whichever partner. */
const heldOfTarget = (life: Life, { subscription }: Held, toCatalogItemId: string): readonly string[] =>
  licencesOf(life)
    .filter((each) => isLive(each) && each.customerId === subscription.customerId && toCatalogItemId.startsWith(`${each.offer.productId}:${each.offer.skuId}:`))
    .map(({ id }) => id);

/** What it may be upgraded to, by the answer of who was asked or by the catalogue; rarely something that is no target. */
const drawTarget = async (life: Life, dice: Random, held: Held): Promise<string | undefined> => {
  if (dice.chance(25)) {
    const reply = await look(life, dice, held, `${pathOf(held)}/transitionEligibilities?eligibilityType=immediate`);
    const items = reply.status === 200 ? (reply.body as { readonly items: readonly { readonly catalogItemId: string }[] }).items : [];
    if (items.length > 0) return dice.pick(items).catalogItemId;
  }
  const targets = targetsOf(life, held.subscription);
  return itemFor(life.world, held.customer, targets.length > 0 && !dice.chance(8) ? dice.pick(targets) : dice.pick(['NCBUSBASIC01:0001', 'NCUNIVPRINT1:0001']));
};

const drawQuantity = (dice: Random, { subscription: { quantity, kind } }: Held): number =>
  kind === 'trial' ? dice.weighted([[8, 25 + dice.below(20)], [1, 24], [1, 1]] as const) : dice.weighted([[5, quantity], [4, 1 + dice.below(quantity)], [1, quantity + 1 + dice.below(5)]] as const);

const move = async (life: Life, dice: Random, held: Held): Promise<void> => {
  const toCatalogItemId = await drawTarget(life, dice, held);
  if (toCatalogItemId === undefined) return;
  const { subscription } = held;
  const into = heldOfTarget(life, held, toCatalogItemId);
  const isInto = into.length > 0 && dice.chance(60);
  const sku = toCatalogItemId.split(':').slice(0, 2).join(':');
  await transition(life, dice, held, {
    toCatalogItemId,
    quantity: drawQuantity(dice, held),
    transitionType: dice.pick(['transition_only', 'transition_with_license_transfer']),
    ...(isInto && { toSubscriptionId: dice.pick(into) }),
    ...(dice.chance(subscription.kind === 'trial' ? 80 : 25) && drawPlan(dice, sku)),
    ...(dice.chance(20) && { fromSubscriptionId: subscription.id }),
    ...(dice.chance(5) && { promotionId: 'PRBUSPREMI01:0001:PRSPRING2026' }),
  });
};

/** Moves some or all licences to a higher SKU, into a subscription of it where there is one. */
export const upgrade: Command = { name: 'upgrade', weight: 4, fits: (each, life) => each.kind === 'licence' && each.status === 'active' && targetsOf(life, each).length > 0, ask: move };

/** Turns a trial into what is paid for before it does so by itself. */
export const convertTrial: Command = { name: 'convert trial', weight: 2, fits: ({ kind, status }) => kind === 'trial' && status === 'active', ask: move };

/** Moves a part of the licences to a SKU of which a customer has one, and then another part, as if it could have two (CAT-4); or all of another subscription. */
export const upgradeTwice: Command = {
  name: 'upgrade twice',
  weight: 1,
  fits: ({ kind, status, offer, quantity }) => kind === 'licence' && status === 'active' && `${offer.productId}:${offer.skuId}` === BY_THE_SEAT && quantity > 2,
  ask: async (life, dice, held) => {
    const [sku] = targetsOf(life, held.subscription);
    const toCatalogItemId = sku && itemFor(life.world, held.customer, sku);
    if (toCatalogItemId === undefined) return;
    for (let times = 0; times < 2; times += 1) {
      const now = anew(life, held);
      if (now.subscription.status !== 'active' || `${now.subscription.offer.productId}:${now.subscription.offer.skuId}` !== BY_THE_SEAT) return;
      await transition(life, dice, now, { toCatalogItemId, quantity: dice.chance(60) ? 1 : now.subscription.quantity, transitionType: 'transition_only' });
      if (dice.chance(30)) await life.advanceTo(plusMinutes(life.now(), dice.below(2 * 1440)));
    }
  },
};

/** Plans something for the next term, and then does not wait for it: a part of the licences, or all of them, move to a higher SKU in the middle of the term (UPG-5). */
export const upgradeInstead: Command = {
  name: 'upgrade instead',
  weight: 2,
  fits: (each, life) => each.kind === 'licence' && each.status === 'active' && (each.autoRenew || each.scheduledChange !== undefined) && targetsOf(life, each).length > 0,
  ask: async (life, dice, held) => {
    if (held.subscription.scheduledChange === undefined) await planNextTerm.ask(life, dice, held);
    if (dice.chance(40)) await life.advanceTo(plusMinutes(life.now(), dice.below(3 * 1440)));
    await move(life, dice, anew(life, held));
  },
};
