import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type World } from '../../engine/world';
import { dayOfText, membersOf, numberOf, termOf, textOf, wordOf, type Members } from './asked';
import { isExtendable } from './extendedService';
import { type Modelled } from './modelled';
import { inSegmentOf, offerOf, soldAs } from './offers';
import { cycleFrom, lastDay } from './terms';
import { opensWithPurchase, windowOf } from './windows';

/** A line of a cart or of an order, as it was asked for. */
export interface AskedLine {
  readonly item: string;
  readonly quantity: number;
  readonly termDuration?: string;
  readonly billingCycle?: string;
  readonly end?: CalendarDate;
  readonly name?: string;
}

const lineOf = (members: Members, billingCycle: string | undefined): AskedLine => {
  const end = textOf(members, 'customtermenddate');
  const termDuration = termOf(members, 'termduration');
  const cycle = wordOf(members, 'billingcycle') ?? billingCycle;
  const name = textOf(members, 'friendlyname');
  return {
    item: textOf(members, 'catalogitemid') ?? textOf(members, 'offerid') ?? '',
    quantity: numberOf(members, 'quantity') ?? 0,
    ...(termDuration !== undefined && termDuration !== '' && { termDuration }),
    ...(cycle !== undefined && cycle !== 'unknown' && { billingCycle: cycle }),
    ...(end !== undefined && { end: dayOfText(end) as CalendarDate }),
    ...(name !== undefined && name.trim() !== '' && { name: name.trim() }),
  };
};

/** Lines of the body of a cart or an order; add-ons of traditional lines too. */
export const linesOf = (body: unknown): readonly AskedLine[] => {
  const members = membersOf(body);
  const own = members.get('lineitems');
  const lines = Array.isArray(own) ? (own as unknown[]).map(membersOf) : [];
  return lines.flatMap((line) => {
    const addOns = line.get('addonitems');
    return [lineOf(line, wordOf(members, 'billingcycle')), ...(Array.isArray(addOns) ? (addOns as unknown[]).map((each) => lineOf(membersOf(each), wordOf(line, 'billingcycle'))) : [])];
  });
};

/** Whether a new subscription can be what a line asks for. */
export const isOfLine = ({ item, quantity, termDuration, billingCycle, end }: AskedLine, row: Subscription): boolean => {
  const own = `${row.offer.productId}:${row.offer.skuId}:${row.offer.availabilityId}`.toUpperCase();
  if (item.toUpperCase() !== own || quantity !== row.quantity) return false;
  if (row.kind === 'freeSaas' || row.kind === 'traditionalAddOn') return true;
  return (termDuration === undefined || termDuration === row.termDuration) && (billingCycle === undefined || billingCycle === row.billingCycle) && (end === undefined || end === row.term.end);
};

/**
 * ORD-1, ORD-8, REN-1, TRI-1: what a line makes when it is bought. @param row what came of it: its ids, names and what the line leaves open.
 * @returns undefined for what hangs on another subscription's dates.
 */
export const boughtAs = (world: World, line: AskedLine, row: Subscription, at: Instant): Modelled | undefined => {
  const market = row.offer.country;
  const offer = offerOf(world, market, line.item);
  const kind = offer && soldAs(offer.sku);
  if (offer === undefined || kind === undefined || kind === 'traditionalAddOn') return undefined;
  const start = dayOf(at);
  const asked = { termDuration: line.termDuration ?? row.termDuration, billingCycle: line.billingCycle ?? row.billingCycle };
  const isFree = kind === 'freeSaas';
  const plan = isFree ? { termDuration: 'P1M', billingCycle: 'none' } : kind === 'perpetual' ? { termDuration: 'NoTerm', billingCycle: asked.billingCycle } : asked;
  const days = { start, end: isFree ? plusDays(start, (offer.sku.freeTrialDays ?? 30) - 1) : (line.end ?? lastDay(start, plan.termDuration)) };
  const window = windowOf(kind, isFree ? (row.renewsTo?.billingCycle ?? '') : plan.billingCycle, line.quantity, at, start);
  const opens = opensWithPurchase(kind, offer.sku.neverCancelled === true);
  const paid = kind === 'trial' && offer.sku.convertsTo !== undefined ? inSegmentOf(world, market, line.item, offer.sku.convertsTo) : undefined;
  const cancellableUntil = kind === 'traditional' ? startOfDay(plusDays(days.end, 1)) : opens || isFree ? window.closesAt : at;
  return {
    id: row.id,
    customerId: row.customerId,
    partnerId: row.partnerId,
    market,
    soldAs: kind,
    version: 1,
    item: offer.item,
    title: row.offer.title,
    friendlyName: line.name ?? row.offer.title,
    status: 'active',
    quantity: line.quantity,
    autoRenew: kind !== 'perpetual',
    ...plan,
    currency: row.currency,
    term: { number: 1, ...days, startedAt: at, cancellableUntil },
    cycle: isFree ? days : cycleFrom(days, plan.termDuration, plan.billingCycle, start),
    seats: opens ? [window] : [],
    ...(isExtendable(world, kind, at, days.end) && { extendable: true }),
    ...(row.renewsTo !== undefined && isFree && { renewsTo: { termDuration: row.renewsTo.termDuration, billingCycle: row.renewsTo.billingCycle } }),
    ...(paid !== undefined && { paidForm: { item: paid.item, termDuration: 'P1Y', billingCycle: 'monthly', quantity: line.quantity } }),
  };
};

