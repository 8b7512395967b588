import { plusDays } from '../../../../kernel/calendarDate';
import { type Instant } from '../../../../kernel/instant';
import { type RoundingPolicy } from '../../../../kernel/money';
import { type ChargeLine } from '../../../billing/chargeLine';
import { proratedLine } from '../../../billing/chargeLines';
import { type CyclesEntered } from '../../enterCycle';
import { unchanged, type Outcome } from '../../outcome';
import { changeDay, termOverAt } from '../../standing';
import { type Subscription } from '../../state';
import { chargeSpan, chargedByDay, chargedFrom, stretchesOf, type Stretch } from './charged';

/** What the running line was charged for, taken back as it was charged, and the same days anew: with the old quantity until yesterday, with the new one from today on. */
const parts = ({ start, end, quantity: from }: Stretch, today: Stretch['start'], to: number): readonly (Stretch & { readonly sign: 1 | -1 })[] => [
  { start, end, quantity: from, sign: -1 },
  ...(start < today ? [{ start, end: plusDays(today, -1), quantity: from, sign: 1 as const }] : []),
  { start: start < today ? today : start, end, quantity: to, sign: 1 },
];

/**
 * MIG-2: another number of seats of an active traditional subscription, up or down, from today on, in the published form of three lines. A second change in a cycle takes back the line of the first, which is the one that runs.
 * @param quantity another one, within what the offer allows. @param entered its running cycle contains `now`.
 */
export const reseat = (quantity: number, { subscription, charges, events }: CyclesEntered, rounding: RoundingPolicy, now: Instant): Outcome => {
  const from = subscription.quantity;
  const today = changeDay(subscription, now);
  const running = stretchesOf(subscription).at(-1);
  if (running === undefined) throw new RangeError(`Nothing was charged for the running cycle of ${subscription.id}`);
  const lines = parts(running, today, quantity).map(({ start, end, quantity: charged, sign }, index): ChargeLine =>
    proratedLine(subscription, { chargeType: 'Cycle Instance Prorate', orderDate: now, quantity: charged, sign, span: chargeSpan(subscription, start, end) }, rounding, charges.length + 1 + index),
  );
  const changed: Subscription = { ...subscription, quantity, seatsByDay: [...chargedFrom(chargedByDay(subscription), running.start < today ? today : running.start, quantity)] };
  return {
    ...unchanged(changed),
    events: [...events, quantity > from ? { type: 'SeatsAdded', from, to: quantity } : { type: 'SeatsRemoved', from, to: quantity }],
    charges: [...charges, ...lines],
    reversibleUntil: termOverAt(subscription),
  };
};
