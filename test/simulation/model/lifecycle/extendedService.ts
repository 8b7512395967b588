import { plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type World } from '../../engine/world';
import { type Modelled, type SoldAs } from './modelled';
import { isSold, offerOf } from './offers';
import { lastDay } from './terms';

/** POL-2: terms that begin from then on have it. */
const BEGUN_FROM = '2025-04-01T00:00:00.000Z';
/** POL-2: where their last day is this one or a later one. */
const ENDING_FROM = '2026-05-04';

/** POL-2: whether a term has a month of extended service after it, where auto-renew is off: of licences alone, and where the installation has switched it on. @param begins by the dates it should have had */
export const isExtendable = ({ config }: Pick<World, 'config'>, soldAs: SoldAs, begins: Instant, end: CalendarDate): boolean => config.extendedServiceTerm && soldAs === 'licence' && begins >= BEGUN_FROM && end >= ENDING_FROM;

/** POL-2: a month on the list prices of its first day; the seats are what they were, no window opens, and it may be cancelled on each of its days. Undefined: the offer has neither a monthly term nor the one that ended. */
export const extendedBy = (world: World, before: Modelled, start: CalendarDate, at: Instant): Modelled | undefined => {
  const { market, item, currency, quantity, term, termDuration, billingCycle, planned: _planned, upgradedAt: _upgraded, nextCharge: _next, ...rest } = before;
  const extendedFrom = before.extendedFrom ?? { termDuration, billingCycle };
  const month = { termDuration: 'P1M', billingCycle: 'monthly' };
  const offer = offerOf(world, market, item);
  if (offer === undefined || ![month, extendedFrom].some((plan) => isSold(offer, { ...plan, currency, quantity }, startOfDay(start)))) return undefined;
  const days = { start, end: lastDay(start, month.termDuration) };
  return { ...rest, market, item, currency, quantity, ...month, extendedFrom, extendable: true, term: { number: term.number + 1, ...days, startedAt: at, cancellableUntil: startOfDay(plusDays(days.end, 1)) }, cycle: days, seats: [] };
};
