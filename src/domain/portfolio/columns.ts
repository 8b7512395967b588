/**
 * What each field is called in a header: first in our own export (SUB-8) and what is added to it, then in Partner Center's lists and reports of subscriptions. Case, blanks and what is no letter or digit make no
 * difference.
 */
export const columnNames = {
  subscriptionId: ['SubscriptionId', 'Id'],
  customer: ['CustomerId', 'CustomerTenantId', 'CustomerDomain', 'Customer'],
  name: ['SubscriptionName', 'FriendlyName', 'Nickname'],
  catalogItemId: ['CatalogItemId', 'OfferId'],
  productId: ['ProductId'],
  skuId: ['SkuId'],
  product: ['ProductName', 'OfferName', 'SkuName', 'Product'],
  quantity: ['LicensesPurchased', 'LicenseCount', 'Licenses', 'Quantity', 'Seats'],
  status: ['Status', 'SubscriptionStatus'],
  term: ['TermDuration', 'Term', 'CommitmentTerm'],
  billingCycle: ['BillingCycle', 'BillingPlan', 'BillingFrequency', 'BillingType'],
  start: ['TermStartDate', 'EffectiveStartDate', 'StartDate'],
  end: ['TermEndDate', 'CommitmentEndDate', 'EndDate', 'ExpirationDate'],
  bought: ['PurchaseDate', 'CreationDate', 'CreatedDate'],
  autoRenew: ['AutoRenew', 'AutoRenewEnabled', 'AutoRenewal'],
  promotion: ['Promotion', 'PromotionId'],
  price: ['UnitPrice', 'Price'],
  currency: ['Currency'],
  market: ['Market', 'CustomerMarket', 'Country'],
  reseller: ['Reseller', 'ResellerMpnId', 'PartnerId', 'MpnId'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PortfolioField = keyof typeof columnNames;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Where each field of a file stands: the column as the header writes it; where there is none, what it would be called. */
export type PortfolioColumns = Readonly<Record<PortfolioField, string>>;

export interface FoundColumns {
  readonly columns: PortfolioColumns;
  readonly has: (field: PortfolioField) => boolean;
}

/** @param header as it is written. Of two names of one field the one listed first counts. */
export const findColumns = (header: readonly string[]): FoundColumns => {
  const found = new Map<PortfolioField, string>();
  for (const [field, names] of Object.entries(columnNames) as [PortfolioField, readonly string[]][]) {
    const column = names.map((name) => header.find((each) => plain(each) === plain(name))).find((each) => each !== undefined);
    if (column !== undefined) found.set(field, column);
  }
  const columns = Object.fromEntries(Object.entries(columnNames).map(([field, [first]]) => [field, found.get(field as PortfolioField) ?? first])) as Record<PortfolioField, string>;
  return { columns, has: (field) => found.has(field) };
};
