import { skuKey, UNLIMITED_QUANTITY, type Sku } from '../../../../src/domain/catalogue/state';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { dayOf } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { mustHold, type Check, type Happened, type Seen } from '../../engine/check';
import { subscriptionChanges, type SubscriptionChange } from '../../model/lifecycle/commits';

type Held = ReadonlyMap<string, Subscription>;

const isHeld = ({ status }: Subscription): boolean => status === 'active' || status === 'suspended';

const keyOf = ({ offer }: Subscription): string => skuKey(offer.productId, offer.skuId);

const seats = (held: Held, skus: readonly string[]): number => {
  const wanted = new Set(skus.map((sku) => sku.toUpperCase()));
  let sum = 0;
  for (const each of held.values()) if (isHeld(each) && wanted.has(keyOf(each))) sum += each.quantity;
  return sum;
};

/** What a customer has, all partners together, before and after something happened. */
interface Change {
  readonly customerId: string;
  readonly before: Held;
  readonly after: Held;
  readonly changes: readonly SubscriptionChange[];
}

const isPurchase = ({ before, events }: SubscriptionChange): boolean => before === undefined && events.some(({ facts }) => facts.some(({ type }) => type === 'SubscriptionPurchased'));

const told = (held: Held, key: string): string => [...held.values()].filter((each) => keyOf(each) === key).map(({ id, quantity, status }) => `${quantity} (${status}) in ${id}`).join(', ');

/** ORD-7: no more of a SKU than its pool, over all partners. */
const mustFitPool = (sku: Sku, key: string, { customerId, before, after }: Change, seen: Seen): void => {
  const [was, is] = [seats(before, [key]), seats(after, [key])];
  if (is <= was || sku.maximumQuantity >= UNLIMITED_QUANTITY || (sku.meters?.length ?? 0) > 0) return;
  mustHold(is <= sku.maximumQuantity, 'ORD-7', () => `${customerId} has ${is} licences of ${key} now, ${was} before, and may have ${sku.maximumQuantity}: ${told(after, key)}`);
  seen.proved('ORD-7');
};

/** ORD-3, ORD-4, ORD-5: more of an add-on only within its base, fewer not below its share, as they are asked: taking from a base is told, and not refused. */
const mustFitBase = (sku: Sku, key: string, { customerId, before, after, changes }: Change, seen: Seen): void => {
  if (sku.prerequisiteSkus.length === 0) return;
  const [was, is] = [seats(before, [key]), seats(after, [key])];
  const [baseBefore, base] = [seats(before, sku.prerequisiteSkus), seats(after, sku.prerequisiteSkus)];
  const facts = `${is} of ${key} now, ${was} before, for ${base} of its bases now, ${baseBefore} before`;
  // At the same instant the base went: before or after, which is not told apart.
  if (base < baseBefore) return;
  if (is > was) {
    mustHold(base > 0, 'ORD-5', () => `${customerId} has ${facts}: an add-on needs a base`);
    if (sku.baseRule?.kind === 'at_most_base') {
      mustHold(is <= base, 'ORD-4', () => `${customerId} has ${facts}: no more of it than of its bases`);
      seen.proved('ORD-4');
    }
  }
  if (sku.baseRule?.kind !== 'at_least_percent' || base === 0) return;
  const least = Math.ceil((Number(sku.baseRule.percent) * base) / 100);
  const isBought = changes.some((change) => isPurchase(change) && keyOf(change.after) === key);
  const isReduced = changes.some(({ before: one, after: other }) => one !== undefined && keyOf(one) === key && keyOf(other) === key && isHeld(other) && other.quantity < one.quantity);
  if (!isBought && !isReduced) return;
  // Seats that were bought with the base afterwards are another's to add.
  if (base > baseBefore && !isBought) return;
  mustHold(is >= least, 'ORD-3', () => `${customerId} has ${facts}: at least ${least} are needed`);
  seen.proved('ORD-3');
};

