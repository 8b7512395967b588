import { type ChargeLine } from '../../../../src/domain/billing/chargeLine';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { type SupportCase } from '../../../../src/domain/support/state';
import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { mustHold } from '../../engine/check';
import { type RowChange } from '../../engine/recorder';
import { Account, FREE, type Refund, type Sold } from './account';
import { type DueLine } from './chargedLine';
import { monthsOf, wholeTermEnd } from './chargeCycles';
import { extendedMonth } from './extendedMonth';
import { NotFollowed } from './notFollowed';
import { type Bought, type CyclePrice, type PriceSheets } from './priceSheets';
import { TraditionalAccounts } from './traditionalAccounts';

/** A subscription's row before and after a commit. */
interface Change {
  readonly before: Subscription | undefined;
  readonly after: Subscription;
}

/** What a commit had to charge for one subscription, and what it charged. */
export interface Charged {
  readonly id: string;
  readonly due: readonly DueLine[];
  readonly found: readonly ChargeLine[];
  /** Ids of rules that it was put to. */
  readonly rules: readonly string[];
  /** POL-2: by which prices months of extended service are charged. */
  readonly months: readonly string[];
  /** Where the account stands, and where the row says that it does. */
  readonly places: readonly [account: string, row: string] | undefined;
}

const FOLLOWED = new Set(['licence', 'trial', 'saas', 'freeSaas', 'software', 'perpetual', 'meteredSaas']);

const TRADITIONAL = new Set(['traditional', 'traditionalAddOn']);

const isAlive = ({ status }: Subscription): boolean => status === 'active' || status === 'suspended';
const placeOf = ({ term: { number, plan = 0, start, end }, cycle }: Subscription): string => `term ${number} of ${start}…${end}, plan ${plan}, cycle ${cycle.start}…${cycle.end}`;
const skuOf = ({ offer }: Sold): string => `${offer.productId}:${offer.skuId}`;

/** The accounts of all subscriptions, followed by the rows that commits write: what a row says is held is what must be paid for. */
export class Accounts {
  private readonly all = new Map<string, Account>();
  private readonly traditional = new TraditionalAccounts((row, at) => this.priceOf(row, at));

  /** @param segmentOf of a customer's id */
  constructor(
    private sheets: PriceSheets,
    private readonly segmentOf: (customerId: string) => string,
  ) {}

  /** Prices were imported: what is bought or renewed from now on is priced by them. */
  imported(text: string): void {
    this.sheets = this.sheets.with(text);
  }

  /** Of each that is followed and has not ended the last day that it is charged for. */
  *chargedUntil(): Iterable<readonly [id: string, last: CalendarDate]> {
    for (const [id, account] of this.all) yield [id, account.cycle.end];
  }

  /**
   * Takes one commit.
   * @param changes all of them
   * @param now when it was decided
   * @param leaveOut is told what is not followed
   * @param stated ids of support requests that were granted with a refund that the operator stated
   */
  commit(changes: readonly RowChange[], now: Instant, leaveOut: (what: string) => void, stated: ReadonlySet<string> = new Set()): readonly Charged[] {
    const rows = changes.filter(({ table }) => table === 'Commerce');
    const subscriptions = rows
      .filter(({ key, after }) => key.startsWith('subscription|') && after !== undefined)
      .map(({ before, after }): Change => ({ before: before as Subscription | undefined, after: after as unknown as Subscription }));
    const granted = rows.map(({ key, after }) => (key.startsWith('support') && after?.['status'] === 'granted' ? (after as Pick<SupportCase, 'id' | 'refund'>) : undefined)).find((each) => each !== undefined);
    const refund: Refund | undefined = granted && { amount: granted.refund ?? '0', isStated: stated.has(granted.id) };
    const lines = rows.flatMap(({ key, after }) => (key.startsWith('charge|') && after !== undefined ? [after as unknown as ChargeLine] : []));
    // Sources before what their licences go to, or who they go to: the account of the one makes that of the other.
    const rank = ({ before, after }: Change): number => (before !== undefined ? 0 : after.parentId === undefined ? 1 : 2);
    const inOrder = [...subscriptions].sort((one, other) => rank(one) - rank(other));
    return inOrder.flatMap((change) => {
      const { id } = change.after;
      try {
        const rules: string[] = [];
        this.months = [];
        const due = this.changed(change, subscriptions, refund, now, rules);
        if (due === undefined) return [];
        const account = this.all.get(id);
        const charged: Charged = { id, due, found: lines.filter(({ subscriptionId }) => subscriptionId === id), rules, months: this.months, places: account && isAlive(change.after) ? [account.place, placeOf(change.after)] : this.traditional.places(change.after) };
        if (!isAlive(change.after)) this.forget(id);
        return [charged];
      } catch (error) {
        if (!(error instanceof NotFollowed)) throw error;
        leaveOut(error.message);
        this.forget(id);
        return [];
      }
    });
  }

