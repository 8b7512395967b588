import { type components } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';

export type Relationship = components['schemas']['ListedRelationship'];

/** Who is, was, or asks to be a partner of the customer that has signed in. */
export const useRelationships = (customerId: string) =>
  useQuery({
    queryKey: ['relationships', customerId],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/nextterm/v1/customers/{customerId}/relationships', { signal, params: { path: { customerId } } }))).items,
  });

/** By the name people know it by. */
export const partnerNameOf = ({ partnerName, partnerTenantId }: Relationship): string => partnerName ?? partnerTenantId;

/** Its name, or its tenant; undefined where it is no part of it. */
export const resellerNameOf = ({ resellerName, resellerTenantId }: Relationship): string | undefined => resellerName ?? resellerTenantId;
