import { plusHours, type Instant } from '../../kernel/instant';
import { type Batch, type Subscription } from './state';

/** A window as it was opened: the seats it was for, and the instants that tell it from others. */
export type OpenedWindow = Pick<Batch, 'addedAt' | 'windowClosesAt' | 'quantity' | 'openedBy'>;

export type WindowNews =
  /** `quantity`: seats that can still be taken off. */
  | { readonly type: 'WindowClosing'; readonly closesAt: Instant; readonly quantity: number }
  /** `quantity`: seats it was opened for. */
  | { readonly type: 'WindowClosed'; readonly closesAt: Instant; readonly quantity: number };

const HOURS_BEFORE = 24;

/** When something falls due to be said of a window, however late it is said: that it is about to close 24 hours before it does, that it has closed as it does. */
export const newsDueAt = ({ type, closesAt }: Pick<WindowNews, 'type' | 'closesAt'>): Instant => (type === 'WindowClosing' ? plusHours(closesAt, -HOURS_BEFORE) : closesAt);

/** When a window is first spoken of: 24 hours before it closes, or, if it is no longer than that, when it closes. */
export const firstNewsAt = ({ addedAt, windowClosesAt }: OpenedWindow): Instant => {
  const before = newsDueAt({ type: 'WindowClosing', closesAt: windowClosesAt });
  return before > addedAt ? before : windowClosesAt;
};

/** Whether seats are those of a window. Of several of one instant those that were bought or renewed go before any that were added, and those before others that were added later: so seats that do not say who added them, of a row stored before they did, are no others'. */
const isIn = (batch: Batch, { addedAt, windowClosesAt, openedBy }: OpenedWindow): boolean =>
  batch.addedAt === addedAt && batch.windowClosesAt === windowClosesAt && (batch.openedBy === openedBy || batch.openedBy === undefined);

/** Never more than it was opened for: another that was opened at the same instant is spoken of for itself. */
const seatsLeft = ({ batches }: Subscription, window: OpenedWindow): number =>
  Math.min(window.quantity, batches.filter((batch) => isIn(batch, window)).reduce((sum, { quantity }) => sum + quantity, 0));

/**
 * SUB-3: what there is to say of a window at `now`. Before it closes, nothing of one that is used up or that another term's has replaced; afterwards, however late, that it has closed, unless the
 * subscription ended first.
 */
export const windowNews = (window: OpenedWindow, subscription: Subscription, now: Instant): WindowNews | undefined => {
  const closesAt = window.windowClosesAt;
  if (subscription.endedAt !== undefined && subscription.endedAt < closesAt) return undefined;
  if (now >= closesAt) return { type: 'WindowClosed', closesAt, quantity: window.quantity };
  const quantity = seatsLeft(subscription, window);
  return quantity === 0 ? undefined : { type: 'WindowClosing', closesAt, quantity };
};
