import { useCustomer } from '../customers/customerData';

/** Whoever is bought for: its name, and its market. */
export const useBuyer = (customerId: string) => {
  const { data, error, refetch } = useCustomer(customerId);
  return { name: data?.companyProfile.companyName, country: data?.billingProfile?.defaultAddress?.country, error, refetch };
};
