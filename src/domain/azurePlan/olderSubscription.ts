import { dayOf, type CalendarDate } from '../../kernel/calendarDate';
import { type AzureHoldings, type LegacyAzure, type OlderSubscription } from './state';
import { ownLegacy } from './upgradeLegacy';

/** One that was not moved, with the offer it is under. */
export interface HeldOlder {
  readonly legacy: LegacyAzure;
  readonly subscription: OlderSubscription;
}

/** A partner's Azure subscriptions under the older offer that are left. */
export const olderSubscriptions = (held: AzureHoldings, partnerId: string): readonly HeldOlder[] =>
  ownLegacy(held, partnerId).flatMap((legacy) => legacy.azureSubscriptions.filter(({ movedAt }) => movedAt === undefined).map((subscription) => ({ legacy, subscription })));

/** AZP-3: the UTC days on which Azure subscriptions came under a plan, by their ids; none of those that are left, or never were under the older offer. */
export const movedOn = ({ legacy }: AzureHoldings): ReadonlyMap<string, CalendarDate> =>
  new Map(legacy.flatMap(({ azureSubscriptions }) => azureSubscriptions.flatMap(({ id, movedAt }) => (movedAt === undefined ? [] : [[id, dayOf(movedAt)] as const]))));

export type OlderEvent = { readonly type: 'OlderAzureSuspended'; readonly azureSubscriptionId: string } | { readonly type: 'OlderAzureResumed'; readonly azureSubscriptionId: string };

export interface OlderChange extends HeldOlder {
  /** Empty when nothing changed. */
  readonly events: readonly OlderEvent[];
}

/** AZP-3: suspends one, or takes it up again, after which it can be moved; what is so already is no change. */
export const setOlderStatus = ({ legacy, subscription }: HeldOlder, status: 'active' | 'suspended'): OlderChange => {
  if ((subscription.status ?? 'active') === status) return { legacy, subscription, events: [] };
  const changed: OlderSubscription = { ...subscription, status };
  return {
    legacy: { ...legacy, version: (legacy.version ?? 1) + 1, azureSubscriptions: legacy.azureSubscriptions.map((each) => (each.id === subscription.id ? changed : each)) },
    subscription: changed,
    events: [{ type: status === 'suspended' ? 'OlderAzureSuspended' : 'OlderAzureResumed', azureSubscriptionId: subscription.id }],
  };
};
