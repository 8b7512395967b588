import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';

/** Whoever is bought for. */
export const useBuyer = (customerId: string) => {
  const { data, error, refetch } = useQuery({ queryKey: ['buyer', customerId], queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}', { signal, params: { path: { customerId } } })) });
  return { name: data?.companyProfile.companyName, country: data?.billingProfile?.defaultAddress?.country, error, refetch };
};
