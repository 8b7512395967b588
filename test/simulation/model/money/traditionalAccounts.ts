import { type Subscription } from '../../../../src/domain/subscription/state';
import { dayOf } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Sold } from './account';
import { type DueLine } from './chargedLine';
import { NotFollowed } from './notFollowed';
import { type CyclePrice } from './priceSheets';
import { TraditionalAccount } from './traditionalAccount';

type PriceOf = (row: Subscription, at: Instant) => CyclePrice;

const skuOf = ({ offer }: Sold): string => `${offer.productId}:${offer.skuId}`;
const isAlive = ({ status }: Subscription): boolean => status === 'active' || status === 'suspended';
const placeOf = ({ term: { number, start, end }, cycle }: Subscription): string => `term ${number} of ${start}…${end}, cycle ${cycle.start}…${cycle.end}`;

/** The accounts of traditional subscriptions, followed as those of new commerce. */
export class TraditionalAccounts {
  private readonly all = new Map<string, TraditionalAccount>();
  private readonly skus = new Map<string, string>();

  constructor(private readonly priceOf: PriceOf) {}

  forget(id: string): void {
    this.all.delete(id);
  }

  /** Where the account stands, and where the row says that it does. */
  places(row: Subscription): readonly [account: string, row: string] | undefined {
    const account = this.all.get(row.id);
    return account && isAlive(row) ? [account.place, placeOf(row)] : undefined;
  }

  /** @param others rows of the same commit. @returns the lines that are due; undefined: it is not followed */
  changed(before: Subscription | undefined, after: Subscription, others: readonly Subscription[], now: Instant, rules: string[]): readonly DueLine[] | undefined {
    if (before === undefined) return this.opened(after, now, rules);
    const account = this.all.get(after.id);
    if (account === undefined || !isAlive(before)) return undefined;
    const due = [...this.goneOn(account, before, after, now, rules), ...this.changedNow(account, before, after, others, now, rules)];
    this.skus.set(after.id, skuOf(after));
    return due;
  }

  private opened(after: Subscription, now: Instant, rules: string[]): readonly DueLine[] {
    if (dayOf(after.createdAt) !== dayOf(now) || after.term.startedAt > after.createdAt) throw new NotFollowed('traditional, brought along');
    const price = this.priceOf(after, now);
    const base = after.parentId === undefined ? undefined : this.all.get(after.parentId);
    if (after.parentId !== undefined && base === undefined) throw new NotFollowed('an add-on of what is not followed');
    const [account, lines] = base === undefined ? TraditionalAccount.bought(after, after.quantity, price, now) : TraditionalAccount.hungOn(base, after, after.quantity, price, after.term.number, now);
    this.all.set(after.id, account);
    this.skus.set(after.id, skuOf(after));
    rules.push(base === undefined ? 'MIG-1' : 'ORD-5');
    return lines;
  }

  private *goneOn(account: TraditionalAccount, before: Subscription, after: Subscription, now: Instant, rules: string[]): Iterable<DueLine> {
    if (before.status === 'suspended') return;
    while (account.place !== placeOf(after)) {
      if (account.isLastCycle) {
        if (after.term.number <= account.number || account.overAt > now) return;
        rules.push('REN-3');
        yield* account.renewed(after, after.quantity, this.priceOf(after, account.overAt));
        this.skus.set(after.id, skuOf(after));
      } else if (account.cycle.end >= dayOf(now)) return;
      else {
        rules.push('BIL-1');
        yield* account.nextCycle();
      }
    }
  }

  private changedNow(account: TraditionalAccount, before: Subscription, after: Subscription, others: readonly Subscription[], now: Instant, rules: string[]): readonly DueLine[] {
    const isSuspended = before.status === 'suspended';
    if (isAlive(after) && after.term.number > account.number) {
      rules.push('MIG-3');
      return account.restarts(after, this.priceOf(after, now), now);
    }
    if (isAlive(after) && skuOf(after) !== this.skus.get(after.id)) {
      rules.push('MIG-4');
      return account.becomes(after, this.priceOf(after, now), now);
    }
    if (after.status === 'deleted') {
      const isMigrated = others.some(({ migratedFromSubscriptionId }) => migratedFromSubscriptionId === after.id);
      rules.push(isMigrated ? 'MIG-5' : 'MIG-1');
      return isMigrated ? account.takenBack('Cancel fee', account.today(now), now) : account.givenUp(now, isSuspended);
    }
    if (!isSuspended && after.status === 'suspended') {
      rules.push('MIG-2');
      return account.givenUp(now, false);
    }
    if (isSuspended && after.status === 'active') {
      rules.push('MIG-2');
      return account.resumed(now);
    }
    if (isAlive(after) && after.quantity !== account.quantity) {
      rules.push('MIG-2');
      return account.reseated(after.quantity, now);
    }
    return [];
  }
}
