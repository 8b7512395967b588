import type { operations } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';

/** Whose subscription, and which. */
export interface SubscriptionKey {
  readonly customerId: string;
  readonly subscriptionId: string;
}

export type Subscription = operations['getSubscription']['responses'][200]['content']['application/json'];
export type Options = operations['getOptions']['responses'][200]['content']['application/json'];

/** Of licences, or of what was used in a month. */
export type Charged = operations['listCharges']['responses'][200]['content']['application/json']['items'][number];

/** Read anew after every change. */
export const useSubscription = (key: SubscriptionKey) =>
  useQuery({ queryKey: ['subscription', key.customerId, key.subscriptionId], queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/subscriptions/{subscriptionId}', { signal, params: { path: key } })) });

/** What can be done to it now, until when, and by which rule not. */
export const useOptions = (key: SubscriptionKey) =>
  useQuery({ queryKey: ['options', key.customerId, key.subscriptionId], queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/options', { signal, params: { path: key } })) });
