import { transferAt } from '../../domain/transfer/expiry';
import { type Transfer, type TransferStatus } from '../../domain/transfer/state';
import { type App } from '../ports';
import { incomingTransfers, outgoingTransfers } from '../requestList/listedRequest';
import { listedTransfers } from '../requestList/requestKinds';
import { requestPages, type RequestPages } from '../requestList/requestPages';

/** As the partner sees it: what it is asked for as source, what it asked for as target. */
export const transferDirections = ['incoming', 'outgoing'] as const;

export interface TransferQuery {
  readonly direction: (typeof transferDirections)[number];
  /** All if absent. */
  readonly status?: TransferStatus | undefined;
}

/** TRF-1, PAR-3: a partner's transfers over all customers, the oldest first, each as it stands now. Those that wait, or are under way, cost nothing of those that are over. */
export const transferRequestPages = (app: App, partnerTenantId: string, { direction, status }: TransferQuery): RequestPages<Transfer> => {
  const now = app.clock.now();
  const list = direction === 'incoming' ? incomingTransfers(partnerTenantId) : outgoingTransfers(partnerTenantId);
  const rows = status === 'Pending' || status === 'InProgress' ? 'open' : 'request';
  const pages = requestPages<Transfer>(app.directory, list, listedTransfers, { rows, ...(status !== undefined && { fits: (transfer) => transferAt(transfer, now).status === status }) });
  return async (limit, continuation) => {
    const page = await pages(limit, continuation);
    return { ...page, items: page.items.map((transfer) => transferAt(transfer, now)) };
  };
};