  private forget(id: string): void {
    this.all.delete(id);
    this.traditional.forget(id);
  }

  private changed(change: Change, all: readonly Change[], refund: Refund | undefined, now: Instant, rules: string[]): readonly DueLine[] | undefined {
    const { before, after } = change;
    if (TRADITIONAL.has(after.kind)) return this.traditional.changed(before, after, all.map((each) => each.after), now, rules);
    if (!FOLLOWED.has(after.kind)) {
      if (before === undefined) throw new NotFollowed(after.kind);
      return undefined;
    }
    if (before === undefined) return this.opened(after, all, now, rules);
    const account = this.all.get(after.id);
    if (account === undefined || !isAlive(before)) return undefined;
    const due = [...this.goneOn(account, before, after, now, rules)];
    const { number } = account;
    const more = after.quantity - account.held;
    if (isAlive(after) && (after.term.number > number || skuOf(after) !== this.skus.get(after.id))) due.push(...this.upgraded(account, after, now, rules));
    else if (before.status !== 'deleted' && after.status === 'deleted') due.push(...this.ended(account, change, all, refund, now, rules));
    else if (more > 0 && isAlive(after)) {
      const isMoved = all.some((other) => other !== change && isSourceOf(other, after, more));
      rules.push(isMoved ? 'UPG-3' : 'BIL-3', 'SUB-2');
      due.push(...(isMoved ? account.joined(more, now) : account.grown(more, now)));
    } else if (more < 0 && isAlive(after)) {
      const into = all.find((other) => other !== change && isTargetOf(other, after, -more));
      rules.push(...(into === undefined ? ['BIL-3', 'SUB-5', 'SUB-3'] : ['UPG-2']));
      due.push(...(into === undefined ? account.reduced(-more, now) : account.left(-more, into.before === undefined ? 'convert' : 'moveQuantity', now)));
    }
    this.skus.set(after.id, skuOf(after));
    const { nextCharge } = after;
    if (nextCharge !== undefined && nextCharge.requestedAt !== before.nextCharge?.requestedAt) this.planned.set(after.id, this.plannedPrice(after, nextCharge, startOfDay(plusDays(after.cycle.end, 1))));
    return due;
  }

  /** What each is going to cost from its next charge on. The price of a term is locked: it is agreed upon when another billing cycle is asked for, and prices that are imported afterwards are those of others (CYC-1). */
  private readonly planned = new Map<string, CyclePrice>();

  /** POL-2: of the change that is looked at. */
  private months: string[] = [];

  /** What each was sold as when it was looked at last. */
  private readonly skus = new Map<string, string>();

  private opened(after: Subscription, all: readonly Change[], now: Instant, rules: string[]): readonly DueLine[] {
    const { term, quantity } = after;
    const keep = ([account, lines]: readonly [Account, readonly DueLine[]]): readonly DueLine[] => {
      this.all.set(after.id, account);
      this.skus.set(after.id, skuOf(after));
      return lines;
    };
    // What leaves one that came by a transfer, by an upgrade, bears it too, and is of the same partner.
    if (after.billedFrom !== undefined && all.some((other) => other.before !== undefined && other.after.partnerId !== after.partnerId)) {
      const source = all.find(({ before, after: { partnerId, status, offer } }) => before !== undefined && partnerId !== after.partnerId && status === 'deleted' && offer.skuId === after.offer.skuId && offer.productId === after.offer.productId && before.quantity === quantity && before.term.end === term.end);
      const account = source && this.given.get(source.after.id);
      if (source === undefined || account === undefined) throw new NotFollowed('a transfer of what is not followed');
      rules.push('TRF-2');
      const isSameCurrency = source.after.currency === after.currency;
      if (after.extendedFrom !== undefined && !isSameCurrency) this.months.push('in another currency');
      return keep(account.received(after, isSameCurrency ? account.price : after.extendedFrom === undefined ? this.priceOf(after, now) : this.extendedPrice(after, after.extendedFrom, now), now));
    }
    if (term.upgradedAt === after.createdAt) {
      const source = all.find(({ before, after: each }) => before !== undefined && each.id !== after.id && before.quantity - (each.status === 'deleted' ? 0 : each.quantity) === quantity);
      const account = source && (this.all.get(source.after.id) ?? this.given.get(source.after.id));
      if (account === undefined) throw new NotFollowed('a part of what is not followed');
      rules.push('UPG-2');
      return keep(account.apart(after, quantity, this.priceOf(after, now), now));
    }
    if (term.startedAt !== after.createdAt || dayOf(after.createdAt) !== dayOf(now)) throw new NotFollowed('brought along');
    rules.push('BIL-1', ...(after.promotionId === undefined ? [] : ['CAT-5']), ...(term.end === wholeTermEnd(term.start, monthsOf(after.termDuration)) ? [] : ['ORD-8']));
    return keep(Account.bought({ sold: after, seats: quantity, price: this.priceOf(after, now), end: after.kind === 'freeSaas' ? undefined : term.end }, now));
  }

