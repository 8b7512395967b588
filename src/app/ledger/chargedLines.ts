import { type ChargeLine } from '../../domain/billing/chargeLine';
import { skuKey, type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { licenceItem, type Named } from '../../domain/reconciliation/licenceItem';
import { type BilledCustomer, type ProductNames } from '../../domain/reconciliation/lineItem';
import { type Subscription } from '../../domain/subscription/state';
import { monthOf } from '../../domain/usage/overage/callReport';
import { dayOf } from '../../kernel/calendarDate';
import { type LedgerLine } from './ledgerLine';

/** How a subscription is called on its lines. */
export interface SoldAs extends Named {
  readonly offer: Pick<Subscription['offer'], 'title' | 'publisherName'>;
}

export const billedCustomer = ({ id, name, domain, country }: Pick<Customer, 'id' | 'name' | 'domain' | 'country'>): BilledCustomer => ({ id, name, domain, country });

const namesOf = ({ productId, skuId }: ChargeLine, sold: SoldAs | undefined, { items }: Catalogue): ProductNames & { readonly isAddOn: boolean } => {
  const sku = items.get(skuKey(productId, skuId))?.sku;
  const { title = productId, publisherName = '' } = sold?.offer ?? {};
  return { productName: sku?.productTitle ?? title, skuName: sku?.title ?? title, publisherName: sku?.publisherName ?? publisherName, isAddOn: (sku?.prerequisiteSkus.length ?? 0) > 0 };
};

/** BIL-4: a charge line as its partner's ledger has it: of the month of its event (BIL-2), with the names of now. @param sold absent: the subscription cannot be read; then it is told by what the catalogue calls it. */
export const chargedLine = (line: ChargeLine, customer: BilledCustomer, sold: SoldAs | undefined, catalogue: Catalogue): LedgerLine => {
  const { isAddOn, ...names } = namesOf(line, sold, catalogue);
  return { partnerId: line.partnerId, lineId: line.id, month: monthOf(dayOf(line.orderDate)), isFinal: true, rounding: line.rounding, item: licenceItem(line, customer, names, sold, isAddOn) };
};
