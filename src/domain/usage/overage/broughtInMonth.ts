import { type ChargeLine } from '../../billing/chargeLine';
import { skuKey, type Catalogue, type Sku } from '../../catalogue/state';
import { dayOf, type CalendarDate } from '../../../kernel/calendarDate';
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

/** OVG-6: what a subscription's lines bring, by the SKU that each was charged for: of its present one by its offer, of an earlier one by the catalogue of today. */
export const broughtByLines = ({ offer }: Subscription, lines: readonly ChargeLine[], service: string, { items }: Catalogue): readonly Brought[] =>
  [...groupBy(lines, ({ productId, skuId }) => skuKey(productId, skuId))].flatMap(([key, own]): Brought[] => {
    const charged = key === skuKey(offer.productId, offer.skuId) ? offer : items.get(key)?.sku;
    const brought = charged && broughtBy(charged);
    return brought?.service === service ? [{ minutesPerLicence: brought.minutesPerLicence, lines: own }] : [];
  });