  /** Cycles and terms that have begun since. */
  private *goneOn(account: Account, before: Subscription, after: Subscription, now: Instant, rules: string[]): Iterable<DueLine> {
    let steps = 0;
    let { nextCharge } = before;
    const { plan = 0 } = before.term;
    // What it is upgraded to at once with what was due, it becomes after that.
    let soldAs = before;
    while (!this.isAt(account, after)) {
      if ((steps += 1) > 200) throw new Error(`${after.id} is at ${placeOf(after)}, which does not follow ${account.place}`);
      if (account.isLastCycle) {
        // One that begins before the last is over is no renewal.
        if (after.term.number <= account.number || account.overAt > now) return;
        if (after.extendedFrom !== undefined) {
          rules.push('POL-2', ...(dayOf(account.overAt) < dayOf(now) ? ['REN-7'] : []));
          yield* account.renewed({ sold: after, seats: after.quantity, price: this.extendedPrice(after, after.extendedFrom, account.overAt) }, now);
          soldAs = after;
          continue;
        }
        const isRepeated = skuOf(before) === skuOf(after) && before.quantity === after.quantity && before.termDuration === after.termDuration && before.billingCycle === after.billingCycle;
        if (after.term.number > account.number + 1 && !isRepeated) throw new NotFollowed('several terms at once, with another offer');
        rules.push('REN-3', ...(dayOf(account.overAt) < dayOf(now) ? ['REN-7'] : []), ...(skuOf(before) === skuOf(after) ? [] : ['SCH-1']), ...(after.promotionId === undefined && before.promotionId === undefined ? [] : ['CAT-5']));
        const { customTermEnd } = before.scheduledChange ?? {};
        const isFirst = account.number === before.term.number;
        yield* account.renewed({ sold: after, seats: after.quantity, price: this.renewalPrice(before, after, account.overAt), end: isFirst && customTermEnd !== undefined && comesTo(customTermEnd, after.term.number - account.number - 1, after) ? customTermEnd : undefined }, now);
        this.skus.set(after.id, skuOf(after));
        soldAs = after;
      } else if (account.cycle.end >= dayOf(now)) return;
      else if (nextCharge !== undefined && (after.term.plan ?? 0) > plan) {
        rules.push('CYC-1');
        const at = startOfDay(plusDays(account.cycle.end, 1));
        yield* account.nextPlan({ ...soldAs, billingCycle: nextCharge.billingCycle }, this.planned.get(before.id) ?? this.plannedPrice(soldAs, nextCharge, at));
        this.planned.delete(before.id);
        nextCharge = undefined;
      } else {
        rules.push('BIL-1', ...(before.status === 'suspended' ? ['SUS-1'] : []));
        yield* account.nextCycle();
      }
    }
  }

  private isAt(account: Account, row: Subscription): boolean {
    return account.place === placeOf(row);
  }

  private upgraded(account: Account, after: Subscription, now: Instant, rules: string[]): readonly DueLine[] {
    const price = this.priceOf(after, now);
    rules.push(after.term.upgradedAt === undefined ? 'TRI-4' : 'UPG-2');
    return after.term.number > account.number ? account.restarts(after, after.quantity, price, now) : account.becomes(after, after.quantity, price, now);
  }

  /** Those that ended for another one of the same commit. */
  private readonly given = new Map<string, Account>();

