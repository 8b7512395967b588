import { type components } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';

export type Handover = components['schemas']['OverageHandover'];

/** The service whose calls can go beyond what licences bring. */
export const SERVICE = 'PhoneServices';

/** Which hand-over. */
export interface HandoverKey {
  readonly customerId: string;
  readonly service: string;
  readonly handoverId: string;
}

/** Where it is shown to each of its three parties. */
export const handoverPath = ({ customerId, service, id }: Handover): string => `/customers/${customerId}/overage/${service}/handovers/${id}`;

/** What is assigned, and what is set to None. */
export const useOverage = (customerId: string) =>
  useQuery({ queryKey: ['overage', customerId], queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/subscriptions/overage', { signal, params: { path: { customerId } } })) });

/** The Azure subscriptions that could be charged. */
export const useAssignable = (customerId: string) =>
  useQuery({
    queryKey: ['assignableOverage', customerId],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/nextterm/v1/customers/{customerId}/overage/{service}/assignable', { signal, params: { path: { customerId, service: SERVICE } } }))).items,
  });

export const useHandover = ({ customerId, service, handoverId }: HandoverKey) =>
  useQuery({
    queryKey: ['handover', customerId, service, handoverId],
    queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/customers/{customerId}/overage/{service}/handover/{handoverId}', { signal, params: { path: { customerId, service, handoverId } } })),
  });
