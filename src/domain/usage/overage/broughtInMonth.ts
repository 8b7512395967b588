import { type ChargeLine, type ChargeType } from '../../billing/chargeLine';
import { chargeLineId } from '../../billing/chargeLines';
import { skuKey, type Catalogue, type Sku } from '../../catalogue/state';
import { dayOf, plusDays, type CalendarDate } from '../../../kernel/calendarDate';
import { groupBy } from '../../../kernel/groupBy';
import { type Subscription } from '../../subscription/state';
import { type Brought } from './allowance';
import { broughtBy, enables } from './enabling';

/** SKUs that a subscription has once it is upgraded, converted, or renewed into its successor. */
const becomes = ({ upgradeTargets, convertsTo, successor }: Sku): readonly string[] => [...upgradeTargets, ...(convertsTo === undefined ? [] : [convertsTo]), ...(successor === undefined ? [] : [successor])];

/** Whether it may have been of another SKU in the month, or since: upgraded in its term, or renewed (UPG-2, SCH-1, REN-8). */
const mayHaveChanged = ({ term }: Subscription, month: CalendarDate): boolean => (term.upgradedAt !== undefined && dayOf(term.upgradedAt) >= month) || (term.number > 1 && term.start > month);

/** OVG-6: those of a customer's subscriptions that bring minutes of a service, and those that may have brought some in a month, before they became of another SKU. @param month its first day. */
export const mayHaveBrought = (subscriptions: readonly Subscription[], service: string, { items }: Catalogue, month: CalendarDate): readonly Subscription[] => {
  const bringing = [...items.values()].flatMap(({ sku }) => (broughtBy(sku)?.service === service ? [sku] : []));
  const become = new Set(bringing.flatMap(becomes).map((key) => key.toUpperCase()));
  return subscriptions.filter((each) => enables(each, service) || (mayHaveChanged(each, month) && become.has(skuKey(each.offer.productId, each.offer.skuId))));
};

/** What of a line says how many licences of a SKU were paid for on its days. What was paid for elsewhere has no order here. */
export type PaidLicences = Brought['lines'][number] & Pick<ChargeLine, 'productId' | 'skuId'> & Partial<Pick<ChargeLine, 'orderDate'>>;

/** These pay for a whole cycle; any other line changes one that was paid for, from a day to its end. */
const ofWholeCycles: ReadonlySet<ChargeType> = new Set<ChargeType>(['new', 'renew', 'cycleCharge', 'changeBillingPlan']);

/** Whether it ran already when it came here, from no partner here: whatever else is new begins with a line. @param lines all of its own, the oldest first. */
export const cameRunning = ({ id, billedFrom }: Pick<Subscription, 'id' | 'billedFrom'>, [first]: readonly Pick<ChargeLine, 'id'>[]): boolean => billedFrom === undefined && first?.id !== chargeLineId(id, 1, 1);

/**
 * OVG-6: of a subscription that came running, the licences that were paid for elsewhere, to the end of the cycle in which it came: it has no line of them. That cycle ends before the first one that was charged here, or
 * where its first change does; without any line it still runs.
 * @param bought its SKU and its licences when it came. @param lines all of its own, the oldest first.
 */
export const paidElsewhere = ({ createdAt, cycle }: Pick<Subscription, 'createdAt' | 'cycle'>, bought: Pick<PaidLicences, 'productId' | 'skuId' | 'quantity'>, [first]: readonly ChargeLine[]): PaidLicences => {
  const end = first === undefined ? cycle.end : ofWholeCycles.has(first.chargeType) ? plusDays(first.chargeStart, -1) : first.chargeEnd;
  return { ...bought, chargeType: 'new', sign: 1, effectiveUnitPrice: '0', chargeStart: dayOf(createdAt), chargeEnd: end };
};

/** OVG-6: what a subscription's lines bring, by the SKU that each was charged for: of its present one by its offer, of an earlier one by the catalogue of today. */
export const broughtByLines = ({ offer }: Subscription, lines: readonly PaidLicences[], service: string, { items }: Catalogue): readonly Brought[] =>
  [...groupBy(lines, ({ productId, skuId }) => skuKey(productId, skuId))].flatMap(([key, own]): Brought[] => {
    const charged = key === skuKey(offer.productId, offer.skuId) ? offer : items.get(key)?.sku;
    const brought = charged && broughtBy(charged);
    return brought?.service === service ? [{ minutesPerLicence: brought.minutesPerLicence, lines: own }] : [];
  });