  private ended(account: Account, change: Change, all: readonly Change[], refund: Refund | undefined, now: Instant, rules: string[]): readonly DueLine[] {
    const { after } = change;
    this.given.clear();
    this.given.set(after.id, account);
    const taker = all.find((other) => other.before === undefined && other.after.partnerId !== after.partnerId && other.after.billedFrom !== undefined);
    if (taker !== undefined) {
      rules.push('TRF-2');
      return account.given(now);
    }
    const into = all.find((other) => other !== change && isTargetOf(other, after, account.held));
    if (into !== undefined) {
      rules.push('UPG-3');
      return account.left(account.held, into.before === undefined ? 'convert' : 'moveQuantity', now);
    }
    if (refund !== undefined) {
      rules.push('CAN-6');
      return account.cancelledWith(refund, now);
    }
    rules.push('CAN-1', 'SUB-5');
    return account.cancelled(now);
  }

  private bought({ offer, currency, termDuration, billingCycle, customerId, promotionId }: Sold & Pick<Subscription, 'customerId' | 'promotionId'>): Bought {
    const segment = this.segmentOf(customerId);
    return { productId: offer.productId, skuId: offer.skuId, market: offer.country, currency, segments: segment === 'commercial' ? [segment] : [segment, 'commercial'], termDuration, billingCycle, promotionId };
  }

  /** @throws NotFollowed where no sheet has it */
  private priceOf(row: Sold & Pick<Subscription, 'customerId' | 'promotionId'>, at: Instant): CyclePrice {
    if (row.kind === 'freeSaas') return FREE;
    const bought = this.bought(row);
    const price = this.sheets.priceAt(bought, at);
    if (price === undefined) throw new NotFollowed(`no price of ${skuOf(row)} ${row.termDuration}/${row.billingCycle} in ${bought.market} and ${bought.currency}`);
    return price;
  }

  /** POL-2. */
  private extendedPrice(row: Subscription, ended: NonNullable<Subscription['extendedFrom']>, at: Instant): CyclePrice {
    const month = extendedMonth(this.sheets, this.bought(row), ended, at);
    mustHold(month !== undefined, 'POL-2', () => `${row.id} goes on by the month from ${at}, and neither a month of ${skuOf(row)} nor its term ${ended.termDuration}/${ended.billingCycle} is sold then`);
    this.months.push(month.by);
    return month.price;
  }

  private plannedPrice(row: Parameters<Accounts['priceOf']>[0], { billingCycle, promotionId }: NonNullable<Subscription['nextCharge']>, at: Instant): CyclePrice {
    return this.priceOf({ ...row, promotionId, billingCycle }, at);
  }

  private renewalPrice(before: Subscription, after: Subscription, at: Instant): CyclePrice {
    const planned = before.scheduledChange;
    const isApplied = planned !== undefined && planned.quantity === after.quantity && planned.product.termDuration === after.termDuration && planned.product.billingCycle === after.billingCycle && `${planned.product.productId}:${planned.product.skuId}` === skuOf(after);
    // CAT-5: what a plan's promotion has left by then is the check of promotions' to judge; where it is not had, that is told.
    const isLost = after.promotionId === undefined && after.term.number === before.term.number + 1;
    const bought = this.bought({ ...after, promotionId: isApplied ? (isLost ? undefined : planned.product.promotionId) : before.promotionId });
    const price = this.sheets.priceAt(bought, at);
    // SCH-6: what was planned while it was sold is honoured once it is not.
    if (price === undefined && isApplied) return this.sheets.lastPriceBefore(bought, at) ?? this.priceOf(after, at);
    return price ?? this.priceOf(after, at);
  }
}

/** Whether the running term is so many whole ones behind one that ends on that day; none: it is that one. */
const comesTo = (end: CalendarDate, later: number, { term, termDuration }: Subscription): boolean => {
  let last = end;
  for (let left = later; left > 0; left -= 1) last = wholeTermEnd(plusDays(last, 1), monthsOf(termDuration));
  return last === term.end;
};

/** Whether so many licences left another subscription for this one. */
const isSourceOf = ({ before, after }: Change, target: Subscription, moved: number): boolean =>
  before !== undefined && isAlive(before) && before.quantity - (isAlive(after) ? after.quantity : 0) === moved && after.partnerId === target.partnerId;

/** Whether so many licences came to another subscription from this one. */
const isTargetOf = ({ before, after }: Change, source: Subscription, moved: number): boolean =>
  isAlive(after) && after.partnerId === source.partnerId && (before === undefined ? after.term.upgradedAt === after.createdAt && after.quantity === moved : after.quantity - before.quantity === moved);