/** CAT-4: the only one that is allowed, and a trial once. */
const mustBeAllowed = (sku: Sku, key: string, { customerId, before, after, changes }: Change, seen: Seen): void => {
  const isNew = changes.some((change) => keyOf(change.after) === key && isHeld(change.after) && (change.before === undefined || keyOf(change.before) !== key));
  const limit = sku.ownershipLimit ?? (sku.kind === 'trial' ? { count: 1, scope: 'lifetime' as const } : undefined);
  if (!isNew || limit === undefined) return;
  // What moved to another partner is one still.
  const isMoved = changes.some(({ events }) => events.some(({ facts }) => facts.some(({ type }) => type === 'SubscriptionReceived')));
  if (isMoved) return;
  const counted = [...after.values()].filter((each) => keyOf(each) === key && (limit.scope === 'lifetime' || isHeld(each)));
  mustHold(counted.length <= limit.count, 'CAT-4', () => `${customerId} has ${counted.length} subscriptions of ${key}, of which ${limit.count} are allowed (${limit.scope}): ${told(after, key)}`);
  const paid = sku.kind === 'trial' ? sku.convertsTo?.toUpperCase() : undefined;
  if (paid !== undefined) mustHold(seats(before, [paid]) === 0, 'CAT-4', () => `${customerId} got a trial of ${paid}, which it has: ${told(before, paid)}`);
  seen.proved('CAT-4');
};

/** POL-2: a month of extended service follows, where auto-renew is off. */
const isExtended = ({ status, term, cancelAtTermEnd }: Subscription): boolean => status === 'active' && term.extendable === true && cancelAtTermEnd !== true;

/** REN-6, SUS-3: what ends with its term is over then, whether the sweep has come to it or not. */
const notOver = (held: Held, at: Instant): Held => new Map([...held].filter(([, each]) => !isHeld(each) || each.autoRenew || isExtended(each) || each.term.end >= dayOf(at)));

/** What customers may have, together, after everything that happens. */
class Limits {
  private readonly customers = new Map<string, Map<string, Subscription>>();

  follow({ changes, at }: Happened, seen: Seen): void {
    const all = subscriptionChanges(changes);
    for (const customerId of new Set(all.map(({ after }) => after.customerId))) {
      const own = all.filter(({ after }) => after.customerId === customerId);
      const held = this.customers.get(customerId) ?? new Map<string, Subscription>();
      this.customers.set(customerId, held);
      const before = new Map(held);
      for (const { after } of own) held.set(after.id, after);
      this.judge({ customerId, before: notOver(before, at), after: notOver(held, at), changes: own }, seen);
    }
  }

  private judge(change: Change, seen: Seen): void {
    const { customerId, after, before, changes } = change;
    for (const key of new Set(changes.flatMap((each) => [keyOf(each.after), ...(each.before === undefined ? [] : [keyOf(each.before)])]))) {
      const market = [...after.values()].find((each) => keyOf(each) === key)?.offer.country;
      const sku = market === undefined ? undefined : seen.world.catalogues.get(market)?.items.get(key)?.sku;
      if (sku === undefined || sku.kind === 'traditional') continue;
      mustFitPool(sku, key, change, seen);
      mustFitBase(sku, key, change, seen);
      mustBeAllowed(sku, key, change, seen);
    }
    const most = seen.world.config.subscriptionsPerCustomer;
    const [was, is] = [before, after].map((held) => [...held.values()].filter(isHeld).length);
    if (most !== undefined && is !== undefined && was !== undefined && is > was) mustHold(is <= most, 'ORD-7', () => `${customerId} has ${is} subscriptions, and may have ${most}`);
  }
}

/** Limits between subscriptions hold after every change, for all partners together. */
export const limits = (): Check => {
  const own = new Limits();
  return { name: 'limits between the subscriptions of a customer hold', after: (happened, seen) => own.follow(happened, seen) };
};
