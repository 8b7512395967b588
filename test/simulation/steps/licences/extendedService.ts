import { dayOf, lastDayOfMonth, plusDays, plusMonths, startOfDay } from '../../../../src/kernel/calendarDate';
import { instantFromMillis, plusMinutes, toMillis, type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { userOf } from '../../engine/world';
import { idOf, ofPartner } from '../asking';
import { type Step } from '../step';
import { pathOf as transferPath, requestOf, submissionOf } from '../transfers/known';
import { dealsOf, type Deal } from './deals';
import { anew, heldOf, licencesOf, type Held } from './held';
import { look, patch, type Sent } from './patch';
import { asMembers, drawInstructions } from './plans';
import { buyLines, drawLine, hasEnough } from './purchase';
import { type Plan, type SkuKey } from './shelf';
import { upgrade } from './upgrades';
import { getChangePatch } from './wholes';

const DAY = 1440;
/** Nobody waits longer than that for the end of one term. */
const MOST_DAYS = 45;
/** Sold for a year alone: a month of it is made of the year's price. */
const WITHOUT_MONTHS: readonly SkuKey[] = ['NCM365E3EEA1:0001', 'NCM365COPIL1:0001'];
/** Sold by the month too, at prices that change. */
const WITH_MONTHS: readonly SkuKey[] = ['NCBUSSTAND01:0001', 'NCBUSPREMI01:0001', 'NCM365ENTE05:0001', 'NCBUSBASIC01:0001'];
const PAID: SkuKey = 'NCBUSPREMI01:0001';
const TRIAL: SkuKey = 'NCBUSPREMI01:0002';

const overAt = ({ term }: Subscription): Instant => startOfDay(plusDays(term.end, 1));

const isGoingOn = ({ kind, status }: Subscription): boolean => kind === 'licence' && status === 'active';

const isExtended = (subscription: Subscription): boolean => subscription.extendedFrom !== undefined && (subscription.status === 'active' || subscription.status === 'suspended');

/** What is bought to end soon: a month, or a year or three that are cut short. */
const drawShort = (dice: Random, now: Instant): Plan & { readonly customTermEndDate?: string } => {
  const month = lastDayOfMonth(dayOf(now));
  const end = dice.chance(60) ? month : lastDayOfMonth(plusMonths(month, 1));
  const customTermEndDate = `${end}T00:00:00Z`;
  return dice.weighted<Plan & { readonly customTermEndDate?: string }>([
    [3, { termDuration: 'P1M', billingCycle: 'monthly' }],
    [4, { termDuration: 'P1Y', billingCycle: 'annual', customTermEndDate }],
    [3, { termDuration: 'P1Y', billingCycle: 'monthly', customTermEndDate }],
    [1, { termDuration: 'P3Y', billingCycle: 'monthly', customTermEndDate }],
  ]);
};

/** Buys something that ends soon. @returns it; undefined where it was refused. */
const boughtShort = async (life: Life, dice: Random, deal: Deal, sku: SkuKey = dice.pick(dice.chance(35) ? WITHOUT_MONTHS : WITH_MONTHS)): Promise<Held | undefined> => {
  const before = new Set(licencesOf(life).map(({ id }) => id));
  const line = drawLine(life, dice, deal, 0, sku);
  if (line === undefined) return undefined;
  const { customTermEndDate: _drawn, ...plain } = line;
  const plan = drawShort(dice, life.now());
  const asked = { ...plain, quantity: 2 + dice.below(20), ...plan, ...(WITHOUT_MONTHS.includes(sku) && plan.termDuration !== 'P1Y' && { termDuration: 'P1Y', billingCycle: 'annual' }) } as typeof line;
  const base = drawLine(life, dice, deal, 1, 'NCBUSSTAND01:0001');
  // An add-on needs a base, which may be there.
  await buyLines(life, dice, deal, sku === 'NCM365COPIL1:0001' && base !== undefined ? [asked, { ...base, quantity: asked.quantity, termDuration: 'P1Y', billingCycle: 'annual' }] : [asked]);
  const made = licencesOf(life).find(({ id, offer }) => !before.has(id) && `${offer.productId}:${offer.skuId}` === sku);
  return made && heldOf(life, made);
};

/** Auto-renew off in one word or in two, or with what is to follow named: mostly the month, now and then the end. */
const stopped = (dice: Random): Sent =>
  dice.weighted<Sent>([
    [5, { autoRenewEnabled: false }],
    [3, { autoRenewEnabled: false, scheduledActions: [{ scheduleType: 'TermEnd', actionType: 'RenewToExtendedServiceTerm' }] }],
    [1, { scheduledActions: [{ scheduleType: 'TermEnd', actionType: 'RenewToExtendedServiceTerm' }] }],
    [2, { autoRenewEnabled: false, scheduledActions: [{ scheduleType: 'TermEnd', actionType: 'Cancel' }] }],
  ]);

const choice = (actionType: string): Sent => ({ scheduledActions: [{ scheduleType: 'TermEnd', actionType }] });

const whichEnds = (life: Life, dice: Random): Held | undefined => {
  const latest = plusDays(dayOf(life.now()), MOST_DAYS);
  const all = licencesOf(life).filter((each) => isGoingOn(each) && each.extendedFrom === undefined && overAt(each) > life.now() && each.term.end <= latest);
  return all.length === 0 || dice.chance(30) ? undefined : heldOf(life, dice.pick(all));
};

/** Of a customer of two partners another of them asks for it, and gets it at once. */
const moveAway = async (life: Life, dice: Random, { subscription, customer, partner }: Held): Promise<void> => {
  const others = life.world.partners.filter(({ tenantId }) => tenantId !== partner.tenantId && customer.relationships[tenantId]?.status === 'accepted');
  if (others.length === 0) return;
  const target = dice.pick(others);
  const asked = await ofPartner(life, target.tenantId)?.post(`/v1/customers/${customer.id}/transfers`, requestOf(partner, target));
  if (asked === undefined || asked.status >= 300) return;
  await ofPartner(life, partner.tenantId)?.patch(transferPath({ customerId: customer.id, id: idOf(asked) }), submissionOf([subscription.id]));
  await life.advanceTo(plusMinutes(life.now(), 1 + dice.below(10)));
};

/** What is asked of a subscription in a month of extended service. */
const act = async (life: Life, dice: Random, held: Held): Promise<void> => {
  const { subscription } = held;
  const { quantity } = subscription;
  switch (dice.weighted([[4, 'seats'], [4, 'cancel'], [3, 'renew'], [2, 'plan'], [3, 'choose'], [2, 'suspend'], [3, 'upgrade'], [2, 'whole'], [2, 'options'], [3, 'move'], [1, 'support']] as const)) {
    case 'seats':
      return void (await patch(life, dice, held, { quantity: dice.pick([quantity + 1 + dice.below(5), Math.max(1, quantity - 1), 0]) }));
    case 'cancel':
      return void (await patch(life, dice, held, { status: 'deleted' }));
    case 'renew':
      return void (await patch(life, dice, held, dice.chance(70) ? { autoRenewEnabled: !subscription.autoRenew } : choice('RenewToNewTerm')));
    case 'plan':
      if (!subscription.autoRenew) await patch(life, dice, held, { autoRenewEnabled: true });
      return void (await patch(life, dice, anew(life, held), asMembers(dice, drawInstructions(life, dice, held))));
    case 'choose':
      await patch(life, dice, held, choice('Cancel'));
      if (dice.chance(40)) await patch(life, dice, anew(life, held), choice(dice.pick(['RenewToExtendedServiceTerm', 'RenewToNewTerm'])));
      return;
    case 'suspend':
      await patch(life, dice, held, { status: 'suspended' });
      if (dice.chance(60)) await patch(life, dice, anew(life, held), { status: 'active' });
      return;
    case 'upgrade':
      return upgrade.ask(life, dice, held);
    case 'whole':
      return getChangePatch.ask(life, dice, held);
    case 'options':
      return void (await look(life, dice, held, `/nextterm/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}/options`));
    case 'move':
      return moveAway(life, dice, held);
    case 'support':
      return void (await life.call({ method: 'POST', path: `/nextterm/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}/supportrequests`, caller: userOf(held.partner), body: { reason: 'incorrect_purchase', note: 'Went on by the month' } }));
  }
};

/** Something is not renewed and goes on by the month (POL-2), or is said to end; and it is looked at, and asked something, around the instant at which it does. */
const intoExtendedService: Step = {
  name: 'into extended service',
  weight: 18,
  of: 'extended',
  act: async (life, dice) => {
    const held = whichEnds(life, dice) ?? (hasEnough(life) && !dice.chance(40) ? undefined : await boughtShort(life, dice, dice.pick(dealsOf(life))));
    if (held === undefined) return;
    if (dice.chance(50)) await life.advanceTo(plusMinutes(life.now(), dice.below(9 * DAY)));
    const now = anew(life, held);
    if (!isGoingOn(now.subscription)) return;
    if (now.subscription.autoRenew) await patch(life, dice, now, stopped(dice));
    if (dice.chance(20)) await patch(life, dice, anew(life, held), choice(dice.pick(['Cancel', 'RenewToExtendedServiceTerm'])));
    const end = overAt(anew(life, held).subscription);
    if (end <= life.now()) return;
    if (dice.chance(20)) {
      await life.advanceTo(instantFromMillis(toMillis(end) - 1));
      await act(life, dice, anew(life, held));
    }
    if (dice.chance(25)) {
      // What was asked may have taken longer than that: a move waits for its end.
      if (end > life.now()) await life.advanceBeforeTick(end, end);
      await act(life, dice, anew(life, held));
    }
    const behind = plusMinutes(end, 1 + dice.below(dice.chance(50) ? 30 : 20 * DAY));
    if (behind > life.now()) await life.advanceTo(behind);
    for (let left = dice.below(3); left > 0; left -= 1) await act(life, dice, anew(life, held));
  },
};

/** Somebody acts in a month of extended service, or lets it go on into the next. */
const inExtendedService: Step = {
  name: 'in extended service',
  weight: 18,
  of: 'extended',
  act: async (life, dice) => {
    const all = licencesOf(life).filter(isExtended);
    const held = all.length === 0 ? undefined : heldOf(life, dice.pick(all));
    if (held === undefined) return;
    const end = overAt(held.subscription);
    const until = plusMinutes(end, dice.pick([-1, 0, dice.below(DAY)]));
    if (dice.chance(30) && until > life.now()) await life.advanceTo(until);
    await act(life, dice, anew(life, held));
  },
};

/** A trial is taken beside what goes on by the month, and is to become a part of that, whose licences are fixed (TRI-4, POL-2). */
const trialBesideIt: Step = {
  name: 'trial beside extended service',
  weight: 3,
  of: 'extended',
  act: async (life, dice) => {
    const deal = dice.pick(dealsOf(life));
    const trial = drawLine(life, dice, deal, 0, TRIAL);
    if (trial === undefined) return;
    await buyLines(life, dice, deal, [trial]);
    const own = (): readonly Subscription[] => licencesOf(life).filter(({ customerId, partnerId, status }) => customerId === deal.customer.id && partnerId === deal.partner.tenantId && status === 'active');
    const taken = own().find(({ kind, offer }) => kind === 'trial' && `${offer.productId}:${offer.skuId}` === TRIAL);
    const month = lastDayOfMonth(dayOf(life.now()));
    const paid = taken && (own().find((each) => each.kind === 'licence' && `${each.offer.productId}:${each.offer.skuId}` === PAID && each.term.end <= month) ?? (await boughtShort(life, dice, deal, PAID))?.subscription);
    const held = paid && heldOf(life, paid);
    if (taken === undefined || held === undefined) return;
    await patch(life, dice, held, { autoRenewEnabled: false });
    if (overAt(held.subscription) > life.now() && held.subscription.term.end < taken.term.end) await life.advanceTo(plusMinutes(overAt(held.subscription), 1 + dice.below(600)));
    const into = anew(life, held).subscription;
    await life.call({ method: 'POST', path: `/v1/customers/${deal.customer.id}/subscriptions/${taken.id}/transitions`, caller: userOf(held.partner), body: { toCatalogItemId: `${into.offer.productId}:${into.offer.skuId}:${into.offer.availabilityId}`, quantity: taken.quantity, transitionType: 'transition_only', toSubscriptionId: into.id } });
  },
};

/** What clients do where extended service is switched on. */
export const EXTENDED_SERVICE_STEPS: readonly Step[] = [intoExtendedService, inExtendedService, trialBesideIt];
