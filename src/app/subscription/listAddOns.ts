import { success, type Result } from '../../kernel/result';
import { type Row } from '../../kernel/partitionStore';
import { type Subscription } from '../../domain/subscription/state';
import { subscriptionKey } from '../command/commerceKeys';
import { listedSubscription } from './listedSubscription';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { type Readable } from '../unreadable';
import { subscriptionRows } from './subscriptionBook';

/** A base names only what was bought with it, so one that is not there is lost. */
const lost = ({ customerId, partnerId }: Subscription, id: string): Row => ({ partition: customerId, key: subscriptionKey(id), value: { unreadable: 'it is missing', partnerId }, etag: '' });

/**
 * ORD-5: what hangs on a subscription, as far as it can be read (DUE-2); none but traditional ones have any. One that ended while its base went on is no longer listed, nor one whose place another has taken.
 * Refused: SubscriptionNotFound (PAR-3), CustomerNotFound. @throws RowUnreadable for the base's own row, and when the store fails.
 */
export const listAddOns = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<Readable<Subscription>, Refusal>> => {
  const base = await listedSubscription(app, partnerTenantId, customerId, subscriptionId);
  if (!base.ok) return base;
  if (base.value.kind !== 'licences') return success({ items: [], unreadable: [] });
  const { subscription } = base.value;
  const rows: Row[] = [];
  for (const id of subscription.addOnIds ?? []) rows.push((await app.commerce.read(customerId, subscriptionKey(id))) ?? lost(subscription, id));
  return success(subscriptionRows.readable(rows));
};
