import { type operations } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';

export type Customer = operations['getCustomer']['responses'][200]['content']['application/json'];

/** Also whose name stands above the pages of what is a customer's. */
export const useCustomer = (customerId: string) =>
  useQuery({ queryKey: ['customer', customerId], queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}', { signal, params: { path: { customerId } } })), staleTime: 60_000 });
