import { KINDS, kindOf } from '../../domain/subscription/kinds/table';
import { statusAt } from '../../domain/subscription/standing';
import { type subscriptionStatuses } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { type ListedSubscription } from './listedSubscription';

const AZURE = 'Azure';

/** Whatever is listed is of one of these. */
export const listedProductTypes = [...new Set(Object.values(KINDS).map((kind) => kind.productType)), AZURE];
export const billingTypes = ['license', 'usage'] as const;

/** What a list is narrowed to, by members as it shows them; what is absent narrows nothing. */
export interface ListedFilter {
  /** How it begins, as one publisher has several forms of its name (`Microsoft`, `Microsoft Corporation`); letter case does not count, and an empty one is nobody's. */
  readonly publisherName?: string | undefined;
  readonly billingType?: (typeof billingTypes)[number] | undefined;
  /** Any of these. */
  readonly productTypes?: readonly string[] | undefined;
  /** Any of these. */
  readonly statuses?: readonly (typeof subscriptionStatuses)[number][] | undefined;
}

const shownOf = (listed: ListedSubscription, now: Instant) => {
  if (listed.kind === 'licences') {
    const { subscription } = listed;
    const { productType, isMetered = false } = kindOf(subscription);
    return { publisherName: subscription.offer.publisherName, billingType: isMetered ? 'usage' : 'license', productType, status: statusAt(subscription, now) };
  }
  const { status = 'active' } = listed.kind === 'azurePlan' ? listed.plan : listed.held.subscription;
  return { publisherName: 'Microsoft', billingType: 'usage', productType: AZURE, status };
};

const isOf = (publisher: string, asked: string): boolean => asked !== '' && publisher.toLowerCase().startsWith(asked.toLowerCase());

/** SUB-8: whether it is among what a list is narrowed to. @param now decides the status. */
export const isAmong = (listed: ListedSubscription, { publisherName, billingType, productTypes, statuses }: ListedFilter, now: Instant): boolean => {
  const shown = shownOf(listed, now);
  return (
    (publisherName === undefined || isOf(shown.publisherName, publisherName.trim())) &&
    (billingType === undefined || shown.billingType === billingType) &&
    (productTypes === undefined || productTypes.includes(shown.productType)) &&
    (statuses === undefined || statuses.includes(shown.status))
  );
};
