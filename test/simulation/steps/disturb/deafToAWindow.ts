import { plusHours, plusMinutes, type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Life } from '../../engine/life';
import { anew, heldOf, licencesOf } from '../licences/held';
import { patch } from '../licences/patch';
import { type Step } from '../step';
import { whereSomebodyListens } from './listener';

/** SUB-3: it is told of a window that it closes, so long before. */
const HOURS_BEFORE = 24;
const SOON_HOURS = 8 * 24;

/** When it is told of a subscription's windows. */
const newsOf = ({ batches }: Subscription, now: Instant): readonly Instant[] =>
  batches.flatMap(({ windowClosesAt }) => [plusHours(windowClosesAt, -HOURS_BEFORE), windowClosesAt]).filter((at) => at > now && at < plusHours(now, SOON_HOURS));

const soonOf = (life: Life, partnerId: string): readonly { readonly subscription: Subscription; readonly at: Instant }[] =>
  licencesOf(life)
    .filter((subscription) => subscription.partnerId === partnerId && subscription.status === 'active')
    .flatMap((subscription) => newsOf(subscription, life.now()).map((at) => ({ subscription, at })));

/**
 * The receiver is down while a window is told of, so long that this is not tried again for an hour or two; it is up again, and the subscription is changed. What waits of the window, and what is told of its subscription meanwhile, are each delivered in their own order (WHK-2).
 * Who has no window that is told of soon opens one, by another seat.
 */
export const deafToAWindow: Step = {
  name: 'deaf to a window',
  weight: 4,
  of: 'webhooks',
  act: whereSomebodyListens(async (life, dice, { tenantId }) => {
    if (soonOf(life, tenantId).length === 0) {
      const all = licencesOf(life).filter(({ partnerId, kind, status }) => partnerId === tenantId && kind === 'licence' && status === 'active');
      const grown = all.length === 0 ? undefined : heldOf(life, dice.pick(all));
      if (grown !== undefined) await patch(life, dice, grown, { quantity: grown.subscription.quantity + 1 });
    }
    const soon = soonOf(life, tenantId);
    if (soon.length === 0) return;
    const { subscription, at } = dice.pick(soon);
    const held = heldOf(life, subscription);
    if (held === undefined) return;
    const before = plusMinutes(at, -1);
    if (before > life.now()) await life.advanceTo(before);
    life.outside('receiver', false);
    await life.advanceTo(plusMinutes(at, 37 + dice.below(60)));
    life.outside('receiver', true);
    await patch(life, dice, anew(life, held), { friendlyName: `Desk ${dice.below(100)}` });
  }),
};
