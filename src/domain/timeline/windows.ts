import { withinTerm } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { openBatches, takeSeats } from '../subscription/window';
import { type OpenedWindow } from '../subscription/windowNews';
import { type Instant } from '../../kernel/instant';
import { type Span, type WindowSeats } from './item';
import { ruleOfSpan } from './rules';
import { factOf, isForeseen, textIn, type Told } from './told';

/** A window with what became of its seats. */
interface Building extends OpenedWindow {
  readonly isForeseen: boolean;
  readonly events: readonly string[];
  used: number;
  /** When others took its place, or the subscription ended. */
  over?: Instant;
}

/** With these all windows that were open are over: those of a new term take their place, or none. */
const replacing = ['SubscriptionRenewed', 'SubscriptionExtended', 'TermRestarted', 'TrialConverted', 'FreeTrialTurnedPaid', 'SubscriptionExpired', 'SubscriptionMigrated', 'SubscriptionTransferred', 'SubscriptionUpgraded'];

const isSame = (a: Pick<OpenedWindow, 'addedAt' | 'windowClosesAt'>, b: Pick<OpenedWindow, 'addedAt' | 'windowClosesAt'>): boolean => a.addedAt === b.addedAt && a.windowClosesAt === b.windowClosesAt;

const leftOf = ({ quantity, used }: Building): number => quantity - used;

/** Seats that went, as the rule takes them: earliest deadline first. */
const use = (windows: readonly Building[], seats: number, at: Instant): void => {
  const open = openBatches(windows.filter((each) => each.over === undefined && leftOf(each) > 0).map((window) => ({ window, quantity: leftOf(window), addedAt: window.addedAt, windowClosesAt: window.windowClosesAt })), at);
  for (const { window, quantity } of takeSeats(open, seats).used) window.used += quantity;
};

const seatsRemoved = (told: Told): number => {
  const removed = factOf(told, 'SeatsRemoved');
  return removed === undefined ? 0 : Math.max(0, Number(removed['from']) - Number(removed['to'])) || 0;
};

/** The windows that are open at a change. */
const standingAt = (windows: readonly Building[], at: Instant): readonly Building[] => windows.filter(({ over, windowClosesAt }) => over === undefined && windowClosesAt > at);

/** A window ends with its term, or its subscription, however much longer it would be open. */
const endWith = (standing: readonly Building[], told: Told): void => {
  const isOver = factOf(told, 'SubscriptionCancelled', ...replacing) !== undefined || factOf(told, 'LicencesMovedOut')?.['to'] === 0;
  if (isOver) for (const window of standing) window.over = told.at;
};

/** Seats of windows that another subscription has by an upgrade: those outside every window went first (UPG-4). */
const seatsMoved = (told: Told, standing: readonly Building[]): number => {
  const moved = factOf(told, 'LicencesMovedOut');
  if (moved === undefined) return 0;
  const [from, to] = [Number(moved['from']), Number(moved['to'])];
  const inWindows = standing.reduce((sum, window) => sum + leftOf(window), 0);
  return Math.max(0, from - to - Math.max(0, from - inWindows)) || 0;
};

const take = (windows: Building[], told: Told): void => {
  const { at } = told;
  const standing = standingAt(windows, at);
  if (factOf(told, 'SubscriptionCancelled') !== undefined) use(standing, Number.MAX_SAFE_INTEGER, at);
  use(standing, seatsMoved(told, standing), at);
  endWith(standing, told);
  const removed = seatsRemoved(told);
  if (removed > 0) use(standing, removed, at);
  windows.push(...told.opened.map((opened) => ({ addedAt: opened.addedAt, windowClosesAt: opened.windowClosesAt, quantity: opened.quantity, used: 0, isForeseen: isForeseen(told), events: told.event === undefined ? [] : [told.event] })));
};

/** What the subscription still holds in a window. */
const held = ({ batches }: Subscription, window: OpenedWindow) => batches.filter((batch) => isSame(batch, window));

const stateOf = (window: Building, left: number, now: Instant): WindowSeats['state'] => {
  if (window.isForeseen) return 'foreseen';
  if (window.windowClosesAt > now && left > 0) return 'open';
  if (window.used >= window.quantity) return 'used';
  return window.over !== undefined || window.windowClosesAt > now ? 'ended' : 'closed';
};

const spanOf = (window: Building, index: number, subscription: Subscription, news: readonly Told[], now: Instant): Span => {
  const { addedAt, windowClosesAt, quantity } = window;
  const batches = window.windowClosesAt > now && !window.isForeseen ? held(subscription, window) : [];
  const left = window.isForeseen ? quantity : batches.reduce((sum, batch) => sum + batch.quantity, 0);
  const [batch] = batches;
  return {
    shape: 'span',
    id: `window|${addedAt}|${windowClosesAt}|${index + 1}`,
    kind: 'window',
    from: addedAt,
    until: window.over !== undefined && window.over < windowClosesAt ? window.over : windowClosesAt,
    rule: ruleOfSpan('window'),
    isForeseen: window.isForeseen,
    events: [...window.events, ...news.filter((told) => textIn(factOf(told, 'WindowClosing', 'WindowClosed'), 'closesAt') === windowClosesAt).flatMap(({ event }) => (event === undefined ? [] : [event]))],
    window: { state: stateOf(window, left, now), opened: quantity, used: batches.length > 0 ? quantity - left : window.used, left, ...(batch !== undefined && { fullRefundUntil: withinTerm(batch.fullRefundUntil, subscription) }) },
  };
};

/** Several that were opened at one instant (a purchase and an addition in one order) are one. */
const merged = (windows: readonly Building[]): readonly Building[] =>
  windows.reduce<readonly Building[]>((before, window) => {
    const same = before.find((each) => isSame(each, window) && each.isForeseen === window.isForeseen);
    if (same === undefined) return [...before, window];
    return before.map((each) => (each === same ? { ...each, quantity: each.quantity + window.quantity, used: each.used + window.used, events: [...new Set([...each.events, ...window.events])] } : each));
  }, []);

/** SUB-3: every window that was opened, or will be, with what became of its seats. @param now of those open then the subscription itself says what is left. */
export const windowsOf = (past: readonly Told[], ahead: readonly Told[], subscription: Subscription, now: Instant): readonly Span[] => {
  const windows: Building[] = [];
  for (const told of past) take(windows, told);
  const untold = openBatches(subscription.batches, now).filter((batch) => !windows.some((window) => isSame(window, batch)));
  windows.push(...untold.map(({ addedAt, windowClosesAt, quantity }) => ({ addedAt, windowClosesAt, quantity, used: 0, isForeseen: false, events: [] })));
  for (const told of ahead) {
    endWith(standingAt(windows, told.at), told);
    windows.push(...told.opened.map((opened) => ({ addedAt: opened.addedAt, windowClosesAt: opened.windowClosesAt, quantity: opened.quantity, used: 0, isForeseen: true, events: [] })));
  }
  return merged(windows).map((window, index) => spanOf(window, index, subscription, past, now));
};
