import { dayOf, plusDays, type CalendarDate } from '../../../kernel/calendarDate';
import { cameByTransfer, receivedFrom, type Arrivals } from '../../subscription/moved';
import { type Subscription } from '../../subscription/state';
import { type PaidLicences } from './broughtInMonth';

const upTo = (lines: readonly PaidLicences[], last: CalendarDate): readonly PaidLicences[] =>
  lines.filter(({ chargeStart }) => chargeStart <= last).map((line) => (line.chargeEnd <= last ? line : { ...line, chargeEnd: last }));

/**
 * OVG-6: lines that count the licences of a transfer once on its day. The source pays for that day, and the target from the next on, but for what it makes of them on that very day by an upgrade (TRF-2), which it pays for at once: so on that day they are
 * what the target has of them when it ends. Where the cycle ends with that day, and the target has nothing of it, they are the source's to its end.
 * @param lines all of the subscription's. @param arrivals of the customer.
 */
export const movedOnce = (subscription: Subscription, lines: readonly PaidLicences[], arrivals: Arrivals): readonly PaidLicences[] => {
  const cameOn = cameByTransfer(subscription) ? dayOf(subscription.createdAt) : undefined;
  const own =
    cameOn === undefined ? lines : lines.map((line) => (line.orderDate !== undefined && dayOf(line.orderDate) === cameOn && line.chargeStart === plusDays(cameOn, 1) ? { ...line, chargeStart: cameOn } : line));
  const received = receivedFrom(subscription, arrivals);
  if (received === undefined) return own;
  const wentOn = dayOf(received.createdAt);
  const hasIt = wentOn < subscription.cycle.end || received.billedFrom === wentOn;
  return hasIt ? upTo(own, plusDays(wentOn, -1)) : own;
};
