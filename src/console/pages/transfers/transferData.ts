import { type components, type operations } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';
import { bareListOf } from '../../api/bareList';
import { useList } from '../../api/pages';

export type Transfer = components['schemas']['TransferEntity'];
export type TransferPreview = operations['previewTransfer']['responses'][200]['content']['application/json'];
export type PreviewedLine = components['schemas']['TransferPreviewLine'];

/** Which transfer. */
export interface TransferKey {
  readonly customerId: string;
  readonly transferId: string;
}

/** Whose view of it is shown: the source hands over, the target receives, and the customer is neither. */
export type Side = 'source' | 'target' | 'customer';

export const sideOf = ({ transferDirection }: Transfer): Side => (transferDirection === undefined ? 'customer' : transferDirection === 1 ? 'source' : 'target');

/** Where it is shown. */
export const transferPath = ({ customerTenantId, id }: Transfer): string => `/customers/${customerTenantId}/transfers/${id}`;

/** While somebody else may be at work with it: how often it is read again. */
const OPEN_MS = 5_000;

export const useTransfer = ({ customerId, transferId }: TransferKey) =>
  useQuery({
    queryKey: ['transfer', customerId, transferId],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/transfers/{transferId}', { signal, params: { path: { customerId, transferId } } })),
    refetchInterval: ({ state: { data } }) => (data?.status === 'InProgress' || data?.status === 'Pending' ? OPEN_MS : false),
  });

/** What a pending one would do for the caller's side, of what the source offered. */
export const useSidePreview = ({ customerId, transferId }: TransferKey, enabled: boolean) =>
  useQuery({
    queryKey: ['transferPreview', customerId, transferId],
    queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/customers/{customerId}/transfers/{transferId}/preview', { signal, params: { path: { customerId, transferId } } })),
    enabled,
    ...(enabled && { refetchInterval: OPEN_MS }),
  });

export const useTransfersOf = (customerId: string) =>
  useList<Transfer>(['transfersOf', customerId], (page, signal) => bareListOf(api.GET('/v1/customers/{customerId}/transfers', { signal, params: { path: { customerId }, query: page.query, header: page.header } })));
